"""Lineage as plain data for a reader: families, one report's text span by span, two side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.lineage.compare import compare_pair
from dateline.lineage.facts import Family, Lineage, Link, Run, Text
from dateline.lineage.known import body_of
from dateline.lineage.links import UNKNOWN, edit
from dateline.lineage.stretches import Left, union
from dateline.types import Span

Plain = dict[str, Any]

SHOWN = 20
"""Characters of a report's own words between shared stretches that are worth showing."""


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
    covered = _covered(lineage)
    families = sorted(lineage.families, key=lambda family: (-len(family.members), family.id))
    return [_family(family, lineage, texts, covered) for family in families]


def tell_report(lineage: Lineage, texts: Mapping[str, Text], version: str) -> Plain:
    """Give where one report's text came from, and what it shares with whom, the most first.

    ``texts`` holds at least those that :func:`needed` names.
    """
    text = texts[version]
    standing = lineage.reports[version]
    family = next((f for f in lineage.families if f.id == standing.family), None)
    shares = [
        _shares(link, version, texts) for link in lineage.links if version in (link.a, link.b)
    ]
    shares.sort(key=lambda each: (-each["share"], -each["characters"], each["version"]))
    return {
        **_named(text),
        "assessable": standing.assessable,
        "why": standing.why,
        "credited": list(standing.credited),
        "phrases": list(standing.phrases),
        "furniture": [_quote(text, span.start, span.end) for span in standing.furniture],
        "family": None
        if family is None
        else _family(family, lineage, texts, _covered(lineage, family)),
        "parent": None if family is None else family.parents.get(version),
        "shares": shares,
        "rewrites": [
            {"earlier": _named(texts[r.earlier]), "later": _named(texts[r.later]), "why": r.why}
            for r in lineage.rewrites
            if version in (r.earlier, r.later)
        ],
    }


def tell_pair(lineage: Lineage, a: Text, b: Text) -> Plain:
    """Give two versions side by side: what they share and, between it, what each has alone.

    Any two versions: where lineage has no link of the pair, they are compared here.
    """
    link = next((one for one in lineage.links if {one.a, one.b} == {a.version, b.version}), None)
    if link is not None:
        runs: Sequence[Run] = link.runs if link.a == a.version else _turned(link.runs)
        direction = _direction(link, a.version)
        reasons = list(link.reasons)
    else:
        copy = compare_pair(a, b)
        runs = () if copy is None else copy.runs
        runs = runs if copy is None or copy.a == a.version else _turned(runs)
        direction, reasons = UNKNOWN, ["not weighed: no copy of text, or not both are current"]
    return {
        "a": _named(a),
        "b": _named(b),
        "direction": direction,
        "reasons": reasons,
        "rows": _side_by_side(a, b, sorted(runs)),
    }


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
    return {"start": start, "end": end, "quote": text.text[start:end]}


def _covered(lineage: Lineage, only: Family | None = None) -> dict[str, list[Span]]:
    """Give what of each member the others of its family have."""
    home = {
        version: family.id
        for family in ([only] if only is not None else lineage.families)
        for version in family.members
    }
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in lineage.links:
        if link.a in home and home[link.a] == home.get(link.b):
            spans[link.a] += [(run.a_start, run.a_end) for run in link.runs]
            spans[link.b] += [(run.b_start, run.b_end) for run in link.runs]
    return {version: union(found, gap=2) for version, found in spans.items()}


def _family(
    family: Family,
    lineage: Lineage,
    texts: Mapping[str, Text],
    covered: Mapping[str, Sequence[Span]],
) -> Plain:
    members = []
    for version in family.members:
        text = texts[version]
        members.append(
            {
                **_named(text),
                "credited": list(lineage.reports[version].credited),
                "parent": family.parents.get(version),
                "coverage": _share_of(text, covered.get(version, ())),
            }
        )
    members.sort(key=lambda m: (m["version"] != family.origin, m["published"]["latest"] or "9", m["version"]))  # fmt: skip
    return {
        "id": family.id,
        "origin": family.origin,
        "outside": family.outside,
        "why": family.why,
        "members": members,
    }


def _share_of(text: Text, spans: Iterable[tuple[int, int]]) -> float:
    """Give the share of a body's letters and other marks that spans cover."""
    body = body_of(text)
    if body.end <= body.start:
        return 0.0
    inside = Left(len(text.text), spans)
    return round(1 - inside.within(body.start, body.end) / (body.end - body.start), 2)


def _shares(link: Link, version: str, texts: Mapping[str, Text]) -> Plain:
    mine = link.a == version
    runs = link.runs if mine else _turned(link.runs)
    here, there = texts[version], texts[link.b if mine else link.a]
    share, other = (link.share_a, link.share_b) if mine else (link.share_b, link.share_a)
    added = Left(len(here.text), [(run.a_start, run.a_end) for run in runs])
    cut = Left(len(there.text), [(run.b_start, run.b_end) for run in runs])
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


def _turned(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(sorted(Run(r.b_start, r.b_end, r.a_start, r.a_end, r.kind) for r in runs))


def _side_by_side(a: Text, b: Text, runs: Sequence[Run]) -> list[Plain]:
    """Give rows in the order of ``a``: shared stretches, and what stands between them."""
    rows: list[Plain] = []
    a_at = b_at = 0
    in_order = [*runs, Run(len(a.text), len(a.text), len(b.text), len(b.text), "end")]
    for run in in_order:
        a_gap = _gap(a, a_at, run.a_start)
        b_gap = _gap(b, b_at, run.b_start)
        if a_gap or b_gap:
            rows.append({"kind": "apart", "a": a_gap, "b": b_gap})
        if run.kind != "end":
            rows.append(
                {
                    "kind": run.kind,
                    "a": _quote(a, run.a_start, run.a_end),
                    "b": _quote(b, run.b_start, run.b_end),
                }
            )
        a_at, b_at = max(a_at, run.a_end), max(b_at, run.b_end)
    return rows


def _gap(text: Text, start: int, end: int) -> Plain | None:
    words = text.text[start:end].strip(_BETWEEN)
    if len(words) < SHOWN:
        return None
    start = text.text.index(words, start)
    return _quote(text, start, start + len(words))


_BETWEEN = " \n.,;:!?-–—\"“”'’()"
"""What stands between words and is left off the ends of what one text has alone."""
