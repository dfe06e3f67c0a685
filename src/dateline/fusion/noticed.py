"""What notices do to claims before they are fused: retracted ones stand for nothing, corrected numbers
are the corrected ones, and what repeats a retracted text is told so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.fusion.facts import MACHINE, ClaimFacts
from dateline.notices.facts import REPEATS_RETRACTED, RETRACTED, Flag


def with_notices(
    claims: Sequence[ClaimFacts], flags: Iterable[Flag], cut: Mapping[str, str]
) -> tuple[ClaimFacts, ...]:
    """Give claims with what notices say of them; ``cut`` gives the code of texts that are not whole.

    A number that a person decided stays, whatever a notice says.
    """
    of_claim: dict[str, list[Flag]] = {}
    for flag in flags:
        of_claim.setdefault(flag.claim, []).append(flag)
    made = []
    for claim in claims:
        own = of_claim.get(claim.claim, [])
        if own or cut.get(claim.version):
            claim = _flagged(claim, own, bool(cut.get(claim.version)))
        made.append(claim)
    return tuple(made)


def _flagged(claim: ClaimFacts, flags: Sequence[Flag], cut: bool) -> ClaimFacts:
    counts = dict(claim.counts)
    corrected: dict[str, int] = {}
    for flag in flags:
        told = counts.get(flag.role)
        if told is None or told[0] != flag.wrong or claim.coded_by != MACHINE:
            continue
        corrected[flag.role] = told[0]
        if flag.right is None:
            del counts[flag.role]
        else:
            counts[flag.role] = (flag.right, told[1])
    kinds = {flag.flag for flag in flags}
    return replace(
        claim,
        counts=counts,
        corrected=corrected,
        retracted=RETRACTED in kinds,
        repeats_retracted=REPEATS_RETRACTED in kinds,
        cut=cut,
    )
