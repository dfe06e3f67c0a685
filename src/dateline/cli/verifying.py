"""``dateline verify``: whether each report is wholly in a ledger, and nothing has changed since."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerOption
from dateline.cli.progress import tracked

if TYPE_CHECKING:
    from dateline.verify import Found


def verify(
    folder: Annotated[
        Path | None, typer.Argument(help="The folder of the ledger; default: that of --ledger.")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="Do not read every original, and do not make events anew to compare."
        ),
    ] = False,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Mend what can be mended without inventing anything, after saying what.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Prove that each report is wholly in a ledger or not at all, and that nothing has changed since.

    Ids are worked out again from what they stand for, originals are hashed, spans and quotes are
    held against the texts, and what is derived is made anew and compared. Others may read and write
    meanwhile, and nothing is changed without --repair. That finishes a stopped purge, deletes what
    stopped programs left half written or unused, and makes what is derived anew. Each problem says where it is, what it means and how to
    mend it. The exit status is 0 where nothing is wrong, 1 where something is, 2 where there is no ledger.

    Example:

      dateline verify ledger

      dateline verify ledger --repair
    """
    from dateline.safety.isolation import probe
    from dateline.verify import verify as run

    root = folder or ledger
    with tracked("verifying") as progress:
        found = run(root, quick=quick, progress=progress)
    if repair and _repair(root, found):
        with tracked("verifying again") as progress:
            found = run(root, quick=quick, progress=progress)
    isolation = probe()
    if as_json:
        plain = _plain(found) | {"ledger": str(root), "sandbox": asdict(isolation)}
        print(json.dumps(plain, ensure_ascii=False, sort_keys=True))
    else:
        _say(found, root)
        print(f"sandbox: {isolation.level}: {isolation.words}")
    if not found.clean:
        raise typer.Exit(1)


def _repair(root: Path, found: Found) -> bool:
    """Mend what can be mended; say whether there was anything."""
    from dateline.cli.render import printable
    from dateline.store import open_ledger
    from dateline.verify.found import OPENED

    if not (OPENED & set(found.looked)) or found.totals["database"] or found.totals["schema"]:
        print("nothing is repaired: the database itself is damaged", file=sys.stderr)
        return False
    from dateline.verify.repair import plan

    with open_ledger(root) as ledger:
        steps = plan(ledger, found)
        for step in steps:
            print(f"repair: {printable(step.says)}", file=sys.stderr)
        for step in steps:
            step.do()
    if not steps:
        print("repair: there is nothing that can be mended so", file=sys.stderr)
    return bool(steps)


def _plain(found: Found) -> dict[str, Any]:
    return {
        "clean": found.clean,
        "looked": {check: dict(counts) for check, counts in found.looked.items()},
        "totals": dict(found.totals),
        "notes": dict(found.notes),
        "problems": [asdict(problem) for problem in found.problems],
    }


def _say(found: Found, root: Path) -> None:
    from dateline.cli.render import printable
    from dateline.verify import CHECKS

    for check, means in CHECKS.items():
        counts = found.looked.get(check)
        if counts or found.totals[check] or found.notes[check]:
            wrong = found.totals[check]
            told = ", ".join(f"{number:,} {what}" for what, number in (counts or {}).items())
            print(f"{check:<11} {f'{wrong} PROBLEMS' if wrong else 'ok'}: {means}")
            if told:
                print(f"{'':<11} looked at: {told}")
    for problem in found.problems:
        print(
            f"\n{'note' if problem.note else 'PROBLEM'} ({problem.check}) {printable(problem.where)}"
        )
        print(f"  {printable(problem.what)}")
        if problem.mend:
            print(f"  to mend: {problem.mend}")
    listed = sum(1 for problem in found.problems if not problem.note)
    more = found.totals.total() - listed
    if more:
        print(f"\n{more} more problems are counted above and not listed")
    print(
        f"\n{root}: " + ("nothing is wrong" if found.clean else f"{found.totals.total()} problems")
    )
