"""Scores of fusion on cases worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluate import evaluate
from dateline.evaluate.fusion import (
    Mention,
    Places,
    document_counts,
    error_classes,
    fusion_suites,
)
from dateline.evaluate.suite import total


def mention(doc: str, event: str, system: str | None, start: int = 0) -> Mention:
    row = {"doc": doc, "start": start, "end": start + 5, "event": event, "split": "dev"}
    return Mention(row, system, None, "ASSAULT" if system else None)


def figures(mentions: list[Mention]) -> Mapping[str, float]:
    return fusion_suites()[0].figures(total(document_counts([(m, m.key) for m in mentions])))


def test_pairs_links_and_bcubed() -> None:
    # Gold {1, 2, 3} {4}; system {1, 2} {3, 4}: 2 pairs joined, 1 of them right, 3 in gold.
    found = figures(
        [
            mention("a", "x", "E1"),
            mention("b", "x", "E1"),
            mention("c", "x", "E2"),
            mention("c", "y", "E2", 9),
        ]
    )
    assert found["dev.all.pairs.precision"] == 0.5
    assert found["dev.all.pairs.recall"] == pytest.approx(1 / 3)
    assert found["dev.all.links.precision"] == 1.0  # the wrong pair lies in one report
    assert found["dev.all.bcubed.precision"] == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert found["dev.all.bcubed.recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_a_mention_that_was_not_coded_is_alone_in_all_and_absent_from_coded() -> None:
    mentions = [mention("a", "x", "E1"), mention("b", "x", "E1"), mention("c", "x", None)]
    found = figures(mentions)
    assert found["dev.coded"] == pytest.approx(2 / 3)
    assert found["dev.all.pairs.recall"] == pytest.approx(1 / 3)
    assert found["dev.coded.pairs.recall"] == 1.0
    assert error_classes(mentions) == {"missed across reports: not coded": 2}


def test_spans_are_found_by_their_words_whatever_the_white_space_and_title() -> None:
    raw = "A bomb  went off.\n\nA bomb went off again."
    clean = "A bomb went off\n\nA bomb went off. A bomb went off again."
    places = Places(raw, clean)
    first, second = places.span(0, 17), places.span(19, 41)
    assert first is not None and second is not None
    assert clean[slice(*first)] == "A bomb went off."
    assert clean[slice(*second)] == "A bomb went off again."
    assert Places("Nothing of it.", clean).span(0, 14) is None


REPORTS = [
    {
        "id": "1",
        "title": "Attack in Grozny",
        "published": "2014-12-05",
        "text": "Gunmen attacked a police post in Grozny on Thursday, killing ten officers.",
    },
    {
        "id": "2",
        "title": "Police mourn",
        "published": "2014-12-06",
        "text": "Ten officers were killed when gunmen attacked a police post in Grozny on Thursday.",
    },
]


def test_a_gold_file_of_ones_own_with_its_reports_beside_it(tmp_path: Path) -> None:
    gold = tmp_path / "cases.jsonl"
    rows: list[dict[str, Any]] = [
        {"doc": r["id"], "start": 0, "end": len(r["text"]), "event": "e", "split": "dev"}
        for r in REPORTS
    ]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "case_reports.jsonl").write_text(
        "".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8"
    )
    out = tmp_path / "predicted.jsonl"
    outcome = evaluate("fusion", str(gold), str(out))
    assert outcome.n == 2
    assert outcome.figures["dev.all.links.f1"].value == 1.0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["predicted"]["event"] == lines[1]["predicted"]["event"]


def test_reports_that_are_missing_are_named(tmp_path: Path) -> None:
    gold = tmp_path / "cases.jsonl"
    row = {"doc": "9", "start": 0, "end": 5, "event": "e", "split": "dev"}
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"case_reports\.jsonl"):
        evaluate("fusion", str(gold))
    (tmp_path / "case_reports.jsonl").write_text(json.dumps(REPORTS[0]) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no text for document '9'"):
        evaluate("fusion", str(gold))
