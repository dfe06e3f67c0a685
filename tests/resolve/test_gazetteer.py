"""Looking places up, and unpacking the gazetteer."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from dateline.resolve.gazetteer import Gazetteer, cache_folder, unpack


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Grozny", "gn:558418"),
        ("Грозный", "gn:558418"),
        ("GROZNY", "gn:558418"),
        ("Ar-Raqqah", "gn:172955"),
        ("al-Raqqa", "gn:172955"),
        ("Kobane", "gn:172256"),
        ("Чечня", "gn:569665"),
        ("North Caucasus", "dl:north-caucasus"),
        ("Nogay steppe", "dl:nogai-steppe"),
        ("DRC", "country:COD"),
        ("Россия", "country:RUS"),
        ("Tsumadinsky district", "adm:RU.17.480804"),
        ("Donbass", "dl:donbas"),
        ("Rapides Parish", "adm:US.LA.079"),
        ("Heathrow", "iata:LHR"),
        ("Pearson International Airport", "iata:YYZ"),
        ("Lake Erie", "dl:lake-erie"),
        ("Danube", "dl:danube"),
        ("Rensselaerville", "zip:12147"),
        ("Rapides Co.", "adm:US.LA.079"),
    ],
)
def test_names_find_their_place(gazetteer: Gazetteer, name: str, place: str) -> None:
    assert place in [candidate.id for candidate in gazetteer.candidates(name)]


def test_place_says_where_it_is(gazetteer: Gazetteer) -> None:
    grozny = gazetteer.by_id("gn:558418")
    assert grozny is not None
    assert (grozny.name, grozny.country, grozny.admin1) == ("Grozny", "RUS", "Chechnya")
    assert (round(grozny.lat), round(grozny.lon)) == (43, 46)
    assert grozny.population > 200_000


@pytest.mark.parametrize(
    ("word", "place"),
    [("Ohioans", "gn:5165418"), ("European", "continent:EU"), ("Maori", "country:NZL")],
)
def test_peoples_of_divisions_and_continents(gazetteer: Gazetteer, word: str, place: str) -> None:
    assert [one.id for one in gazetteer.people(word)] == [place]


def test_points_of_states_are_those_of_geonames(gazetteer: Gazetteer) -> None:
    hawaii = gazetteer.by_id("gn:5855797")
    assert hawaii is not None
    assert (hawaii.lat, hawaii.lon) == (20.7503, -156.5003)


def test_a_generic_word_says_the_kind_of_an_own_name_too(gazetteer: Gazetteer) -> None:
    said = {match.place.id: match.said for match in gazetteer.matches("York County")}
    assert said["adm:US.VA.199"] == "admin2"
    assert {m.said for m in gazetteer.matches("Carson City") if m.place.kind == "city"} == {"city"}
    assert {m.said for m in gazetteer.exactly("york county")} == {""}


def test_candidates_come_most_populous_first(gazetteer: Gazetteer) -> None:
    people = [place.population for place in gazetteer.candidates("Springfield")]
    assert len(people) > 5
    assert people == sorted(people, reverse=True)


def test_unknown_names_have_no_candidates(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Qwxyzzyville") == []
    assert gazetteer.candidates("") == []
    assert gazetteer.by_id("gn:0") is None


def test_peoples_name_their_places(gazetteer: Gazetteer) -> None:
    assert [p.id for p in gazetteer.people("Chechen")] == ["gn:569665"]
    assert [p.id for p in gazetteer.people("Congolese")] == ["country:COD", "country:COG"]
    assert gazetteer.people("Grozny") == ()


@pytest.mark.parametrize(
    ("policy", "country"), [("un", "UKR"), ("controls", "RUS"), ("unassigned", None)]
)
def test_disputed_territory_follows_the_setting(policy: str, country: str | None) -> None:
    crimea = Gazetteer.open(disputed=policy).by_id("gn:703883")  # type: ignore[arg-type]
    assert crimea is not None and crimea.dispute is not None
    assert crimea.country == country
    assert crimea.dispute.claimants == ("UKR", "RUS")


def test_places_of_disputed_territory_are_marked(gazetteer: Gazetteer) -> None:
    simferopol = gazetteer.candidates("Simferopol")[0]
    assert simferopol.dispute is not None


def test_every_country_has_a_point_and_its_code(gazetteer: Gazetteer) -> None:
    rows = gazetteer._connection().execute(
        "SELECT id, country, lat, lon FROM place WHERE kind = 'country'"
    )
    rows = list(rows)
    assert len(rows) > 230
    assert all(place_id == f"country:{country}" for place_id, country, _, _ in rows)
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for _, _, lat, lon in rows)


def test_truncated_copy_is_replaced(tmp_path: Path) -> None:
    path, _ = unpack(tmp_path)
    whole = path.stat().st_size
    with path.open("r+b") as copy:
        copy.truncate(1000)
    again, _ = unpack(tmp_path)
    assert again == path and path.stat().st_size == whole
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def _unpack_and_look(folder: str) -> str:
    path, digest = unpack(Path(folder))
    return Gazetteer(path, digest).candidates("Grozny")[0].id


def test_several_processes_may_unpack_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_unpack_and_look, [str(tmp_path)] * 2) == ["gn:558418"] * 2
    assert len(list(tmp_path.iterdir())) == 1


def test_cache_folder_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    monkeypatch.delenv("DATELINE_CACHE", raising=False)
    assert cache_folder() == Path("/x/dateline")
    monkeypatch.setenv("DATELINE_CACHE", "/y")
    assert cache_folder() == Path("/y")
