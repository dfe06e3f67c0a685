"""The training examples of every head, read from the ``train`` files of the data folder.

Only files named ``train`` and ``plover_synthetic`` are opened here; no ``dev`` file is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import Head

from dateline.coding.codebook import load_codebook
from dateline.encoder.pieces import words_of

HERE = Path(__file__).parent
TITLES = 1
LEADS = 4
SHORT = 40
NAMES = [
    "Kenya",
    "Peru",
    "Norway",
    "Vietnam",
    "Turkey",
    "Chad",
    "Mexico",
    "Georgia",
    "Jordan",
    "Nepal",
    "Brazil",
    "Poland",
    "Ghana",
    "Iran",
    "Canada",
    "Laos",
    "Serbia",
    "Cuba",
    "Japan",
    "Mali",
]

ROLES = ("O", "B-S", "I-S", "B-T", "I-T", "B-R", "I-R")
ENTITIES = [
    "DocumentReference",
    "Location",
    "MilitaryPlatform",
    "Money",
    "Nationality",
    "Organisation",
    "Person",
    "Quantity",
    "Temporal",
    "Weapon",
]
POLICE = ("kill", "arrest", "any", "fail", "force")
ATTACKS = ("armed_assault", "bombing", "kidnapping", "other")
QUADS = ("0", "1", "2", "3", "4")
"""CAMEO's classes of words and deeds as ``cameo_class`` numbers them; fitted beside, not shipped."""


CODEBOOKS = ("plover", "acled")
TYPES = tuple(f"{name} {kind}" for name in CODEBOOKS for kind in load_codebook(name).types)
LONG = 40
"""Words of a text by event type beyond which it is cut, in training."""


def _inside(kinds: Sequence[str]) -> tuple[str, ...]:
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BI"))


HEADS = {
    head.name: head
    for head in (
        Head("roles", "tags", ROLES, "tagger"),
        Head("entities", "tags", _inside(ENTITIES), "tagger"),
        Head("police", "labels", POLICE, "labels"),
        Head("attacks", "labels", ATTACKS, "labels"),
        Head("types", "vector", TYPES, "types"),
        Head("quads", "labels", QUADS, "types", single=True, shipped=False),
    )
}


@dataclass(frozen=True)
class Example:
    """One text cut into words, with the number of each word's tag, or a number for each label."""

    words: tuple[str, ...]
    tags: tuple[int, ...] = ()
    labels: tuple[float, ...] = ()
    """A number for each label; for a ``vector`` head the one number of the text's class."""
    group: str = ""
    """What is held out together, such as a document's sentences; empty: the words."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Give the rows of a JSON Lines file, packed or not."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tagged(path: Path, outputs: Sequence[str]) -> list[Example]:
    """Give the sentences of a file of ``tokens`` and ``tags``."""
    number = {tag: i for i, tag in enumerate(outputs)}
    return [
        Example(tuple(row["tokens"]), tuple(number[tag] for tag in row["tags"]))
        for row in rows(path)
    ]


def fold(example: Example, folds: int) -> int:
    """Give the fold of an example, by its group or words: doubles fall into one fold."""
    key = example.group or " ".join(example.words).lower()
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:8], "big") % folds


def labelled(path: Path) -> list[Example]:
    """Give the texts of a file of ``text`` and ``labels`` of "0" and "1"."""
    return [
        Example(cut(row["text"]), labels=tuple(float(one) for one in row["labels"]))
        for row in rows(path)
    ]


def police(data: Path) -> list[Example]:
    """Give the sentences on police, each with the number of the report that holds it.

    The corpus parts its sentences and its reports each at random: of ``india_police_sents/train``
    one in four stands in no report of ``india_police_docs/train``, but in one that is scored. So
    only sentences of training reports are taken, and none too short to tell where it is from.
    """
    reports = [_plain(row["text"]) for row in rows(data / "india_police_docs" / "train.jsonl.gz")]
    found = []
    at = 0
    for row in rows(data / "india_police_sents" / "train.jsonl.gz"):
        plain = _plain(row["text"])
        if len(plain) < SHORT:
            continue
        order = [at, at + 1, *range(len(reports))]
        holder = next((i for i in order if i < len(reports) and plain in reports[i]), None)
        if holder is None:
            continue
        at = holder
        labels = tuple(float(one) for one in row["labels"])
        found.append(Example(cut(row["text"]), labels=labels, group=report(at)))
    return found


def report(number: int) -> str:
    """Give the group of what belongs to one report of ``india_police_docs/train``."""
    return f"report {number}"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def cut(text: str) -> tuple[str, ...]:
    """Give the words of a text as at run time."""
    return tuple(text[start:end] for start, end in words_of(text))


def written(path: Path) -> Iterator[tuple[str, str]]:
    """Give (class, sentence) of a file of sentences under headings that name their class."""
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:]
        elif line.strip():
            yield name, line.strip()


def typed(data: Path) -> list[Example]:
    """Give sentences by event type: our own, those of the codebooks, and synthetic titles.

    A title stands in ``plover_synthetic`` many times with other countries; ``TITLES`` of each are
    taken, and the first sentence of one story in ``LEADS``, which often tells something else.
    """
    pairs: list[tuple[str, str]] = []
    for name in CODEBOOKS:
        book = load_codebook(name)
        for kind, entry in book.types.items():
            pairs.append((f"{name} {kind}", entry.definition))
            pairs += [(f"{name} {kind}", one.text) for one in entry.examples]
        pairs += [
            (f"{name} {kind}", text) for kind, text in written(HERE / "written" / f"{name}.txt")
        ]
    seen: dict[str, int] = {}
    for i, row in enumerate(rows(data / "plover_synthetic" / "stories.jsonl.gz")):
        kind = f"plover {row['label']}"
        title = str(row["prompt"]).partition("\n")[0].strip()
        seen[row["title"]] = seen.get(row["title"], 0) + 1
        if seen[row["title"]] <= TITLES:
            pairs.append((kind, title))
        lead = re.split(r"(?<=[.!?])\s", row["text"].strip(), maxsplit=1)[0]
        if i % LEADS == 0 and 8 <= len(lead.split()) <= 45:
            pairs.append((kind, lead))
    for i, row in enumerate(rows(data / "plover_synthetic" / "headlines.jsonl")):
        pairs.append((f"plover {row['event']}", filled(row["title"], i)))
    return [Example(cut(text)[:LONG], labels=(float(TYPES.index(kind)),)) for kind, text in pairs]


def filled(title: str, number: int) -> str:
    """Give a title with names in place of "{country_1}" and the like."""
    places = iter(range(number, number + 20))
    return re.sub(r"\{[^}]*\}", lambda _: NAMES[next(places) % len(NAMES)], title)


def load(name: str, data: Path) -> list[Example]:
    """Give the training examples of one head."""
    if name == "roles":
        return tagged(data / "cameo_ner" / "train.jsonl", HEADS[name].outputs)
    if name == "entities":
        return tagged(data / "re3d_ner" / "train.jsonl", HEADS[name].outputs)
    if name == "attacks":
        return labelled(data / "satp_relevant" / "train.jsonl")
    if name == "police":
        return police(data)
    if name == "types":
        return typed(data)
    if name == "quads":
        return [
            Example(cut(row["text"]), labels=tuple(float(row["labels"][0] == one) for one in QUADS))
            for row in rows(data / "cameo_class" / "train.jsonl")
        ]
    raise SystemExit(f"no such head: {name}")
