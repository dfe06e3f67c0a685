"""The ledger: the folder that holds reports, claims, resolutions and decisions."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, delete, exists, func, select
from sqlalchemy.exc import OperationalError

from dateline.store import finding, judgements, queries, recall, schema
from dateline.store.bundle import Found, Recoding, ReportBundle, WriteResult
from dateline.store.derived import Derived
from dateline.store.dump import dump
from dateline.store.errors import LedgerError, NotFoundError
from dateline.store.findings import write_findings
from dateline.store.opening import KEPT, ORIGINALS, WRITING, open_engine
from dateline.store.originals import load_original, store_original
from dateline.store.purge import (
    Purged,
    delete_purged,
    left_of_purged,
    purge,
    purged_why,
    set_unfinished,
    unfinished,
)
from dateline.store.rows import (
    ActorRow,
    ClaimRow,
    PlaceRow,
    ReportRow,
    UnreadableRow,
    WithdrawnRow,
)
from dateline.store.runs import Runs, refresh_decided
from dateline.store.selection import Selection
from dateline.store.writing import append_one, write_reading
from dateline.types import (
    Actor,
    Claim,
    Decision,
    Mention,
    Reading,
    Relation,
    Resolution,
    Unreadable,
)


def open_ledger(path: str | Path, create: bool = False) -> Ledger:
    """Give the ledger in the folder ``path``; with ``create``, make one where there is none.

    A ledger of an older schema is migrated after a copy of its database is put beside it.
    Raises :class:`~dateline.store.errors.LedgerError` and its kinds.
    """
    root = Path(path)
    return Ledger(root, open_engine(root, create=create))


class Ledger(Runs, Derived):
    """A folder with ``ledger.sqlite`` and ``originals/``.

    Reading methods may run while another program writes. Writing methods take one
    transaction each and wait for other writers. Safe to use from several threads; open it
    anew in a forked process.
    """

    def __init__(self, root: Path, engine: Engine) -> None:
        self.path = root
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Ledger {self.path}>"

    def close(self) -> None:
        """Close every connection; a closed ledger opens again when it is next asked."""
        self._engine.dispose()

    # ----------------------------------------------------------------- transactions

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees the ledger as it is at this moment, whatever is written."""
        with self._engine.connect() as connection:
            try:
                with connection.begin():
                    yield connection
            except OperationalError as error:  # a fault of the disk, locked too long, file gone
                raise LedgerError(
                    f"{self.path}: could not be read: {error.orig}; see what is wrong with: "
                    f"dateline verify {self.path}"
                ) from error

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[Connection]:
        """Give a connection whose writing is kept whole, or not at all if anything is raised.

        ``durable`` waits until it would outlast a power failure: for what people decide.
        """
        with self._engine.connect().execution_options(**{WRITING: True}) as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            if durable:
                driver.execute("PRAGMA synchronous = FULL")
            try:
                with connection.begin():
                    yield connection
            except OperationalError as error:  # locked too long, disk full, file gone
                raise LedgerError(
                    f"{self.path}: could not be written: {error.orig}; nothing of this step was "
                    "kept. Check permissions, free space and whether another program holds the ledger, "
                    "then run it again"
                ) from error
            finally:
                if durable:
                    driver.execute("PRAGMA synchronous = NORMAL")

    # ----------------------------------------------------------------- writing

    def put_original(self, data: bytes, media: str) -> str:
        """Store the bytes once and give their SHA-256; ``media`` is their type, ``text/html``."""
        root = self.path / ORIGINALS
        sha256 = store_original(root, data)
        with self.write() as connection:
            store_original(root, data)  # again, if a purge deleted them meanwhile
            append_one(connection, schema.original, {"sha256": sha256, "size": len(data)})
            append_one(connection, schema.original_media, {"sha256": sha256, "media": media})
        return sha256

    def original(self, sha256: str) -> bytes:
        """Give the stored bytes; raises where they are missing or damaged."""
        return load_original(self.path / ORIGINALS, sha256)

    def write_report(self, bundle: ReportBundle, arrived_at: str | None = None) -> WriteResult:
        """Write all that is known of one version of a report, in one transaction.

        ``arrived_at``: what one ``add`` brings arrives at one time (:func:`now` at its start), so
        that the order of its files decides nothing; default: now. Writing the same again changes nothing. Where ``superseded`` comes back, the report
        has a new current version: let :func:`dateline.review.carry_report` carry its mentions.
        """
        moment = arrived_at or now()
        with self.write() as connection:
            before = _current_version(connection, bundle.report)
            new_report, new_capture, new_version = write_reading(connection, bundle, moment)
            new_claims = write_findings(connection, bundle, bundle.version, bundle.reading.text)
            refresh_decided(connection, bundle.report)
            after = _current_version(connection, bundle.report)
        return WriteResult(
            report=bundle.report,
            capture=bundle.capture,
            version=bundle.version,
            new_report=new_report,
            new_capture=new_capture,
            new_version=new_version,
            superseded=before if before is not None and before != after else None,
            new_claims=new_claims,
        )

    def write_recoding(self, recoding: Recoding) -> int:
        """Write what new runs say of a version that is here; give how many claims are new."""
        with self.write() as connection:
            text = connection.execute(
                select(schema.version.c.text).where(schema.version.c.id == recoding.version)
            ).scalar()
            if text is None:
                raise NotFoundError(f"no version {recoding.version} in this ledger")
            new_claims = write_findings(connection, recoding, recoding.version, text)
            refresh_decided(connection, judgements.report_of(connection, recoding.version))
            return new_claims

    def write_unreadable(self, item: Unreadable) -> bool:
        """Keep what could not be read and why; say whether it was new."""
        row = {
            "original": item.original or "",
            "member": item.member,
            "location": item.location,
            "code": item.code,
            "reason": item.reason,
        }
        with self.write() as connection:
            return append_one(connection, schema.unreadable, row)

    def forget_unreadable(self, location: str) -> None:
        """Take out why ``location``, an address, gave no bytes: it has given some since, or fails
        for another reason."""
        rows = schema.unreadable
        with self.write() as connection:
            connection.execute(
                delete(rows).where(rows.c.original == "", rows.c.location == location)
            )

    def mark_ingested(self, original: str, configuration: str, passed: Iterable[str] = ()) -> None:
        """Note that every report of an original has been written, as this configuration reads it.

        Failures of it with the codes ``passed`` did not happen again, and are taken out.
        """
        rows = schema.unreadable
        with self.write() as connection:
            connection.execute(
                delete(rows).where(rows.c.original == original, rows.c.code.in_(tuple(passed)))
            )
            row = {"original": original, "configuration": configuration}
            append_one(connection, schema.ingested, row)

    def is_ingested(self, original: str, configuration: str) -> bool:
        """Say whether :meth:`mark_ingested` was called with the same."""
        table = schema.ingested.c
        return self._has(table.original == original, table.configuration == configuration)

    def write_relations(self, relations: Iterable[Relation], actors: Iterable[Actor] = ()) -> None:
        """Write relations that rest on no report of their own: a registry's cited seeds."""
        from dateline.store.findings import write_actors, write_relations

        with self.write() as connection:
            write_actors(connection, tuple(actors))
            write_relations(connection, tuple(relations))

    def purge(self, report: str, why: str) -> Purged:
        """Take a report out for good; its id, the hashes of its files and the reason stay.

        Lineage and events are gone until they are made anew (``dateline.pipeline.connect``). Copies
        of the database elsewhere are not touched. Raises :class:`NotFoundError`.
        """
        with self.write(durable=True) as connection:
            done = purge(connection, report, why)
        self.finish_purges()
        return done

    def finish_purges(self) -> tuple[str, ...]:
        """Delete what purges have left where they were stopped; give the hashes of deleted files.

        Where another program reads the ledger all the while, the database's log keeps old pages; the
        mark then stays for the next purge, ``add`` or ``verify --repair``.
        """
        with self.read() as connection:
            if not unfinished(connection) and not left_of_purged(connection, self.path / ORIGINALS):
                return ()
        with self.write(durable=True) as connection:
            done = delete_purged(connection, self.path / ORIGINALS)
            shutil.rmtree(self.path / KEPT, ignore_errors=True)  # fingerprints of its text
        # What was deleted earlier may still stand in free pages and in the log: rewrite the file.
        with self._engine.connect() as raw:
            driver = raw.connection.driver_connection
            assert driver is not None
            driver.execute("VACUUM")
            busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not busy:
            with self.write(durable=True) as connection:
                set_unfinished(connection, False)
        return done

    def purged_why(self, report: str) -> str | None:
        """Give why a report was purged; None where it never was, or is here again."""
        with self.read() as connection:
            return purged_why(connection, report)

    # ----------------------------------------------------------------- what is here

    def has_version(self, version: str) -> bool:
        """Say whether this state of a text is here."""
        return self._has(schema.version.c.id == version)

    def has_capture(self, capture: str) -> bool:
        """Say whether a report was read from this original and member before."""
        return self._has(schema.capture.c.id == capture)

    def coded(self, version: str, run: str) -> bool:
        """Say whether a run has coded a version, even if it found no claim."""
        return self._has(schema.coded.c.version == version, schema.coded.c.run == run)

    def annotation(self, version: str, annotator: str) -> bytes | None:
        """Give the cached annotation, or None where it must be made."""
        table = schema.annotation.c
        statement = select(table.data).where(table.version == version, table.annotator == annotator)
        with self.read() as connection:
            data: bytes | None = connection.execute(statement).scalar()
            return data

    def versions(self, *, current_only: bool = True) -> tuple[str, ...]:
        """Give the ids of the current version of every report (or of all versions), sorted."""
        table = schema.version_order.c
        statement = select(table.version).order_by(table.version)
        if current_only:
            statement = statement.where(table.place == 0)
        with self.read() as connection:
            return tuple(connection.execute(statement).scalars())

    def versions_of(self, report: str) -> tuple[str, ...]:
        """Give a report's versions, the current one first."""
        table = schema.version_order.c
        statement = select(table.version).where(table.report == report).order_by(table.place)
        with self.read() as connection:
            return tuple(connection.execute(statement).scalars())

    def captures_of(self, version: str) -> list[dict[str, str | None]]:
        """Give when and from what a version was got: ``captured_at`` as stated, with its zone (None
        where nothing is stated), ``original`` and ``member``, newest first."""
        reading, capture = schema.reading.c, schema.capture.c
        statement = (
            select(reading.captured_at, capture.original, capture.member)
            .join(schema.capture, capture.id == reading.capture)
            .where(reading.version == version)
            .distinct()
            .order_by(
                func.coalesce(reading.captured_utc, "").desc(), capture.original, capture.member
            )
        )
        with self.read() as connection:
            return [dict(row._mapping) for row in connection.execute(statement)]

    def current_version(self, report: str) -> str:
        """Give the newest version: by stated capture time (else arrival), publication, id."""
        with self.read() as connection:
            version = _current_version(connection, report)
        if version is None:
            raise NotFoundError(f"no report {report} in this ledger")
        return version

    def find(self, id_or_prefix: str) -> Found:
        """Give what an id or its beginning names; raises where nothing or several things match."""
        with self.read() as connection:
            return finding.find(connection, id_or_prefix)

    def reading(self, version: str) -> Reading:
        """Give a version's text and what is known of it, with the publication date as bounded."""
        with self.read() as connection:
            return recall.recall_reading(connection, version)

    def mention(self, mention: str) -> Mention:
        """Give a mention by its id."""
        with self.read() as connection:
            return recall.recall_mention(connection, mention)

    def claim(self, claim: str) -> Claim:
        """Give a claim as its coder made it, by its id."""
        with self.read() as connection:
            found = recall.recall_claims(connection, schema.claim.c.id == claim)
        if not found:
            raise NotFoundError(f"no claim {claim} in this ledger")
        return found[0]

    def claims_of_mention(self, mention: str) -> tuple[Claim, ...]:
        """Give every reading of a mention, of all runs."""
        with self.read() as connection:
            version = recall.recall_mention(connection, mention).version
            table = schema.claim.c
            return recall.recall_claims(
                connection, table.version == version, table.mention == mention
            )

    def claims_of_version(self, version: str, run: str) -> tuple[Claim, ...]:
        """Give what a run says of a version, in the order of the text."""
        table = schema.claim.c
        with self.read() as connection:
            return recall.recall_claims(connection, table.version == version, table.run == run)

    def resolutions(self, subject: str) -> tuple[Resolution, ...]:
        """Give what a claim's slots (or a version's date) refer to, by the current resolvers."""
        with self.read() as connection:
            return recall.recall_resolutions(connection, subject)

    def actor(self, key: str) -> Actor:
        """Give an actor by its key."""
        with self.read() as connection:
            return recall.recall_actor(connection, key)

    def relations(self, actor: str) -> tuple[Relation, ...]:
        """Give the relations that an actor stands in, on either side."""
        with self.read() as connection:
            return recall.recall_relations(connection, actor)

    def decisions(self, subject: str | None = None) -> tuple[Decision, ...]:
        """Give the decisions on one subject, or all, by author and number."""
        with self.read() as connection:
            return recall.recall_decisions(connection, None if subject is None else [subject])

    # ----------------------------------------------------------------- selections

    def reports(self, **filters: Any) -> Selection[ReportRow]:
        """Give reports with their current version; filters: :class:`~.queries.ReportFilter`."""
        asked = queries.filter_from(queries.ReportFilter, filters)
        return Selection(self.read, queries.reports(asked), ReportRow)

    def claims(self, **filters: Any) -> Selection[ClaimRow]:
        """Give claims of current versions and runs that nobody rejected.

        Filters: :class:`~.queries.ClaimFilter`, for example
        ``ledger.claims(type="ASSAULT", place="Syria", since="2015-06-01").to_pandas()``.
        """
        asked = queries.filter_from(queries.ClaimFilter, filters)
        return Selection(self.read, queries.claims(asked), ClaimRow)

    def actors(self, **filters: Any) -> Selection[ActorRow]:
        """Give the actors that these claims name; filters: :class:`~.queries.NameFilter`."""
        asked = queries.filter_from(queries.NameFilter, filters)
        return Selection(self.read, queries.actors(asked), ActorRow)

    def places(self, **filters: Any) -> Selection[PlaceRow]:
        """Give the places that these claims are located at; filters: name, country, limit."""
        asked = queries.filter_from(queries.NameFilter, filters)
        return Selection(self.read, queries.places(asked), PlaceRow)

    def withdrawn(self) -> Selection[WithdrawnRow]:
        """Give the claims that the next version of their report no longer makes."""
        return Selection(self.read, queries.withdrawn(), WithdrawnRow)

    def unreadable(self) -> Selection[UnreadableRow]:
        """Give what could not be read, and has not been read since, with the reasons."""
        return Selection(self.read, queries.unreadable(), UnreadableRow)

    def dump(self) -> Iterator[str]:
        """Give the whole ledger as canonical JSON lines (see :func:`dateline.store.dump`)."""
        return dump(self)

    def _has(self, *conditions: Any) -> bool:
        with self.read() as connection:
            return bool(connection.execute(select(exists().where(*conditions))).scalar())


def _current_version(connection: Connection, report: str) -> str | None:
    table = schema.version_order.c
    statement = select(table.version).where(table.report == report, table.place == 0)
    version: str | None = connection.execute(statement).scalar()
    return version


def now() -> str:
    """The time of arrival; it orders versions that state no capture time and enters no id."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
