"""``dateline lineage``: the families, one report, two side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from dateline.cli import lineage as commands
from dateline.ingest import Given, IngestOptions
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import open_ledger

RUNNER = CliRunner()
APP = typer.Typer()
APP.command(name="lineage")(commands.lineage)
APP.command(name="other")(lambda: None)

STORY = (
    "Two soldiers were wounded when a mine exploded under their car near the village of Arkhon.",
    "The road had been searched in the morning, the governor said, and nobody claimed the attack.",
    "Sappers found a second mine beside the bridge and blew it up before the buses came back.",
    "The village has been without a doctor since its only ambulance was taken in the winter.",
)
OWN = "In the capital the opposition asked why the patrol had left its armour at the barracks."
ROWS = (
    ("dispatch", "Highland Wire", "2020-03-05", " ".join((*STORY, OWN))),
    ("copy", "Valley Post", "2020-03-06", " ".join(STORY[:3]) + " The bridge is open again."),
    (
        "stranger",
        "Harbour Times",
        "2020-03-06",
        "Fishermen met the harbour master on Friday about the price of ice and salt. No agreement "
        "was reached before the boats went out.",
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a dispatch, a shortened copy of it, and a stranger."""
    path = tmp_path_factory.mktemp("lineage") / "ledger"
    rows = "".join(
        json.dumps({"id": i, "title": f"About the {i}", "publisher": p, "date": d, "text": t})
        + "\n"
        for i, p, d, t in ROWS
    )
    with open_ledger(path, create=True) as held:
        add(held, [Given("rows.jsonl", rows.encode())], Setup(), IngestOptions())
    return path


@pytest.fixture(scope="module")
def reports(folder: Path) -> dict[str, str]:
    """The ids of the reports by their names."""
    with open_ledger(folder) as held:
        return {row.title.removeprefix("About the "): row.id for row in held.reports()}


def run(folder: Path, *words: str) -> Result:
    return RUNNER.invoke(APP, ["lineage", *words, "-l", str(folder)])


def plain(folder: Path, *words: str) -> Any:
    done = run(folder, *words, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_families_with_origin_members_and_coverage(folder, reports):
    words = run(folder).output
    assert "2 reports, one text" in words
    assert f"origin      {reports['dispatch']}, Highland Wire" in words
    assert "1 text family of 2 reports; 1 of 3 reports are in none" in words
    (family,) = plain(folder)
    assert [m["report"] for m in family["members"]] == [reports["dispatch"], reports["copy"]]
    assert family["members"][1]["parent"] == family["origin"] == family["members"][0]["version"]
    assert family["members"][1]["coverage"] > 0.8
    assert family["members"][0]["coverage"] < 0.7


def test_a_copy_shows_its_spans_what_was_cut_and_added_and_why(folder, reports):
    words = " ".join(run(folder, reports["copy"][:8]).output.split())
    assert "abridged" in words
    assert "which it does not credit" in words
    assert "its text came from there" in words
    assert "by date of publication alone" in words
    assert "“Two soldiers were wounded" in words
    (told,) = plain(folder, reports["copy"])
    (shared,) = told["shares"]
    with open_ledger(folder) as held:
        here = held.reading(told["version"]).text
        there = held.reading(shared["version"]).text
    assert shared["runs"]
    for stretch in shared["runs"]:
        for side, text in ((stretch["here"], here), (stretch["there"], there)):
            assert text[side["start"] : side["end"]] == side["quote"]
    assert shared["direction"] == "from it"
    assert shared["cut"] == pytest.approx(len(STORY[3]) + len(OWN), abs=5)
    assert shared["added"] == pytest.approx(len("The bridge is open again."), abs=5)
    (back,) = plain(folder, reports["dispatch"])
    assert back["shares"][0]["direction"] == "to it"


def test_a_stranger_is_not_assessable_and_has_phrases(folder, reports):
    words = run(folder, reports["stranger"]).output
    assert "not assessable" in words
    assert "Phrases to search for" in words
    (told,) = plain(folder, reports["stranger"])
    assert not told["assessable"]
    assert told["phrases"]
    assert told["shares"] == []


def test_two_reports_side_by_side(folder, reports):
    words = run(folder, reports["copy"], reports["dispatch"]).output
    assert "the text on the left came from that on the right" in " ".join(words.split())
    assert any(
        line.startswith("[") and " = [" in line and "soldiers" in line for line in words.split("\n")
    )
    (told,) = plain(folder, reports["copy"], reports["dispatch"])
    kinds = [row["kind"] for row in told["rows"]]
    assert "verbatim" in kinds
    assert "apart" in kinds
    assert OWN[:-1] in told["rows"][-1]["b"]["quote"]
    none = run(folder, reports["copy"], reports["stranger"]).output
    assert "They share no stretch of 50 characters." in none


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("Rzzzzzz",), LookupError),
        (("a", "b", "c"), ValueError),
    ],
)
def test_errors_say_what_to_do(folder, words, error):
    done = run(folder, *words)
    assert isinstance(done.exception, error)


def test_one_report_twice_is_refused(folder, reports):
    done = run(folder, reports["copy"], reports["copy"])
    assert isinstance(done.exception, ValueError)
    assert "given twice" in str(done.exception)


def test_control_characters_of_a_text_are_shown_not_obeyed(tmp_path):
    path = tmp_path / "ledger"
    evil = " ".join(STORY) + " \x1b[31mred\x07 end of it."
    rows = "".join(
        json.dumps({"id": i, "title": "T\x1b[2J", "publisher": f"P\x1b{i}", "text": evil}) + "\n"
        for i in "ab"
    )
    with open_ledger(path, create=True) as held:
        add(held, [Given("rows.jsonl", rows.encode())], Setup(), IngestOptions())
        ids = [row.id for row in held.reports()]
    for words in ((), (ids[0],), tuple(ids)):
        assert "\x1b" not in run(path, *words).output


def test_a_report_is_told_stretch_by_stretch_with_what_was_cut_and_added(folder, reports):
    words = " ".join(run(folder, reports["copy"]).output.split())
    assert f"from {reports['dispatch']}, Highland Wire: at" in words
    assert "in no other report here “bridge is open again" in words
    assert "not here [-The village has been without a doctor" in words
    assert "{+The bridge is open again+}" in words
    (told,) = plain(folder, reports["copy"])
    with open_ledger(folder) as held:
        here = held.reading(told["version"]).text
    assert all(here[s["start"] : s["end"]] == s["quote"] for s in told["spans"])
    starts = [span["start"] for span in told["spans"]]
    assert starts == sorted(starts)
    assert {span["kind"] for span in told["spans"]} >= {"verbatim", "own"}


def test_a_family_says_what_each_member_is_beside_its_source_and_whether_it_credits_it(
    folder, reports
):
    words = " ".join(run(folder).output.split())
    assert f"abridged from {reports['dispatch'][:9]}, by date alone" in words
    (family,) = plain(folder)
    assert family["members"][1]["tie"]["credit"] == ""  # who was first is not firmly known
    assert family["members"][1]["tie"]["known"] is True


def test_words_that_differ_are_marked_on_both_sides(tmp_path):
    path = tmp_path / "ledger"
    changed = " ".join(STORY).replace("soldiers", "gunmen").replace("a second mine", "another mine")
    rows = "".join(
        json.dumps({"id": i, "title": f"About {i}", "publisher": i, "date": d, "text": t}) + "\n"
        for i, d, t in (("Post", "2020-03-06", changed), ("Wire", "2020-03-05", " ".join(STORY)))
    )
    with open_ledger(path, create=True) as held:
        add(held, [Given("rows.jsonl", rows.encode())], Setup(), IngestOptions())
        ids = {row.publisher: row.id for row in held.reports()}
    post, wire = ids["Post"], ids["Wire"]
    words = " ".join(run(path, post, wire).output.split())
    assert "{+gunmen+}" in words
    assert "[-soldiers-]" in words
    turned = " ".join(run(path, wire, post).output.split())
    assert "{+gunmen+}" in turned  # what came later added it, on whichever side it stands
    (told,) = plain(path, post, wire)
    edits = [edit for row in told["rows"] for edit in row["edits"]]
    assert ("gunmen", "soldiers") in [
        (e["a"]["quote"], e["b"]["quote"]) for e in edits if e["a"] and e["b"]
    ]


def test_what_one_has_alone_is_shortened_unless_the_whole_is_asked_for(tmp_path):
    path = tmp_path / "ledger"
    own = " ".join(f"Sentence number {n} tells of the weather on the pass." for n in range(20))
    rows = "".join(
        json.dumps({"id": i, "publisher": i, "text": t}) + "\n"
        for i, t in (("a", " ".join(STORY)), ("b", f"{' '.join(STORY)} {own}"))
    )
    with open_ledger(path, create=True) as held:
        add(held, [Given("rows.jsonl", rows.encode())], Setup(), IngestOptions())
        ids = [row.id for row in held.reports()]
    short = " ".join(run(path, *ids).output.split())
    assert "characters more" in short
    assert "number 19 tells" not in short
    assert "number 19 tells" in " ".join(run(path, *ids, "--whole").output.split())
