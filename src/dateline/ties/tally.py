"""On how many reports and text families an answer rests."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.ties.facts import REPORTS, Basis, Facts, Tally


def tally(bases: Iterable[Basis], facts: Facts) -> Tally:
    """Give the number of reports, and of text families where texts have been compared.

    A report that shares its text with no other is a family of its own.
    """
    told = {(basis.report, basis.version) for basis in bases if basis.source == REPORTS}
    reports = {report for report, _ in told}
    if not facts.compared:
        return Tally(len(reports), None)
    families = {facts.families.get(version, version) for _, version in told}
    return Tally(len(reports), len(families))


def origin(bases: Iterable[Basis], facts: Facts) -> str:
    """Give what this ledger knows of the origin of the texts, in words."""
    versions = sorted({basis.version for basis in bases if basis.source == REPORTS})
    if not versions:
        return ""
    known = sorted({facts.origins[v] for v in versions if v in facts.origins})
    if not known:
        return "origin not established in this ledger"
    left = sum(v not in facts.origins for v in versions)
    rest = f"; of {left} more: not established in this ledger" if left else ""
    return "; ".join(known) + rest
