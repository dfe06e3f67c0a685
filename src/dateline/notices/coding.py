"""What a coder read in a notice is left out: a notice speaks of a text, not of the happening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.types import ClaimGroup, Coding, Span, group_id


def without_notices(coding: Coding, notices: Iterable[Span]) -> Coding:
    """Give a coding without the claims whose anchor stands in one of ``notices``."""
    spans = tuple(notices)
    if not spans:
        return coding
    gone = {
        claim.id
        for claim in coding.claims
        if any(s.start <= claim.anchor.start and claim.anchor.end <= s.end for s in spans)
    }
    if not gone:
        return coding
    claims = tuple(claim for claim in coding.claims if claim.id not in gone)
    told = {claim.mention for claim in claims}
    mention_of = {claim.id: claim.mention for claim in claims}
    groups = []
    for group in coding.groups:
        left = tuple(claim for claim in group.claims if claim not in gone)
        if left:
            smallest = min(mention_of[claim] for claim in left)
            id = group_id(coding.version, coding.run, smallest)
            groups.append(ClaimGroup(id, coding.version, coding.run, left))
    return replace(
        coding,
        mentions=tuple(m for m in coding.mentions if m.id in told),
        claims=claims,
        groups=tuple(groups),
    )
