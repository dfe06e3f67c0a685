"""Run the suites and compare their figures with ``floors.json``; exit 1 below any floor.

python evaluation/check_floors.py            # all suites
python evaluation/check_floors.py plover_gsr # some
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dateline.evaluate import Outcome, evaluate

FLOORS = Path(__file__).with_name("floors.json")


def below(outcome: Outcome, floors: dict[str, float]) -> list[str]:
    """Give a line for every figure that is under its floor, or is not measured at all."""
    lines = []
    for name, floor in sorted(floors.items()):
        figure = outcome.figures.get(name)
        if figure is None:
            lines.append(f"{outcome.suite} {name}: has a floor of {floor} but was not measured")
        elif figure.value < floor:
            lines.append(f"{outcome.suite} {name}: {figure.value:.4f} is below its floor {floor}")
    return lines


def people_below(floors: dict[str, float]) -> list[str]:
    """Print the figures of public exports that have floors; give a line for every one below."""
    import people

    lines = []
    for part in sorted({name.partition(".")[0] for name in floors}):
        for key, (right, of, low, high) in people.figures(part).items():
            name, value = f"{part}.{key}", right / of
            if name not in floors:
                continue
            print(
                f"{'people':<16} {name:<16} {value:.4f}  floor {floors[name]:.4f}"
                f"  95% [{low:.3f}, {high:.3f}]  n {of}"
            )
            if value < floors[name]:
                lines.append(f"people {name}: {value:.4f} is below its floor {floors[name]}")
    return lines


def pages_below(floors: dict[str, float]) -> list[str]:
    """Print the figures of saved text pages that have floors; give a line for every one below."""
    import summit_pages

    lines = []
    measured = summit_pages.measure()
    for name in sorted(floors):
        one = measured[name]
        print(
            f"{'summit_pages':<16} {name:<16} {one.value:.4f}  floor {floors[name]:.4f}"
            f"  95% [{one.low:.3f}, {one.high:.3f}]  baseline {one.baseline:.3f}  n {one.n}"
        )
        if one.value < floors[name]:
            lines.append(f"summit_pages {name}: {one.value:.4f} is below its floor {floors[name]}")
    return lines


BESIDE = {"people": people_below, "summit_pages": pages_below}
"""Measured by scripts of this folder, whose gold is in this repository and its texts outside."""


def main(names: list[str]) -> int:
    """Print every figure that has a floor; give 1 where one is below."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = []
    for name in names or sorted(floors):
        if name in BESIDE:
            failed += BESIDE[name](floors[name])
            continue
        outcome = evaluate(name)
        for key in sorted(floors[name]):
            figure = outcome.figures[key]
            print(
                f"{name:<16} {key:<16} {figure.value:.4f}  floor {floors[name][key]:.4f}"
                f"  95% [{figure.low:.3f}, {figure.high:.3f}]  baseline {figure.baseline:.3f}"
                f"  n {outcome.n}"
            )
        failed += below(outcome, floors[name])
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
