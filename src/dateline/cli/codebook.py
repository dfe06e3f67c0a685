"""``dateline codebook check`` and ``dateline codebook gate``: what is unfinished, and what to pass over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import JsonOption
from dateline.cli.reading import ColumnOption

if TYPE_CHECKING:
    from dateline.types import Reading

codebook_app = typer.Typer(help="Check codebooks, and make their gates.", no_args_is_help=True)


@codebook_app.callback()
def codebook() -> None:
    """Check codebooks, and make their gates."""


@codebook_app.command("check")
def check(
    codebooks: Annotated[
        list[str], typer.Argument(help="Codebooks: .yaml files, or names of built-in ones.")
    ],
    as_json: JsonOption = False,
) -> None:
    """List what is unfinished or ambiguous in codebooks, with where it stands and what to do.

    Types whose definitions say nearly the same, types without cues or examples, roles that are
    not known, examples whose words do not stand in their sentence, one cue for two types. The
    status is 1 where something is listed. A codebook that cannot be used at all ends with
    status 2 and its first mistake.

    Examples:

      dateline codebook check mine.yaml

      dateline codebook check plover organisations acled
    """
    from dateline.coding.codebook import load_codebook
    from dateline.coding.lint import lint

    listed = 0
    for name in codebooks:
        book = load_codebook(name)
        warnings = lint(book)
        listed += len(warnings)
        for warning in warnings:
            print(
                json.dumps({"codebook": name, "warning": warning})
                if as_json
                else f"{name}: {warning}"
            )
        if not warnings:
            print(f"{name}: {len(book.types)} types, nothing to mend", file=sys.stderr)
    if listed:
        raise typer.Exit(1)


@codebook_app.command("gate")
def gate(
    codebook: Annotated[str, typer.Argument(help="A .yaml file of your own.")],
    on: Annotated[
        list[str],
        typer.Option("--on", help="Files or folders of reports such as you will add; repeatable."),
    ],
    column: ColumnOption = None,
) -> None:
    """Make the gate of a codebook from reports, and measure how many of its claims the gate keeps.

    All reports are parsed and coded. Half of them fit the gate, a sixth sets its threshold, on a
    third it is measured. It is written beside the codebook (mine.gate.json) and used by add and
    watch where it kept .97 or more of at least 200 claims (docs/gate.md). After a change to the codebook make
    it again: until then nothing is passed over.

    Examples:

      dateline codebook gate mine.yaml --on reports/

      dateline codebook gate mine.yaml --on nexis.csv --column text=body
    """
    from dateline.coding import CODER, VERSION
    from dateline.gate import NEEDED_CLAIMS, NEEDED_RECALL, SUFFIX
    from dateline.gate.making import make_gate
    from dateline.pipeline.gate_material import LEAST, examples_of, thirds
    from dateline.pipeline.report import Coders, Setup

    path = Path(codebook)
    if path.suffix not in {".yaml", ".yml"}:
        raise ValueError(f"{codebook}: give a .yaml file of your own; built-in ones have gates")
    coders = Coders(Setup((codebook,)))
    (book,) = coders.codebooks
    examples = list(examples_of(coders, _readings(on, column)))
    if len(examples) < LEAST:
        raise ValueError(
            f"{len(examples)} reports that can be coded are too few; give at least {LEAST}"
        )
    fit, tune, unseen = thirds(examples)
    made = make_gate(
        [book], f"{CODER}/{VERSION}", fit, tune, (f"a third of {', '.join(on)}", unseen)
    )
    out = path.with_suffix(SUFFIX)
    out.write_text(made.to_json(), encoding="utf-8")
    found = made.measured[book.name]
    print(
        f"{out}: of {found.claims} claims in {found.reports} unseen reports {found.kept} kept: "
        f"{found.recall:.3f} ({found.low:.3f} to {found.high:.3f}); "
        f"{found.passed_over} reports passed over"
    )
    if not made.suffices(book.name):
        print(
            f"it will not be used: {NEEDED_RECALL} of at least {NEEDED_CLAIMS} claims must be kept; "
            "give more reports, or reports more like those you will add",
            file=sys.stderr,
        )
        raise typer.Exit(1)


def _readings(given: list[str], column: list[str] | None) -> Iterator[Reading]:
    from dateline.cli.reading import reading_options
    from dateline.ingest.files import read_files, walk
    from dateline.safety.sandbox import ParserPool
    from dateline.types import Unreadable

    for name in given:
        if not Path(name).exists():
            raise FileNotFoundError(f"{name}: there is no such file or folder; check the name")
    with ParserPool(1) as pool:
        for received in read_files(pool, walk(given), reading_options(column=column)):
            if not isinstance(received.item, Unreadable):
                yield received.item
