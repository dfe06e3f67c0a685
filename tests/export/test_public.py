"""The public profile, from a ledger to files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from datasets_for_tests import with_events

from dateline.export.package import export_package
from dateline.export.plover import export_plover
from dateline.export.public import CAP, Public, capped
from dateline.export.whole_ledger import ledger_tables
from dateline.fusion.facts import Party
from dateline.store import Ledger
from dateline.types import Actor, new_actor_id
from derived_factories import event, write_fusion
from ledger_factories import Telling, add, bundle, prepare

VICTIM = "Peter Novak"
KEY = new_actor_id("peter novak", "latin")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger in which a private person is shelled, and an event of it."""
    prepare(ledger)
    made = bundle("a", [Telling(recipient=VICTIM, source="Mayor Anna Berg")])
    person = Actor(KEY, VICTIM, "person", (), None, False)
    resolutions = tuple(
        replace(r, value=KEY, label=VICTIM) if r.role == "recipient" else r
        for r in made.resolutions
    )
    actors = (*(a for a in made.actors if "Novak" not in a.name), person)
    add(ledger, replace(made, resolutions=resolutions, actors=actors, annotation_blob=None))
    (facts,) = ledger.claim_facts()
    told = event(
        facts.mention,
        claims=(facts.claim,),
        recipients=(Party(KEY, VICTIM, VICTIM),),
        reasons=(f"{VICTIM} is named by one report",),
    )
    write_fusion(ledger, told)
    return ledger


def everything(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def test_no_table_names_the_victim_and_the_mayor_keeps_her_name(
    filled: Ledger, tmp_path: Path
) -> None:
    export_package(filled, tmp_path / "full")
    export_package(filled, tmp_path / "public", Public(filled))
    assert "Novak" in everything(tmp_path / "full")
    shown = everything(tmp_path / "public")
    assert "Novak" not in shown
    assert KEY not in shown
    assert "[victim]" in shown
    assert "Mayor Anna Berg" in shown
    assert (
        "Public profile"
        in json.loads((tmp_path / "public" / "datapackage.json").read_text())["description"]
    )


def test_plover_names_roles(filled: Ledger, tmp_path: Path) -> None:
    export_plover(filled, tmp_path / "p.jsonl", Public(filled))
    written = (tmp_path / "p.jsonl").read_text(encoding="utf-8")
    assert "Novak" not in written
    assert json.loads(written)["target"] == [{"actorText": "[victim]"}]


def test_keys_between_tables_still_hold(filled: Ledger) -> None:
    tables = {t.name: list(t) for t in ledger_tables(filled, Public(filled))}
    claims = {row.id for row in tables["claims"]}
    assert {row.claim for row in tables["event_tellings"]} <= claims
    assert all(row.key != KEY for row in tables["actors"])
    assert len(tables["actors"]) == filled.actors().count() - 1


def test_offsets_stay_true_to_the_ledger(filled: Ledger) -> None:
    (full,) = filled.claims()
    shown = Public(filled).row(full)
    assert (shown.quote_start, shown.quote_end) == (full.quote_start, full.quote_end)
    assert shown.quote != full.quote


@pytest.mark.parametrize(
    ("quotes", "licences", "starts"),
    [
        ("full", {}, "Northern Front shelled [victim]"),
        ("offsets", {}, ""),
        ("offsets", {"The Coast Courier": "full"}, "Northern Front shelled [victim]"),
        ("full", {"The Coast Courier": "offsets"}, ""),
    ],
)
def test_sentences_are_quoted_as_the_licence_allows(
    filled: Ledger, quotes: str, licences: dict[str, str], starts: str
) -> None:
    (row,) = filled.claims()
    quote = Public(filled, quotes, licences).row(row).quote
    assert quote.startswith(starts)
    assert bool(quote) == bool(starts)


def test_an_unknown_way_to_quote_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="not 'some'"):
        Public(ledger, "some")


def test_a_capped_quote_keeps_the_words_that_tell_it() -> None:
    words = [f"w{n}" for n in range(80)]
    words[60] = "shelled"
    shown = capped(" ".join(words), "shelled")
    assert "shelled" in shown
    assert len([word for word in shown.split() if word != "…"]) == CAP
    assert capped("a short one", "short") == "a short one"


@pytest.mark.parametrize(
    ("coded_by", "shown"),
    [("machine", "machine"), ("anna", "people"), ("disputed: anna; ben", "disputed")],
)
def test_coders_are_not_named(ledger: Ledger, coded_by: str, shown: str) -> None:
    with_events(ledger, {})
    (row,) = ledger.claims()
    changed: Any = replace(row, coded_by=coded_by)
    assert Public(ledger).row(changed).coded_by == shown


def test_titles_of_reports_in_other_languages_are_left_out(ledger: Ledger) -> None:
    prepare(ledger)
    made = bundle("a", ["Word."])
    add(ledger, replace(made, reading=replace(made.reading, language="xx"), codings=()))
    (row,) = ledger.reports()
    assert row.title is not None
    assert Public(ledger).row(row).title is None


def test_a_cap_leaves_no_half_of_a_name(ledger: Ledger) -> None:
    prepare(ledger)
    names = ("Peter Novak", "Anna Berg", "Karl Lind", "Olga Stern", "Hugo Brandt", "Ida Falk")
    listed = " and ".join(f"{name} and others who lived beside them" for name in names)
    sentence = Telling(recipient="the army posts", after=f", and {listed} fled")
    made = bundle("a", [sentence])
    add(ledger, replace(made, annotation_blob=None))
    (row,) = ledger.claims()
    quote = Public(ledger).row(row).quote
    assert quote.endswith(" …")
    assert not any(word in quote for name in names for word in name.split())


def test_what_databases_state_names_no_private_person(ledger: Ledger) -> None:
    prepare(ledger)
    made = bundle("a", [Telling(recipient=VICTIM)])
    stated = (("query", f'"{VICTIM}" AND Dorva'), ("from", "tip@example.org"), ("section", "World"))
    reading = replace(made.reading, catalogue=stated)
    add(ledger, replace(made, reading=reading, annotation_blob=None))
    (row,) = ledger.reports()
    shown = dict(json.loads(Public(ledger).row(row).catalogue))
    assert shown["section"] == "World"
    assert "from" not in shown
    assert "Novak" not in shown["query"]
