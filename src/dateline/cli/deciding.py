"""``dateline decide`` and ``dateline decisions``: people's judgements, kept apart from the machine's."""

from __future__ import annotations

import getpass
import json
import os
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, existing
from dateline.cli.render import field_lines

if TYPE_CHECKING:
    from dateline.store import Ledger

decisions_app = typer.Typer(
    help="List, export and import people's decisions.", no_args_is_help=False
)


class Verdict(StrEnum):
    """What a person says of a claim."""

    accept = "accept"
    reject = "reject"
    edit = "edit"
    same = "same"
    different = "different"


AuthorOption = Annotated[
    str | None,
    typer.Option(
        envvar="DATELINE_AUTHOR", help="Who decides; default: DATELINE_AUTHOR, else the login name."
    ),
]


def author_name(given: str | None) -> str:
    """Give the author of a decision. Raises ``ValueError`` where none can be known."""
    try:
        name = given or os.environ.get("DATELINE_AUTHOR") or getpass.getuser()
    except (KeyError, OSError) as error:
        raise ValueError("who decides? Give --author NAME or set DATELINE_AUTHOR") from error
    return name


def decide(
    mention: Annotated[
        str, typer.Argument(help="Id of a mention, of a claim of it, or of an event.")
    ],
    verdict: Annotated[Verdict, typer.Argument(help="accept, reject, edit, same or different.")],
    set: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            help="With edit: FIELD=VALUE. Fields: type, mode, polarity, modality, background, roles "
            "(actor, recipient, place, date, killed, ...; several fillers with ';'), and codebook "
            "where several have coded the place.",
        ),
    ] = None,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", help="With same or different: the other mention, claim or event.", metavar="ID"
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="The reason, for those who come after.")] = "",
    author: AuthorOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Accept, reject or correct what the machine read at a place in a text.

    Your value stands beside the machine's and before it wherever the claim is shown; a later
    decision of yours replaces an earlier one, and nothing is overwritten. Decisions stay with
    the mention when the text is coded again or a new version of the article comes.

    same and different say of two places whether they tell one happening: events are merged and
    split accordingly. An event's id stands for the place that it is anchored in.

    Examples:

      dateline decide M4k2 accept

      dateline decide M4k2 edit --set actor="Syrian army" --set killed=14 --why "corrected toll"

      dateline decide K7xd different --as K0p2 --why "the second bomb, an hour later"
    """
    from dateline.review import decide as record
    from dateline.review import rule_on

    held = existing(ledger)
    subject = _mention(held, mention)
    pairing = verdict in {Verdict.same, Verdict.different}
    if pairing != (as_ is not None):
        raise ValueError(
            "same and different take the other place with --as ID"
            if pairing
            else f"--as goes with same and different, not with {verdict.value}"
        )
    if as_ is not None:
        if set:
            raise ValueError("--set goes with edit")
        other = _mention(held, as_)
        ruling = rule_on(held, (subject, other), verdict.value, author=author_name(author), why=why)
        print(f"{ruling.id}: {ruling.verdict} {subject} and {other} by {ruling.author}")
        return
    decision = record(
        held,
        subject,
        verdict.value,
        author=author_name(author),
        value=_value(set or []),
        why=why,
    )
    replaced = f", replacing {decision.replaces}" if decision.replaces else ""
    print(f"{decision.id}: {decision.verdict} {subject} by {decision.author}{replaced}")


def _mention(held: Ledger, id: str) -> str:
    """Give the mention that an id, or its beginning, stands for."""
    found = held.find(id)
    if found.kind == "claim":
        return held.claim(found.id).mention
    return held.event(found.id).anchor if found.kind == "event" else found.id


_FIELDS = {"type", "mode", "polarity", "modality", "background", "codebook"}


def _value(given: list[str]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    slots: dict[str, list[str]] = {}
    for item in given:
        name, equals, words = item.partition("=")
        name = name.strip()
        if not equals or not name:
            raise ValueError(f"--set {item!r}: write FIELD=VALUE, for example killed=14")
        if name == "background":
            value[name] = words.strip().lower() in {"1", "true", "yes"}
        elif name in _FIELDS:
            value[name] = words.strip() or None
        else:
            slots[name] = [part.strip() for part in words.split(";") if part.strip()]
    if slots:
        value["slots"] = slots
    return value


@decisions_app.callback(invoke_without_command=True)
def decisions(
    context: typer.Context,
    ledger: LedgerOption = DEFAULT_LEDGER,
    review: Annotated[
        str | None,
        typer.Option(
            help='Only of this status: "holds", "holds (reading changed)", "ask again", "orphaned" or "waiting".'
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List decisions with how they stand after recoding and new versions."""
    if context.invoked_subcommand:
        return
    from dateline.review import standings
    from dateline.review.rules import STATUSES

    if review is not None and review not in STATUSES:
        raise ValueError(f"--review {review!r}: the statuses are {', '.join(STATUSES)}")
    held = existing(ledger)
    shown = 0
    for standing in standings(held):
        if review and standing.status != review:
            continue
        shown += 1
        if as_json:
            print(json.dumps(asdict(standing), ensure_ascii=False))
            continue
        d = standing.decision
        reason = f" ({standing.why})" if standing.why else ""
        later = ", replaced by a later one" if standing.replaced else ""
        print(f"{d.id}  {d.verdict} {d.subject} by {d.author}: {standing.status}{reason}{later}")
        if d.value:
            for line in field_lines("value", json.dumps(d.value, ensure_ascii=False)):
                print(line)
        if d.why:
            for line in field_lines("why", d.why):
                print(line)
    print(f"{shown} decision{'' if shown == 1 else 's'}", file=sys.stderr)


@decisions_app.command("export")
def export(
    out: Annotated[Path, typer.Option("--out", "-o", help="The JSON Lines file to write.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write all decisions as JSON Lines, to keep or to hand to a colleague."""
    from dateline.review import export_decisions

    lines = list(export_decisions(existing(ledger)))
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} decisions written to {out}", file=sys.stderr)


@decisions_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="JSON Lines that `decisions export` wrote.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take in decisions made elsewhere. Importing again changes nothing.

    Decisions on mentions that this ledger does not hold are kept and listed as waiting;
    two different decisions of one number by one author are reported, and the first stays.
    """
    from dateline.review import import_decisions

    outcome = import_decisions(existing(ledger), file.read_text(encoding="utf-8").splitlines())
    print(
        f"{outcome.new} new, {outcome.known} known, {len(outcome.waiting)} waiting for their reports, "
        f"{len(outcome.conflicts)} in conflict"
    )
    for conflict in outcome.conflicts:
        ours, theirs = conflict.ours, conflict.theirs
        print(
            f"  {conflict.id}: here {ours.verdict} {ours.subject}, "
            f"there {theirs.verdict} {theirs.subject}; the one here stays",
            file=sys.stderr,
        )
    if outcome.conflicts:
        raise typer.Exit(1)


class Role(StrEnum):
    """Whose decisions go before others'."""

    coder = "coder"
    adjudicator = "adjudicator"


@decisions_app.command("role")
def role(
    author: Annotated[str, typer.Argument(help="Name of an author.")],
    role: Annotated[Role, typer.Argument(help="coder or adjudicator.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Say who adjudicates: an adjudicator's decisions go before coders' where these differ."""
    from dateline.review import set_author_role

    set_author_role(existing(ledger), author, role.value)
    print(f"{author}: {role.value}")
