"""A ledger as a Frictionless data package: CSV files, a descriptor with typed columns and keys,
the codebooks and a data dictionary (https://specs.frictionlessdata.io/data-package/).

The descriptor follows version 1 of the specification, which every reader of version 2 reads.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from dateline.export.days import DAYS
from dateline.export.profile import Full, Profile
from dateline.export.progress import Progress
from dateline.export.tables import write_csv
from dateline.export.whole_ledger import LedgerTable, ledger_tables

if TYPE_CHECKING:
    from dateline.store import Ledger

DESCRIPTOR = "datapackage.json"
DICTIONARY = "data-dictionary.md"

NOTE = (
    "A ledger of dateline: events, the claims that they are put together from, and the reports that "
    "make these claims, each with the words it rests on. Every number of sources is one of this "
    "ledger. In text cells, one leading apostrophe stands before what a spreadsheet would run as a "
    "formula: where a cell begins with apostrophes and then one of = + - @, a tab or a line end, "
    "take one apostrophe away."
)


def export_package(
    ledger: Ledger, out: Path, profile: Profile | None = None, progress: Progress | None = None
) -> dict[str, int]:
    """Write the package to the new folder ``out``, or to a file that ends in ``.zip``; give the
    number of rows of each table.

    Raises ``OSError`` where ``out`` is there already (a package of this kind is replaced) or
    cannot be written. Wherever it is interrupted, the old package or the new one is whole: in
    ``out``, or beside it as ``.NAME.old``, from where the next run puts it back.
    """
    _recover(out)
    _refuse(out)
    partial = out.with_name(f".{out.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        counts = _fill(
            partial, ledger_tables(ledger, profile or Full(), progress), ledger.path, profile
        )
        if out.suffix.lower() == ".zip":
            packed = out.with_name(f".{out.name}.zip-part")
            _pack(partial, packed)
            packed.replace(out)
        else:
            for path in sorted(partial.iterdir()):
                with path.open("rb") as filled:
                    os.fsync(filled.fileno())
            _swap(partial, out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return counts


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def _recover(out: Path) -> None:
    """Put back, or remove, the old package that an interrupted run left beside ``out``."""
    aside = _aside(out)
    if not aside.is_dir():
        return
    if out.exists():
        shutil.rmtree(aside)
    else:
        aside.replace(out)


def _swap(partial: Path, out: Path) -> None:
    aside = _aside(out)
    if out.exists():
        out.replace(aside)
    try:
        partial.replace(out)
    except OSError:
        _recover(out)
        raise
    if aside.exists():
        shutil.rmtree(aside)


def _refuse(out: Path) -> None:
    if not out.parent.is_dir():
        raise FileNotFoundError(f"{out}: there is no folder {out.parent}; make it first")
    if out.suffix.lower() == ".zip":
        if out.is_dir():
            raise IsADirectoryError(f"{out} is a folder; name a file in it")
        return
    if out.is_file():
        raise FileExistsError(f"{out} is a file; a package is a folder, or a file ending in .zip")
    if out.is_dir() and any(out.iterdir()) and not (out / DESCRIPTOR).is_file():
        raise FileExistsError(
            f"{out}: the folder holds other things; name a new folder for the package"
        )


def _fill(
    folder: Path, tables: Sequence[LedgerTable], root: Path, profile: Profile | None
) -> dict[str, int]:
    resources, counts = [], {}
    for table in tables:
        path = folder / f"{table.name}.csv"
        counts[table.name] = write_csv(path, table)
        resources.append(_table_resource(table, path))
    (folder / DICTIONARY).write_text(_dictionary(tables), encoding="utf-8")
    resources.append(_file_resource("data-dictionary", folder / DICTIONARY, "text/markdown"))
    for book in sorted((root / "codebooks").glob("*.yaml")):
        copied = folder / f"codebook-{book.name}"
        copied.write_bytes(book.read_bytes())
        resources.append(_file_resource(copied.stem, copied, "application/yaml"))
    descriptor = {
        "profile": "data-package",
        "name": "dateline-ledger",
        "title": "A ledger of conflict reporting",
        "description": f"{NOTE} {profile.says if profile else ''}".strip(),
        "sources": [
            {
                "title": "GeoNames, for names and coordinates of places (CC BY 4.0)",
                "path": "https://www.geonames.org/",
            }
        ],
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    return counts


def _table_resource(table: LedgerTable, path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": _fields(table), "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = [table.key]
    if table.to:
        schema["foreignKeys"] = [
            {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.of]}}
            for key in table.to
        ]
    return {
        "profile": "tabular-data-resource",
        **_file_resource(table.name, path, "text/csv"),
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _fields(table: LedgerTable) -> list[dict[str, Any]]:
    types = get_type_hints(table.row_type)
    named = {table.key} | {key.column for key in table.to}
    found = []
    for name in table.columns:
        field: dict[str, Any] = {
            "name": name,
            "type": _type(name, types[name]),
            "description": table.meanings[name],
        }
        if name in named and name:
            field["constraints"] = {"required": True}
        found.append(field)
    return found


def _type(name: str, hint: Any) -> str:
    members = getattr(hint, "__args__", (hint,))
    if name in DAYS:
        return "date"
    if float in members:
        return "number"
    return "integer" if int in members else "string"


def _file_resource(name: str, path: Path, media: str) -> dict[str, Any]:
    data = path.read_bytes()
    return {
        "name": name.lower(),
        "path": path.name,
        "format": path.suffix.lstrip("."),
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }


def _dictionary(tables: Sequence[LedgerTable]) -> str:
    parts = ["# Data dictionary\n", f"{NOTE}\n"]
    for table in tables:
        parts.append(f"## {table.name}\n")
        if table.key:
            parts.append(f"Named by `{table.key}`.\n")
        for key in table.to:
            parts.append(f"`{key.column}` is `{key.of}` of `{key.table}`.\n")
        rows = [f"| {n} | {_type(n, h)} | {table.meanings[n]} |" for n, h in _hints(table)]
        parts.append("\n".join(["| column | type | means |", "| --- | --- | --- |", *rows]) + "\n")
    return "\n".join(parts)


def _hints(table: LedgerTable) -> list[tuple[str, Any]]:
    types = get_type_hints(table.row_type)
    return [(name, types[name]) for name in table.columns]


def _pack(folder: Path, out: Path) -> None:
    """Pack a folder so that the same files give the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name)  # dated 1980, as the format has it without a date
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    with out.open("rb") as written:
        os.fsync(written.fileno())
