"""``dateline lineage``: text families, where one report's text came from, two reports side by side."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.lineage_lines import family_lines, number, pair_lines, report_lines
from dateline.cli.options import (
    DEFAULT_LEDGER,
    JsonOption,
    LedgerOption,
    existing,
    up_to_date,
)

if TYPE_CHECKING:
    from dateline.lineage.facts import Text
    from dateline.store import Ledger

_MEMBERS = 12
"""Members of a family listed in the overview; all are in the telling of a report and in --json."""


def lineage(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            help="Nothing: all families. One id: that report. Two ids: the two side by side."
        ),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="With two: all that one of them has alone, not its beginning."
        ),
    ] = False,
    graph: Annotated[
        Path | None,
        typer.Option(
            "--graph",
            "-g",
            help="Write text families to a file: .graphml (Gephi, yEd), all or those of the reports "
            "named; .svg, a drawing of one.",
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

      dateline lineage R20c5sw --graph family.svg
    """
    wanted = reports or []
    if len(wanted) > 2:
        raise ValueError(f"{len(wanted)} ids are given; give none, one, or two to compare")
    held = existing(ledger)
    versions = [_version(held, id) for id in wanted]
    up_to_date(held)
    if graph is not None:
        _graph(held, versions, graph)
    elif not versions:
        _families(held, as_json)
    elif len(versions) == 1:
        _report(held, versions[0], as_json)
    else:
        _pair(held, versions[0], versions[1], whole, as_json)


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


def _graph(held: Ledger, versions: list[str], out: Path) -> None:
    from dateline.export.stemmata import families_of, write_graph

    found = held.lineage()
    families = families_of(found, versions)
    wanted = {version for family in families for version in family.members}
    write_graph(out, families, found, _texts(held, wanted))
    many = number(len(families), "text family", "text families")
    print(f"{many} of {len(wanted)} reports written to {out}", file=sys.stderr)


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
        for line in family_lines(family, _MEMBERS):
            print(line)
        print()
    within = sum(len(family["members"]) for family in families)
    print(
        f"{number(len(families), 'text family', 'text families')} of {within} reports; "
        f"{len(found.reports) - within} of {len(found.reports)} reports are in none"
    )


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
    for line in report_lines(told):
        print(line)


# --------------------------------------------------------------------------- two reports


def _pair(held: Ledger, a: str, b: str, whole: bool, as_json: bool) -> None:
    from dateline.lineage.telling import tell_pair

    if a == b:
        raise ValueError(f"{a} is given twice; give two reports or versions to compare")
    texts = _texts(held, {a, b})
    told = tell_pair(held.lineage(), texts[a], texts[b])
    if as_json:
        _print_json(told)
        return
    for line in pair_lines(told, whole):
        print(line)
