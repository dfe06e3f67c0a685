"""ACLED and UCDP GED files into a ledger, and out again."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest
from files_for_tests import ODD, acled_row, ged_row, read, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.datasets.layout import LAYOUTS
from dateline.datasets.load import import_dataset
from dateline.datasets.names import IMPORTED
from dateline.datasets.render import bundle_of
from dateline.datasets.rows import compare_rows, export_imported
from dateline.export.cells import text_of
from dateline.export.public import Public
from dateline.pipeline.connect import connect
from dateline.store import Ledger
from dateline.types import Span
from derived_factories import event, write_fusion
from ledger_factories import Telling, add, bundle, prepare


def test_what_goes_in_comes_out(ledger: Ledger, tmp_path: Path) -> None:
    rows = [ged_row(n, conflict_name=odd, my_note=odd) for n, odd in enumerate(ODD)]
    rows.append(ged_row(99, my_note=""))
    given_file = write(tmp_path / "ged.csv", rows)
    assert import_dataset(ledger, given_file).new == len(rows)
    assert export_imported(ledger, "ged", tmp_path / "out.csv") == len(rows)
    before, after = read(given_file), read(tmp_path / "out.csv")
    assert [[text_of(cell) for cell in row] for row in after] == before
    frame = pandas.read_csv(tmp_path / "out.csv")
    assert list(frame["best"]) == [4] * len(rows)  # numbers are numbers to its reader


def test_importing_what_was_exported_gives_the_same_again(ledger: Ledger, tmp_path: Path) -> None:
    rows = [acled_row(n, notes=odd) for n, odd in enumerate(ODD)]
    import_dataset(ledger, write(tmp_path / "acled.csv", rows))
    export_imported(ledger, "acled", tmp_path / "once.csv")
    export_imported(ledger, "acled", tmp_path / "twice.csv")
    assert (tmp_path / "once.csv").read_bytes() == (tmp_path / "twice.csv").read_bytes()


@pytest.mark.parametrize("made", [ged_row, acled_row])
def test_every_cell_is_a_span_of_the_report(
    ledger: Ledger, tmp_path: Path, made: type[dict[str, str]]
) -> None:
    row = made(1)
    import_dataset(ledger, write(tmp_path / "file.csv", [row]))
    (claim_row,) = ledger.claims()
    claim = ledger.claim(claim_row.id)
    text = ledger.reading(claim.version).text
    told = sorted(slot.span.of(text) for slot in claim.slots)
    assert told == sorted(cell for cell in row.values() if cell)
    assert claim.quote.of(text) == claim_row.quote
    assert (claim_row.killed, claim_row.actor) == (4, row.get("side_a") or row.get("actor1"))
    assert claim_row.attributed_to == (row.get("source_original") or row.get("source"))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(st.lists(st.text(max_size=30), min_size=len(LAYOUTS["acled"].needs), max_size=8))
def test_spans_hold_for_any_cells(cells: list[str]) -> None:
    layout = LAYOUTS["acled"]
    columns = [*layout.needs, "notes", "source", "tags"][: len(cells)]
    made = bundle_of(layout, columns, cells, "0" * 64, "1")
    text = made.reading.text
    for coding in made.codings:
        for claim in coding.claims:
            for slot in claim.slots:
                assert slot.span.of(text) == slot.value
            for span in (claim.anchor, claim.quote):
                assert Span(0, len(text)).start <= span.start < span.end <= len(text)


def test_the_same_file_again_changes_nothing_and_a_changed_row_is_a_version(
    ledger: Ledger, tmp_path: Path
) -> None:
    file = write(tmp_path / "ged.csv", [ged_row(1), ged_row(2)])
    import_dataset(ledger, file)
    dumped = list(ledger.dump())
    again = import_dataset(ledger, file)
    assert (again.new, again.changed) == (0, 0)
    assert list(ledger.dump()) == dumped
    changed = import_dataset(
        ledger, write(tmp_path / "new.csv", [ged_row(1, best="7"), ged_row(2)])
    )
    assert (changed.new, changed.changed) == (0, 1)
    assert sorted(row.killed or 0 for row in ledger.claims()) == [4, 7]
    assert export_imported(ledger, "ged", tmp_path / "out.csv") == 2
    assert sorted(
        row["best"] for row in pandas.read_csv(tmp_path / "out.csv").to_dict("records")
    ) == [4, 7]


def test_rows_are_no_evidence(ledger: Ledger, tmp_path: Path) -> None:
    prepare(ledger)
    add(ledger, bundle("a", [Telling()]))
    connect(ledger)
    before = [row.id for row in ledger.events()]
    import_dataset(ledger, write(tmp_path / "ged.csv", [ged_row(n) for n in range(5)]))
    connect(ledger)
    assert [row.id for row in ledger.events()] == before != []
    assert [t.version for t in ledger.texts()] == [
        ledger.versions_of(r.report)[0] for r in ledger.claim_facts()
    ]


def test_coding_goes_on_beside_imported_rows(ledger: Ledger, tmp_path: Path) -> None:
    from dateline.pipeline.add import register
    from dateline.pipeline.report import Coders, Setup

    coders = Coders(Setup(("plover",)))
    register(ledger, coders)
    import_dataset(ledger, write(tmp_path / "ged.csv", [ged_row(1)]))
    register(ledger, coders)  # not refused
    register(ledger, coders, change=True)
    assert set(ledger.current_runs()) == {"plover", "ucdp_ged"}
    assert {layout.name for layout in LAYOUTS.values()} == IMPORTED


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "not a file of ACLED or UCDP GED"),
        ("", "not a file of ACLED or UCDP GED"),
        ("id,type_of_violence,side_a,date_start,best\n1,1,A\n", "row 1: 3 cells under 5"),
        ("id,type_of_violence,side_a,date_start,best,best\n", "two columns are called 'best'"),
    ],
)
def test_another_file_is_refused_before_anything_is_written(
    ledger: Ledger, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        import_dataset(ledger, file)
    assert ledger.reports().count() == 0
    assert ledger.current_runs() == {}


def test_a_purged_row_is_not_taken_in_again(ledger: Ledger, tmp_path: Path) -> None:
    file = write(tmp_path / "ged.csv", [ged_row(1), ged_row(2)])
    import_dataset(ledger, file)
    first = next(iter(ledger.reports()))
    ledger.purge(first.id, "asked for")
    assert import_dataset(ledger, file).refused == 1
    assert ledger.reports().count() == 1


def test_a_public_export_shows_no_words_of_imported_rows(ledger: Ledger, tmp_path: Path) -> None:
    import_dataset(ledger, write(tmp_path / "acled.csv", [acled_row(1)]))
    (row,) = ledger.claims()
    shown = Public(ledger).row(row)
    assert (shown.quote, shown.anchor, shown.actor, shown.attributed_to) == ("", "", None, None)
    assert shown.type == "ARMED_CLASH"


@pytest.mark.parametrize(
    ("changed", "near"),
    [
        ({}, True),
        ({"date_start": "2015-06-22", "date_end": "2015-06-22"}, True),
        ({"date_start": "2015-06-23", "date_end": "2015-06-23"}, False),
        ({"date_start": "2015-06-01", "date_end": "2015-06-30"}, True),
        ({"latitude": "12.7"}, True),  # 22 km
        ({"latitude": "12.8"}, False),  # 33 km
        ({"latitude": ""}, False),
        ({"latitude": "1e999"}, False),
        ({"latitude": "372.5"}, False),
        ({"date_start": "", "date_end": ""}, False),
    ],
)
def test_rows_are_compared_with_events(
    ledger: Ledger, tmp_path: Path, changed: dict[str, str], near: bool
) -> None:
    prepare(ledger)
    add(ledger, bundle("a", [Telling()]))
    told = event(ledger.claim_facts()[0].mention)
    write_fusion(ledger, told)
    import_dataset(ledger, write(tmp_path / "ged.csv", [ged_row(1, **changed)]))
    (compared,) = compare_rows(ledger, "ged", "plover")
    assert compared.event == (told.id if near else None)
    assert (compared.id, compared.killed) == ("1001", 4)


def test_the_nearest_event_is_named(ledger: Ledger, tmp_path: Path) -> None:
    prepare(ledger)
    add(ledger, bundle("a", [Telling(), Telling(verb="raided")]))
    a, b = (facts.mention for facts in ledger.claim_facts())
    place = event(a).place
    assert place is not None
    far = event(a, place=place._replace(latitude=12.6))
    near = event(b)
    write_fusion(ledger, far, near)
    import_dataset(ledger, write(tmp_path / "acled.csv", [acled_row(1)]))
    (compared,) = compare_rows(ledger, "acled", "plover")
    assert (compared.event, compared.kilometres, compared.days) == (near.id, 0.0, 0)
