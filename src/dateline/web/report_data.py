"""Reports and text families as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from dateline.lineage.facts import Family, Standing, Text
from dateline.web.checks import check_data
from dateline.web.names import with_names
from dateline.web.passages import Passages
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
    family: Family, report_numbers: Mapping[str, int], source: PageSource
) -> dict[str, Any]:
    """Give a family with its reports as numbers, and what each pair of them shares."""
    members = [m for m in family.members if m in report_numbers]
    links = [
        link for link in source.lineage.links if link.a in family.members and link.b in members
    ]
    return {
        "id": family.id,
        "members": [report_numbers[m] for m in members],
        "origin": None if family.origin is None else report_numbers.get(family.origin),
        "outside": family.outside,
        "why": with_names(family.why, source.texts),
        "parents": [
            [report_numbers[child], report_numbers[parent]]
            for child, parent in sorted(family.parents.items())
            if child in report_numbers and parent in report_numbers
        ],
        "links": [
            {
                "a": report_numbers[link.a],
                "b": report_numbers[link.b],
                "share_a": round(link.share_a, 2),
                "share_b": round(link.share_b, 2),
                "characters": link.characters,
                "direction": link.direction,
                "reasons": [with_names(reason, source.texts) for reason in link.reasons],
            }
            for link in sorted(links, key=lambda link: (link.a, link.b))
            if link.a in report_numbers
        ],
    }
