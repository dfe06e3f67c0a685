"""Possible rewrites: a report that names another's publisher and tells the same, in other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from dateline.lineage.facts import Rewrite
from dateline.lineage.families import HALF
from dateline.lineage.known import Known
from dateline.lineage.outlets import same_outlet

REWRITE, TRANSLATION = "rewrite", "translation"

WINDOW = 7
"""Days between the two publications at most, where both are known."""
OVERLAP, LEAST = 0.3, 4
"""Share and number of the rarer names and numbers of the shorter report that both must have."""
RARE = 0.1
"""Share of the ledger's reports in which a name may stand and still tell something (at least 5)."""

_NAME = re.compile(r"(?<=[^.!?\n] )[^\W\d_a-zа-яё][\w'’-]{3,}|\b\d[\d.,:]*\d\b|\b\d\b")


def rewrites(
    known: Mapping[str, Known], linked: Mapping[str, Collection[str]]
) -> tuple[Rewrite, ...]:
    """Give the possible rewrites, sorted; ``linked`` holds, for each report, those it shares its
    text with, which are copies and no rewrites."""
    by_publisher: dict[str, list[str]] = defaultdict(list)
    for version in sorted(known):
        if known[version].publisher:
            by_publisher[known[version].publisher].append(version)
    naming = {
        version: sorted(
            publisher
            for publisher in _named(known[version], by_publisher)
            if publisher != known[version].publisher
        )
        for version in sorted(known)
    }
    wanted = {v for version, found in naming.items() if found for v in (version, *(e for p in found for e in by_publisher[p]))}  # fmt: skip
    if not wanted:
        return ()
    names = {version: frozenset(_NAME.findall(known[version].text.text)) for version in known}
    counts = Counter(name for found in names.values() for name in found)
    most = max(5, RARE * len(known))
    telling = {v: frozenset(n for n in names[v] if counts[n] <= most) for v in wanted}
    found = []
    for later in sorted(naming):
        for publisher in naming[later]:
            best = _best(later, by_publisher[publisher], telling, known, linked.get(later, ()))
            if best is not None:
                earlier, shared = best
                words = known[later].follows_publisher_of(known[earlier]) or publisher
                found.append(
                    Rewrite(
                        earlier,
                        later,
                        f"it names {known[earlier].name} (“{' '.join(words.split())}”) and has "
                        f"{', '.join(shared[:6])} in common with its report, but hardly a sentence",
                    )
                )
    return tuple(sorted(found, key=lambda rewrite: (rewrite.earlier, rewrite.later)))


def _named(report: Known, publishers: Mapping[str, object]) -> set[str]:
    """Give the publishers that a report says it follows."""
    named = {key for key in report.follows if key in publishers}
    spaced = [key for key in report.follows if key not in publishers]
    hosts = [publisher for publisher in publishers if " " not in publisher]
    named |= {host for host in hosts for key in spaced if same_outlet(key, host)}
    return named


def _best(
    later: str,
    candidates: Collection[str],
    telling: Mapping[str, frozenset[str]],
    known: Mapping[str, Known],
    linked: Collection[str],
) -> tuple[str, list[str]] | None:
    """Give the report of one publisher that a report has most in common with, and what."""
    best: tuple[int, str, list[str]] | None = None
    for earlier in sorted(candidates):
        if earlier in linked or earlier == later or not _near(known[earlier], known[later]):
            continue
        shared = sorted(telling[later] & telling[earlier], key=lambda n: (n[0].isdigit(), n))
        smaller = min(len(telling[later]), len(telling[earlier]))
        if len(shared) < LEAST or len(shared) < OVERLAP * smaller:
            continue
        if best is None or len(shared) > best[0]:
            best = (len(shared), earlier, shared)
    return None if best is None else (best[1], best[2])


def _near(earlier: Known, later: Known) -> bool:
    """Say whether the second can have followed the first, by their days as far as known."""
    first, second = earlier.text.published, later.text.published
    if first.earliest and second.latest and first.earliest > second.latest:
        return False
    if first.latest and second.earliest:
        days = date.fromisoformat(second.earliest) - date.fromisoformat(first.latest)
        return days.days <= WINDOW
    return True


def shares_text(share_a: float, share_b: float) -> bool:
    """Say whether two reports share so much that one is a copy, not a rewrite."""
    return max(share_a, share_b) >= HALF
