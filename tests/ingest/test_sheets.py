"""Tables of reports in XLSX, and workbooks that nobody made for reading."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date, datetime

import pytest
from office_for_tests import zipped
from reading_for_tests import ARTICLE, body_of, read_all
from sheets_for_tests import make_xlsx

from dateline.ingest import ingest
from dateline.ingest.documents.sheets import CELLS, words_of

pytest.importorskip("python_calamine", reason="python-calamine is not installed: make install")

HEADER = ["id", "title", "text", "publisher", "date", "url"]
ROWS = [
    [7, "Mine wounds two soldiers near Arkhon", "\n\n".join(ARTICLE), "Post", date(2015, 6, 23), None],
    ["x-8", "Взрыв на рынке", "Двое военных были ранены у села Архон, сообщил глава района.", "Вести",
     datetime(2015, 6, 24, 13, 5), "https://e.org/8"],
]  # fmt: skip


def test_each_row_is_a_report_as_in_csv():
    first, second = read_all(make_xlsx([HEADER, *ROWS]), "a.xlsx")
    assert (first.member, second.member) == ("1", "2")
    assert first.source_key == "id:a:7" and first.publisher == "Post"
    assert (first.published.earliest, first.published.how) == ("2015-06-23", "metadata")
    assert body_of(first) == list(ARTICLE)
    assert second.url == "https://e.org/8" and second.language == "ru"
    assert second.published.earliest == "2015-06-24"
    assert first.reader == "xlsx/2"


def test_in_a_worker_that_is_shut_off(tmp_path):
    file = tmp_path / "a.bin"
    file.write_bytes(make_xlsx([HEADER, *ROWS]))
    titles = [reading.title.of(reading.text) for reading in ingest(file)]
    assert titles == [row[1] for row in ROWS]


def test_columns_can_be_named_and_rows_without_words_are_passed_over():
    table = [["Beleg", "Fliess"], [None, None], ["1", ARTICLE[0]], ["", "  "], ["2", ARTICLE[1]]]
    found = read_all(make_xlsx(table), "a.xlsx", columns=(("text", "Fliess"), ("id", "Beleg")))
    assert [body_of(one) for one in found] == [[ARTICLE[0]], [ARTICLE[1]]]


def test_every_worksheet_is_read_and_one_without_reports_says_so():
    data = make_xlsx([HEADER, ROWS[0]], [["note"], ["see next"]], [HEADER, ROWS[1]], [])
    items = read_all(data, "a.xlsx")
    assert [getattr(item, "member", "") for item in items] == ["1", "3.1", "2."]
    assert items[2].code == "no_text" and "'Sheet2'" in items[2].reason


def test_a_workbook_without_reports_says_what_to_do():
    (item,) = read_all(make_xlsx([["a", "b"], [1, 2]]), "a.xlsx")
    assert (item.code, "text=COLUMN" in item.reason) == ("no_text", True)
    (item,) = read_all(make_xlsx([]), "a.xlsx")
    assert item.code == "empty"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (4.0, "4"), (0.1, "0.1"), (-33.25, "-33.25"), (1e300, "1e+300"), (True, "TRUE"), ("0012", "0012"),
        (date(2015, 6, 1), "2015-06-01"), (datetime(2015, 6, 1), "2015-06-01"),
        (datetime(2015, 6, 1, 13, 5, 9), "2015-06-01 13:05:09"),
        (datetime(2015, 6, 1, 13, 5, 9, 250_000), "2015-06-01 13:05:09.250"),
    ],
)  # fmt: skip
def test_cells_are_words_as_a_csv_file_has_them(value, words):
    assert words_of(value) == words


SHEET = "xl/worksheets/sheet1.xml"
FAR = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>'


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (make_xlsx([HEADER, *ROWS], extra={SHEET: FAR}), "too_large", f"{CELLS:,} cells"),
        (make_xlsx([HEADER, *ROWS], extra={SHEET: DOCTYPE}), "unsafe", "save it anew"),
        (make_xlsx([HEADER, *ROWS], extra={SHEET: FAR.encode("utf-16")}), "unsafe", "save it anew"),
        (make_xlsx([HEADER, *ROWS], extra={SHEET: b" " * 40_000_000}), "bomb", "200 times"),
        (make_xlsx([HEADER, *ROWS], extra={SHEET: "<worksheet><sheetData><row>"}), "damaged", "save it anew"),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), "", ""),
    ],
)  # fmt: skip
def test_hostile_workbooks_are_refused_with_what_to_do(data, code, said):
    (item,) = read_all(data, "a.xlsx")
    assert item.code == code or (not code and item.code in {"empty", "damaged"})
    assert said in item.reason


def test_sizes_that_a_workbook_states_are_not_believed():
    data = bytearray(make_xlsx([HEADER, *ROWS], extra={SHEET: b"<a>" + b" " * 40_000_000}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(SHEET)
    real = entry.file_size.to_bytes(4, "little")
    assert data.count(real) >= 1
    lied = bytes(data).replace(real, (1_000).to_bytes(4, "little"))
    (item,) = read_all(lied, "a.xlsx")
    assert item.code in {"bomb", "damaged"}


def test_damage_gives_sound_readings_or_reasons():
    rng = random.Random("damage xlsx")
    data = make_xlsx([HEADER, *ROWS])
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    for _ in range(150):
        name = rng.choice(sorted(parts))
        broken = bytearray(parts[name])
        for _ in range(rng.randint(1, 6)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        for item in read_all(zipped(parts | {name: bytes(broken)}), "a.xlsx"):
            assert getattr(item, "text", None) or item.reason
