"""``dateline evaluate SUITE``: accuracy on gold, with n, interval and a trivial baseline."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def evaluate(
    suite: Annotated[
        str | None, typer.Argument(help="One of the suites; without it they are listed.")
    ] = None,
    gold: Annotated[
        str | None,
        typer.Option(help="Gold JSON Lines (or .gz) of the suite's form; default: its dev file."),
    ] = None,
    predictions: Annotated[
        str | None, typer.Option(help="Write what was predicted, row by row, beside the gold.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure dateline on gold that people made.

    Every figure comes with its 95% bootstrap interval over documents and with the value of a
    trivial baseline on the same rows. Without a suite, the suites are listed. The gold data
    is looked for beside the repository, or in the folder named by DATELINE_DATA.

    Example:

      dateline evaluate plover_gsr --gold my_gold.jsonl --json
    """
    from dateline import evaluate as measuring

    if suite is None:
        for name, made in sorted(measuring.suites().items()):
            print(f"{name:<16} {made.about}")
        return
    from dateline.cli.progress import tracked

    with tracked("evaluating") as update:
        outcome = measuring.evaluate(suite, gold, predictions, update)
    if as_json:
        print(json.dumps(outcome.as_dict(), ensure_ascii=False, indent=2))
        return
    print(f"{outcome.suite}: n = {outcome.n} ({outcome.gold})")
    print(f"{'figure':<23} {'value':>7}  {'95% interval':<16} {'trivial baseline':>16}")
    headline = [name for name in outcome.headline if name in outcome.figures]
    for name in [*headline, *sorted(outcome.figures.keys() - set(headline))]:
        figure = outcome.figures[name]
        star = "*" if name in outcome.headline else " "
        print(
            f"{star}{name:<22} {figure.value:7.4f}  [{figure.low:.3f}, {figure.high:.3f}]"
            f"{figure.baseline:18.4f}"
        )
    if outcome.errors:
        print("\nerrors, most frequent first")
        for name, count in outcome.errors[:25]:
            print(f"{count:6d}  {name}")
