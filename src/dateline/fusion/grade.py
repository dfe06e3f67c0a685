"""How well an event is supported: a word, with reasons; publisher reliability is never in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline.fusion.facts import DIFFER, ClaimFacts, Conflict, Party
from dateline.fusion.independence import Support

SUMMARY = "a period's total"
DENIED = "denied only"
CONTESTED = "contested"
BY_ACTOR = "claimed by the actor alone"
SINGLE = "single report"
REPEATED = "one source, repeated"
OPEN = "several reports, perhaps one source"
SEVERAL = "several sources"

RETRACTED = "retracted"

LADDER = (RETRACTED, DENIED, SUMMARY, CONTESTED, BY_ACTOR, SINGLE, REPEATED, OPEN, SEVERAL)
"""In the order in which they are asked: the first that fits is the grade."""


def grade(
    kind: str,
    affirming: Sequence[ClaimFacts],
    denying: Sequence[ClaimFacts],
    actors: Sequence[Party],
    conflicts: Sequence[Conflict],
    support: Support,
) -> tuple[str, tuple[str, ...]]:
    """Give the grade of an event, one of :data:`LADDER`, and the reasons in words."""
    reasons = [support.sources.why]
    if affirming:
        reasons.append(f"cited sources: {support.cited_sources.why}")
        reasons.append(support.first_hand.why)
    if denying:
        deniers = sorted({_by(claim) for claim in denying})
        reasons.append(f"denied by {', '.join(deniers[:3])}")
    reasons += [
        f"{DIFFER}{_named(conflict.field)}"
        for conflict in conflicts
        if conflict.field != "happened"
    ]
    reports = len({claim.report for claim in affirming})
    if kind == "denied":
        return DENIED, tuple(reasons)
    if kind == "summary":
        return SUMMARY, (*reasons, "not added to the single events that it sums up")
    if denying or any(conflict.field == "actor" for conflict in conflicts):
        return CONTESTED, tuple(reasons)
    if affirming and all(_by_actor(claim, actors) for claim in affirming):
        return BY_ACTOR, (*reasons, "every claim hangs on the word of those who are said to act")
    if reports <= 1:
        return SINGLE, tuple(reasons)
    if support.sources.high <= 1:
        return REPEATED, tuple(reasons)
    if support.sources.low <= 1:
        return OPEN, tuple(reasons)
    return SEVERAL, tuple(reasons)


def notice_reasons(told: Sequence[ClaimFacts]) -> tuple[str, ...]:
    """Give in words what notices and cuts mean for what an event rests on."""
    reasons = []
    standing = {claim.report for claim in told if not claim.retracted}
    gone = {claim.report for claim in told if claim.retracted} - standing
    if gone:
        reasons.append(
            f"{_reports(gone)} that told it {_was(gone)} retracted by {_its(gone)} publisher and "
            f"{'counts' if len(gone) == 1 else 'count'} for nothing"
        )
    repeating = {c.report for c in told if c.repeats_retracted and not c.retracted}
    if repeating:
        reasons.append(
            f"{_reports(repeating)} {'repeats' if len(repeating) == 1 else 'repeat'} a text that was "
            "retracted"
        )
    corrected = {c.report for c in told if c.corrected and not c.retracted}
    if corrected:
        reasons.append(f"numbers of {_reports(corrected)} are as corrected by a notice")
    cut = {claim.report for claim in told if claim.cut}
    if cut:
        reasons.append(
            f"{_reports(cut)} {'is' if len(cut) == 1 else 'are'} cut off: what {_it(cut)} "
            "farther on is not assessable"
        )
    return tuple(reasons)


def _reports(reports: Collection[str]) -> str:
    return f"{len(reports)} report{'' if len(reports) == 1 else 's'}"


def _was(reports: Collection[str]) -> str:
    return "was" if len(reports) == 1 else "were"


def _its(reports: Collection[str]) -> str:
    return "its" if len(reports) == 1 else "their"


def _it(reports: Collection[str]) -> str:
    return "it cites or credits" if len(reports) == 1 else "they cite or credit"


def _named(field: str) -> str:
    if field in ("actor", "place", "date"):
        return field
    return f"number {field.replace('_', ' ')}"


def _by(claim: ClaimFacts) -> str:
    if claim.cited:
        return claim.cited[0].words or "somebody not named"
    return claim.publisher or "a report without a publisher"


def _by_actor(claim: ClaimFacts, actors: Sequence[Party]) -> bool:
    """Say whether a claim hangs on those alone who are said to act."""
    doers = claim.actors or tuple(actors)
    return bool(claim.cited) and any(
        cited.words and cited.words.lower() in (party.raw.lower(), party.name.lower())
        for cited in claim.cited
        for party in doers
        if party.key is not None
    )
