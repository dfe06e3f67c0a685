"""``dateline lineage``: text families, where one report's text came from, two reports side by side."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import (
    DEFAULT_LEDGER,
    JsonOption,
    LedgerOption,
    existing,
    up_to_date,
)
from dateline.cli.render import field_lines, printable, published_words, width

if TYPE_CHECKING:
    from dateline.lineage.facts import Text
    from dateline.store import Ledger

Plain = Mapping[str, Any]

_MEMBERS = 12
"""Members of a family listed in the overview; all are in the telling of a report and in --json."""

_PARTNERS = 8
"""Reports that share text with one, shown span by span; the rest are counted."""

_QUOTED = 240
"""Characters of a shared stretch shown in lists; whole in A B and in --json."""


def lineage(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            help="Nothing: all families. One id: that report. Two ids: the two side by side."
        ),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Show which reports share text, and where it came from.

    Alone: the text families of the ledger, with origin, members and coverage. With a report: where
    its text came from, span by span, and with whom it shares what; where there is nothing to
    compare, "not assessable" and phrases to search for. With two: what they share, side by side.

    Examples:

      dateline lineage

      dateline lineage R20c5sw

      dateline lineage R20c5sw R8m2e10
    """
    wanted = reports or []
    if len(wanted) > 2:
        raise ValueError(f"{len(wanted)} ids are given; give none, one, or two to compare")
    held = existing(ledger)
    versions = [_version(held, id) for id in wanted]
    up_to_date(held)
    if not versions:
        _families(held, as_json)
    elif len(versions) == 1:
        _report(held, versions[0], as_json)
    else:
        _pair(held, versions[0], versions[1], as_json)


def _version(held: Ledger, id: str) -> str:
    """Give the version that an id, or its beginning, names; of a report, the current one."""
    found = held.find(id)
    if found.kind == "report":
        return held.current_version(found.id)
    if found.kind == "version":
        return found.id
    raise LookupError(f"{found.id} is a {found.kind}; give the id of a report or a version")


def _texts(held: Ledger, wanted: set[str] | None = None) -> dict[str, Text]:
    """Give texts by version: those wanted, else all current ones."""
    return {
        text.version: text
        for text in held.texts()
        if (text.current if wanted is None else text.version in wanted)
    }


def _print_json(plain: Any) -> None:
    print(json.dumps(plain, ensure_ascii=False))


# --------------------------------------------------------------------------- families


def _families(held: Ledger, as_json: bool) -> None:
    from dateline.lineage.telling import tell_families

    found = held.lineage()
    wanted = {version for family in found.families for version in family.members}
    families = tell_families(found, _texts(held, wanted))
    if as_json:
        for family in families:
            _print_json(family)
        return
    for family in families:
        for line in _family_lines(family, _MEMBERS):
            print(line)
        print()
    within = sum(len(family["members"]) for family in families)
    print(
        f"{_number(len(families), 'text family', 'text families')} of {within} reports; "
        f"{len(found.reports) - within} of {len(found.reports)} reports are in none"
    )


def _number(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _family_lines(family: Plain, most: int | None = None) -> Iterator[str]:
    members = family["members"]
    yield f"{family['id']}  {len(members)} reports, one text"
    yield from field_lines("origin", origin_words(family), 2)
    yield from field_lines("because", family["why"], 2)
    for member in members[:most]:
        published = published_words(member["published"])
        credited = f", credits {', '.join(member['credited'])}" if member["credited"] else ""
        yield from field_lines(
            member["report"][:9],
            f"{member['publisher'] or 'publisher not known'}, {published}{credited}; "
            f"{member['coverage']:.0%} of it is in the others",
            2,
        )
        if member["title"]:
            yield from field_lines("", f"“{member['title']}”", 2)
    if most is not None and len(members) > most:
        yield from field_lines("", f"and {len(members) - most} more", 2)


def origin_words(family: Plain) -> str:
    """Give a family's origin in words: a report here, somebody who is not here, or not known."""
    if family["origin"] is not None:
        origin = next(m for m in family["members"] if m["version"] == family["origin"])
        return f"{origin['report']}, {origin['publisher'] or 'publisher not known'}"
    if family["outside"] is not None:
        return f"credited to {family['outside']}, of which this ledger has no such report"
    return "not known"


# --------------------------------------------------------------------------- one report


def _report(held: Ledger, version: str, as_json: bool) -> None:
    from dateline.datasets.names import READER
    from dateline.lineage.telling import needed, tell_report

    found = held.lineage()
    if held.reading(version).reader.startswith(READER):
        raise LookupError(
            f"{version} is a row of another dataset, which takes no part in lineage: it is no "
            "evidence. To compare such rows with events: dateline compare"
        )
    if version not in found.reports:
        raise LookupError(
            f"{version} is an earlier version; lineage is told of current ones. To compare it with "
            f"another version: dateline lineage {version} OTHER"
        )
    told = tell_report(found, _texts(held, needed(found, version)), version)
    if as_json:
        _print_json(told)
        return
    for line in _report_lines(told):
        print(line)


def _report_lines(told: Plain) -> Iterator[str]:
    yield printable(told["title"]) or "(no title)"
    yield from field_lines("report", told["report"], 2)
    yield from field_lines("publisher", told["publisher"] or "not known", 2)
    yield from field_lines("published", published_words(told["published"]), 2)
    yield from field_lines("credits", ", ".join(told["credited"]) or "nobody", 2)
    yield from field_lines("lineage", told["why"], 2)
    if not told["assessable"]:
        yield ""
        yield "Phrases to search for, most telling first"
        for phrase in told["phrases"]:
            yield f"  “{printable(phrase)}”"
    if told["family"] is not None:
        yield ""
        yield from _family_lines(told["family"])
    for rewrite in told["rewrites"]:
        later = rewrite["later"]["version"] == told["version"]
        other = rewrite["earlier"] if later else rewrite["later"]
        yield ""
        yield f"Possible rewrite {'of' if later else 'by'} {other['report']}"
        yield from field_lines("publisher", other["publisher"] or "not known", 2)
        yield from field_lines("because", rewrite["why"], 2)
    for each in told["shares"][:_PARTNERS]:
        yield ""
        yield from _share_lines(each)
    if len(told["shares"]) > _PARTNERS:
        yield ""
        yield f"and {len(told['shares']) - _PARTNERS} more share passages with it (--json has all)"
    if told["furniture"]:
        yield ""
        yield "Set aside as the publisher's furniture"
        for piece in told["furniture"]:
            yield from field_lines(_at(piece), f"“{_cut(piece['quote'])}”", 2)


_DIRECTIONS = {
    "from it": "its text came from there",
    "to it": "the other's text came from it",
    "common source": "both have it from a common source",
    "unknown": "not known which way",
}


_EDITS = {
    "verbatim": "the same text, but for a few words",
    "abridged": "abridged: nearly all of this report stands in the other, which has more",
    "expanded": "expanded: nearly all of the other stands in this report, which has more",
    "reworded": "half or more of the text in common, each with sentences of its own",
    "passages": "passages in common, less than half of either",
    "quoted passage only": "quoted passages alone",
}


def _share_lines(each: Plain) -> Iterator[str]:
    yield f"Shared with {each['report']}, {printable(each['publisher'] or 'publisher not known')}"
    yield from field_lines("title", f"“{each['title']}”", 2)
    yield from field_lines(
        "shared",
        f"{each['share']:.0%} of this report, {each['share_of_other']:.0%} of the other, furniture "
        "and quotations not counted",
        2,
    )
    yield from field_lines("edit", _EDITS[each["edit"]], 2)
    yield from field_lines(
        "changed",
        f"{each['cut']} characters of the other's body are not here; {each['added']} of this one "
        "are not there",
        2,
    )
    yield from field_lines("direction", _DIRECTIONS[each["direction"]], 2)
    for reason in each["reasons"]:
        yield from field_lines("because", reason, 2)
    for run in each["runs"]:
        here, there = run["here"], run["there"]
        kind = "" if run["kind"] == "verbatim" else f" ({run['kind']})"
        yield from field_lines(
            _at(here), f"“{_cut(here['quote'])}”{kind}, there at {_at(there)}", 2
        )


def _at(span: Plain) -> str:
    return f"{span['start']}-{span['end']}"


def _cut(words: str) -> str:
    words = printable(words)
    return words if len(words) <= _QUOTED else words[: _QUOTED - 3].rsplit(" ", 1)[0] + " ..."


# --------------------------------------------------------------------------- two reports


def _pair(held: Ledger, a: str, b: str, as_json: bool) -> None:
    from dateline.lineage.telling import tell_pair

    if a == b:
        raise ValueError(f"{a} is given twice; give two reports or versions to compare")
    texts = _texts(held, {a, b})
    told = tell_pair(held.lineage(), texts[a], texts[b])
    if as_json:
        _print_json(told)
        return
    for line in _pair_lines(told):
        print(line)


def _pair_lines(told: Plain) -> Iterator[str]:
    column = (width() - 3) // 2
    first = [_head(told[side]) for side in ("a", "b")]
    yield from _columns(first[0], first[1], column, " ")
    yield ""
    shared = [row for row in told["rows"] if row["kind"] != "apart"]
    if not shared:
        yield "They share no stretch of 50 characters."
        return
    directions = _DIRECTIONS | {
        "from it": "the text on the left came from that on the right",
        "to it": "the text on the right came from that on the left",
    }
    yield from field_lines("direction", directions[told["direction"]], 0)
    for reason in told["reasons"]:
        yield from field_lines("because", reason, 0)
    yield from field_lines(
        "marks", "= the same, ~ reworded, “ a quotation, no mark: in one of the two only", 0
    )
    for row in told["rows"]:
        yield ""
        mark = {"apart": " ", "quotation": "“", "reworded": "~"}.get(row["kind"], "=")
        yield from _columns(_side(row["a"]), _side(row["b"]), column, mark)


def _head(named: Plain) -> str:
    return (
        f"{named['report']}, {named['publisher'] or 'publisher not known'}: "
        f"{named['title'] or '(no title)'}"
    )


def _side(piece: Plain | None) -> str:
    return "" if piece is None else f"[{_at(piece)}] {piece['quote']}"


def _columns(left: str, right: str, column: int, mark: str) -> Iterator[str]:
    """Give two texts side by side, wrapped, with a mark between them."""
    sides = [textwrap.wrap(printable(words), column) for words in (left, right)]
    for n in range(max(len(side) for side in sides)):
        cells = [side[n] if n < len(side) else "" for side in sides]
        yield f"{cells[0]:<{column}} {mark} {cells[1]}".rstrip()
