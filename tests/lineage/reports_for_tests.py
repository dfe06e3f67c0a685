"""Reports made up for the tests: prose of any length, no two sentences alike."""

from __future__ import annotations

import random

import plain_for_tests as plain

from dateline.types import Credit, Dating

WORDS = """soldiers rebels officers villagers drivers miners students doctors fishermen traders reached
left guarded crossed searched cleared repaired watched blocked opened bridge market station hospital
harbour school barracks crossroads dam northern southern eastern western upper lower old new inner
outer before after while although because mules snow helicopters elders governor fuel bread talks
valley road pass commander dark waiting quietly slowly again""".split()  # noqa: SIM905


def prose(seed, sentences):
    """Give so many sentences, always the same for a seed."""
    choose = random.Random(seed)
    told = []
    for _ in range(sentences):
        words = [choose.choice(WORDS) for _ in range(22)]
        words.insert(3, str(choose.randrange(3, 900)))
        told.append(" ".join(words).capitalize() + ".")
    return " ".join(told)


def report(version, words, publisher=None, day=None, credits=(), **fields):
    """Give a current version; ``credits`` are (kind, name) pairs."""
    return plain.text(
        version,
        words,
        publisher=publisher,
        published=Dating(day, day, "metadata") if day else Dating(None, None, "unknown"),
        credits=tuple(Credit(kind, name, f"by {name}") for kind, name in credits),
        **fields,
    )
