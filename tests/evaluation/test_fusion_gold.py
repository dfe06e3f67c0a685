"""The gold for fusion keeps its format, its rules that can be checked, and its counts."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dateline.evaluate import data_folder

GOLD = Path(__file__).resolve().parents[2] / "evaluation" / "gold" / "fusion"
_TYPES = """
attack bombing sabotage airstrike clash killing kidnapping release arrest raid occupation arson
robbery riot other
"""
TYPES = frozenset(_TYPES.split())
FIELDS = ["doc", "start", "end", "event", "kind", "type", "split"]
SETS = ("muc", "scenarios")

Line = dict[str, Any]


def lines(name: str) -> list[Line]:
    text = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def documents_by_event(gold: list[Line]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in gold:
        found[line["event"]].add(line["doc"])
    return found


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"fusion_gold_{name}", GOLD / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def muc_documents() -> dict[str, Line]:
    folder = data_folder() / "muc4"
    if not folder.is_dir():
        pytest.skip("the MUC reports lie in ../shared/data/muc4, which is not here")
    rows = [
        json.loads(line)
        for part in ("train", "dev")
        for line in (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return {row["docid"]: row for row in rows}


@pytest.mark.parametrize("name", SETS)
def test_lines_have_the_stated_fields_and_values(name: str) -> None:
    letter = {"muc": "m", "scenarios": "s"}[name]
    for line in lines(name):
        assert list(line) == FIELDS
        assert re.fullmatch(letter + r"\d{3}", line["event"])
        assert line["kind"] in {"single", "summary"}
        assert line["type"] in TYPES
        assert line["split"] in {"dev", "test"}
        assert 0 <= line["start"] < line["end"]


@pytest.mark.parametrize("name", SETS)
def test_lines_are_sorted_and_spans_of_a_document_do_not_overlap(name: str) -> None:
    gold = lines(name)
    assert gold == sorted(gold, key=lambda line: (line["doc"], line["start"]))
    for a, b in pairwise(gold):
        assert a["doc"] != b["doc"] or a["end"] <= b["start"], (a, b)


@pytest.mark.parametrize("name", SETS)
def test_kind_type_and_part_belong_to_the_event_and_a_document_to_one_part(name: str) -> None:
    of_event: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    of_document: dict[str, set[str]] = defaultdict(set)
    for line in lines(name):
        of_event[line["event"]].add((line["kind"], line["type"], line["split"]))
        of_document[line["doc"]].add(line["split"])
    assert not {event: told for event, told in of_event.items() if len(told) > 1}
    assert not {doc: parts for doc, parts in of_document.items() if len(parts) > 1}


@pytest.mark.parametrize(
    ("name", "events", "told_twice", "mentions"), [("muc", 110, 70, 250), ("scenarios", 40, 35, 60)]
)
def test_there_is_enough_of_it_and_half_is_for_testing(
    name: str, events: int, told_twice: int, mentions: int
) -> None:
    gold = lines(name)
    told = documents_by_event(gold)
    twice = {event for event, documents in told.items() if len(documents) > 1}
    assert len(told) >= events
    assert len(twice) >= told_twice
    assert len(gold) >= mentions
    tested = {line["event"] for line in gold if line["split"] == "test"} & twice
    assert 0.4 <= len(tested) / len(twice) <= 0.6


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_rule_book_states_the_counts(name: str, part: str) -> None:
    gold = [line for line in lines(name) if line["split"] == part]
    told = documents_by_event(gold)
    counts = [
        len({line["doc"] for line in gold}),
        len(gold),
        len(told),
        sum(len(documents) > 1 for documents in told.values()),
        len({line["event"] for line in gold if line["kind"] == "summary"}),
        sum(len(documents) * (len(documents) - 1) // 2 for documents in told.values()),
    ]
    row = f"| {name} {part} | " + " | ".join(map(str, counts)) + " |"
    assert row in (GOLD / "README.md").read_text(encoding="utf-8").splitlines()


def test_scenario_reports_are_marked_as_fiction_and_can_be_read() -> None:
    reports = lines("scenario_reports")
    assert len(reports) >= 60
    assert len({report["id"] for report in reports}) == len(reports)
    assert len({report["url"] for report in reports}) == len(reports)
    for report in reports:
        assert list(report) == ["id", "publisher", "title", "published", "url", "text"]
        assert report["publisher"].endswith(" (fictional)")
        assert re.match(r"https://[a-z-]+\.example/", report["url"])
        assert 2013 <= date.fromisoformat(report["published"]).year <= 2021
        assert 90 <= len(report["text"].split()) <= 250, report["id"]


def test_scenario_spans_lie_inside_their_reports() -> None:
    texts = {report["id"]: report["text"] for report in lines("scenario_reports")}
    gold = lines("scenarios")
    assert {line["doc"] for line in gold} == set(texts)
    for line in gold:
        quote = texts[line["doc"]][line["start"] : line["end"]]
        assert len(quote) == line["end"] - line["start"]
        assert quote == quote.strip() and "\n" not in quote


def test_muc_spans_lie_inside_their_reports(muc_documents: dict[str, Line]) -> None:
    for line in lines("muc"):
        quote = muc_documents[line["doc"]]["doctext"][line["start"] : line["end"]]
        assert len(quote) == line["end"] - line["start"]
        assert quote == quote.strip()


def test_muc_reports_are_those_that_the_script_draws(muc_documents: dict[str, Line]) -> None:
    draw = script("draw")
    short = [row for row in muc_documents.values() if len(row["doctext"]) <= draw.LONGEST]
    drawn = [docid for stage in draw.draw(short, 1989) for group in stage for docid in group]
    assert len(drawn) == len(set(drawn)) == 250
    assert {line["doc"] for line in lines("muc")} <= set(drawn)


def test_no_text_of_the_muc_reports_is_kept() -> None:
    longest = max(len(str(value)) for line in lines("muc") for value in line.values())
    assert longest < 20


def test_the_draw_pairs_reports_by_the_rare_names_they_share() -> None:
    draw = script("draw")
    reports = [("a", "fire near alto verde mill"), ("b", "alto verde mill burned"), ("c", "calm")]
    found = {
        doc: draw.Names(draw.phrases(text), frozenset({"alto verde"} if doc != "c" else ()))
        for doc, text in reports
    }
    found |= {f"x{n}": draw.Names(frozenset(), frozenset()) for n in range(9_000)}
    assert draw.groups(found, 5, ["c", "a", "b"]) == [["a", "b"]]


def test_the_second_labelling_is_of_a_tenth_and_agrees_as_stated() -> None:
    agreement = script("agreement")
    second = agreement.read("second.jsonl")
    drawn = {mention.doc for mention in second}
    first = [
        mention
        for name in SETS
        for mention in agreement.read(f"{name}.jsonl")
        if mention.doc in drawn
    ]
    assert {mention.doc for mention in first} == drawn
    assert len(drawn) == 31
    same = agreement.matched(first, second, 1.0)
    near = agreement.matched(first, second, agreement.SHARED)
    assert (len(first), len(second), len(near)) == (108, 126, 104)
    assert round(2 * len(same) / (len(first) + len(second)), 2) == 0.82
    assert round(2 * len(near) / (len(first) + len(second)), 2) == 0.89


def test_b_cubed_by_hand() -> None:
    agreement = script("agreement")
    # Truth {0, 1} {2}; answer {0} {1, 2}. Item 0: 1/1 and 1/2; 1: 1/2 and 1/2; 2: 1/2 and 1/1.
    precision, recall, f1 = agreement.b_cubed({0: "p", 1: "p", 2: "q"}, {0: "x", 1: "y", 2: "y"})
    assert (precision, recall) == pytest.approx((2 / 3, 2 / 3))
    assert f1 == pytest.approx(2 / 3)
