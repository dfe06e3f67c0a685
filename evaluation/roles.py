"""Who acts and on whom: the rules, the encoder, and ways of taking both, on real sentences.

    python evaluation/roles.py [--data ../shared/data] [--rules-on-all]

Gold: ``cameo_ner/train``, sentences with spans of the source (S), the target (T) and of those who act
together (R). No rule was tuned on them before this was first run. The shipped encoder was fitted on
them, so its spans are those of models of other folds (``evaluation/held_out``): 454 sentences, cut by
a digest of their words into half A, on which ways are chosen, and half B, on which they are confirmed.

Scored is the claim that the sentence is mainly about. A filler is right where its head word lies in a
gold span of its role, or the head word of that span in the filler; paired one to one. R spans are
neither asked for nor held against a filler. ``exact`` asks for the same words, leading article and
possessive aside. Sentences are put together from the gold's words.

A way that takes the encoder's spans without asking which deed they hang on scores far better here than
it is right on news: every sentence was chosen for its one event. See ``evaluation/roles_errors.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.coding import code, primary
from dateline.coding.codebook import load_codebook
from dateline.coding.tagged import RoleSpan
from dateline.encoder.tags import spans
from dateline.evaluate.suite import Counts, intervals, one_to_one, precision_recall_f1, total
from dateline.evaluate.tagged_spans import capitalised_runs, digest, held_out
from dateline.language import annotate
from dateline.types import Annotation, Claim

ROLES = {"actor": "S", "recipient": "T"}
KINDS = {"S": "source", "T": "target", "R": "both"}
_GLUED = frozenset([*".,;:!?)]%’'”-/–", "'s", "n't"])
_OPENING = frozenset("([“‘$-/–")
_CUT = re.compile(r"\s+(?:of|in|from|at|on)\s+|[,(]")
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?")
_AROUND = re.compile(r"^(?:the|an?)\s+|['’]s$", re.IGNORECASE)


@dataclass(frozen=True)
class Filler:
    """Who fills a role, and the head word."""

    span: tuple[int, int]
    head: tuple[int, int]


Fillers = Mapping[str, Sequence[Filler]]


@dataclass(frozen=True)
class Sentence:
    """A gold sentence: its spans, those read by a model of other folds, and its annotation."""

    text: str
    gold: Sequence[tuple[int, int, str]]
    read: Sequence[tuple[int, int, str]] | None
    annotation: Annotation
    half: str

    def rules(self) -> Fillers:
        """Give the fillers of the main claim by rules alone."""
        return fillers_of(primary(code(self.annotation, load_codebook("plover"), read=None)))

    def encoder(self) -> Fillers:
        """Give the read spans as fillers; of those who act together the first is the actor."""
        found: dict[str, list[Filler]] = {"actor": [], "recipient": []}
        for start, end, kind in self.read or ():
            role = {"S": "actor", "T": "recipient"}.get(kind)
            role = role or ("recipient" if found["actor"] else "actor")
            found[role].append(Filler((start, end), head_of(self.text, start, end)))
        return found

    def shipped(self) -> Fillers:
        """Give the fillers of the main claim as dateline makes it, the read spans bound to it."""

        def read(text: str) -> list[RoleSpan]:
            at = self.text.find(text)
            return [
                RoleSpan(start - at, end - at, KINDS[kind], 1.0)
                for start, end, kind in self.read or ()
                if start >= at and end <= at + len(text)
            ]

        return fillers_of(primary(code(self.annotation, load_codebook("plover"), read=read)))


def fillers_of(claim: Claim | None) -> Fillers:
    """Give the fillers of a claim by role; none where there is no claim."""
    return {
        role: [Filler(tuple(s.span), tuple(s.head)) for s in claim.slot(role)] if claim else []
        for role in ROLES
    }


def head_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the head word of gold words: the last before " of ", " in ", a comma or a bracket."""
    words = text[start:end]
    cut = _CUT.search(words)
    part = words[: cut.start()] if cut and cut.start() else words
    found = list(_WORD.finditer(re.sub(r"\s*['’]s?$", "", part.rstrip())))
    return (start + found[-1].start(), start + found[-1].end()) if found else (start, end)


def put_together(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Give a sentence's text from its words, and where each word stands in it."""
    text, places, before = "", [], ""
    for i, word in enumerate(words):
        glued = i == 0 or word in _GLUED or before in _OPENING or (before == "’" and word == "s")
        text += ("" if glued else " ") + word
        places.append((len(text) - len(word), len(text)))
        before = word
    return text, places


def read_gold(data: Path) -> list[Sentence]:
    """Give the sentences of the file, annotated."""
    found = []
    for line in (data / "cameo_ner" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, places = put_together(row["tokens"])
        known = held_out().get(digest(row["tokens"]))

        def placed(
            one: Sequence[tuple[int, int, str]], places: list[tuple[int, int]] = places
        ) -> list[tuple[int, int, str]]:
            return [(places[s][0], places[e - 1][1], kind) for s, e, kind in one]

        number = int(hashlib.sha256(("half1" + " ".join(row["tokens"])).encode()).hexdigest(), 16)
        found.append(
            Sentence(
                text,
                placed(spans(row["tags"])),
                None if known is None else placed(known),
                annotate(text),
                "AB"[number % 2],
            )
        )
    return found


# --------------------------------------------------------------------------- ways


def _meet(a: Filler, b: Filler) -> bool:
    return a.span[0] < b.span[1] and b.span[0] < a.span[1]


def filled(one: Sentence) -> Fillers:
    """Give the rules' fillers, and the encoder's in a role where they have none."""
    rules, read = one.rules(), one.encoder()
    taken = [f for role in ROLES for f in rules[role]]
    return {
        role: rules[role] or [f for f in read[role] if not any(_meet(f, t) for t in taken)]
        for role in ROLES
    }


def overridden(one: Sentence) -> Fillers:
    """Give the encoder's fillers where it has any, in the rules' words where both meet."""
    rules, read = one.rules(), one.encoder()
    found = {}
    for role in ROLES:
        both = [f for f in rules[role] if any(_meet(f, r) for r in read[role])]
        new = [r for r in read[role] if not any(_meet(f, r) for f in rules[role])]
        found[role] = both + new if read[role] else rules[role]
    return found


def agreed(one: Sentence) -> Fillers:
    """Give the rules' fillers that the encoder has too."""
    rules, read = one.rules(), one.encoder()
    return {r: [f for f in rules[r] if any(_meet(f, e) for e in read[r])] for r in ROLES}


def trivial(one: Sentence) -> Fillers:
    """Give the first capitalised run as actor, the second as recipient."""
    places = [m.span() for m in re.finditer(r"\S+", one.text)]
    runs = capitalised_runs([one.text[a:b] for a, b in places])[:2]
    found = [
        Filler((places[a][0], places[b - 1][1]), (places[b - 1][0], places[b - 1][1]))
        for a, b in runs
    ]
    return {"actor": found[:1], "recipient": found[1:]}


WAYS: dict[str, Callable[[Sentence], Fillers]] = {
    "trivial": trivial,
    "rules alone": Sentence.rules,
    "encoder alone": Sentence.encoder,
    "rules, then encoder": filled,
    "encoder over rules": overridden,
    "both agree": agreed,
    "as shipped": Sentence.shipped,
}


# --------------------------------------------------------------------------- scores


def _matches(text: str, start: int, end: int, filler: Filler) -> bool:
    head = head_of(text, start, end)
    return (start <= filler.head[0] and filler.head[1] <= end) or (
        filler.span[0] <= head[0] and head[1] <= filler.span[1]
    )


def _bare(words: str) -> str:
    return _AROUND.sub("", words)


def counts_of(one: Sentence, found: Fillers) -> Counts:
    """Give gold, predicted, right and exact fillers by role."""
    counts: Counts = Counter({"n": 1})
    mutual = [(s, e) for s, e, kind in one.gold if kind == "R"]
    for role, kind in ROLES.items():
        gold = [(s, e) for s, e, k in one.gold if k == kind]
        ours = found[role]
        fits = [[j for j, f in enumerate(ours) if _matches(one.text, *g, f)] for g in gold]
        owner = one_to_one(fits)
        free = sum(
            j not in owner and any(_matches(one.text, *g, f) for g in mutual)
            for j, f in enumerate(ours)
        )
        same = [
            [
                j
                for j, f in enumerate(ours)
                if _bare(one.text[slice(*g)]) == _bare(one.text[slice(*f.span)])
            ]
            for g in gold
        ]
        counts[f"{role}.gold"] += len(gold)
        counts[f"{role}.predicted"] += len(ours) - free
        counts[f"{role}.hits"] += len(owner)
        counts[f"{role}.exact"] += len(one_to_one(same))
    return counts


def figures(counts: Counts) -> dict[str, float]:
    """Give precision, recall, F1 and exact F1 by role."""
    found = {}
    for role in ROLES:
        predicted, gold = counts[f"{role}.predicted"], counts[f"{role}.gold"]
        values = precision_recall_f1(counts[f"{role}.hits"], predicted, gold)
        for name, value in zip(("precision", "recall", "f1"), values, strict=True):
            found[f"{role}.{name}"] = value
        found[f"{role}.exact_f1"] = precision_recall_f1(counts[f"{role}.exact"], predicted, gold)[2]
    return found


def line(name: str, rows: Sequence[Sentence], way: Callable[[Sentence], Fillers]) -> str:
    """Give one row of the table, F1 with its 95% interval."""
    counts = [counts_of(one, way(one)) for one in rows]
    values, range_of = figures(total(counts)), intervals(counts, figures)
    cells = []
    for role in ROLES:
        low, high = range_of[f"{role}.f1"]
        cells += [f"{values[f'{role}.{part}']:.3f}" for part in ("precision", "recall")]
        cells += [f"{values[f'{role}.f1']:.3f} [{low:.2f}, {high:.2f}]"]
        cells += [f"{values[f'{role}.exact_f1']:.3f}"]
    return f"| {name} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print a table for each half."""
    parser = argparse.ArgumentParser(description="Measure ways of finding actors and recipients.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--rules-on-all", action="store_true", help="and on all sentences")
    given = parser.parse_args()
    rows = read_gold(given.data)
    head = (
        "| way | actor P | R | F1 | exact | recipient P | R | F1 | exact |\n" + "| --- " * 9 + "|"
    )
    for half in "AB":
        held = [one for one in rows if one.read is not None and one.half == half]
        print(f"\nhalf {half}, n = {len(held)}\n\n{head}")
        for name, way in WAYS.items():
            print(line(name, held, way))
    if given.rules_on_all:
        print(f"\nall, n = {len(rows)}\n\n{head}")
        for name in ("trivial", "rules alone"):
            print(line(name, rows, WAYS[name]))


if __name__ == "__main__":
    main()
