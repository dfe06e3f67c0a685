"""XLSX files as spreadsheet programs write them, and as nobody should."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from office_for_tests import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def make_xlsx(*tables: list[list[Any]], extra: dict[str, str | bytes] | None = None) -> bytes:
    """Give a workbook of these tables; text is shared, days are numbers with a style, None is no cell.

    ``extra`` puts other parts beside those, or in their place.
    """
    shared: dict[str, int] = {}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/'
        'package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_OF}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OF}"><sheets>'
        + "".join(
            f'<sheet name="Sheet{n}" sheetId="{n}" r:id="r{n}"/>' for n, _ in enumerate(tables, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{_OF}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in enumerate(tables, 1)
        )
        + f'<Relationship Id="s" Type="{_OF}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{_OF}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="170" '
        'formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    }
    for n, rows in enumerate(tables, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = _sheet(rows, shared)
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{_MAIN}">'
        + "".join(f'<si><t xml:space="preserve">{_text(word)}</t></si>' for word in shared)
        + "</sst>"
    )
    return zipped(parts | (extra or {}))


def _sheet(rows: list[list[Any]], shared: dict[str, int]) -> str:
    made = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            _cell(f"{_letters(column)}{number}", value, shared)
            for column, value in enumerate(row)
            if value is not None
        )
        made.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(made)}</sheetData></worksheet>'


def _cell(place: str, value: Any, shared: dict[str, int]) -> str:
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        moment = (
            value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        )
        days = (moment - datetime(1899, 12, 30)).total_seconds() / 86_400
        return f'<c r="{place}" s="{2 if isinstance(value, datetime) else 1}"><v>{days!r}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    at = shared.setdefault(value, len(shared))
    return f'<c r="{place}" t="s"><v>{at}</v></c>'


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _text(word: str) -> str:
    """Give text as XLSX has it: what XML cannot hold, and a carriage return, as _x000D_."""
    kept = word.replace("_x", "_x005F_x")
    return "".join(
        f"_x{ord(c):04X}_" if (c < " " and c not in "\t\n") or c in "\ufffe\uffff" else escape(c)
        for c in kept
    )
