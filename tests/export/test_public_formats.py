"""In no file of a public export, whatever its format, stands the name of a private person."""

from __future__ import annotations

import importlib.util
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from dateline.export.duck import export_duckdb
from dateline.export.events_as import export_events_as
from dateline.export.ftm import export_ftm
from dateline.export.package import export_package
from dateline.export.plover import export_plover
from dateline.export.public import Public
from dateline.export.tables import FORMATS, export
from dateline.export.whole_ledger import Shown
from dateline.fusion.facts import Party
from dateline.store import Ledger
from dateline.types import Actor, new_actor_id
from derived_factories import event, write_fusion
from ledger_factories import Telling, add, bundle, prepare

PRIVATE = ("Novak", "Lindqvist", "Anna Berg", "Новак", "Линдквист")
"""Names, or parts of them, that no file may hold; "Berg" alone is the mayor's too."""
VICTIM = "Peter Novak"
KEY = new_actor_id("peter novak", "latin")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger whose second report names a victim only where the name finder has nothing to go on."""
    prepare(ledger)
    first = bundle(
        "a",
        [
            Telling(recipient=VICTIM, source="Mayor Karl Berg", after=", 34, a teacher"),
            "Novak's neighbour Elin Lindqvist saw it.",
            "Anna Berg, 7, was hurt.",
        ],
    )
    person = Actor(KEY, VICTIM, "person", (), None, False)
    resolutions = tuple(
        replace(r, value=KEY, label=VICTIM) if r.role == "recipient" else r
        for r in first.resolutions
    )
    actors = (*(a for a in first.actors if "Novak" not in a.name), person)
    add(ledger, replace(first, resolutions=resolutions, actors=actors, annotation_blob=None))
    second = bundle("b", [Telling(after=", wrote @peter_novak from PETER NOVAK's house")])
    stated = (("query", "novak-peter"), ("section", f"{VICTIM} remembered"))
    reading = replace(
        second.reading,
        url="https://example.org/news/peter-nov%61k-shot-in-dorva",
        catalogue=stated[1:],
    )
    add(ledger, replace(second, reading=reading, annotation_blob=None))
    third = bundle(
        "c", [Telling(after=", wrote that Петера Новака and Элин Линдквист were at home")]
    )
    stated = (("section", "О Новаке, Петере"), ("section", "World"))
    third = replace(third, reading=replace(third.reading, catalogue=stated))
    add(ledger, replace(third, annotation_blob=None))
    russian = bundle("d", ["В посёлке убит Петер Новак, 34 года; вдова Новака ранена."])
    reading = replace(
        russian.reading,
        language="ru",
        url="https://example.org/убит-петер-новак",
        catalogue=(("section", "Дело Новака"),),
    )
    add(ledger, replace(russian, reading=reading, codings=(), annotation_blob=None))
    made = []
    for facts in ledger.claim_facts():
        made.append(
            event(
                facts.mention,
                claims=(facts.claim,),
                recipients=(Party(KEY, VICTIM, VICTIM),),
                reasons=(f"{VICTIM} is named by one report",),
            )
        )
    write_fusion(ledger, *made)
    return ledger


def written(ledger: Ledger, folder: Path, public: bool) -> Iterator[Path]:
    """Write every format and give the files, zip archives and databases unpacked."""
    folder.mkdir()

    def profile():  # a new one each time, as a command makes it
        return Public(ledger, "full") if public else None

    for table in ("events", "claims", "reports", "actors", "places"):
        for format in FORMATS:
            if format == "xlsx" and importlib.util.find_spec("xlsxwriter") is None:
                continue
            if format == "geojson" and table not in ("events", "claims"):
                continue
            out = folder / f"{table}.{format}"
            rows = getattr(ledger, table)()
            export(Shown(rows, profile()) if public else rows, format, out)
            if format == "xlsx":
                with zipfile.ZipFile(out) as archive:
                    archive.extractall(out.with_suffix(".parts"))
            if format == "parquet":
                read = pyarrow.parquet.read_table(out).to_pylist()
                out.with_suffix(".txt").write_text(repr(read), encoding="utf-8")
    export_events_as(ledger, "ged", folder / "ged.csv", profile())
    export_events_as(ledger, "acled", folder / "acled.csv", profile())
    export_plover(ledger, folder / "plover.jsonl", profile())
    if importlib.util.find_spec("followthemoney") is not None:
        export_ftm(ledger, folder / "ledger.ftm.json", profile())
    export_package(ledger, folder / "package.zip", profile())
    with zipfile.ZipFile(folder / "package.zip") as archive:
        archive.extractall(folder / "package")
    export_duckdb(ledger, folder / "ledger.duckdb", profile())
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            (folder / f"duckdb-{name}.txt").write_text(repr(rows), encoding="utf-8")
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.deep
def test_no_file_of_any_format_names_a_private_person(filled: Ledger, tmp_path: Path) -> None:
    full = list(written(filled, tmp_path / "full", public=False))
    public = list(written(filled, tmp_path / "public", public=True))
    assert [p.relative_to(tmp_path / "full") for p in full] == [
        p.relative_to(tmp_path / "public") for p in public
    ]
    for name in (PRIVATE[0], PRIVATE[3], KEY):
        assert any(name.encode() in path.read_bytes() for path in full), name
    for path in public:
        data = path.read_bytes().decode("utf-8", "replace").casefold()
        for name in (*PRIVATE, "peter%20novak", "nov%61k", KEY):
            assert name.casefold() not in data, (path.name, name)
    assert any(b"Mayor Karl Berg" in path.read_bytes() for path in public)


def test_a_name_hidden_in_one_report_is_hidden_in_all(filled: Ledger) -> None:
    shown = {row.url: Public(filled).row(row) for row in filled.reports()}
    hidden = {url for url, row in shown.items() if row.url is None}
    assert hidden == {url for url in shown if url and ("peter" in url or "петер" in url)}
    assert len(hidden) == 2
    assert any("[victim] remembered" in row.catalogue for row in shown.values())
