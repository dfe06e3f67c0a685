"""The registry: what it holds, how names are found, its lint and its compiled form."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.resolve.names import normal_form, pieces, script_of
from dateline.resolve.registry import SECTOR_WORDS, Registry, first_day, last_day
from dateline.resolve.registry_source import (
    COMPILED,
    RegistryError,
    compile_registry,
    compiled_text,
    period,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.open()


def test_the_compiled_form_is_current() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compiled_text(), (
        "run: python -m dateline.resolve.registry_source"
    )


def test_nothing_is_wrong_with_the_registry(registry: Registry) -> None:
    assert registry.lint() == []


def test_it_holds_every_state_and_the_groups_promised(registry: Registry) -> None:
    entries = registry.entries.values()
    states = [e for e in entries if e["kind"] == "state" and e["status"] == "state"]
    groups = [e for e in entries if e["kind"] == "armed_group"]
    assert len(states) >= 195
    assert len(groups) >= 170
    assert len(registry.words) >= 600
    sectors = {s for found in registry.words.values() for s in found}
    assert sectors <= set(SECTOR_WORDS)


def _broken(**changes: object) -> Registry:
    data = compile_registry()
    for key, value in changes.items():
        data[key] = value
    return Registry(data, "test")


def test_lint_reports_a_name_of_two_actors() -> None:
    data = compile_registry()
    data["aliases"].append(["Hezbollah", "hezbollah", "group:hamas", "name", None, None])
    problems = Registry(data, "test").lint()
    assert any("group:hamas, group:hezbollah" in problem for problem in problems)


def test_lint_reports_a_tie_to_nobody_and_a_period_that_ends_first() -> None:
    ties = [
        ["group:hamas", "part_of", "group:nobody", None, None, "public record"],
        ["group:hamas", "part_of", "group:fatah", "2010", "2009", "public record"],
    ]
    problems = _broken(ties=ties).lint()
    assert any("group:nobody" in problem for problem in problems)
    assert any("ends before it starts" in problem for problem in problems)


def test_lint_reports_a_shared_name_that_is_not_shared() -> None:
    shared = {"Hamas": {"means": ["group:hamas", "group:pij"], "by": "country"}}
    assert any("'Hamas' is declared" in problem for problem in _broken(shared=shared).lint())


def test_a_period_that_cannot_be_read_says_where() -> None:
    with pytest.raises(RegistryError, match=r"groups: x: '20x4' is not a period"):
        period("20x4", "groups: x")
    assert period("2013-04..2016", "") == ("2013-04", "2016")
    assert period("2014", "") == ("2014", None)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2015-06-23", "2015-06-23", "2015-06-23"),
    ],
)
def test_dates_widen_to_days(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jabhat al-Nusra", "Jabhat an-Nusra"),
        ("Ahrar al-Sham", "Ahrar ash-Sham"),
        ("al-Qaeda", "Al Qaeda"),
        ("Ba'ath Party", "Baath Party"),
        ("U.S.", "US"),
        ("Séléka", "Seleka"),
        ("People’s Protection Units", "People's Protection Units"),
        ("the Kremlin", "Kremlin"),
    ],
)
def test_spellings_that_compare_alike(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


def test_pieces_stand_where_they_say() -> None:
    text = "Fighters of al-Qaeda's U.S. branch, the IECs men"
    for piece in pieces(text):
        assert piece.norm in normal_form(text[piece.start : piece.end])
    assert [p.norm for p in pieces(text)] == [
        *("fighters", "of", "qaeda", "us", "branch", "the", "iec", "men")
    ]


def test_scripts_are_named_by_iso_15924() -> None:
    assert (script_of("ФСБ"), script_of("FSB"), script_of("داعش"), script_of("12")) == (
        *("Cyrl", "Latn", "Arab", "Zyyy"),
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Russia", "RUS"),
        ("FSB", "RUS/SPY/fsb"),
        ("Syrian Arab Army", "SYR/MIL/saa"),
        ("Daesh", "group:islamic-state"),
        ("ФСБ", "RUS/SPY/fsb"),
        ("Imarat Kavkaz", "group:caucasus-emirate"),
        ("HTS", "group:hts"),
        ("UN", "igo:un"),
        ("Donetsk People's Republic", "XDP"),
    ],
)
def test_names_lead_to_entries(registry: Registry, name: str, key: str) -> None:
    assert {alias.key for alias in registry.named(name)} == {key}


def test_abbreviations_are_not_words(registry: Registry) -> None:
    assert not registry.named("is")
    assert not registry.named("who")
    assert not registry.find(pieces("it is us who pay for turkey"))


def test_the_longest_name_wins(registry: Registry) -> None:
    found = registry.find(pieces("They met the Islamic Emirate of the Caucasus in South Sudan."))
    assert [alias.key for match in found for alias in match.aliases] == [
        "group:caucasus-emirate",
        "SSD",
    ]


def test_country_and_sector_make_an_actor(registry: Registry) -> None:
    actor = registry.actor("RUS/MIL")
    assert actor is not None
    assert (actor.name, actor.kind, actor.country) == ("Russia: military", "force", "RUS")
    assert registry.actor("RUS/XYZ") is None
    assert registry.actor("nowhere") is None


def test_ties_are_dated_relations_with_a_cited_basis(registry: Registry) -> None:
    relations = {(r.a, r.kind, r.b): r for r in registry.relations()}
    pledge = relations["group:islamic-state", "pledged_to", "group:al-qaeda"]
    assert (pledge.earliest, pledge.latest) == (None, "2014-02-03")
    led = relations["group:islamic-state", "led_by", "person:abu-bakr-al-baghdadi"]
    assert (led.earliest, led.latest) == ("2010-05-01", "2019-10-27")
    assert led.basis == ("seed:group:islamic-state",)
    assert led.interval_how == "public record: start known to the month, end known to the day"
    assert len({r.id for r in registry.relations()}) == len(registry.relations())


def test_most_conflict_parties_that_ucdp_counts_are_known(registry: Registry) -> None:
    path = SHARED / "data" / "actors" / "ucdp_sides.csv"
    if not path.is_file():
        pytest.skip("needs ../shared/data/actors/ucdp_sides.csv")
    with path.open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: -int(row["events"]))[:150]
    known = [row["name"] for row in rows if registry.ucdp(row["name"])]
    assert len(known) >= 125  # 129 when written; the rest are several groups in one side
