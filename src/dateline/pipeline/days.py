"""Days that a claim without a date of its own takes from other claims of its report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.resolve.date_labels import label_of_days
from dateline.types import Annotation, Claim, Coding, Resolution


def dates_of_groups(
    codings: Sequence[Coding], dates: Sequence[Resolution]
) -> dict[str, Resolution]:
    """Give for each claim the date that another claim of the same happening states, if one does."""
    stated = {r.subject: r for r in reversed(dates) if r.value is not None and r.ordinal >= 0}
    found: dict[str, Resolution] = {}
    for coding in codings:
        for group in coding.groups:
            own = {stated[claim].value: stated[claim] for claim in group.claims if claim in stated}
            if len(own) != 1:
                continue
            (date,) = own.values()
            for claim in group.claims:
                found[claim] = replace(
                    date,
                    subject=claim,
                    ordinal=-1,
                    score=round(date.score * 0.8, 3),
                    how=f"date of the same happening, {date.how}",
                )
    return found


class History:
    """Which days what is told as gone before ("had pledged") cannot be later than."""

    def __init__(
        self, annotation: Annotation, claims: Sequence[Claim], dates: Sequence[Resolution]
    ) -> None:
        self._starts = [sentence.start for sentence in annotation.sentences]
        days = {r.subject: r for r in dates if r.ordinal >= 0 and r.value}
        self._told: dict[int, list[Resolution]] = {}
        for claim in claims:
            if claim.id in days and claim.modality == "actual" and not claim.background:
                told = self._told.setdefault(self._sentence(claim), [])
                told.append(days[claim.id])

    def bounded(self, claim: Claim, found: Resolution) -> Resolution:
        """Give ``found`` ending with the last day that the sentence before tells, if it is open
        and the claim is told as history of what was told there: "Troops killed ten rebels on
        Sunday. The rebels had pledged ...": pledged by Sunday."""
        earliest, _, latest = (found.value or "").partition("/")
        told = self._told.get(self._sentence(claim) - 1, ())
        ends = {r.value.partition("/")[2]: r for r in told if r.value}
        if not claim.background or earliest or not latest or "" in ends or not ends:
            return found
        last = max(ends)
        if last >= latest:
            return found
        return replace(
            found,
            value=f"/{last}",
            label=f"on or before {label_of_days(last, last)}",
            how=f"told as before what the sentence before tells, {ends[last].how}",
            span=ends[last].span,
        )

    def _sentence(self, claim: Claim) -> int:
        return bisect_right(self._starts, claim.anchor.start) - 1
