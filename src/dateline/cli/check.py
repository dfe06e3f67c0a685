"""``dateline check REPORT``: what the headline says against what the body says."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, existing
from dateline.cli.render import field_lines, printable

if TYPE_CHECKING:
    from dateline.check import HeadlineCheck
    from dateline.pipeline.report import Coders
    from dateline.types import Reading, Span


def check(
    reports: Annotated[
        list[str], typer.Argument(help="Ids of reports or their beginnings, or files.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Check what a report's headline says against its body: each actor, event, place, number and
    question is supported (with the sentences), contradicted, mentioned only, or absent.

    Loaded wording is named, not scored as true or false. A file is read without a ledger.

    Examples:

      dateline check report.html

      dateline check R20c5sw
    """
    failed = shown = 0
    for item in _checked(reports, ledger):
        if item is None:
            failed += 1
            continue
        found, text = item
        if as_json:
            print(json.dumps(_plain(found, text), ensure_ascii=False))
        else:
            if shown:
                print("\n")
            for line in _lines(found, text):
                print(line)
        shown += 1
    if failed and not shown:
        raise typer.Exit(1)


def _checked(reports: list[str], ledger: Path) -> Iterator[tuple[HeadlineCheck, str] | None]:
    """Give each check with the report's text; None where a file could not be read."""
    from dateline.check import check_version

    held = coders = None
    for wanted in reports:
        if Path(wanted).is_file():
            coders = coders or _coders()
            yield from _of_file(wanted, coders)
            continue
        if Path(wanted).is_dir():
            raise ValueError(f"{wanted} is a folder; name its files, or add it to a ledger first")
        if held is None:
            if not os.path.lexists(ledger):
                raise FileNotFoundError(
                    f"{wanted}: there is no such file, and no ledger in {ledger}; give the path of "
                    "a report, or the id of one and --ledger"
                )
            held = existing(ledger)
        found = held.find(wanted)
        if found.kind not in {"report", "version"}:
            raise LookupError(f"{found.id} is a {found.kind}; give the id of a report")
        version = held.current_version(found.id) if found.kind == "report" else found.id
        yield check_version(held, version), held.reading(version).text


def _coders() -> Coders:
    from dateline.pipeline.report import Coders, Setup

    return Coders(Setup())


def _of_file(path: str, coders: Coders) -> Iterator[tuple[HeadlineCheck, str] | None]:
    from dateline.ingest import IngestOptions, read_files, walk
    from dateline.safety.sandbox import ParserPool
    from dateline.types import Reading

    with ParserPool(1) as pool:
        for received in read_files(pool, walk([path]), IngestOptions()):
            item = received.item
            if isinstance(item, Reading):
                yield _of_reading(item, coders), item.text
            else:
                where = printable(
                    f"{item.location}{f', part {item.member}' if item.member else ''}"
                )
                print(f"{where}: not read: {printable(item.reason)}", file=sys.stderr)
                yield None


def _of_reading(reading: Reading, coders: Coders) -> HeadlineCheck:
    from dateline.check import check as run
    from dateline.language import unpack

    bundle = coders.bundle(reading)
    annotation = None
    if bundle.annotation_blob is not None:
        annotation = unpack(bundle.annotation_blob, reading.text, bundle.version)
    return run(reading, annotation, bundle.codings, bundle.resolutions)


def _plain(found: HeadlineCheck, text: str) -> dict[str, Any]:
    items = [
        {
            **asdict(item),
            "span": list(item.span),
            "evidence": [_quote(span, text) for span in item.evidence],
        }
        for item in found.items
    ]
    loaded = [{**asdict(word), "span": list(word.span)} for word in found.loaded]
    return {
        "version": found.version,
        "title": found.title,
        "items": items,
        "loaded": loaded,
        "note": found.note,
    }


def _quote(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.of(text)}


def _lines(found: HeadlineCheck, text: str) -> Iterator[str]:
    yield printable(found.title) or "(no title)"
    for item in found.items:
        yield ""
        meaning = f" = {printable(item.meaning)}" if item.meaning and item.kind == "actor" else ""
        yield f"{item.kind:<9} “{printable(item.words)}”{meaning}: {item.verdict}"
        yield from field_lines("", item.why, 0)
        for span in item.evidence:
            yield from field_lines(f"{span.start}-{span.end}", f"“{span.of(text)}”", 2)
    if found.loaded:
        yield ""
        yield "Loaded wording (named, not scored)"
        for word in found.loaded:
            used = "the body uses it too" if word.in_body else "not in the body"
            yield from field_lines(word.category, f"“{word.words}”, {used}", 2)
    yield ""
    yield from field_lines("note", found.note, 0)
