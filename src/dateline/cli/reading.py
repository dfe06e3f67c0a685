"""``dateline read | add | recode``: from files to claims."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.fetching import (
    AgainOption,
    ContactOption,
    DelayOption,
    PagesOption,
    PrivateOption,
    UrlsOption,
    fetching,
    is_address,
    listed,
)
from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, existing, up_to_date
from dateline.cli.progress import counted, tracked

if TYPE_CHECKING:
    from dateline.ingest import Given, IngestOptions
    from dateline.pipeline.add import Summary
    from dateline.pipeline.report import Setup
    from dateline.store import Ledger
    from dateline.types import Unreadable

CodebookOption = Annotated[
    list[str] | None,
    typer.Option(
        "--codebook",
        "-c",
        help="plover, organisations, acled, or the path of your own .yaml file; repeat for "
        "several. Default: plover and organisations (for a ledger, what it has).",
    ),
]
GateOption = Annotated[
    bool | None,
    typer.Option(
        "--gate/--no-gate",
        help="Pass over, before the parse, reports in which the codebooks will find nothing "
        "(docs/gate.md). Default: as the ledger was coded; a new one: where recall is known.",
        show_default=False,
    ),
]
UrlOption = Annotated[
    str | None, typer.Option(help="Where the file was fetched from; it identifies the report.")
]
CollectionOption = Annotated[
    str | None,
    typer.Option(help="Name of the database that ids of rows belong to; default: the file's name."),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help="FIELD=NAME for JSON and CSV: which column holds text, title, url, publisher, author, "
        "date, id, language, captured or html. Default: guessed from the names.",
    ),
]
PublisherOption = Annotated[
    str | None, typer.Option(help="Publisher, where the input does not say.")
]
LanguageOption = Annotated[
    str | None, typer.Option(help="ISO 639-1 code; default: detected for each report.")
]


def read(
    file: Annotated[str, typer.Argument(help="A file, an address, or - for standard input.")],
    codebook: CodebookOption = None,
    url: UrlOption = None,
    column: ColumnOption = None,
    language: LanguageOption = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", help="Reports to read.")] = None,
    as_json: JsonOption = False,
    contact: ContactOption = "",
    private: PrivateOption = False,
) -> None:
    """Show what would be claimed from a report, with quotes. No ledger is needed or changed.

    Text, pages, PDF, office files, tables, feeds, mail, archives and exports of news databases are
    read; docs/formats.md says how.

    Examples:

      dateline read report.html

      dateline read https://example.org/story

      dateline read saved.html --url https://example.org/story
    """
    from dateline.cli.render import report_lines
    from dateline.export.plain import bundle_as_dict
    from dateline.ingest import read_files
    from dateline.pipeline.report import DEFAULT_CODEBOOKS, Coders, Setup
    from dateline.safety.sandbox import ParserPool
    from dateline.types import Reading

    _check_paths([file], url)
    coders = Coders(Setup(tuple(codebook or DEFAULT_CODEBOOKS)))
    options = reading_options(url, None, column, None, language)
    shown = failed = 0
    with ParserPool(1) as pool:
        given = list(_fetched(file, contact, private)) if is_address(file) else _given([file])
        for received in read_files(pool, given, options):
            if limit is not None and shown >= limit:
                break
            if not isinstance(received.item, Reading):
                failed += 1
                _say_unreadable(received.item)
                continue
            bundle = coders.bundle(received.item)
            plain = bundle_as_dict(bundle)
            if as_json:
                print(json.dumps(plain, ensure_ascii=False))
            else:
                if shown:
                    print("\n")
                for line in report_lines(plain):
                    print(line)
                if not bundle.codings:
                    print(f"\nLanguage {received.item.language!r} is read, but not coded yet.")
            shown += 1
    if failed and not shown:
        raise typer.Exit(1)


def _fetched(url: str, contact: str, private: bool) -> Iterator[Given | Unreadable]:
    """Give what an address holds, or the reason why not."""
    from dateline.fetch import FetchError
    from dateline.ingest import Given
    from dateline.types import Unreadable

    with fetching(contact, 0.0, private) as fetcher:
        try:
            found = fetcher.fetch(url)
        except FetchError as error:
            yield Unreadable(None, "", url, error.code, error.reason)
            return
    for note in found.notes:
        print(f"{url}: {note}", file=sys.stderr)
    yield Given(url, found.warc)


def add(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, addresses, or - for standard input."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    codebook: CodebookOption = None,
    url: UrlOption = None,
    collection: CollectionOption = None,
    column: ColumnOption = None,
    publisher: PublisherOption = None,
    language: LanguageOption = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, help="Processes. The result is the same.")
    ] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what failed.")] = False,
    even_purged: Annotated[
        bool, typer.Option("--even-purged", help="Take in reports that were purged before.")
    ] = False,
    urls: UrlsOption = None,
    pages: PagesOption = False,
    again: AgainOption = False,
    contact: ContactOption = "",
    delay: DelayOption = 1.0,
    private: PrivateOption = False,
    gate: GateOption = None,
) -> None:
    """Read reports into a ledger, made where there is none. Adding again does only what is new.

    Originals are kept byte for byte. What cannot be read is listed with its reason
    (dateline reports --unreadable) and stops nothing. Ctrl-C loses at most the reports in
    hand: run the same command again to go on.

    Addresses are fetched with robots.txt obeyed and a pause for each host, from the public network
    only, and kept as WARC with the bytes that came. An address is fetched once; with --again, anew, as
    another capture of the same report. docs/fetching.md says more.

    Examples:

      dateline add reports/

      dateline add nexis.csv --column text=body --column title=headline --workers 4

      dateline add https://example.org/story https://example.org/feed.xml

      dateline add --urls addresses.txt --contact desk@example.org
    """
    from dateline.pipeline.add import add as run
    from dateline.pipeline.addresses import Addresses
    from dateline.store import open_ledger

    paths = paths or []
    asked = [path for path in paths if is_address(path)] + listed(urls)
    paths = [path for path in paths if not is_address(path)]
    if not paths and not asked:
        raise ValueError("nothing to add: give files, folders, addresses, or --urls FILE")
    if paths:
        _check_paths(paths)
    if url is not None and (asked or len(paths) != 1 or Path(paths[0]).is_dir()):
        raise ValueError("--url is the address of one file; give one file with it, not a folder")
    options = reading_options(url, collection, column, publisher, language)
    held = open_ledger(ledger, create=True)
    setup = setup_of(ledger, codebook, gate)
    with fetching(contact, delay, private) as fetcher, counted(quiet, len(asked)) as update:
        found = Addresses(
            held, fetcher, asked, again, pages, even_purged, partial(print, file=sys.stderr)
        )
        summary = run(
            held,
            chain(_given(paths), found),
            setup,
            options,
            workers,
            update,
            even_purged=even_purged,
            accept=found.accept,
        )
    up_to_date(held)
    _say_summary(summary, ledger, quiet)
    if summary.files == 0:
        print("no file was found there", file=sys.stderr)
        raise typer.Exit(1)
    if not (summary.new or summary.new_versions or summary.known or summary.files_known):
        raise typer.Exit(1)


def recode(
    ledger: LedgerOption = DEFAULT_LEDGER,
    codebook: CodebookOption = None,
    gate: GateOption = None,
) -> None:
    """Code every report of a ledger again, with other codebooks or after an update.

    Without --codebook, built-in codebooks are taken as installed now, your own as the ledger
    keeps them. Texts are not read again. Decisions stay with their mentions; where evidence
    and reading both changed they are asked again: dateline decisions --review "ask again".
    """
    from dateline.pipeline import codebooks
    from dateline.pipeline.recode import recode as run
    from dateline.pipeline.report import Setup

    held = existing(ledger)
    chosen = codebook or list(codebooks.renewed(ledger))
    with tracked("coding") as update:
        # The chosen files are used where they lie and kept once all is coded: interrupted, the
        # ledger still has the codebooks that its current claims were made with.
        sources = tuple(str(codebooks.source(name)) for name in chosen)
        done = run(held, Setup(sources, gated(held, gate)), update)
        codebooks.keep(ledger, chosen)
    up_to_date(held)
    print(
        f"{done.reports} reports coded again, {done.already} were already; {done.claims} new claims"
    )


def gated(held: Ledger, asked: bool | None) -> bool:
    """Give whether reports go through the gate: as asked, else as the ledger was coded, else yes."""
    return asked if asked is not None else held.is_gated() is not False


def setup_of(ledger: Path, codebook: list[str] | None, gate: bool | None = None) -> Setup:
    """Give what a ledger is coded with, chosen now where it has no codebooks yet.

    Raises ``ValueError`` where it has others than those asked for.
    """
    from dateline.coding.codebook import load_codebook
    from dateline.pipeline import codebooks
    from dateline.pipeline.report import DEFAULT_CODEBOOKS, Setup

    kept = codebooks.kept(ledger)
    if (
        kept
        and codebook
        and {Path(k).stem for k in kept} != {load_codebook(c).name for c in codebook}
    ):
        raise ValueError(
            f"{ledger} is coded with {', '.join(Path(k).stem for k in kept)}; to change that run: "
            f"dateline recode --ledger {ledger} "
            + " ".join(f"--codebook {name}" for name in codebook)
        )
    chosen = kept or codebooks.keep(ledger, codebook or list(DEFAULT_CODEBOOKS))
    return Setup(chosen, gated(existing(ledger), gate))


def _check_paths(paths: list[str], url: str | None = None) -> None:
    """Refuse what is no file and no address: mistakes that need no ledger."""
    if is_address(paths[0]):
        if url is not None:
            raise ValueError(
                "--url is the address of a file; an address given to fetch has its own"
            )
        return
    for path in paths:
        if path.startswith(("ftp://", "file://")):
            raise ValueError(
                f"{path}: only http and https are fetched; get the file and give its name"
            )
    if not any(path == "-" or os.path.lexists(path) for path in paths):
        raise FileNotFoundError(
            "\n".join(f"{path}: there is no such file or folder; check the name" for path in paths)
        )


def reading_options(
    url: str | None = None,
    collection: str | None = None,
    column: list[str] | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> IngestOptions:
    """Give how files are read; raises ``ValueError`` for a column or language that is none."""
    from dateline.ingest import IngestOptions
    from dateline.ingest.columns import GUESSES

    pairs = []
    for item in column or ():
        field, equals, name = item.partition("=")
        if not equals or not field or not name:
            raise ValueError(f"--column {item!r}: write FIELD=NAME, for example text=body")
        if field.strip() not in GUESSES:
            raise ValueError(
                f"--column {item!r}: no field {field.strip()!r}; the fields are "
                f"{', '.join(sorted(GUESSES))}"
            )
        pairs.append((field.strip(), name.strip()))
    if language is not None and not (
        language.isascii() and language.isalpha() and language.islower() and len(language) in {2, 3}
    ):
        raise ValueError(f"--language {language!r}: write an ISO 639-1 code, for example en")
    return IngestOptions(
        url=url,
        collection=collection,
        columns=tuple(pairs),
        publisher=publisher,
        language=language,
    )


def _given(paths: list[str]) -> Iterator[Path | Given]:
    from dateline.ingest import Given, walk

    for path in paths:
        if path == "-":
            yield Given("standard input", sys.stdin.buffer.read())
        else:
            yield from walk([path])


def _say_unreadable(item: Unreadable) -> None:
    from dateline.cli.render import printable

    member = f", part {item.member}" if item.member else ""
    where = printable(f"{item.location}{member}")
    print(f"{where}: not read: {printable(item.reason)}", file=sys.stderr)


def _say_summary(summary: Summary, ledger: Path, quiet: bool) -> None:
    for failure in summary.failures:
        _say_unreadable(failure)
    more = summary.unreadable + summary.failed + summary.refused - len(summary.failures)
    if more > 0:
        print(f"... and {more} more", file=sys.stderr)
    if quiet:
        return
    parts = [f"{summary.new} new report{'' if summary.new == 1 else 's'}"]
    if summary.new_versions:
        parts.append(f"{summary.new_versions} new versions of known ones")
    if summary.known:
        parts.append(f"{summary.known} known")
    if summary.files_known:
        parts.append(f"{summary.files_known} files read before")
    print(f"{', '.join(parts)}; {summary.claims} new claims; ledger {ledger}{os.sep}")
    if summary.passed_over:
        plural = "s" if summary.passed_over > 1 else ""
        print(f"{summary.passed_over} report{plural} passed over by the gate: kept, not coded")
    for language, count in sorted(summary.not_coded.items()):
        plural = "s" if count > 1 else ""
        print(f"{count} report{plural} in {language!r}: listed, not coded yet")
    if summary.unreadable or summary.failed:
        print(
            f"{summary.unreadable} could not be read, {summary.failed} not coded: "
            f"dateline reports --unreadable --ledger {ledger}"
        )
