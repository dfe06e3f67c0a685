"""``dateline codebook check FILE``: what is unfinished or ambiguous in a codebook."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from dateline.cli.options import JsonOption

codebook_app = typer.Typer(help="Check codebooks.", no_args_is_help=True)


@codebook_app.callback()
def codebook() -> None:
    """Check codebooks."""


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
