"""The data package and the DuckDB file: read with their targets' libraries, equal to the ledger."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from datasets_for_tests import with_events

from dateline.export.cells import text_of
from dateline.export.duck import export_duckdb
from dateline.export.package import export_package
from dateline.export.profile import Full
from dateline.export.whole_ledger import ledger_tables
from dateline.store import Ledger

TABLES = ["events", "event_tellings", "claims", "reports", "actors", "places"]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    with_events(ledger, {}, {"place": None, "grade": "=cmd()|'x'!A1"})
    (ledger.path / "codebooks").mkdir()
    (ledger.path / "codebooks" / "plover.yaml").write_text("codebook: plover\n", encoding="utf-8")
    return ledger


def descriptor(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return read


def test_files_are_as_the_descriptor_says(filled: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "package"
    counts = export_package(filled, out)
    assert list(counts) == TABLES
    resources = descriptor(out)["resources"]
    paths = {resource["path"] for resource in resources}
    assert paths == {path.name for path in out.iterdir()} - {"datapackage.json"}
    assert {"codebook-plover.yaml", "data-dictionary.md"} < paths
    for resource in resources:
        data = (out / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


def typed(value: str, type: str) -> Any:
    if value == "":
        return None
    return {"integer": int, "number": float}.get(type, text_of)(value)


def test_cells_read_by_their_types_are_the_ledgers_rows(filled: Ledger, tmp_path: Path) -> None:
    export_package(filled, tmp_path / "package")
    by_name = {r["name"]: r for r in descriptor(tmp_path / "package")["resources"]}
    for table in ledger_tables(filled, Full()):
        fields = by_name[table.name]["schema"]["fields"]
        frame = pandas.read_csv(
            tmp_path / "package" / f"{table.name}.csv", dtype=str, keep_default_na=False
        )
        assert [field["name"] for field in fields] == list(frame.columns) == list(table.columns)
        read = [
            [typed(cell, field["type"]) for cell, field in zip(row, fields, strict=True)]
            for row in frame.itertuples(index=False)
        ]
        here = [[getattr(r, c) for c in table.columns] for r in table]
        assert read == [[None if cell == "" else cell for cell in row] for row in here]
        assert here, table.name


def test_keys_hold(filled: Ledger, tmp_path: Path) -> None:
    export_package(filled, tmp_path / "package")
    resources = [r for r in descriptor(tmp_path / "package")["resources"] if "schema" in r]
    frames = {r["name"]: pandas.read_csv(tmp_path / "package" / r["path"]) for r in resources}
    checked = 0
    for resource in resources:
        for name in resource["schema"].get("primaryKey", ()):
            assert frames[resource["name"]][name].is_unique
        for key in resource["schema"].get("foreignKeys", ()):
            (own,), (there,) = key["fields"], key["reference"]["fields"]
            targets = set(frames[key["reference"]["resource"]][there])
            assert set(frames[resource["name"]][own]) <= targets
            checked += 1
    assert checked == 4


def test_frictionless_finds_it_valid(filled: Ledger, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    export_package(filled, tmp_path / "package")
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    cells = tmp_path / "package" / "events.csv"
    cells.write_text(cells.read_text(encoding="utf-8").replace("33.25", "east"), encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "package" / "datapackage.json")).valid


def test_the_same_ledger_gives_the_same_zip(filled: Ledger, tmp_path: Path) -> None:
    export_package(filled, tmp_path / "a.zip")
    export_package(filled, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "datapackage.json" in archive.namelist()
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "b.zip", "ledger"}


def test_a_package_is_replaced_and_a_folder_of_other_things_is_not(
    filled: Ledger, tmp_path: Path
) -> None:
    out = tmp_path / "package"
    export_package(filled, out)
    (out / "events.csv").unlink()
    export_package(filled, out)
    assert (out / "events.csv").is_file()
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="other things"):
        export_package(filled, other)
    assert [path.name for path in other.iterdir()] == ["chapter.txt"]


def test_duckdb_holds_the_same_rows_with_comments(filled: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "ledger.duckdb"
    counts = export_duckdb(filled, out)
    with duckdb.connect(str(out), read_only=True) as connection:
        for table in ledger_tables(filled, Full()):
            read = connection.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608
            here = [tuple(getattr(row, name) for name in table.columns) for row in table]
            assert sorted(map(repr, read)) == sorted(map(repr, here))
            assert counts[table.name] == len(here)
        uncommented = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        assert uncommented == []
        joined = connection.execute(
            "SELECT count(*) FROM events e JOIN event_tellings t ON t.event = e.id "
            "JOIN claims c ON c.id = t.claim JOIN reports r ON r.id = c.report"
        ).fetchone()
        assert joined == (2,)


def test_every_column_is_described() -> None:
    import sys

    root = Path(__file__).resolve().parents[2]
    sys.path.insert(0, str(root / "scripts"))
    import document_columns

    here = document_columns.FILE.read_text(encoding="utf-8")
    assert here == document_columns.current(), "run scripts/document_columns.py"


def test_the_dictionary_describes_every_column_of_every_table(
    filled: Ledger, tmp_path: Path
) -> None:
    export_package(filled, tmp_path / "package")
    page = (tmp_path / "package" / "data-dictionary.md").read_text(encoding="utf-8")
    for table in ledger_tables(filled, Full()):
        section = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
        assert all(f"| {name} | " in section for name in table.columns)


class Killed(BaseException):
    """Stands for the end of the process."""


def whole_packages(folder: Path) -> list[dict[str, bytes]]:
    """Give the files of each folder that holds what a package's descriptor says."""
    found = []
    for one in sorted(path.parent for path in folder.glob("*/datapackage.json")):
        files = {path.name: path.read_bytes() for path in one.iterdir()}
        said = {r["path"]: r["hash"] for r in descriptor(one)["resources"]}
        if all(
            f"sha256:{hashlib.sha256(files.get(p, b'')).hexdigest()}" == h for p, h in said.items()
        ):
            found.append(files)
    return found


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_kill_between_old_and_new_loses_nothing(
    filled: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    folder = tmp_path / "packages"
    folder.mkdir()
    out = folder / "package"
    export_package(filled, out)
    (old,) = whole_packages(folder)
    (filled.path / "codebooks" / "plover.yaml").write_text("codebook: new\n", encoding="utf-8")
    steps = 0

    def dying(real: Any) -> Any:
        def one(path: Any, *rest: Any, **named: Any) -> Any:
            nonlocal steps
            if not named.get("ignore_errors"):
                steps += 1
                if steps == step:
                    raise Killed
            return real(path, *rest, **named)

        return one

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying(Path.replace))
        patch.setattr("dateline.export.package.shutil.rmtree", dying(shutil.rmtree))
        with pytest.raises(Killed):
            export_package(filled, out)
    assert old in whole_packages(folder)
    (filled.path / "codebooks" / "plover.yaml").write_text("codebook: later\n", encoding="utf-8")
    export_package(filled, out)
    assert [path.name for path in folder.iterdir()] == ["package"]
    assert (out / "codebook-plover.yaml").read_text(encoding="utf-8") == "codebook: later\n"


def test_an_old_package_left_aside_is_put_back_though_the_new_one_fails(
    filled: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "package"
    export_package(filled, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    out.rename(tmp_path / ".package.old")

    def failing(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("dateline.export.package._fill", failing)
    with pytest.raises(OSError, match="disk is full"):
        export_package(filled, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
