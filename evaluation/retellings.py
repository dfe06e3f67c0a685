"""Whether rewrites and translations without credit are told from other reports of the same event.

    python evaluation/retellings.py [--half dev|test] [--errors]

Gold: `evaluation/gold/retellings` (invented; rules are tuned on `dev` alone). All reports of a half are
compared with each other. A pair is right where it is an original and its rewrite, or its translation, and the
original is told to be the earlier; intervals are by bootstrap over events. Baseline: each report and the one, of another
publisher and in the window, with which it has most of the rarer names and numbers in common, from four.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.evaluate.suite import Counts, intervals, precision_recall_f1, read_rows
from dateline.lineage.compare import compare
from dateline.lineage.derive import derive
from dateline.lineage.facts import Rewrite, Text
from dateline.lineage.rewrites import LEAST, TRANSLATION, WINDOW, names_and_numbers
from dateline.types import Dating, Span

GOLD = Path(__file__).resolve().parent / "gold" / "retellings" / "reports.jsonl"


def rows(half: str) -> list[dict[str, Any]]:
    """Give the reports of a half of the gold, or of both."""
    return [row for row in read_rows(GOLD) if half in ("both", row["half"])]


def text_of(row: dict[str, Any]) -> Text:
    """Give a report as lineage takes it; its id is its event and kind."""
    name = f"{row['event']} {row['kind']}"
    return Text(
        version=name,
        report=name,
        text=f"{row['title']}\n\n{row['text']}",
        title=Span(0, len(row["title"])),
        publisher=row["publisher"],
        language=row["language"],
        published=Dating(row["published"], row["published"], "metadata", row["published"]),
    )


def found_by_dateline(texts: list[Text]) -> list[Rewrite]:
    """Give the possible rewrites and translations that lineage finds."""
    return list(derive(texts, compare(texts)).rewrites)


def found_by_baseline(texts: list[Text]) -> list[Rewrite]:
    """Give each report with the one that it has most names in common with, in the window."""
    names = {text.version: names_and_numbers(text.text) for text in texts}
    counts = Counter(name for each in names.values() for name in each)
    best: dict[str, tuple[int, str]] = {}
    for a, b in combinations(texts, 2):
        if abs(_day(a) - _day(b)) > WINDOW:
            continue
        common = sum(1 for name in names[a.version] & names[b.version] if counts[name] <= 5)
        for one, other in ((a, b), (b, a)):
            if common >= LEAST and common > best.get(one.version, (0, ""))[0]:
                best[one.version] = (common, other.version)
    day = {text.version: (text.published.earliest or "", text.version) for text in texts}
    pairs = {tuple(sorted((one, other), key=day.__getitem__)) for one, (_, other) in best.items()}
    return [Rewrite(a, b, "") for a, b in sorted(pairs)]


def _day(text: Text) -> int:
    from datetime import date

    return date.fromisoformat(text.published.earliest or "").toordinal()


def right(pair: tuple[str, str], kind: str) -> bool:
    """Say whether an earlier and a later report are an original and its rewrite or translation."""
    (one, first), (other, second) = (name.split() for name in pair)
    return one == other and first == "original" and second == kind


def counted(events: list[str], found: list[Rewrite], kind: str) -> list[Counts]:
    """Give what is found, right and gold of a kind, by event of the earlier report."""
    by_event = {event: Counter({"gold": 1}) for event in events}
    for one in found:
        counts = by_event[one.earlier.split()[0]]
        counts["found"] += 1
        counts["hits"] += right((one.earlier, one.later), kind)
    return [by_event[event] for event in events]


def figures(counts: Counts) -> dict[str, float]:
    """Give precision, recall and F1."""
    values = precision_recall_f1(counts["hits"], counts["found"], counts["gold"])
    return dict(zip(("precision", "recall", "F1"), values, strict=True))


def measure(half: str = "test") -> dict[str, dict[str, tuple[float, tuple[float, float], float]]]:
    """Give by kind and figure: its value, interval and the baseline's value."""
    reports = rows(half)
    texts = [text_of(row) for row in reports]
    events = sorted({row["event"] for row in reports})
    of_ours, of_base = found_by_dateline(texts), found_by_baseline(texts)
    language = {text.version: text.language for text in texts}
    measured = {}
    for kind in ("rewrite", TRANSLATION):

        def of_kind(one: Rewrite, kind: str = kind) -> bool:
            crosses = language[one.earlier] != language[one.later]
            return crosses == (kind == TRANSLATION)

        ours = counted(events, [one for one in of_ours if of_kind(one)], kind)
        base = counted(events, [one for one in of_base if of_kind(one)], kind)
        summed, summed_base = sum(ours, Counter()), sum(base, Counter())
        ranges = intervals(ours, figures)
        measured[kind] = {
            name: (value, ranges[name], figures(summed_base)[name])
            for name, value in figures(summed).items()
        }
    return measured


def main() -> None:
    """Print the figures of a half, and with ``--errors`` what is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--half", choices=("dev", "test", "both"), default="test")
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    size = len({row["event"] for row in rows(asked.half)})
    for kind, by_name in measure(asked.half).items():
        for name, (value, (low, high), base) in by_name.items():
            print(
                f"{kind:12} {name:10} n {size}  {value:.3f}  {low:.3f} to {high:.3f}  baseline {base:.3f}"
            )
    if asked.errors:
        for one in found_by_dateline([text_of(row) for row in rows(asked.half)]):
            if not any(right((one.earlier, one.later), kind) for kind in ("rewrite", TRANSLATION)):
                print(json.dumps([one.earlier, one.later, one.why], ensure_ascii=False))


if __name__ == "__main__":
    main()
