"""Reports and text families as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from dateline.lineage.aligned import align
from dateline.lineage.facts import Family, Link, Standing, Text
from dateline.lineage.spans import turned
from dateline.lineage.stemma import Drawn, coverage, share_of, stemma
from dateline.web.checks import check_data
from dateline.web.names import with_names
from dateline.web.passages import Passages
from dateline.web.side_by_side import side_by_side
from dateline.web.source import PageSource
from dateline.web.words import CREDIT, PUBLISHED_HOW, interval_words

PHRASES = 5
"""Distinctive phrases listed for a report."""


def report_data(
    version: str,
    source: PageSource,
    family_numbers: Mapping[str, int],
    cut: Passages | None,
) -> dict[str, Any]:
    """Give a report with what is quoted of it, its family as a number, and its headline's check."""
    text = source.texts[version]
    standing = source.lineage.reports.get(version)
    check = source.checks.get(version)
    published = text.published
    dated = published.earliest is not None or published.latest is not None
    return {
        "id": text.report,
        "title": text.title.of(text.text) if text.title else _first_line(text.text),
        "publisher": text.publisher,
        "url": web_address(text.url),
        "language": text.language,
        "published": interval_words(published.earliest, published.latest) if dated else None,
        "day": published.earliest or published.latest,
        "how": _published_how(text),
        "credits": [
            *([CREDIT.get(c.kind, c.kind), c.name] for c in text.credits),
            *(list(note) for note in source.notes.get(version, ())),
        ],
        "characters": len(text.text),
        "passages": [] if cut is None else [span.of(text.text) for span in cut.spans],
        "uncoded": source.uncoded.get(version),
        "check": None if check is None else check_data(check, text),
        **_standing(standing, source, family_numbers),
    }


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0][:160]


def _published_how(text: Text) -> str:
    how = PUBLISHED_HOW.get(text.published.how, text.published.how)
    return text.published.note if text.published.how == "inferred" and text.published.note else how


def _standing(
    standing: Standing | None, source: PageSource, family_numbers: Mapping[str, int]
) -> dict[str, Any]:
    if standing is None:
        return {"family": None, "assessable": False, "why": "", "credited": [], "phrases": []}
    family = None if standing.family is None else family_numbers.get(standing.family)
    return {
        "family": family,
        "assessable": standing.assessable,
        "why": with_names(standing.why, source.texts),
        "credited": list(standing.credited),
        "phrases": [] if standing.assessable else list(standing.phrases[:PHRASES]),
    }


def web_address(url: str | None) -> str | None:
    """Give an address that is safe to link to: ``http`` and ``https`` with a host, nothing else."""
    if url is None or any(ord(c) < 33 or ord(c) == 127 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def worth_drawing(family: Family) -> bool:
    """Say whether a family tells more than that a report is alone."""
    return len(family.members) > 1 or family.outside is not None


def family_data(
    family: Family,
    links: Sequence[Link],
    report_numbers: Mapping[str, int],
    source: PageSource,
) -> dict[str, Any]:
    """Give a family as it is drawn: its reports in rows, each with its time, its tie, and the two
    texts beside each other. ``links`` are those among its members."""
    within = replace(family, members=tuple(m for m in family.members if m in report_numbers))
    laid_out = stemma(within, links, source.lineage, source.texts)
    of_pair = {(link.a, link.b): link for link in links}
    covered = coverage(links)
    return {
        "id": family.id,
        "members": [report_numbers[m] for m in within.members],
        "origin": None if family.origin is None else report_numbers.get(family.origin),
        "outside": family.outside,
        "why": with_names(family.why, source.texts),
        "ticks": [list(tick) for tick in laid_out.ticks],
        "rows": [
            {
                "report": report_numbers[row.version],
                "depth": row.depth,
                "first": row.first,
                "last": row.last,
                "coverage": share_of(source.texts[row.version], covered.get(row.version, ())),
                "tie": _tie(row, of_pair, report_numbers, source),
            }
            for row in laid_out.rows
        ],
    }


def _tie(
    row: Drawn,
    of_pair: Mapping[tuple[str, str], Link],
    report_numbers: Mapping[str, int],
    source: PageSource,
) -> dict[str, Any] | None:
    tie = row.tie
    if tie is None:
        return None
    beside = tie.other or tie.near
    return {
        "other": None if tie.other is None else report_numbers.get(tie.other),
        "known": tie.known,
        "edit": tie.edit,
        "share": None if tie.share is None else round(tie.share, 2),
        "share_of_other": None if tie.share_of_other is None else round(tie.share_of_other, 2),
        "credit": tie.credit,
        "basis": tie.basis,
        "reasons": [with_names(reason, source.texts) for reason in tie.reasons],
        "near": None if tie.near is None else report_numbers.get(tie.near),
        "beside": [] if beside is None else _beside(row.version, beside, of_pair, source),
    }


def _beside(
    version: str, other: str, of_pair: Mapping[tuple[str, str], Link], source: PageSource
) -> list[dict[str, Any]]:
    link = of_pair.get((min(version, other), max(version, other)))
    if link is None or other not in source.texts:
        return []
    here, there = source.texts[version], source.texts[other]
    runs = link.runs if link.a == version else turned(link.runs)
    furniture = tuple(
        standing.furniture if (standing := source.lineage.reports.get(each)) else ()
        for each in (version, other)
    )
    rows = align(here, there, runs, (furniture[0], furniture[1]))
    return side_by_side(rows, here.text, there.text)
