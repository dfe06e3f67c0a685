"""The Typer application: every command in one place."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import (
    actor,
    backing_up,
    check,
    codebook,
    comparing,
    deciding,
    evaluating,
    events,
    exporting,
    importing,
    lineage,
    listing,
    page,
    purging,
    reading,
    showing,
    verifying,
    versions,
    watching,
)

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Reads conflict reporting and keeps the record: who did what to whom, where and when, "
        "according to whom.\n\n"
        "Start with [bold]dateline read FILE[/bold], which shows what would be claimed from a "
        "report, with quotes. [bold]dateline add FOLDER[/bold] keeps reports in a ledger, by "
        "default ./ledger; the other commands ask it."
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options before the command."""


app.command(rich_help_panel="Reading")(reading.read)
app.command(rich_help_panel="Reading")(reading.add)
app.command(rich_help_panel="Reading")(watching.watch)
app.command(rich_help_panel="Reading")(reading.recode)
app.command(rich_help_panel="Asking")(events.events)
app.command(rich_help_panel="Asking")(lineage.lineage)
app.command(rich_help_panel="Asking")(actor.actor)
app.command(name="who-is-behind", rich_help_panel="Asking")(actor.who_is_behind)
app.command(rich_help_panel="Asking")(check.check)
app.command(rich_help_panel="Asking")(listing.reports)
app.command(rich_help_panel="Asking")(listing.claims)
app.command(rich_help_panel="Asking")(listing.actors)
app.command(rich_help_panel="Asking")(listing.places)
app.command(rich_help_panel="Asking")(showing.show)
app.command(rich_help_panel="Asking")(versions.versions)
app.command(rich_help_panel="Handing on")(page.page)
app.command(rich_help_panel="Handing on")(exporting.export)
app.command(rich_help_panel="Handing on")(exporting.dump)
app.command(rich_help_panel="Keeping")(verifying.verify)
app.command(rich_help_panel="Keeping")(backing_up.backup)
app.command(rich_help_panel="Keeping")(backing_up.restore)
app.command(name="import", rich_help_panel="Comparing")(importing.import_)
app.command(rich_help_panel="Comparing")(comparing.compare)
app.command(rich_help_panel="Deciding")(deciding.decide)
app.command(rich_help_panel="Deciding")(purging.purge)
app.add_typer(deciding.decisions_app, name="decisions", rich_help_panel="Deciding")
app.command(rich_help_panel="Measuring")(evaluating.evaluate)
app.add_typer(codebook.codebook_app, name="codebook", rich_help_panel="Measuring")
