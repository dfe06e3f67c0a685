"""``dateline compare``: a file's text with other files, or imported rows with the ledger's events."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.importing import DATASETS, compare_rows_with_events
from dateline.cli.lineage_lines import number, pair_lines, report_lines
from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dateline.cli.reading import ColumnOption
from dateline.cli.render import field_lines, printable

if TYPE_CHECKING:
    from dateline.ingest import IngestOptions
    from dateline.pipeline.beside import Beside, Named

Plain = Mapping[str, Any]


def compare(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|ged|acled",
            help="With --against: a file (- for standard input). Without: imported rows, ged or acled.",
        ),
    ],
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            "-a",
            help="Compare the text of FILE with this folder's or file's; repeat for several.",
        ),
    ] = None,
    top: Annotated[
        int, typer.Option("--top", min=1, help="Files told of, those that share most first.")
    ] = 8,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Side by side: all that one file has alone too."),
    ] = False,
    column: ColumnOption = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, help="Processes that read files.")
    ] = 1,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
    codebook: Annotated[
        str | None, typer.Option(help="With ged or acled: events of this codebook.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="With ged or acled: write every row as CSV to this file."),
    ] = None,
) -> None:
    """Compare a file's text with other files, without a ledger; or imported rows with events.

    [bold]FILE --against FOLDER[/bold] says which files share text with FILE: how much, the kind of
    edit, which way it went and why, furniture set aside, and possible rewrites; the one that FILE most
    likely came from stands beside it with edits marked. Any format that add reads; nothing is
    written. The answer is that of a ledger with these reports (docs/lineage.md).

    [bold]ged[/bold] or [bold]acled[/bold] says which imported rows of that dataset have an event of the
    ledger near them: at most one day and 25 km away; of several the nearest is named. Rows and events
    have different units, so one event may be near several rows.

    Examples:

      dateline compare article.html --against saved-pages/

      dateline compare article.html --against nexis.csv --column text=body --json

      dateline compare ged --out compared.csv
    """
    if against:
        if codebook is not None or out is not None:
            raise ValueError("--codebook and --out belong to compare ged and compare acled")
        _files(what, against, top, whole, column, workers, as_json)
        return
    if what not in DATASETS:
        raise ValueError(
            f"{what}: to compare a file's text with others, say with which: dateline compare {what} "
            f"--against FOLDER; to compare imported rows with events: dateline compare "
            f"{' or dateline compare '.join(DATASETS)}"
        )
    if as_json:
        raise ValueError(f"compare {what} has no --json; --out writes every row as CSV")
    compare_rows_with_events(what, ledger, codebook or "plover", out)


def _files(
    what: str,
    against: list[Path],
    top: int,
    whole: bool,
    column: list[str] | None,
    workers: int,
    as_json: bool,
) -> None:
    from dateline.cli.progress import tracked
    from dateline.cli.reading import reading_options
    from dateline.pipeline.beside import beside

    _check(what, against)
    options = reading_options(column=column)
    given, _ = _read([what], options, 1)
    if not given:
        raise typer.Exit(1)
    others, failed = _read(_walked(against), options, workers)
    others = [named._replace(location=_short(named.location, against)) for named in others]
    if not others:
        print(f"no report could be read in {', '.join(map(str, against))}", file=sys.stderr)
        raise typer.Exit(1)
    with tracked("comparing") as progress:
        found = beside(given, others, progress)
    for n, version in enumerate(found.given):
        told = _tell(found, version, top)
        told["unreadable"] = failed
        if as_json:
            print(json.dumps(told, ensure_ascii=False))
            continue
        if n:
            print("\n")
        for line in _lines(told, found, top, whole):
            print(line)


def _check(what: str, against: list[Path]) -> None:
    """Refuse what is not there before anything is read."""
    from dateline.cli.fetching import is_address
    from dateline.ingest.files import is_ledger

    if is_address(what):
        raise ValueError(
            f"{what} is an address: add it to a ledger (dateline add), or save it and name the file"
        )
    if what != "-" and Path(what).is_dir():
        raise ValueError(f"{what} is a folder; name one file of it, and folders with --against")
    missing = [
        str(path)
        for path in ([] if what == "-" else [Path(what)]) + against
        if not os.path.lexists(path)
    ]
    if missing:
        raise FileNotFoundError(
            "\n".join(
                f"{path}: there is no such file or folder; check the name" for path in missing
            )
        )
    for path in against:
        if is_ledger(path):
            raise ValueError(
                f"{path} is a ledger: dateline add {what} --ledger {path}, then dateline lineage "
                f"--ledger {path}"
            )


def _walked(paths: list[Path]) -> list[Path]:
    from dateline.ingest import walk

    return list(walk(paths))


def _read(
    files: Iterable[str | Path], options: IngestOptions, workers: int
) -> tuple[list[Named], list[dict[str, str]]]:
    """Give the reports of files, read in parser processes; what cannot be read is said and counted."""
    from dateline.cli.progress import tracked
    from dateline.ingest import Given, read_files
    from dateline.pipeline.beside import Named
    from dateline.safety.sandbox import ParserPool
    from dateline.types import Reading

    files = list(files)
    inputs = [
        Given("standard input", sys.stdin.buffer.read()) if file == "-" else file for file in files
    ]
    found: list[Named] = []
    failed: list[dict[str, str]] = []
    done: set[str] = set()
    with ParserPool(workers) as pool, tracked("reading") as progress:
        for received in read_files(pool, inputs, options):
            done.add(received.location)
            progress(len(done), len(files))
            if isinstance(received.item, Reading):
                found.append(Named(received.location, received.item))
                continue
            item = received.item
            part = f", part {item.member}" if item.member else ""
            failed.append({"file": f"{item.location}{part}", "reason": item.reason})
    for each in failed:
        print(f"{printable(each['file'])}: not read: {printable(each['reason'])}", file=sys.stderr)
    return found, failed


def _short(location: str, against: list[Path]) -> str:
    """Give a file's name within the folder that was named, where it was one."""
    if len(against) == 1 and against[0].is_dir():
        return os.path.relpath(location, against[0])
    return location


def _tell(found: Beside, version: str, top: int) -> dict[str, Any]:
    """Give what is told of one report, with the likeliest source side by side."""
    from dateline.lineage.telling import tell_pair, tell_report

    told = tell_report(found.lineage, found.texts, version)
    all_shares = told["shares"]
    told |= {
        "file": told["report"],
        "compared_with": len(found.lineage.reports) - 1,
        "sharing": len(all_shares),
        "shares": all_shares[:top],
        "same": list(found.same.get(version, ())),
        "other_versions": [found.texts[v].report for v in found.versions.get(version, ())],
        "side_by_side": None,
    }
    other = (
        all_shares[0]["version"]
        if all_shares
        else next(iter(found.versions.get(version, ())), None)
    )
    if other is not None:
        told["side_by_side"] = tell_pair(found.lineage, found.texts[version], found.texts[other])
    return dict(_without_ledger(told))


def _without_ledger(told: Any) -> Any:
    """Give the same where words speak of a ledger, which there is none of; quotes stay as they are."""
    if isinstance(told, dict):
        return {
            key: _in_words(value) if key in ("why", "reasons") else _without_ledger(value)
            for key, value in told.items()
        }
    return [_without_ledger(each) for each in told] if isinstance(told, list) else told


def _in_words(said: Any) -> Any:
    if isinstance(said, str):
        return said.replace("in this ledger", "among these files")
    return [_in_words(each) for each in said] if isinstance(said, list) else said


def _lines(told: Plain, found: Beside, top: int, whole: bool) -> Iterator[str]:
    yield from report_lines(told, partners=top, more=told["sharing"])
    for name in told["same"]:
        yield from field_lines("same as", f"{name}: the same report with the same text", 2)
    for name in told["other_versions"]:
        yield from field_lines(
            "version", f"{name}: another state of this report; no other report", 2
        )
    if told["side_by_side"] is not None:
        yield ""
        yield "Side by side"
        yield ""
        yield from pair_lines(told["side_by_side"], whole)
    yield ""
    failed = len(told["unreadable"])
    yield (
        f"{told['sharing']} of {number(told['compared_with'], 'other report', 'other reports')} share "
        "something with it"
        + (f"; {number(failed, 'item', 'items')} could not be read (see above)" if failed else "")
    )
