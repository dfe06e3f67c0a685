"""``dateline actor`` and ``dateline who-is-behind`` on the bundled sample."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from dateline.cli import actor as commands
from dateline.fusion.facts import event_id
from dateline.ingest import IngestOptions, walk
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import open_ledger

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "reports"
RUNNER = CliRunner()
APP = typer.Typer()
APP.command(name="actor")(commands.actor)
APP.command(name="who-is-behind")(commands.who_is_behind)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sample") / "ledger"
    with open_ledger(folder, create=True) as held:
        add(held, list(walk([str(SAMPLE)])), Setup(), IngestOptions())
    return str(folder)


def run(*words: str) -> Result:
    return RUNNER.invoke(APP, list(words))


def plain(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_a_history_shows_statements_side_by_side(ledger: str) -> None:
    words = run("actor", "IEC", "-l", ledger).output
    assert "led by: Aliaskhab Kebekov" in words
    assert "registry    began in 2014-03; ended in 2015-04" in words
    assert "“The head of the Caucasus Emirate, Aliaskhab Kebekov" in words
    assert "led by Magomed Suleimanov: ended on 2015-08-10, or on 2015-08-11" in words


def test_on_a_day_reports_and_registry_are_told_apart(ledger: str) -> None:
    answer = plain("actor", "Wilayat Qawqaz", "--on", "2015-07-01", "-l", ledger)
    assert answer["key"] == "group:is-caucasus"
    standing = {s["tie"]["kind"]: s for s in answer["own"]}
    assert standing["part_of"]["reports"]["status"] == "not said"
    assert standing["part_of"]["registry"]["status"] == "inferred"
    led = standing["led_by"]["reports"]
    assert led["status"] == "inferred"
    assert led["rests_on"][0]["basis"]["publisher"] == "Highland Wire (fictional)"


def test_a_leader_who_pledged_elsewhere_splits_his_branch(ledger: str) -> None:
    answer = plain("actor", "Vilayat Dagestan", "--on", "2015-01-15", "-l", ledger)
    assert answer["status"] == "split"
    assert [p["who"] for p in answer["pledges"] if p["sure"]] == ["Rustam Asildarov"]


def test_who_is_behind_says_who_leads_and_what_only_the_registry_has(ledger: str) -> None:
    answer = plain("who-is-behind", "Wilayat Qawqaz", "-l", ledger)
    (found,) = answer["findings"]
    assert (found["who"], found["how"]) == ("Rustam Asildarov", "leads or led it")
    assert found["bases"][0]["cited"] == ["Islamic State spokesman Abu Mohammad al-Adnani"]
    assert "Islamic State" in [each["who"] for each in answer["registry"]]


def test_nobody_is_named_where_no_report_says(ledger: str) -> None:
    words = run("who-is-behind", "Boko Haram", "-l", ledger).output
    assert "no report in this ledger says" in words


def test_who_is_behind_an_event_takes_any_id_of_it(ledger: str) -> None:
    plain("who-is-behind", "Wilayat Qawqaz", "-l", ledger)  # brings the events up to date
    with open_ledger(ledger) as held:
        event = max(held.fusion().events, key=lambda each: (each.n_reports, each.id))
        other = next(
            row.mention
            for row in held.claims(codebook=event.codebook)
            if row.id in event.claims and row.mention != event.anchor
        )
    answer = plain("who-is-behind", event.id, "-l", ledger)
    for id in (event.id[:9], event_id(other, event.codebook)):
        assert plain("who-is-behind", id, "-l", ledger) == answer
    assert run("who-is-behind", event.id, "-l", ledger).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("actor", "Kebekov"), "may be 2 actors; give the key of one"),
        (("actor", "Daesch"), "spelled like it: group:islamic-state"),
        (("actor", "ISIS", "--on", "July 2015"), "is not a day: write it as 2015-07-01"),
        (("who-is-behind", "E0000000"), "no event in this ledger has an id"),
    ],
)
def test_errors_say_what_to_do(words: tuple[str, ...], said: str, ledger: str) -> None:
    done = run(*words, "-l", ledger)
    assert said in str(done.exception)


def test_text_cannot_give_orders_to_the_terminal(tmp_path: Path) -> None:
    text = "The Reed\x1b[31m Front \u202eannounced the creation of a group called Reed Wing.\n"
    (tmp_path / "a.txt").write_text(text * 3)
    with open_ledger(tmp_path / "ledger", create=True) as held:
        add(held, [tmp_path / "a.txt"], Setup(), IngestOptions())
        names = [row.name for row in held.actors()]
    for name in names:
        done = run("actor", name, "-l", str(tmp_path / "ledger"))
        assert "\x1b" not in done.output
        assert "\u202e" not in done.output
