"""What a database states of a report is kept with its reading, and changes no reading without it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

from dateline.store import open_ledger
from dateline.store.writing import reading_row
from ledger_factories import bundle, original_bytes

CATALOGUE = (("database", "Factiva"), ("query", "mine near5 bridge"), ("length", "98 words"))


def listed():
    """Give a bundle whose reading has a catalogue."""
    plain = bundle("a", ["It was quiet before."])
    return replace(plain, reading=replace(plain.reading, catalogue=CATALOGUE), codings=())


def test_a_catalogue_comes_back_and_is_dumped(tmp_path):
    written = replace(listed(), resolutions=(), actors=(), relations=())
    with open_ledger(tmp_path / "war", create=True) as ledger:
        ledger.put_original(original_bytes("a", written.reading.text), "application/rtf")
        ledger.write_report(written, "2015-11-03T00:00:00Z")
        assert ledger.reading(written.version).catalogue == CATALOGUE
        assert '"catalogue":[["database","Factiva"],' in "".join(ledger.dump())


def test_a_reading_without_a_catalogue_keeps_the_id_that_it_had_before_there_were_any():
    row = reading_row(bundle("a", ["It was quiet before."]))
    assert row["catalogue"] == "[]"
    assert row["id"] != reading_row(listed())["id"]


def test_the_views_list_what_is_stated(tmp_path):
    written = replace(listed(), resolutions=(), actors=(), relations=())
    with open_ledger(tmp_path / "war", create=True) as ledger:
        ledger.put_original(original_bytes("a", written.reading.text), "application/rtf")
        ledger.write_report(written, "2015-11-03T00:00:00Z")
        (row,) = ledger.reports()
        assert json.loads(row.catalogue) == [list(pair) for pair in CATALOGUE]
        connection = sqlite3.connect(ledger.path / "ledger.sqlite")
        found = connection.execute(
            "SELECT report, version, ordinal, name, value FROM report_catalogue ORDER BY ordinal"
        ).fetchall()
        connection.close()
        assert found == [
            (row.id, row.version, n, name, value) for n, (name, value) in enumerate(CATALOGUE, 1)
        ]
