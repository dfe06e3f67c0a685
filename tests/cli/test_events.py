"""``dateline events`` and ``dateline show EVENT`` on the bundled sample, added in two halves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from dateline.cli import events as commands
from dateline.cli import showing
from dateline.ingest import Given, IngestOptions
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.review import decide
from dateline.store import Ledger, open_ledger

FILES = sorted((Path(__file__).resolve().parents[2] / "samples" / "reports").iterdir())
RUNNER = CliRunner()
APP = typer.Typer()
APP.command(name="events")(commands.events)
APP.command(name="show")(showing.show)


def fill(folder: Path, files: list[Path | Given]) -> Ledger:
    """A ledger with these files, its events up to date."""
    held = open_ledger(folder, create=True)
    add(held, files, Setup(), IngestOptions())
    connect(held)
    return held


FIRST: list[Path | Given] = list(FILES[::2])
SECOND: list[Path | Given] = list(FILES[1::2])


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The sample."""
    folder = tmp_path_factory.mktemp("events") / "ledger"
    first = fill(folder, FIRST)
    ids = sorted(row.id for row in first.events())
    (folder.parent / "first").write_text("\n".join(ids))
    return fill(folder, SECOND)


@pytest.fixture(scope="module")
def moved(held: Ledger) -> tuple[str, str]:
    """An id that the first half gave, and that of the event which it is part of now."""
    first = (held.path.parent / "first").read_text().split()
    return next((id, held.event(id).id) for id in first if held.event(id).id != id)


def run(held: Ledger, *words: str) -> Result:
    return RUNNER.invoke(APP, [*words, "-l", str(held.path)])


def rows(held: Ledger, *words: str) -> list[dict[str, Any]]:
    done = run(held, "events", *words, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def shown(held: Ledger, id: str) -> dict[str, Any]:
    done = run(held, "show", id, "--json")
    assert done.exit_code == 0, done.output
    plain: dict[str, Any] = json.loads(done.stdout)
    return plain


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --------------------------------------------------------------------------- the list


def test_all_events_by_date(held: Ledger) -> None:
    every = rows(held)
    assert len(every) == held.events().count() > 40
    dates = [row["date_from"] or row["date_to"] or "9999" for row in every]
    assert dates == sorted(dates)
    for row in every:
        assert 1 <= row["n_sources_low"] <= row["n_sources_high"] <= row["n_reports"]
        assert row["grade"]
        assert row["reasons"]


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        (("--type", "assault"), lambda row: row["type"] == "ASSAULT"),
        (("--codebook", "organisations"), lambda row: row["codebook"] == "organisations"),
        (("--kind", "summary"), lambda row: row["kind"] == "summary"),
        (("--kind", "denied"), lambda row: row["kind"] == "denied"),
        (("--place", "grozny"), lambda row: "Grozny" in (row["place"] or "")),
        (("--sources", "2"), lambda row: row["n_sources_low"] >= 2),
        (
            ("--since", "2015-12-01"),
            lambda row: (
                (row["date_from"] or row["date_to"]) and (row["date_to"] or "9999") >= "2015-12-01"
            ),
        ),
        (
            ("--until", "2015-01-01"),
            lambda row: (
                (row["date_from"] or row["date_to"])
                and (row["date_from"] or "0000") <= "2015-01-01"
            ),
        ),
        (
            ("--type", "ASSAULT", "--place", "Derbent", "--since", "2015-12-29"),
            lambda row: (
                row["type"] == "ASSAULT"
                and "Derbent" in (row["place"] or "")
                and (row["date_to"] or "9999") >= "2015-12-29"
            ),
        ),
    ],
)
def test_a_filter_gives_just_what_fits(held: Ledger, words: tuple[str, ...], fits: Any) -> None:
    every = rows(held)
    found = rows(held, *words)
    assert found == [row for row in every if fits(row)]
    assert 0 < len(found) < len(every)


def test_people_are_found_by_name_and_by_key(held: Ledger) -> None:
    by_key = rows(held, "--recipient", "person:magomed-suleimanov")
    assert by_key
    assert all("person:magomed-suleimanov" in row["recipient_key"] for row in by_key)
    by_name = rows(held, "--recipient", "magomed suleimanov")
    assert {row["id"] for row in by_key} <= {row["id"] for row in by_name}
    acted = [row for row in rows(held) if row["actor_key"]]
    key = acted[0]["actor_key"].split("; ")[0]
    assert acted[0] in rows(held, "--actor", key)


def test_what_one_report_tells_of(held: Ledger) -> None:
    report = next(iter(held.claims(type="ASSAULT"))).report
    found = rows(held, "--report", report[:9])
    assert {row["id"] for row in found} == {
        event.id
        for row in held.claims(report=report)
        if (event := held.event_of_claim(row.id)) is not None
    }
    assert found


def test_the_list_in_words_says_how_much_there_is(held: Ledger) -> None:
    every = run(held, "events")
    for row in rows(held):
        assert f"[{row['codebook']}, {row['id']}]" in every.stdout
    assert f"{held.events().count()} events" in every.output
    two = run(held, "events", "--limit", "2")
    assert two.stdout.count("told by ") == 2
    assert "there may be more" in two.output
    none = run(held, "events", "--type", "AID")
    assert none.exit_code == 0
    assert none.stdout == ""
    assert "no event matches" in none.output
    assert run(held, "events", "--type", "AID", "--json").stdout == ""


def test_counts_and_sources_in_words(held: Ledger) -> None:
    row = next(row for row in held.events() if (row.killed_low or 0) < (row.killed_high or 0))
    words = squeezed(run(held, "events", "--type", row.type).stdout)
    assert f"killed {row.killed_best} (told: {row.killed_low} to {row.killed_high})" in words
    assert squeezed(commands.support_words(row)) in words


def test_unsure_pairs_name_events_that_there_are(held: Ledger) -> None:
    done = run(held, "events", "--unsure", "--json")
    pairs = [json.loads(line) for line in done.stdout.splitlines()]
    fusion = held.fusion()
    assert len(pairs) == len(fusion.unsure) > 0
    assert [pair["score"] for pair in pairs] == sorted((p["score"] for p in pairs), reverse=True)
    groups = {event.id: event.groups for event in fusion.events}
    words = run(held, "events", "--unsure").stdout
    for pair in pairs:
        assert pair["why"] in squeezed(words)
        for side, group in zip("ab", pair["claim_groups"], strict=True):
            assert group in groups[pair[side]]
            assert pair[side] in words
    assert len(run(held, "events", "--unsure", "--json", "-n", "1").stdout.splitlines()) == 1


# --------------------------------------------------------------------------- one in full


def test_every_event_shows_claims_that_quote_their_texts(held: Ledger) -> None:
    several = rows(held, "--sources", "2")[:4] + rows(held)[:4]
    for row in several:
        plain = shown(held, row["id"])
        assert (plain["kind"], plain["id"], plain["asked"]) == ("event", row["id"], row["id"])
        assert plain["event_kind"] == row["kind"]
        event = held.event(row["id"])
        assert [claim["claim"] for claim in plain["claims"]] == list(event.claims)
        assert len({claim["report"] for claim in plain["claims"]}) == row["n_reports"]
        for claim in plain["claims"]:
            text = held.reading(claim["version"]).text
            assert text[claim["quote_start"] : claim["quote_end"]] == claim["quote"] != ""
            assert claim["denies"] == (claim["claim"] in event.denials)
        for count in plain["counts"]:
            assert count["low"] <= count["best"] <= count["high"]


def test_an_event_in_words_has_its_claims_side_by_side(held: Ledger) -> None:
    (row,) = rows(held, "--type", "ASSAULT", "--recipient", "person:magomed-suleimanov")[:1]
    done = run(held, "show", row["id"][:8])
    assert done.exit_code == 0, done.output
    words = squeezed(done.stdout)
    assert "asked for" not in words
    for claim in shown(held, row["id"])["claims"]:
        assert f"[{claim['report']}, {claim['claim']}]" in words
        assert f"“{squeezed(claim['quote'])}”" in words
    assert f"support {row['grade']}" in words
    for reason in row["reasons"].split("; "):
        if not reason.startswith("reports differ on "):  # the conflict itself is shown
            assert squeezed(reason.removeprefix("cited sources: ")) in words


def test_that_an_event_is_contested_is_said_once_and_on_what_beside_it(held: Ledger) -> None:
    contested = [e for e in rows(held) if e["contested"] and e["grade"] == "contested"]
    assert contested
    for event in contested:
        told = run(held, "show", event["id"]).stdout.split("Told by")[0]
        assert told.count("contested") == 1
        assert told.count("reports differ on") == 0
        assert told.count("differ on ") == len(event["contested"].split("; "))


def test_neighbours_are_those_of_unsure_pairs(held: Ledger) -> None:
    done = run(held, "events", "--unsure", "--json", "-n", "1")
    pair = json.loads(done.stdout)
    for own, other in (("a", "b"), ("b", "a")):
        near = shown(held, pair[own])["may_be_the_same_as"]
        assert pair[other] in {each["event"] for each in near}
        assert "May be the same as" in run(held, "show", pair[own]).stdout


def test_an_earlier_id_names_the_event_that_it_is_part_of_now(
    held: Ledger, moved: tuple[str, str]
) -> None:
    before, now = moved
    plain = shown(held, before)
    assert (plain["asked"], plain["id"]) == (before, now)
    words = squeezed(run(held, "show", before).stdout)
    assert f"asked for {before}, which is part of this event now" in words
    assert f", {now}]" in words
    assert shown(held, before[:10].lower())["id"] == now


def test_a_wrong_id_says_so(held: Ledger) -> None:
    done = run(held, "show", "Ezzzzzzzzz")
    assert isinstance(done.exception, LookupError)
    assert "nothing in this ledger has an id" in str(done.exception)


# --------------------------------------------------------------------------- decisions, other people's text


def report(publisher: str, text: str) -> Given:
    row = {"id": publisher, "publisher": publisher, "published": "2015-06-05", "text": text}
    return Given("one.jsonl", json.dumps(row).encode())


def test_a_decided_number_is_in_the_event_and_says_whose_it_is(tmp_path: Path) -> None:
    text = "Gunmen attacked a police post in Grozny on Thursday and killed four officers."
    with fill(tmp_path / "ledger", [report("Wire", text)]) as held:
        for row in held.claims():
            if row.killed == 4:
                value = {"slots": {"killed": ["7"]}}
                decide(held, row.mention, "edit", author="ana", value=value)
        # Nobody has asked since: the list brings events up to date by itself.
        (event,) = rows(held, "--type", "ASSAULT")
        assert (event["killed_low"], event["killed_best"], event["killed_high"]) == (7, 7, 7)
        by = {claim["coded_by"] for claim in shown(held, event["id"])["claims"] if claim["killed"]}
        assert by == {"ana"}
        assert "decided ana" in squeezed(run(held, "show", event["id"]).stdout)


def test_text_cannot_give_orders_to_the_terminal(tmp_path: Path) -> None:
    text = (
        "Gunmen of the Reed\x1b[31m Front attacked a police post in \u202eGrozny on Thursday and "
        "killed four officers, a \x07witness said."
    )
    with fill(tmp_path / "ledger", [report("Wire\x1b[2J", text)]) as held:
        ids = [row.id for row in held.events()]
        assert ids
        for words in (("events",), *(("show", id) for id in ids)):
            said = run(held, *words).stdout
            assert not {"\x1b", "\x07", "\u202e"} & set(said)


def test_an_empty_ledger_has_no_events(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger", create=True) as held:
        assert "no event matches" in run(held, "events").output
        assert run(held, "events", "--unsure").exit_code == 0
