"""PLOVER gold records: event type, actor and recipient.

**Type.** One type a record; ours is the type of the claim that the text is mainly about. Each
record is known to tell one event, so they are coded as notes: where no cue stands the encoder's best
type counts (``uncued`` 0), weak cues give way to a likely type (``overrule`` .5), and whom the
encoder tags fills empty roles. A ledger of news does none of this with ``plover``.
The gold uses older names: ``DEMAND`` is ``REQUEST``, ``FIGHT`` is ``ASSAULT``,
``DISAPPROVE`` and ``INVESTIGATE`` are ``ACCUSE`` in the 16-type version.

**Actor and recipient, "head match".** A predicted filler matches a gold actor where either
holds:

1. the head word of the filler lies inside an occurrence of the gold words in the text
   (gold "Israeli Prime Minister Ehud Barak", filler headed by "Barak"), or
2. the head word of the gold actor lies inside the filler's span (gold "Hungarian", filler
   "Senior Hungarian and Romanian officials": many gold actors are the modifier that carries
   the country code).

The head word of a gold actor is its last word before " of ", " in ", "," or "(" (a trailing
possessive "'s" removed); where the gold words do not occur verbatim, every occurrence of that
head word counts, else of the next word to its left that does occur. Fillers and gold actors
are paired one to one, so that as many as possible match; an unmatched filler is a false
positive, an unmatched gold actor a miss. ``source`` is the role actor, ``target`` the role
recipient. Figures are micro averages over all actors of all records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dateline.evaluate.suite import (
    Counts,
    Row,
    label_counts,
    label_figures,
    most_frequent,
    one_to_one,
    precision_recall_f1,
)

RENAMED = {
    "DEMAND": "REQUEST",
    "FIGHT": "ASSAULT",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
}

_CUT = re.compile(r"\s+(?:of|in|from|at|on)\s+|[,(]")
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?")
Spans = list[tuple[int, int]]


def label(row: Row) -> str:
    """Give the gold type under its name in the 16-type version."""
    return RENAMED.get(str(row["event"]), str(row["event"]))


def gold_places(text: str, actor: str) -> tuple[Spans, Spans]:
    """Give where a gold actor stands: the spans of its words, and of its head word."""
    actor = " ".join(actor.split())
    head = _head(actor)
    whole = _occurrences(text, actor)
    if whole:
        heads = []
        for start, _ in whole:
            at = text.lower().find(head.lower(), start)
            heads.append((at, at + len(head)) if at >= 0 else (start, start + len(actor)))
        return whole, heads
    words = _WORD.findall(actor)
    for word in [head, *reversed(words)]:
        found = _occurrences(text, word)
        if found and len(word) > 2:
            return found, found
    return [], []


def _head(actor: str) -> str:
    part = _CUT.split(actor, maxsplit=1)[0].strip() or actor
    words = _WORD.findall(part) or [part]
    return re.sub(r"['’]s$", "", words[-1])


def _occurrences(text: str, words: str) -> Spans:
    pattern = re.compile(
        r"(?<!\w)" + re.escape(words).replace(r"\ ", r"\s+") + r"(?!\w)", re.IGNORECASE
    )
    return [match.span() for match in pattern.finditer(text)]


def matches(text: str, gold: str, filler: Row) -> bool:
    """Say whether a filler (``span``, ``head``) is the gold actor, by head match."""
    spans, heads = gold_places(text, gold)
    head, span = filler["head"], filler["span"]
    return any(s <= head[0] and head[1] <= e for s, e in spans) or any(
        span[0] <= s and e <= span[1] for s, e in heads
    )


def paired(text: str, gold: Sequence[str], fillers: Sequence[Row]) -> int:
    """Give the size of the largest one-to-one pairing of gold actors and fillers."""
    fits = [[j for j, f in enumerate(fillers) if matches(text, g, f)] for g in gold]
    return len(one_to_one(fits))


class PloverGsr:
    """Type accuracy, actor and recipient F1 on the PLOVER gold standard records."""

    name = "plover_gsr"
    gold = "plover_gsr/dev.jsonl"
    about = "event type of a sentence (16 PLOVER types); actor and recipient by head match"
    fields: tuple[str, ...] = ("id", "text", "event")
    headline: tuple[str, ...] = ("accuracy", "actor.f1", "recipient.f1")

    def predict(self, row: Row) -> dict[str, Any]:
        """Give type, actors and recipients of the claim that the text is mainly about."""
        from dateline.coding import code, primary
        from dateline.coding.codebook import load_codebook
        from dateline.language import annotate

        book = replace(load_codebook("plover"), uncued=0.0, overrule=0.5)
        claim = primary(code(annotate(str(row["text"])), book))
        if claim is None:
            return {"id": row["id"], "event": None, "actor": [], "recipient": []}
        return {
            "id": row["id"],
            "event": claim.type,
            **{
                role: [
                    {"text": slot.value, "span": list(slot.span), "head": list(slot.head)}
                    for slot in claim.slot(role)
                ]
                for role in ("actor", "recipient")
            },
        }

    def baseline(self, row: Row, rows: Sequence[Row]) -> dict[str, Any]:
        """Give the most frequent type; the first capitalised run as actor, the second as recipient."""
        runs = [
            m
            for m in re.finditer(r"\b[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*", str(row["text"]))
            if m.group() not in {"The", "A", "An", "In", "On"}
        ]
        filler = [
            {
                "text": m.group(),
                "span": list(m.span()),
                "head": [m.end() - len(m.group().split()[-1]), m.end()],
            }
            for m in runs[:2]
        ]
        return {
            "id": row["id"],
            "event": most_frequent(rows, label),
            "actor": filler[:1],
            "recipient": filler[1:],
        }

    def counts(self, gold: Row, predicted: Row) -> Counts:
        """Give label counts and, for each role, gold, predicted and paired fillers."""
        counts = label_counts(label(gold), predicted["event"])
        for role, field in (("actor", "source"), ("recipient", "target")):
            actors = [str(a["actorText"]) for a in gold.get(field) or () if a.get("actorText")]
            counts[f"{role}.gold"] = len(actors)
            counts[f"{role}.predicted"] = len(predicted[role])
            counts[f"{role}.hits"] = paired(str(gold["text"]), actors, predicted[role])
        return counts

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give accuracy, weighted and macro F1 of types; precision, recall, F1 of roles."""
        found = label_figures(counts)
        for role in ("actor", "recipient"):
            values = precision_recall_f1(
                counts[f"{role}.hits"], counts[f"{role}.predicted"], counts[f"{role}.gold"]
            )
            for name, value in zip(("precision", "recall", "f1"), values, strict=True):
                found[f"{role}.{name}"] = value
        return found

    def errors(self, gold: Row, predicted: Row) -> list[str]:
        """Give confusions of type, and missed or invented fillers by role."""
        found = []
        if predicted["event"] != label(gold):
            found.append(f"type {label(gold)} read as {predicted['event'] or 'nothing'}")
        counts = self.counts(gold, predicted)
        for role in ("actor", "recipient"):
            hits = counts[f"{role}.hits"]
            if counts[f"{role}.gold"] > hits:
                found.append(f"{role} missed")
            if counts[f"{role}.predicted"] > hits:
                found.append(f"{role} invented")
        return found


def type_confusions(pairs: Sequence[tuple[str, str | None]]) -> Counter[tuple[str, str | None]]:
    """Give how often each gold type was read as each other type."""
    return Counter(pair for pair in pairs if pair[0] != pair[1])
