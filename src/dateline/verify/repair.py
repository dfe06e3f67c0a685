"""Mending what can be mended without inventing anything: what was left over, and what is derived.

Reports, claims, decisions and originals are never touched: where one of these is damaged, the
verification names what to run.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from dateline.language import unpack
from dateline.pipeline.connect import connect
from dateline.store import schema
from dateline.store.opening import ORIGINALS
from dateline.store.purge import delete_snapshots
from dateline.verify.derived import CACHES, make_caches
from dateline.verify.files import hash_of, unfinished_codebooks
from dateline.verify.found import Found

if TYPE_CHECKING:
    from dateline.store import Ledger

_PART = re.compile(r"\.(?P<process>\d+)(\.\d+)?\.part")
"""The end of the name of a file that is being written: the number of the process that writes it."""
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a repair does."""

    says: str
    """What it is going to do, for a person."""
    do: Callable[[], object]


def plan(ledger: Ledger, found: Found) -> tuple[Step, ...]:
    """Give what can be mended of what a verification found, in order; nothing is done yet."""
    steps = []
    if found.totals["purged"]:
        steps.append(
            Step(
                "delete what a stopped purge has left: files of purged reports, words in free pages",
                ledger.finish_purges,
            )
        )
    for path in _parts(ledger.path):
        where = path.relative_to(ledger.path).as_posix()
        steps.append(
            Step(f"delete {where}, which a stopped program left half written", _delete(path))
        )
    for path in _strays(ledger):
        where = path.relative_to(ledger.path).as_posix()
        what = f"delete {where}, bytes that a stopped program stored and no report came in"
        steps.append(Step(what, lambda path=path: _delete_stray(ledger, path)))  # type: ignore[misc]
    if found.totals["caches"] or found.notes["caches"]:
        steps.append(
            Step(
                "make the order of versions and what is in effect anew from readings and decisions, "
                "and drop cached annotations that cannot be used",
                lambda: _mend_caches(ledger),
            )
        )
    names_lost = any(problem.where == "event_name" for problem in found.problems)
    wrong = bool(found.totals["snapshots"]) or names_lost
    if wrong or found.notes["snapshots"] or found.totals["caches"]:
        steps.append(
            Step(
                "make text families, notices and events anew from texts, claims and decisions",
                lambda: _mend_snapshots(ledger, wrong=wrong),
            )
        )
    return tuple(steps)


def _parts(root: Path) -> Iterator[Path]:
    """Give what programs that run no more were writing."""
    for path in [*sorted((root / ORIGINALS).glob("*/.*.part")), *unfinished_codebooks(root)]:
        found = _PART.search(path.name)
        if found is None or not _runs(int(found["process"])):
            yield path


def _runs(process: int) -> bool:
    """Say whether a process of this machine may be the one that writes."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _delete(path: Path) -> Callable[[], object]:
    def do() -> None:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    return do


def _strays(ledger: Ledger) -> Iterator[Path]:
    """Give stored files that have the hash that they are named by and that no row names."""
    with ledger.read() as connection:
        known = set(connection.execute(select(schema.original.c.sha256)).scalars())
    for path in sorted((ledger.path / ORIGINALS).glob("[0-9a-f][0-9a-f]/*")):
        named = _HASH.fullmatch(path.name) and path.name[:2] == path.parent.name
        stray = named and path.name not in known and path.is_file() and not path.is_symlink()
        # Another content under that name may be somebody's own: verify says so, and it stays.
        if stray and hash_of(path)[0] == path.name:
            yield path


def _delete_stray(ledger: Ledger, path: Path) -> None:
    """Delete a file unless a report has come in it since; under the lock that storing takes."""
    with ledger.write() as connection:
        table = schema.original.c.sha256
        if connection.execute(select(table).where(table == path.name)).first() is None:
            path.unlink(missing_ok=True)


def _mend_caches(ledger: Ledger) -> None:
    with ledger.write() as connection:
        for table in CACHES:
            connection.execute(delete(table))
        make_caches(connection)
        cached, version = schema.annotation, schema.version
        rows = select(cached, version.c.text).join(version, version.c.id == cached.c.version)
        for row in connection.execute(rows.execution_options(yield_per=50)):
            try:
                unpack(row.data, row.text, row.version)
            except (ValueError, KeyError, IndexError, TypeError):
                connection.execute(
                    delete(cached).where(
                        cached.c.version == row.version, cached.c.annotator == row.annotator
                    )
                )


def _mend_snapshots(ledger: Ledger, *, wrong: bool) -> None:
    if wrong:  # else they are only older than what they are made from
        with ledger.write() as connection:
            delete_snapshots(connection)
    connect(ledger)
