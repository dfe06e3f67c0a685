"""What a headline asks, with what the body answers."""

from __future__ import annotations

import re

from dateline.check.body import Body
from dateline.check.events import evidence as shown_of
from dateline.check.facts import ASKED, SUPPORTED, Item
from dateline.check.judge import Judge
from dateline.types import Claim, Span

_WHO = re.compile(r"\bwho(?:['’]s|se|m)?\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:why|how|what|when|where|which)\b", re.IGNORECASE)
_ANSWERS = (
    {
        "CLAIM_RESPONSIBILITY": "claims responsibility for",
        "DECLARE": "announced",
        "SUPPORTS_GROUP": "supports",
    },
    {"LED_BY": "leads"},
    {"ASSAULT": "attacks", "COERCE": "acts against"},
)
"""Types of claim that answer who is behind something; each step only where those before it give
nothing."""
SHOWN = 3
_FACT = ("affirmed", "actual")


def questions(judge: Judge) -> tuple[Item, ...]:
    """Give an item for each sentence of the headline that asks."""
    return tuple(_question(judge, span) for span in judge.headline.questions())


def _question(judge: Judge, span: Span) -> Item:
    body = judge.body
    words = " ".join(span.of(body.annotation.text).split())
    unnamed = [
        named.who.label
        for named in judge.named
        if named.kind == "actor" and not body.naming(named.who) and not body.partly(named.who)
    ]
    if _WHO.search(words):
        why, evidence = _who(judge)
    elif _OPEN.search(words):
        why, evidence = "asked; whether the body answers it is not assessed", ()
    else:
        inside = [j for j in judge.events if span.start <= j.told.anchor.start < span.end]
        stated = [j for j in inside if j.item.verdict == SUPPORTED]
        why = "asked; the body states it" if stated else "asked; the body does not answer it"
        evidence = tuple(e for j in stated for e in j.item.evidence)[:SHOWN]
    if unnamed:
        why += f"; it does not mention {', '.join(unnamed)}"
    return Item("question", words, span, ASKED, why, evidence)


def _who(judge: Judge) -> tuple[str, tuple[Span, ...]]:
    """Give whom the body names as doing or leading, and its sentences."""
    body = judge.body
    for kinds in _ANSWERS:
        found: dict[str, tuple[str, Claim]] = {}
        for kind in kinds:
            for claim in body.claims:
                if claim.type == kind and (claim.polarity, claim.modality) == _FACT:
                    for key, label in _doers(body, claim):
                        found.setdefault(key, (label, claim))
        if found:
            break
    else:
        return "asked; the body does not answer it", ()
    chosen = list(found.values())[:SHOWN]
    parts = []
    for label, claim in chosen:
        whom = _whom(body, claim)
        parts.append(f"{label} ({kinds[claim.type]} {whom})" if whom else label)
    sentences = (body.sentence_at(claim.anchor.start) for _, claim in chosen)
    why = f"asked; the body does not say so outright; it names {'; '.join(parts)}"
    return why, shown_of(body, sentences)


def _doers(body: Body, claim: Claim) -> list[tuple[str, str]]:
    found = []
    for slot in claim.slot("actor"):
        resolution = body.resolved.get((claim.id, "actor", slot.ordinal))
        if resolution is not None and resolution.value:
            found.append((resolution.value, resolution.label))
    return found


def _whom(body: Body, claim: Claim) -> str:
    for role in ("recipient", "organisation"):
        for slot in claim.slot(role):
            resolution = body.resolved.get((claim.id, role, slot.ordinal))
            if resolution is not None and resolution.value:
                return resolution.label
            return " ".join(slot.value.split())
    return ""
