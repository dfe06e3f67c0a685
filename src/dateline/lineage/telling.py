"""Lineage as plain data for a reader: families, one report's text span by span, two side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.lineage.aligned import align
from dateline.lineage.compare import compare_pair
from dateline.lineage.facts import Family, Lineage, Link, Run, Text
from dateline.lineage.goes_back import MISSING
from dateline.lineage.known import body_of
from dateline.lineage.links import UNKNOWN, edit
from dateline.lineage.spans import quoted, row_plain, turned, what_changed, where_from
from dateline.lineage.stemma import Tie, coverage, share_of, stemma, within_families
from dateline.lineage.stretches import Left
from dateline.types import Span

Plain = dict[str, Any]


def needed(lineage: Lineage, version: str) -> set[str]:
    """Give the versions whose texts a telling of one version needs."""
    wanted = {version}
    for link in lineage.links:
        if version in (link.a, link.b):
            wanted |= {link.a, link.b}
    for family in lineage.families:
        if version in family.members:
            wanted |= set(family.members)
    for rewrite in lineage.rewrites:
        if version in (rewrite.earlier, rewrite.later):
            wanted |= {rewrite.earlier, rewrite.later}
    return wanted


def tell_families(lineage: Lineage, texts: Mapping[str, Text]) -> list[Plain]:
    """Give the families, largest first: origin, members, and how much of each the others hold."""
    links = within_families(lineage)
    families = sorted(lineage.families, key=lambda family: (-len(family.members), family.id))
    return [_family(family, links[family.id], lineage, texts) for family in families]


def tell_report(lineage: Lineage, texts: Mapping[str, Text], version: str) -> Plain:
    """Give where one report's text came from, and what it shares with whom, the most first.

    ``texts`` holds at least those that :func:`needed` names.
    """
    text = texts[version]
    standing = lineage.reports[version]
    family = next((f for f in lineage.families if f.id == standing.family), None)
    parent = None if family is None else family.parents.get(version)
    links = [link for link in lineage.links if version in (link.a, link.b)]
    shares = [_shares(link, version, texts, lineage) for link in links]
    shares.sort(
        key=lambda each: (
            each["version"] != parent,
            -each["share"],
            -each["characters"],
            each["version"],
        )
    )
    spans = where_from(
        text,
        texts,
        [(link, _direction(link, version)) for link in links],
        standing.furniture,
        parent,
    )
    return {
        **_named(text),
        "assessable": standing.assessable,
        "why": standing.why,
        "credited": list(standing.credited),
        "phrases": list(standing.phrases),
        "credit": standing.credit,
        "furniture": [_quote(text, span.start, span.end) for span in standing.furniture],
        "family": None
        if family is None
        else _family(family, within_families(lineage)[family.id], lineage, texts),
        "parent": parent,
        "spans": [_stretch(each, text, texts) for each in spans],
        "shares": shares,
        "rewrites": [
            {
                "earlier": _named(texts[r.earlier]),
                "later": _named(texts[r.later]),
                "kind": r.kind,
                "why": r.why,
            }
            for r in lineage.rewrites
            if version in (r.earlier, r.later)
        ],
    }


def tell_pair(lineage: Lineage, a: Text, b: Text) -> Plain:
    """Give two versions side by side: what they share, which words of it differ, what each has alone.

    Any two versions: where lineage has no link of the pair, they are compared here.
    """
    shares = kind = None
    link = next((one for one in lineage.links if {one.a, one.b} == {a.version, b.version}), None)
    if link is not None:
        runs: Sequence[Run] = link.runs if link.a == a.version else turned(link.runs)
        direction = _direction(link, a.version)
        reasons = list(link.reasons)
        shares = (link.share_a, link.share_b)
        shares, kind = shares if link.a == a.version else shares[::-1], _edit(link, a.version)
    else:
        copy = compare_pair(a, b)
        runs = () if copy is None else copy.runs
        runs = runs if copy is None or copy.a == a.version else turned(runs)
        direction, reasons = UNKNOWN, ["not weighed: no copy of text, or not both are current"]
    furniture = _furniture(lineage, a), _furniture(lineage, b)
    return {
        "a": _named(a),
        "b": _named(b),
        "direction": direction,
        "reasons": reasons,
        "edit": kind,
        "share": None if shares is None else shares[0],
        "share_of_other": None if shares is None else shares[1],
        "rows": [row_plain(row, a.text, b.text) for row in align(a, b, runs, furniture)],
    }


def _furniture(lineage: Lineage, text: Text) -> tuple[Span, ...]:
    standing = lineage.reports.get(text.version)
    return () if standing is None else standing.furniture


# --------------------------------------------------------------------------- parts


def _named(text: Text) -> Plain:
    title = "" if text.title is None else text.title.of(text.text)
    return {
        "report": text.report,
        "version": text.version,
        "title": " ".join(title.split()),
        "publisher": text.publisher,
        "published": {
            "earliest": text.published.earliest,
            "latest": text.published.latest,
            "how": text.published.how,
            "note": text.published.note,
        },
    }


def _quote(text: Text, start: int, end: int) -> Plain:
    return quoted(text.text, Span(start, end))


def _stretch(told: Plain, text: Text, texts: Mapping[str, Text]) -> Plain:
    """Give a stretch of a report with its words and, where it stands elsewhere, whose those are."""
    other = None if told["version"] is None else texts[told["version"]]
    there = told["there"]
    return {
        "kind": told["kind"],
        **_quote(text, *told["span"]),
        "with": None
        if other is None
        else {
            "report": other.report,
            "version": other.version,
            "publisher": other.publisher,
            "direction": told["direction"],
            "there": None if there is None else _quote(other, *there),
        },
    }


def _family(
    family: Family, links: Sequence[Link], lineage: Lineage, texts: Mapping[str, Text]
) -> Plain:
    ties = {row.version: row.tie for row in stemma(family, links, lineage, texts).rows}
    covered = coverage(links)
    members = []
    for version in family.members:
        text = texts[version]
        members.append(
            {
                **_named(text),
                "credited": list(lineage.reports[version].credited),
                "parent": family.parents.get(version),
                "credit": lineage.reports[version].credit,
                "coverage": share_of(text, covered.get(version, ())),
                "tie": _tie(ties[version], texts),
            }
        )
    members.sort(key=lambda m: (m["version"] != family.origin, m["published"]["latest"] or "9", m["version"]))  # fmt: skip
    return {
        "id": family.id,
        "origin": family.origin,
        "outside": family.outside,
        "why": family.why,
        "without_credit": [m["version"] for m in members if m["credit"] == MISSING],
        "members": members,
    }


def _tie(tie: Tie | None, texts: Mapping[str, Text]) -> Plain | None:
    """Give what a member is beside the one that it comes from or is nearest to."""
    if tie is None:
        return None
    return {
        "version": tie.other,
        "report": None if tie.other is None else texts[tie.other].report,
        "near": None if tie.near is None else texts[tie.near].report,
        "known": tie.known,
        "edit": tie.edit,
        "share": tie.share,
        "share_of_other": tie.share_of_other,
        "credit": tie.credit,
        "basis": tie.basis,
        "reasons": list(tie.reasons),
    }


def _shares(link: Link, version: str, texts: Mapping[str, Text], lineage: Lineage) -> Plain:
    mine = link.a == version
    runs = link.runs if mine else turned(link.runs)
    here, there = texts[version], texts[link.b if mine else link.a]
    share, other = (link.share_a, link.share_b) if mine else (link.share_b, link.share_a)
    added = Left(len(here.text), [(run.a_start, run.a_end) for run in runs])
    cut = Left(len(there.text), [(run.b_start, run.b_end) for run in runs])
    rows = align(here, there, runs, (_furniture(lineage, here), _furniture(lineage, there)))
    changes = what_changed(rows, here.text, there.text)
    return {
        **_named(there),
        "direction": _direction(link, version),
        "reasons": list(link.reasons),
        "edit": _edit(link, version),
        "characters": link.characters,
        "share": share,
        "share_of_other": other,
        "added": added.within(*body_of(here)),
        "cut": cut.within(*body_of(there)),
        "changes": changes,
        "runs": [
            {
                "kind": run.kind,
                "here": _quote(here, run.a_start, run.a_end),
                "there": _quote(there, run.b_start, run.b_end),
            }
            for run in sorted(runs)
        ],
    }


def _direction(link: Link, version: str) -> str:
    """Give a link's direction as seen from one version: ``from it``, ``to it``, or as it is."""
    if link.direction not in {"a from b", "b from a"}:
        return link.direction
    return "from it" if (link.direction == "a from b") == (link.a == version) else "to it"


def _edit(link: Link, version: str) -> str:
    """Give what one version is beside the other of a link: see :func:`~dateline.lineage.links.edit`."""
    kind = edit(link)
    return (
        kind
        if link.b == version
        else {"abridged": "expanded", "expanded": "abridged"}.get(kind, kind)
    )
