"""Selections: lazy, filtered by words, and typed as tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas
import pyarrow
import pytest

from dateline.store import Ledger, LedgerError
from dateline.store.rows import ClaimRow
from dateline.store.words import matching_words
from dateline.types import Actor, Claim, Resolution
from ledger_factories import RESOLVER, Telling, add, bundle, prepare


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    prepare(ledger)
    add(
        ledger,
        bundle(
            "a",
            [
                Telling(),
                Telling(actor="Blue Brigade", place="Kesh", date="2015-05-02", source=None),
            ],
        ),
    )

    def denied(claim: Claim) -> Claim:
        return replace(claim, polarity="denied", type="PROTEST", mode=None)

    add(
        ledger,
        bundle("b", [Telling(actor="Brigade of Tunisia", source="a spokesman")], recode=denied),
    )
    return ledger


@pytest.mark.parametrize(
    ("filters", "actors"),
    [
        ({}, ["Northern Front", "Blue Brigade", "Brigade of Tunisia"]),
        ({"type": "PROTEST"}, ["Brigade of Tunisia"]),
        ({"mode": "bombard"}, ["Northern Front", "Blue Brigade"]),
        ({"actor": "brigade"}, ["Blue Brigade", "Brigade of Tunisia"]),
        ({"actor": "the northern front"}, ["Northern Front"]),
        ({"actor": "unis"}, []),
        ({"actor": "Bl"}, ["Blue Brigade"]),
        ({"recipient": "ARMY"}, ["Northern Front", "Blue Brigade", "Brigade of Tunisia"]),
        ({"recipient": "brigade"}, []),
        ({"place": "kesh"}, ["Blue Brigade"]),
        ({"place": "Xyzland", "since": "2015-06-01"}, ["Northern Front", "Brigade of Tunisia"]),
        ({"until": "2015-05-31"}, ["Blue Brigade"]),
        ({"since": "2015-06-22"}, []),
        ({"source": "police"}, ["Northern Front"]),
        ({"polarity": "denied"}, ["Brigade of Tunisia"]),
        ({"modality": "planned"}, []),
        ({"codebook": "plover", "limit": 1}, 1),
        ({"publisher": "coast courier", "type": "PROTEST"}, ["Brigade of Tunisia"]),
        ({"type": "x' OR '1'='1"}, []),
        ({"actor": "%"}, []),
    ],
)
def test_claims_are_filtered(
    filled: Ledger, filters: dict[str, object], actors: list[str] | int
) -> None:
    found = [row.actor_raw for row in filled.claims(**filters)]
    if isinstance(actors, int):
        assert len(found) == actors
    else:
        assert sorted(map(str, found)) == sorted(actors)
    assert filled.claims(**filters).count() == len(found)


def test_claims_are_filtered_by_report(filled: Ledger) -> None:
    row = filled.claims(type="PROTEST").first()
    assert row is not None
    assert [each.id for each in filled.claims(report=row.report)] == [row.id]


def test_an_undated_claim_matches_no_dates(ledger: Ledger) -> None:
    prepare(ledger)
    made = bundle("a", [Telling()])

    def open_ended(resolution: Resolution) -> Resolution:
        return replace(resolution, value="/2015-06-21") if resolution.kind == "date" else resolution

    undated = replace(made, resolutions=tuple(r for r in made.resolutions if r.kind != "date"))
    add(ledger, undated)
    assert ledger.claims(since="1900-01-01").count() == 0
    other = bundle("b", [Telling(verb="raided")])
    add(ledger, replace(other, resolutions=tuple(map(open_ended, other.resolutions))))
    assert ledger.claims(since="2015-06-01", until="2015-06-02").count() == 1
    assert ledger.claims(since="2015-06-22").count() == 0


def test_a_place_may_come_from_the_surroundings(ledger: Ledger) -> None:
    prepare(ledger)
    made = bundle("a", [Telling()])
    claim = made.codings[0].claims[0]
    around = Resolution(
        claim.id, "place", -1, RESOLVER.id, "place", "GKesh", "Kesh", 6, 0.4, "dateline",
        extra={"latitude": 1.5, "longitude": None},
    )  # fmt: skip
    unmatched = [replace(r, value=None, label="") for r in made.resolutions if r.kind == "place"]
    others = [r for r in made.resolutions if r.kind != "place"]
    add(ledger, replace(made, resolutions=(*others, *unmatched, around)))
    row = ledger.claims().first()
    assert row is not None
    assert (row.place, row.place_key, row.where_prec) == ("Kesh", "GKesh", 6)
    assert (row.latitude, row.longitude, row.place_raw) == (1.5, None, "Dorva")


def test_actors_count_their_claims_by_role(filled: Ledger) -> None:
    rows = {row.name: row for row in filled.actors()}
    assert next(iter(rows)) == "The army posts"
    assert (rows["The army posts"].claims, rows["The army posts"].as_recipient) == (3, 3)
    assert (rows["The army posts"].as_actor, rows["The army posts"].reports) == (0, 2)
    assert (rows["The army posts"].first_date, rows["The army posts"].last_date) == (
        "2015-05-02",
        "2015-06-21",
    )
    assert rows["The Blue Brigade"].sectors == "REB"
    assert [row.name for row in filled.actors(name="Bl")] == ["The Blue Brigade"]
    assert filled.actors(kind="state").count() == 0
    assert filled.actors(country="XYZ", limit=2).count() == 2


def test_the_registrys_form_of_a_name_is_shown(filled: Ledger) -> None:
    key = next(iter(filled.actors(name="Blue Brigade"))).key
    filled.write_relations(
        [], [Actor(key, "Zulu Name", "armed_group", ("REB", "INS"), "XYZ", True)]
    )
    (row,) = filled.actors(name="Blue Brigade")
    assert (row.name, row.in_registry, row.sectors) == ("Zulu Name", 1, "REB; INS")


def test_places_count_their_claims(filled: Ledger) -> None:
    rows = list(filled.places())
    assert [(row.key, row.claims, row.reports) for row in rows] == [
        ("GDorva", 2, 2),
        ("GKesh", 1, 1),
    ]
    assert (rows[0].latitude, rows[0].longitude) == (12.5, 33.25)
    assert [row.key for row in filled.places(name="kesh")] == ["GKesh"]
    with pytest.raises(LedgerError, match="places have no kind"):
        filled.places(kind="town")


def test_reports_are_filtered(filled: Ledger) -> None:
    assert filled.reports(title="coast attack").count() == 0
    assert filled.reports(title="ATTACK on").count() == 2
    assert filled.reports(url="org/a").count() == 1
    assert filled.reports(url="%").count() == 0
    assert filled.reports(language="ru").count() == 0
    assert filled.reports(since="2015-06-23", until="2015-06-23").count() == 2
    assert filled.reports(publisher="courier", limit=1).count() == 1


@pytest.mark.parametrize(
    ("filters", "what"),
    [
        ({"colour": "red"}, "no filter is called 'colour'; there are type, mode, actor"),
        ({"since": "yesterday"}, "write a day as 2015-06-23"),
        ({"limit": -1}, "limit is -1"),
    ],
)
def test_a_filter_that_cannot_be_used_says_why(
    ledger: Ledger, filters: dict[str, object], what: str
) -> None:
    with pytest.raises(LedgerError, match=what):
        ledger.claims(**filters)


def test_tables_have_the_same_rows(filled: Ledger) -> None:
    chosen = filled.claims()
    rows = list(chosen)
    assert chosen.to_dicts()[0]["quote"] == rows[0].quote
    table = chosen.to_arrow()
    assert table.num_rows == len(rows)
    assert table.column("killed").to_pylist() == [row.killed for row in rows]
    frame = chosen.to_pandas()
    assert list(frame["id"]) == [row.id for row in rows]
    assert list(frame.columns) == list(ClaimRow.__dataclass_fields__)


@pytest.mark.parametrize("filters", [{}, {"type": "nothing of this type"}])
def test_tables_are_typed_whatever_is_in_them(filled: Ledger, filters: dict[str, object]) -> None:
    chosen = filled.claims(**filters)
    schema = chosen.to_arrow().schema
    assert schema.field("killed").type == pyarrow.int64()
    assert schema.field("latitude").type == pyarrow.float64()
    assert schema.field("injured").type == pyarrow.int64()
    assert schema.field("mode").type == pyarrow.string()
    frame = chosen.to_pandas()
    assert frame["injured"].dtype == pandas.Int64Dtype()
    assert frame["longitude"].dtype == "float64"


def test_a_selection_is_asked_anew(ledger: Ledger) -> None:
    prepare(ledger)
    chosen = ledger.claims()
    assert chosen.first() is None
    add(ledger, bundle("a", [Telling()]))
    assert chosen.count() == 1
    assert "ClaimRow" in repr(chosen)


def test_a_codebooks_current_run_does_not_hide_anothers(
    new_ledger: Callable[[str], Ledger],
) -> None:
    from dateline.store import Recoding
    from ledger_factories import code, coder_run

    ledger = new_ledger("two")
    other = coder_run(codebook="organisations")
    prepare(ledger)
    prepare(ledger, other)
    made = bundle("a", [Telling()])
    add(ledger, made)
    coding = code(made.version, made.reading.text, [Telling()], other)
    ledger.write_recoding(Recoding(made.version, (coding,)))
    assert sorted(row.codebook for row in ledger.claims()) == ["organisations", "plover"]
    assert ledger.claims(codebook="organisations").count() == 1
    assert len({row.mention for row in ledger.claims()}) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The  ISLAMIC State", " the islamic state "),
        ("Erdoğan’s", " erdogan s "),
        ("Исламское государство", " исламское государство "),
        ("", "  "),
        (None, None),
    ],
)
def test_words_match_without_case_accents_and_punctuation(
    text: str | None, words: str | None
) -> None:
    assert matching_words(text) == words
