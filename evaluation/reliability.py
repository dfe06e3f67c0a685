"""Whether the type head's shares mean what they say: of types given .8, are 80% right?

    python evaluation/reliability.py [--svg docs/images/reliability.svg]

On the gold of ``plover_types`` and ``acled_types`` (dev), which nothing was fitted on. Prints bins of
the best type's share with how many were right and a 95% Wilson interval, and the mean gap weighted by
texts (expected calibration error); the diagram shows the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path

from dateline.encoder import words_in
from dateline.evaluate import acled_subtypes, gold_path, plover_gsr, suite
from dateline.evaluate.encoder_types import scorer
from dateline.evaluate.suite import read_rows

EDGES = (0.0, 0.4, 0.6, 0.8, 0.9, 1.0)
SIDE, MARGIN = 260, 40
COLOURS = {"plover": "#1f5a96", "acled": "#b3541e"}


@dataclass(frozen=True)
class Bin:
    """Texts whose best share lies between two edges."""

    texts: int
    share: float
    right: int

    def interval(self) -> tuple[float, float]:
        """Give the 95% Wilson interval of the part that is right."""
        n, p, z = self.texts, self.right / self.texts, 1.96
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return middle - half, middle + half


def read(codebook: str) -> list[tuple[float, bool]]:
    """Give the best share and whether its type is right, for every text of the gold."""
    found = []
    for row in read_rows(gold_path(suite(f"{codebook}_types"), None)):
        shares = scorer(codebook).scores(words_in(str(row["text"])))
        best = max(shares, key=lambda name: shares[name])
        if codebook == "acled":
            found.append((shares[best], acled_subtypes.suite_labels()[best] == row["label"]))
        else:
            found.append((shares[best], best == plover_gsr.label(row)))
    return found


def binned(read_: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Give the bins that hold texts."""
    bins = []
    for low, high in pairwise(EDGES):
        inside = [one for one in read_ if low < one[0] <= high]
        if inside:
            share = sum(one[0] for one in inside) / len(inside)
            bins.append(Bin(len(inside), share, sum(one[1] for one in inside)))
    return bins


def svg(found: dict[str, list[Bin]]) -> str:
    """Give the diagram: share across, part right upwards, with intervals."""
    whole = SIDE + 2 * MARGIN

    def at(x: float, y: float) -> tuple[float, float]:
        return round(MARGIN + x * SIDE, 1), round(MARGIN + (1 - y) * SIDE, 1)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        'font-family="sans-serif" font-size="11">',
        "<title>How often a type is right, by the share that it was given</title>",
        f'<rect width="{whole}" height="{whole}" fill="white"/>',
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{MARGIN}" y1="{MARGIN + SIDE}" x2="{MARGIN + SIDE}" y2="{MARGIN}" '
        'stroke="#999" stroke-dasharray="4"/>',
    ]
    for i, (name, bins) in enumerate(found.items()):
        colour = COLOURS[name]
        for one in bins:
            low, high = one.interval()
            x, y = at(one.share, one.right / one.texts)
            (_, top), (_, foot) = at(0, high), at(0, low)
            lines.append(
                f'<line x1="{x}" y1="{top}" x2="{x}" y2="{foot}" stroke="{colour}"/>'
                f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
            )
        lines.append(
            f'<text x="{MARGIN + 8}" y="{MARGIN + 16 + 14 * i}" fill="{colour}">{name}</text>'
        )
    for tick in (0.0, 0.5, 1.0):
        (x, _), (_, y) = at(tick, 0), at(0, tick)
        lines.append(f'<text x="{x}" y="{MARGIN + SIDE + 15}" text-anchor="middle">{tick}</text>')
        lines.append(f'<text x="{MARGIN - 6}" y="{y + 4}" text-anchor="end">{tick}</text>')
    lines.append(
        f'<text x="{whole / 2}" y="{whole - 8}" text-anchor="middle">share of the best type</text>'
    )
    lines.append(
        f'<text transform="translate(12 {whole / 2}) rotate(-90)" text-anchor="middle">right</text>'
    )
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    """Print the bins, and write the diagram where asked to."""
    parser = argparse.ArgumentParser(description="Measure the calibration of types.")
    parser.add_argument("--svg", type=Path)
    given = parser.parse_args()
    found = {}
    for codebook in COLOURS:
        texts = read(codebook)
        bins = found[codebook] = binned(texts)
        gap = sum(abs(one.share * one.texts - one.right) for one in bins) / len(texts)
        print(f"{codebook}_types, n = {len(texts)}, expected calibration error {gap:.3f}")
        for one in bins:
            low, high = one.interval()
            print(
                f"  n {one.texts:>4}  share {one.share:.2f}  right {one.right / one.texts:.2f} "
                f"[{low:.2f}, {high:.2f}]"
            )
    if given.svg:
        given.svg.write_text(svg(found), encoding="utf-8")


if __name__ == "__main__":
    main()
