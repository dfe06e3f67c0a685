"""A dataset's row as a report: its cells in lines, and one claim whose slots are their spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.datasets.layout import GED_TYPES, Layout
from dateline.datasets.names import READER
from dateline.identity import text_hash
from dateline.store.bundle import ReportBundle
from dateline.types import (
    Attribution,
    Claim,
    ClaimGroup,
    CoderRun,
    Coding,
    Mention,
    Reading,
    Slot,
    Span,
    claim_content,
    claim_id,
    group_id,
    mention_id,
    report_id,
    run_id,
    version_id,
)

VERSION = "1"
"""Raise when the same row gives another text or claim."""

_UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What a ledger's text cannot hold; the file keeps it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, with its place in the report's text."""

    column: str
    value: str
    name: Span
    span: Span


def import_run(layout: Layout) -> CoderRun:
    """Give the run that claims of a dataset's rows are of: nobody coded them here."""
    fields = ("import", VERSION, layout.name, "", "", "")
    return CoderRun(run_id(*fields), *fields)


def bundle_of(
    layout: Layout,
    columns: Sequence[str],
    row: Sequence[str],
    original: str,
    member: str,
    time: int = 1,
) -> ReportBundle:
    """Give a row's report with its claim; every slot is the span of a cell in the report's text.

    ``time`` counts the rows of one file that have the same id: the second is a report of its own,
    and no version of the first.
    """
    values = [_UNFIT.sub("", cell) for cell in row]
    by_column = dict(zip(columns, values, strict=True))
    id = by_column.get(layout.id, "").strip()
    named = [" ".join(by_column.get(column, "").split()) for column in layout.title]
    title = f"{layout.publisher} {id or member}: {', '.join(part for part in named if part)}"
    text, cells = _lay_out(title, list(zip(columns, values, strict=True)))
    key = f"id:{layout.name}:{id}" if id else f"original:{original}#{member}"
    if id and time > 1:
        key = f"id-again:{time}:{layout.name}:{id}"
    reading = Reading(
        source_key=key,
        original=original,
        member=member,
        text=text,
        title=Span(0, len(title)),
        language="und",  # cells are no sentences: no coder reads them
        publisher=layout.publisher,
        publisher_how="metadata",
        reader=f"{READER}{layout.name}/{VERSION}",
    )
    version = version_id(report_id(key), text_hash(text))
    return ReportBundle(reading=reading, codings=(_coding(layout, cells, text, version),))


def _lay_out(title: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, list[Cell]]:
    pieces, cells, at = [title, "\n\n"], [], len(title) + 2
    for column, value in pairs:
        if value.strip() == "":
            continue
        name = Span(at, at + len(column))
        span = Span(name.end + 2, name.end + 2 + len(value))
        cells.append(Cell(column, value, name, span))
        pieces.append(f"{column}: {value}\n")
        at = span.end + 1
    return "".join(pieces).removesuffix("\n"), cells


def _coding(layout: Layout, cells: Sequence[Cell], text: str, version: str) -> Coding:
    run = import_run(layout)
    if not cells:
        return Coding(version, run.id, (), (), ())
    found = {cell.column: cell for cell in cells}
    anchor = _first(found, layout.types) or cells[0]
    quote = _first(found, layout.quotes)
    source = _first(found, layout.sources)
    whole = Span(cells[0].name.start, len(text))
    told = quote.span if quote is not None else whole
    chain = () if source is None else (Attribution(source.span, source.name, told),)
    hangs_on = None if source is None else source.span
    mention = Mention(
        mention_id(version, anchor.span, hangs_on, 0), version, anchor.span, hangs_on, 0
    )
    slots = [Slot(layout.roles.get(c.column, c.column), 0, c.span, c.value, c.span) for c in cells]
    content = Claim(
        id="",
        mention=mention.id,
        run=run.id,
        version=version,
        codebook=layout.name,
        type=_type(anchor),
        mode=None,
        contexts=(),
        anchor=anchor.span,
        quote=told,
        slots=tuple(sorted(slots)),
        attribution=chain,
        polarity="affirmed",
        modality="actual",
        background=False,
        salience=1.0,
        how=f"row of {layout.publisher}",
    )
    id = claim_id(mention.id, run.id, claim_content(content))
    claim = Claim(**{name: getattr(content, name) for name in Claim.__slots__} | {"id": id})
    group = ClaimGroup(group_id(version, run.id, mention.id), version, run.id, (id,))
    return Coding(version, run.id, (mention,), (claim,), (group,))


def _first(found: dict[str, Cell], columns: Sequence[str]) -> Cell | None:
    return next((found[column] for column in columns if column in found), None)


def _type(anchor: Cell) -> str:
    """Give the type as a codebook would write it: "Armed clash" is ARMED_CLASH."""
    if anchor.column == "type_of_violence":
        return GED_TYPES.get(anchor.value.strip(), "EVENT")
    if anchor.column in ("event_type", "sub_event_type"):
        return re.sub(r"\W+", "_", anchor.value).strip("_").upper() or "EVENT"
    return "EVENT"
