"""What decisions mean: whether they still hold, and which value is in effect. Pure functions.

A decision is about what its author saw: the readings of one mention by the runs that were
current then, and the sentence they stood on. Law 3: a decision is asked again only where
the evidence and the reading have both changed. Law 6: people's and machines' values are two
fields; in effect is the adjudicator's, else the sole coder's, else "disputed", else the
machine's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.types import Claim, Decision, claim_content

HOLDS = "holds"
READING_CHANGED = "holds (reading changed)"
ASK_AGAIN = "ask again"
ORPHANED = "orphaned"
WAITING = "waiting"
STATUSES = (HOLDS, READING_CHANGED, ASK_AGAIN, ORPHANED, WAITING)
"""``waiting``: the mention is not in this ledger; ``orphaned``: its sentence is gone."""

DISPUTED = "disputed"
FIELDS = ("type", "mode", "polarity", "modality", "background")
JUDGING = ("accept", "reject", "edit")


def saw(claims: Iterable[Claim], text: str) -> dict[str, Any]:
    """Give the snapshot of what an author sees: the quote, and each claim's reading."""
    shown = sorted(claims, key=lambda claim: (claim.codebook, claim.id))
    return {
        "quote": shown[0].quote.of(text) if shown else "",
        "claims": [
            {
                "claim": claim.id,
                "run": claim.run,
                "content": claim_content(claim),
                "attributed_to": [
                    [None if link.source is None else link.source.of(text), link.cue.of(text)]
                    for link in claim.attribution
                ],
            }
            for claim in shown
        ],
    }


def scope(decision: Decision) -> tuple[str, ...]:
    """Give the codebooks whose readings a decision is about."""
    if "codebook" in decision.value:
        return (decision.value["codebook"],)
    return tuple(sorted({seen["content"]["codebook"] for seen in decision.saw.get("claims", ())}))


def readings(shown: Mapping[str, Any], codebooks: Sequence[str]) -> list[dict[str, Any]]:
    """Give what a snapshot says in words: without offsets, ids and runs, which move."""
    found = []
    for seen in shown.get("claims", ()):
        content = seen["content"]
        if content["codebook"] in codebooks:
            words = {k: v for k, v in content.items() if k not in ("anchor", "slots")}
            words["slots"] = sorted([role, n, value] for role, n, _, value in content["slots"])
            words["attribution"] = seen.get("attributed_to", [])
            found.append(words)
    return sorted(found, key=repr)


def status(decision: Decision, now: Mapping[str, Any], text: str) -> str:
    """Say whether a decision holds, given what is seen ``now`` at its mention in ``text``."""
    if decision.verdict not in JUDGING:
        return HOLDS  # a ruling on a pair is about two happenings, not about how one is read
    codebooks = scope(decision)
    if readings(decision.saw, codebooks) == readings(now, codebooks):
        return HOLDS
    quote = " ".join(str(decision.saw.get("quote", "")).split())
    return READING_CHANGED if quote in " ".join(text.split()) else ASK_AGAIN


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision on a mention of a current version, with its status and its author's role."""

    decision: Decision
    status: str
    role: str
    """``coder`` or ``adjudicator``."""


@dataclass(frozen=True, slots=True)
class InEffect:
    """What people say of one mention by one codebook; what they do not say is not in ``fields``."""

    verdict: str
    """``accept``, ``reject``, ``edit``, ``disputed`` or ``ask again``."""
    review: str
    coded_by: str
    decisions: tuple[str, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Values of ``FIELDS``; "disputed" where coders differ."""
    slots: Mapping[str, list[str] | str] = field(default_factory=dict)
    """Raw words by role, [] for none; "disputed" where coders differ."""


def in_effect(codebook: str, judged: Iterable[Judged]) -> InEffect | None:
    """Give what is in effect for a mention's readings by ``codebook``; None: the machine's."""
    newest: dict[str, Judged] = {}
    for each in judged:
        if each.decision.verdict in JUDGING and codebook in scope(each.decision):
            last = newest.get(each.decision.author)
            if last is None or each.decision.n > last.decision.n:
                newest[each.decision.author] = each
    standing = [newest[author] for author in sorted(newest)]
    holding = [each for each in standing if each.status in (HOLDS, READING_CHANGED)]
    if not holding:
        if not standing:
            return None
        ids = tuple(each.decision.id for each in standing)
        return InEffect(ASK_AGAIN, standing[0].status, "machine", ids)
    deciding = [each for each in holding if each.role == "adjudicator"] or holding
    return _combine(codebook, deciding)


def _combine(codebook: str, deciding: Sequence[Judged]) -> InEffect:
    said = [_says(each.decision, codebook) for each in deciding]
    authors = "; ".join(each.decision.author for each in deciding)
    kept = [each for each in said if each is not None]
    verdicts = [each.decision.verdict for each in deciding]
    agreed = all(each == said[0] for each in said)
    if not agreed:
        verdict = DISPUTED
    elif "edit" in verdicts:
        verdict = "edit"
    else:
        verdict = verdicts[0]
    changed = any(each.status == READING_CHANGED for each in deciding)
    fields: dict[str, Any] = {}
    slots: dict[str, Any] = {}
    for each in kept:
        _merge(fields, each["fields"])
    for role in sorted({role for each in kept for role in each["slots"]}):
        # Who saw the whole reading and has no filler for a role says that there is none.
        said_of_it = [
            each["slots"].get(role, []) for each in kept if each["whole"] or role in each["slots"]
        ]
        agreed_on = all(fillers == said_of_it[0] for fillers in said_of_it)
        slots[role] = said_of_it[0] if agreed_on else DISPUTED
    return InEffect(
        verdict=verdict,
        review=READING_CHANGED if changed else HOLDS,
        coded_by=authors if agreed else f"disputed: {authors}",
        decisions=tuple(each.decision.id for each in deciding),
        fields=fields,
        slots=slots,
    )


def _merge(into: dict[str, Any], said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        into[name] = DISPUTED if name in into and into[name] != value else value


def _says(decision: Decision, codebook: str) -> dict[str, Any] | None:
    """What an author says that a mention is; None: nothing of this kind (rejected).

    Accepting says what was seen, so that it outlives another reading by a later run. Where
    several claims of one codebook were seen, only what was edited can be said of them all.
    """
    if decision.verdict == "reject":
        return None
    fields: dict[str, Any] = {}
    slots: dict[str, list[str]] = {}
    seen = [
        each["content"]
        for each in decision.saw.get("claims", ())
        if each["content"]["codebook"] == codebook
    ]
    if len(seen) == 1:
        fields = {name: seen[0][name] for name in FIELDS}
        slots = slots_by_role((role, value) for role, _, _, value in seen[0]["slots"])
    value = decision.value
    if "type" in value and "mode" not in value and value["type"] != fields.get("type"):
        fields["mode"] = None  # a mode belongs to its type
    fields |= {name: value[name] for name in FIELDS if name in value}
    slots |= value.get("slots", {})
    return {"fields": fields, "slots": slots, "whole": len(seen) == 1}


def slots_by_role(slots: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Give the raw words of each role, in order."""
    found: dict[str, list[str]] = {}
    for role, value in slots:
        found.setdefault(role, []).append(value)
    return found
