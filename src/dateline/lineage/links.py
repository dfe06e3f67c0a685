"""A copy as a link: what of it is text, how much of each report it is, and which way it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.lineage.facts import Copy, Link, Run
from dateline.lineage.fingerprints import K
from dateline.lineage.known import Known, earlier
from dateline.lineage.runs import MIN_RUN
from dateline.lineage.stretches import union

STOCK = 80
"""Characters shared in all, below which it is a stock phrase ("President A and his counterpart B
of ..."), unless it is :data:`SHORT` of the shorter report. Read on `summit_2018`: of pairs that
share 50 to 79 characters, nine in ten share names and offices."""
SHORT = 0.25

TOGETHER = 0.5
"""Share of the shorter body from which what is quoted came with the text."""

CONTAINED, LONGER = 0.5, 1.25
"""A report half of which stands in another that is longer by a quarter may be cut from it."""

COMMON = "common source"
UNKNOWN = "unknown"


def link(copy: Copy, known: Mapping[str, Known]) -> Link | None:
    """Give a copy without furniture and stock phrases, with its direction; None where nothing is left."""
    a, b = known[copy.a], known[copy.b]
    runs = [piece for run in copy.runs for piece in _without_furniture(run, a, b)]
    if not runs:
        return None
    a_shared = _shared([(run.a_start, run.a_end) for run in runs], a)
    b_shared = _shared([(run.b_start, run.b_end) for run in runs], b)
    share_a, share_b = _share(a_shared, a), _share(b_shared, b)
    runs = [replace_kind(run, a, b) for run in runs]
    if max(share_a, share_b) >= TOGETHER:
        runs = [run._replace(kind="verbatim") for run in runs]
    told = [run for run in runs if run.kind == "verbatim"]
    if sum(run.a_end - run.a_start for run in told) < STOCK and max(share_a, share_b) < SHORT:
        runs = [run for run in runs if run.kind != "verbatim"]
        a_shared = b_shared = 0
        share_a = share_b = 0.0
    if not runs:
        return None
    direction, reasons = direct(a, b, (share_a, share_b))
    return Link(copy.a, copy.b, tuple(runs), a_shared, share_a, share_b, direction, tuple(reasons))


def replace_kind(run: Run, a: Known, b: Known) -> Run:
    """Give a run as a quotation where either side marks it as one: a report may drop the marks."""
    outside = min(a.quoted.within(run.a_start, run.a_end), b.quoted.within(run.b_start, run.b_end))
    return run._replace(kind="quotation") if outside < K else run


def _without_furniture(run: Run, a: Known, b: Known) -> list[Run]:
    """Give what of a run is furniture in neither text; in the words of ``a``, mapped by share."""
    out_a = [span for span in a.furniture if span.start < run.a_end and run.a_start < span.end]
    out_b = [span for span in b.furniture if span.start < run.b_end and run.b_start < span.end]
    if not out_a and not out_b:
        return [run]
    length_a, length_b = run.a_end - run.a_start, run.b_end - run.b_start
    out = [(span.start - run.a_start, span.end - run.a_start) for span in out_a]
    out += [
        (
            (span.start - run.b_start) * length_a // length_b,
            (span.end - run.b_start) * length_a // length_b,
        )
        for span in out_b
    ]
    pieces, at = [], 0
    for start, end in [*union((max(0, s), min(length_a, e)) for s, e in out), (length_a, length_a)]:
        if start - at >= MIN_RUN:
            pieces.append(
                Run(
                    run.a_start + at,
                    run.a_start + start,
                    run.b_start + at * length_b // length_a,
                    run.b_start + start * length_b // length_a,
                    run.kind,
                )
            )
        at = end
    return pieces


def _shared(spans: Sequence[tuple[int, int]], known: Known) -> int:
    return sum(known.own.within(start, end) for start, end in union(spans))


def _share(shared: int, known: Known) -> float:
    return round(shared / known.own.total, 4) if known.own.total else 0.0


# --------------------------------------------------------------------------- direction


def direct(a: Known, b: Known, shares: tuple[float, float]) -> tuple[str, list[str]]:
    """Give which way the text went, by the strongest evidence there is, with all reasons in words.

    In order: explicit credits; what a report says that it follows; a credit to the same outsider,
    or of one report alone for text that both have; days of publication; containment.
    """
    for weigh in (_by_credit, _by_following, _by_outsider, _by_day, _by_containment):
        found = weigh(a, b, shares)
        if found is not None:
            return found
    return UNKNOWN, ["neither credits the other, and their dates and lengths do not tell"]


def _from(first: bool) -> str:
    return "a from b" if first else "b from a"


def _by_credit(a: Known, b: Known, _: tuple[float, float]) -> tuple[str, list[str]] | None:
    found = [(one.credits_publisher_of(other), one, other) for one, other in ((a, b), (b, a))]
    reasons = [
        f"{one.version} credits {credit.name}, which published {other.version}"
        f" (“{_short(credit.quote)}”)"
        for credit, one, other in found
        if credit is not None
    ]
    if not reasons:
        return None
    if len(reasons) == 2:
        return UNKNOWN, [*reasons, "each credits the other"]
    return _from(found[0][0] is not None), reasons


def _by_following(a: Known, b: Known, _: tuple[float, float]) -> tuple[str, list[str]] | None:
    if same_publisher(a, b):
        return None
    found = [(one.follows_publisher_of(other), one, other) for one, other in ((a, b), (b, a))]
    reasons = [
        f"{one.version} names {other.name}, which published {other.version} (“{_short(words)}”)"
        for words, one, other in found
        if words is not None
    ]
    if not reasons:
        return None
    if len(reasons) == 2:
        return UNKNOWN, [*reasons, "each names the other"]
    return _from(found[0][0] is not None), reasons


def _by_outsider(a: Known, b: Known, shares: tuple[float, float]) -> tuple[str, list[str]] | None:
    ours = {credit.key: credit for credit in a.credits_for_text() if credit.kind != "via"}
    theirs = {credit.key: credit for credit in b.credits_for_text() if credit.kind != "via"}
    both = sorted(ours.keys() & theirs.keys())
    if both:
        return COMMON, [f"both credit {' and '.join(ours[key].name for key in both)}"]
    for one, credits, share, other in ((a, ours, shares[0], b), (b, theirs, shares[1], a)):
        # An agency writes what others print; a credited outlet may itself have it from the other.
        wrote = [credits[key].name for key in sorted(credits) if credits[key].wrote]
        if wrote and share >= TOGETHER:
            return COMMON, [
                f"{one.version} credits {' and '.join(wrote)} for its text, of which "
                f"{other.version} has {share:.0%}"
            ]
    return None


def _by_day(a: Known, b: Known, _: tuple[float, float]) -> tuple[str, list[str]] | None:
    for one, other, first in ((a, b, False), (b, a, True)):
        words = earlier(one, other)
        if words is not None:
            return _from(first), [
                f"by date of publication alone: {one.version} was {words}; both may have it from "
                "a third"
            ]
    return None


def _by_containment(
    a: Known, b: Known, shares: tuple[float, float]
) -> tuple[str, list[str]] | None:
    for one, other, share, first in ((a, b, shares[0], True), (b, a, shares[1], False)):
        if share >= CONTAINED and other.own.total >= LONGER * one.own.total:
            return _from(first), [
                f"by containment alone: {share:.0%} of {one.version} stands in {other.version}, "
                "which is longer and says more; that the longer was written out from the shorter is "
                "less likely, not excluded"
            ]
    return None


def same_publisher(a: Known, b: Known) -> bool:
    """Say whether two reports are known to be of one publisher."""
    return bool(a.publisher) and a.publisher == b.publisher


def commonly(one: Link, outside: str, why: str) -> Link:
    """Give a link of a family whose origin is outside: what rested on dates and lengths alone is
    now a common source."""
    weak = one.direction == UNKNOWN or any(" alone: " in reason for reason in one.reasons)
    if not weak:
        return one
    return replace(one, direction=COMMON, reasons=(f"their text goes back to {outside}: {why}",))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 100 else words[:97] + "..."
