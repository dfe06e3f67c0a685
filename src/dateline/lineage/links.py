"""A copy as a link: what of it is text, how much of each report it is, and which way it went."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.ingest.names import agency_of
from dateline.lineage.facts import Copy, Link, Run
from dateline.lineage.fingerprints import K
from dateline.lineage.known import Known, earlier
from dateline.lineage.runs import MIN_RUN
from dateline.lineage.stock import SHORT, is_names, says_little
from dateline.lineage.stretches import union

TOGETHER = 0.5
"""Share of the shorter body from which what is quoted came with the text."""

CONTAINED, LONGER = 0.5, 1.25
"""A report half of which stands in another that is longer by a quarter may be cut from it, where
what it lacks stands before or between what is shared (:data:`LACKS`), or where the other is twice as
long (:data:`EXCERPT`). What is longer at its end alone may carry a page's furniture: so did both
wrong ones of the 16 families of `summit_2018` that rested on containment when this was set."""
LACKS, EXCERPT = 100, 2.0

COMMON = "common source"
UNKNOWN = "unknown"


def link(copy: Copy, known: Mapping[str, Known]) -> Link | None:
    """Give a copy without furniture and stock phrases, with its direction; None where nothing is left."""
    a, b = known[copy.a], known[copy.b]
    runs = list(copy.runs)
    if a.furniture or b.furniture:
        runs = [piece for run in runs for piece in _without_furniture(run, a, b)]
    if not runs:
        return None
    runs = [kept for run in runs if (kept := _with_kind(run, a, b)) is not None]
    a_shared, share_a, share_b = _shared(runs, a, b)
    if max(share_a, share_b) >= TOGETHER:
        runs = [run._replace(kind="verbatim") if run.kind == "quotation" else run for run in runs]
    else:
        before = len(runs)
        runs = [run for run in runs if run.kind != "verbatim" or not is_names(run, a.text.text)]
        if len(runs) < before:
            a_shared, share_a, share_b = _shared(runs, a, b)
    told = [run for run in runs if run.kind != "quotation"]
    if max(share_a, share_b) < SHORT and says_little(told, a.text.text):
        runs = [run for run in runs if run.kind == "quotation"]
        a_shared = 0
        share_a = share_b = 0.0
    if not runs:
        return None
    direction, reasons = direct(a, b, Shared(tuple(runs), share_a, share_b))
    return Link(copy.a, copy.b, tuple(runs), a_shared, share_a, share_b, direction, tuple(reasons))


def _with_kind(run: Run, a: Known, b: Known) -> Run | None:
    """Give a run as a quotation where either side marks it as one: a report may drop the marks.

    None for a quotation that is reworded: who says it is a source of both.
    """
    outside = min(a.quoted.within(run.a_start, run.a_end), b.quoted.within(run.b_start, run.b_end))
    if outside >= K:
        return run
    return None if run.kind == "reworded" else run._replace(kind="quotation")


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


def _shared(runs: Sequence[Run], a: Known, b: Known) -> tuple[int, float, float]:
    """Give how many of ``a``'s own characters are shared, and the share of each report's."""
    ours = sum(a.own.within(*span) for span in union((run.a_start, run.a_end) for run in runs))
    theirs = sum(b.own.within(*span) for span in union((run.b_start, run.b_end) for run in runs))
    return ours, _share(ours, a), _share(theirs, b)


def _share(shared: int, known: Known) -> float:
    return round(shared / known.own.total, 4) if known.own.total else 0.0


# --------------------------------------------------------------------------- kinds of edit

WHOLE = 0.9
"""Share of a report's own words from which it stands in the other whole: a few are always changed."""


def edit(link: Link) -> str:
    """Give what ``b`` is beside ``a``: ``verbatim``, ``abridged``, ``expanded``, ``reworded``,
    ``passages`` (less than half of either) or ``quoted passage only``.

    It says nothing of the direction: what ``b`` abridges may have been written out from ``b``.
    """
    if link.characters == 0:
        return "quoted passage only"
    if max(link.share_a, link.share_b) < TOGETHER:
        return "passages"
    if min(link.share_a, link.share_b) >= WHOLE:
        return "verbatim"
    if link.share_b >= WHOLE:
        return "abridged"
    return "expanded" if link.share_a >= WHOLE else "reworded"


# --------------------------------------------------------------------------- direction


class Shared(NamedTuple):
    """What two reports share, and the share of each that it is."""

    runs: tuple[Run, ...]
    a: float
    b: float


def direct(a: Known, b: Known, shared: Shared) -> tuple[str, list[str]]:
    """Give which way the text went, by the strongest evidence there is, with all reasons in words.

    In order: explicit credits; what a report says that it follows; a credit to the same outsider,
    or of one report alone for text that both have; days of publication; containment.
    """
    for weigh in (_by_credit, _by_following, _by_outsider, _by_day, _by_containment):
        found = weigh(a, b, shared)
        if found is not None:
            return found
    return UNKNOWN, ["neither credits the other, and their dates and lengths do not tell"]


def _from(first: bool) -> str:
    return "a from b" if first else "b from a"


def _by_credit(a: Known, b: Known, _: Shared) -> tuple[str, list[str]] | None:
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


def _by_following(a: Known, b: Known, _: Shared) -> tuple[str, list[str]] | None:
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


def _by_outsider(a: Known, b: Known, shared: Shared) -> tuple[str, list[str]] | None:
    ours = {credit.key: credit for credit in a.credits_for_text() if credit.kind != "via"}
    theirs = {credit.key: credit for credit in b.credits_for_text() if credit.kind != "via"}
    both = sorted(ours.keys() & theirs.keys())
    if both:
        return COMMON, [f"both credit {' and '.join(ours[key].name for key in both)}"]
    for one, credits, share, other in ((a, ours, shared.a, b), (b, theirs, shared.b, a)):
        # An agency writes what others print; a credited outlet may itself have it from the other.
        wrote = [credits[key].name for key in sorted(credits) if credits[key].wrote]
        if wrote and share >= TOGETHER:
            return COMMON, [
                f"{one.version} credits {' and '.join(wrote)} for its text, of which "
                f"{other.version} has {share:.0%}"
            ]
    return _by_caption(a, shared)


_PICTURE = re.compile(r"\b(?:photo(?:graph)?s?|image|picture|фото)\b[^()\n]{0,120}", re.IGNORECASE)
_APART = re.compile(r"[/,;:—–]|\b(?:by|via|credit)\b")


def _by_caption(a: Known, shared: Shared) -> tuple[str, list[str]] | None:
    """Give that two reports have a picture's caption from the agency that the caption itself credits.

    A picture's credit is none for the text around it, so most of what is shared must be the caption.
    """
    told = [run for run in shared.runs if run.kind != "quotation"]
    total = sum(run.a_end - run.a_start for run in told)
    captions: dict[str, int] = {}
    for run in told:
        for line in a.text.text[run.a_start : run.a_end].split("\n"):
            parts = [part for credit in _PICTURE.findall(line) for part in _APART.split(credit)]
            for name in {agency for part in parts if (agency := agency_of(part.strip()))}:
                captions[name] = captions.get(name, 0) + len(line)
    for name in sorted(captions):
        if captions[name] * 2 > total:
            return COMMON, [f"what both have is a picture's caption, which credits {name}"]
    return None


def _by_day(a: Known, b: Known, _: Shared) -> tuple[str, list[str]] | None:
    for one, other, first in ((a, b, False), (b, a, True)):
        words = earlier(one, other)
        if words is not None:
            return _from(first), [
                f"by date of publication alone: {one.version} was {words}; both may have it from "
                "a third"
            ]
    return None


def _by_containment(a: Known, b: Known, shared: Shared) -> tuple[str, list[str]] | None:
    turned = [(run.b_start, run.b_end) for run in shared.runs]
    straight = [(run.a_start, run.a_end) for run in shared.runs]
    for one, other, share, there, first in (
        (a, b, shared.a, turned, True),
        (b, a, shared.b, straight, False),
    ):
        if share < CONTAINED or other.own.total < LONGER * one.own.total:
            continue
        if one.text.cut:
            continue  # a paywall or a feed cut it: that the other says more tells nothing
        lacks = _before_and_between(other, there)
        if lacks >= LACKS or other.own.total >= EXCERPT * one.own.total:
            return _from(first), [
                f"by containment alone: {share:.0%} of {one.version} stands in {other.version}, "
                "which is longer and says more; that the longer was written out from the shorter is "
                "less likely, not excluded"
            ]
    return None


def _before_and_between(known: Known, runs: Sequence[tuple[int, int]]) -> int:
    """Give the characters of a body before and between shared runs, furniture left out."""
    spans = union(runs)
    lacking = 0
    at = known.body.start
    for span in spans:
        if span.start > at:
            lacking += known.own.within(at, span.start)
        at = max(at, span.end)
    return lacking


def same_publisher(a: Known, b: Known) -> bool:
    """Say whether two reports are known to be of one publisher."""
    return bool(a.publisher) and a.publisher == b.publisher


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 100 else words[:97] + "..."
