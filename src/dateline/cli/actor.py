"""``dateline actor NAME`` and ``dateline who-is-behind NAME``: ties in time, and who stands behind."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, connected
from dateline.cli.render import printable

if TYPE_CHECKING:
    from dateline.store import Ledger
    from dateline.types import Actor

_EVENT = re.compile(r"[Ee](?=[a-z]*[0-9])[0-9a-z]{5,}")
"""What can only be an event's id, or the beginning of one: it holds a digit."""

_LISTED = 12
"""How many actors an error lists."""


def actor(
    name: Annotated[str, typer.Argument(help="A name, an alias, another spelling, or a key.")],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="Whose it was on that day, as 2015-07-01."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Show an actor's ties as a dated history, or with --on whose it was and who led it that day.

    What reports say and what the registry of known actors says are told apart. "inferred" and
    "split" say why; "not known" is an answer.

    Examples:

      dateline actor "Wilayat Qawqaz" --on 2015-07-01

      dateline actor "the IEC's Dagestan subdivision" --on 2015-05-01
    """
    from dateline.cli.actor_lines import history_lines, on_day_lines
    from dateline.ties import gather, history, on_day
    from dateline.ties.days import as_day

    day = None if on is None else as_day(on)
    held = connected(ledger)
    found = named(held, name)
    facts = gather(held)
    who = {
        "key": found.id,
        "name": found.name,
        "kind": found.kind,
        "aliases": list(found.aliases),
        "in_registry": found.in_registry,
    }
    if day is None:
        told = history(found.id, facts)
        if as_json:
            _print_json({**who, **asdict(told)})
        else:
            _print(history_lines(found, told, facts))
        return
    answer = on_day(found.id, day, facts)
    if as_json:
        _print_json({**who, **asdict(answer)})
    else:
        _print(on_day_lines(found, answer, facts))


def named(held: Ledger, name: str) -> Actor:
    """Give the one actor that a name means; an error lists several, or what is spelled like it."""
    from dateline.resolve.registry import Registry
    from dateline.store.ties import recall_actors
    from dateline.ties.naming import find_actor

    with held.read() as connection:
        met = recall_actors(connection)
    found = find_actor(name, met, Registry.open())
    if len(found.actors) == 1:
        return found.actors[0]
    if found.actors:
        raise LookupError(
            f"{printable(name)!r} may be {len(found.actors)} actors; give the key of one: "
            f"{_list(found.actors)}"
        )
    similar = f"; spelled like it: {_list(found.similar)}" if found.similar else ""
    raise LookupError(
        f"no actor called {printable(name)!r} in this ledger or the registry{similar}; "
        "`dateline actors` lists those that claims name"
    )


def _list(actors: tuple[Actor, ...]) -> str:
    words = [f"{printable(a.id)} ({printable(a.name)})" for a in actors[:_LISTED]]
    more = len(actors) - len(words)
    return ", ".join(words) + (f" and {more} more" if more else "")


def _print(lines: Any) -> None:
    for line in lines:
        print(line)


def _print_json(plain: dict[str, Any]) -> None:
    print(json.dumps(plain, ensure_ascii=False))


def who_is_behind(
    name: Annotated[
        str, typer.Argument(help="An actor, as in `dateline actor`, or an event's id.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Show who is behind an actor or an event: who declared, leads, backs or did it, who claimed
    it, who is accused and by whom, who denies it, each with its evidence.

    Headlines, questions, forecasts and suppositions are listed as asked, not stated.

    Examples:

      dateline who-is-behind "Wilayat Qawqaz"

      dateline who-is-behind E5smyx2
    """
    from dateline.cli.behind_lines import behind_lines
    from dateline.ties import behind_actor, behind_event, gather

    held = connected(ledger)
    if _EVENT.fullmatch(name.strip()):
        event = held.event(name.strip())
        answer = behind_event(event, gather(held))
    else:
        answer = behind_actor(named(held, name).id, gather(held))
    if as_json:
        _print_json(asdict(answer))
    else:
        _print(behind_lines(answer))
