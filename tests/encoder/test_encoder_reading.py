"""The shipped encoder: what it reads, and that a text's result depends on that text alone."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from dateline.coding.codebook import load_codebook
from dateline.encoder import (
    TypeScorer,
    document_labels,
    entities,
    given_labels,
    labels,
    possible_labels,
    roles,
    tag_scores,
    version,
    words_in,
    words_of,
)
from dateline.encoder.pieces import LONGEST, WEIGHTS, pieces_of, sentences_in, shape
from dateline.encoder.session import below, outputs

SENTENCE = "Gunmen of the River Front killed two farmers near Karsk on Monday ."
OTHERS = (
    "The minister met his counterpart in Port Vell .",
    "Police opened fire on a crowd , killing three people .",
    "Rain fell .",
)


def test_words_are_cut_with_their_offsets() -> None:
    text = "U.S. troops' rebel-held base, Norland's 2.5 km away"
    assert words_in(text) == [
        *["U.S.", "troops", "'", "rebel", "-", "held", "base", ","],
        *["Norland", "'s", "2.5", "km", "away"],
    ]
    assert all(text[s:e] for s, e in words_of(text))


def test_sentences_of_small_letters_are_cut() -> None:
    assert sentences_in("vadodara: one man was shot. two were held.  more came") == [
        "vadodara: one man was shot.",
        "two were held.",
        "more came",
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("army", 0),
        ("Army", 1),
        ("A", 1),
        ("NATO", 2),
        ("AK47", 3),
        ("27", 3),
        (",", 0),
        ("McRae", 3),
    ],
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_words_past_the_longest_text_are_outside() -> None:
    words = ["rebels"] * (LONGEST + 5)
    coded = pieces_of(words)
    assert len(coded.pieces) == LONGEST
    scores = tag_scores(words, "roles")
    assert len(scores) == len(words)
    assert scores[-1].argmax() == 0
    assert scores[-1][0] == 0.0


def test_who_does_it_to_whom() -> None:
    found = {one.kind: SENTENCE.split()[one.start : one.end] for one in roles(SENTENCE.split())}
    assert found["source"][0] == "Gunmen"
    assert "farmers" in found["target"]


def test_entities_have_kinds_and_scores() -> None:
    found = entities(
        ["The", "Norland", "Army", "said", "General", "Ana", "Pop", "visited", "Baghdad", "."]
    )
    assert {"Organisation", "Person", "Location"} <= {one.kind for one in found}
    assert all(0 < one.score <= 1 for one in found)


def test_no_words_give_nothing() -> None:
    assert entities([]) == []
    assert roles([]) == []


def test_a_result_does_not_depend_on_what_was_read_before() -> None:
    words = tuple(SENTENCE.split())
    alone = tag_scores(words, "roles")
    for other in OTHERS:
        tag_scores(other.split(), "roles")
        labels(other.split(), "attacks")
    below.cache_clear()
    outputs.cache_clear()
    assert np.array_equal(alone, tag_scores(words, "roles"))


def test_another_process_reads_the_same() -> None:
    code = (
        "from dateline.encoder import tag_scores;"
        f"print(tag_scores({SENTENCE.split()!r}, 'entities').tobytes().hex())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == tag_scores(SENTENCE.split(), "entities").tobytes().hex()


def test_labels_are_probabilities() -> None:
    shares = labels(
        words_in("A bomb exploded near a police van , killing two officers ."), "attacks"
    )
    assert max(shares, key=lambda name: shares[name]) == "bombing"
    assert given_labels(
        ["Militants", "shot", "dead", "a", "trader", "in", "his", "shop", "."], "attacks"
    ) == ["armed_assault"]


def test_a_report_has_the_labels_of_its_sentences() -> None:
    text = "the market was closed on monday. police opened fire on a mob and killed two persons."
    assert {"kill", "force", "any"} <= set(document_labels(text, "police"))
    assert document_labels("the market was closed on monday.", "police") == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Gunmen shot dead four soldiers at a checkpoint .", "ASSAULT"),
        ("Students marched through the town against the new tax .", "PROTEST"),
    ],
)
def test_types_are_scored_against_a_codebook(sentence: str, kind: str) -> None:
    scorer = TypeScorer(load_codebook("plover"))
    scores = scorer.scores(sentence.split())
    assert scorer.best(sentence.split()) == kind
    assert sum(scores.values()) == pytest.approx(1.0)
    assert len(set(scorer.scores([]).values())) == 1


def test_the_version_is_that_of_the_files() -> None:
    assert len(version()) == 12
    told = b"".join(path.name.encode() + path.read_bytes() for path in sorted(WEIGHTS.iterdir()))
    assert hashlib.sha256(told).hexdigest().startswith(version())


@pytest.mark.parametrize(
    ("given", "head", "expected"),
    [
        (["arrest"], "police", []),
        (["arrest", "any"], "police", ["arrest", "any"]),
        (["kill", "any", "fail"], "police", ["any", "fail"]),
        (["kill", "any", "force"], "police", ["kill", "any", "force"]),
        (["bombing"], "attacks", ["bombing"]),
    ],
)
def test_a_label_needs_those_that_it_implies(
    given: list[str], head: str, expected: list[str]
) -> None:
    assert possible_labels(given, head) == expected
