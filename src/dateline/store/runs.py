"""The runs of coders and resolvers, and which of them stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from dateline.coding.codebook import Codebook
from dateline.identity import canonical_json
from dateline.store import judgements, recall, schema
from dateline.store.bundle import ResolverRun
from dateline.store.errors import LedgerError, NotFoundError
from dateline.store.reach import Reach
from dateline.store.writing import append_one
from dateline.types import CoderRun

KINDS = ("actor", "place", "date")
"""What resolutions are of."""


class Runs(Reach):
    """The part of a ledger that knows which runs there are, and which stand for a codebook."""

    def register_run(self, run: CoderRun, codebook: Codebook | None = None) -> None:
        """Make a coder run known, and the codebook it codes by; it does not become current."""
        with self.write() as connection:
            append_one(
                connection,
                schema.coder_run,
                {
                    "id": run.id,
                    "coder": run.coder,
                    "version": run.version,
                    "codebook": run.codebook,
                    "codebook_hash": run.codebook_hash,
                    "weights_hash": run.weights_hash,
                    "configuration_hash": run.configuration_hash,
                },
            )
            if codebook is not None:
                append_one(connection, schema.codebook, _codebook_row(codebook))

    def register_resolver(self, run: ResolverRun) -> None:
        """Make a resolver run known; it does not become current."""
        with self.write() as connection:
            append_one(
                connection,
                schema.resolver_run,
                {
                    "id": run.id,
                    "resolver": run.resolver,
                    "version": run.version,
                    "data_hash": run.data_hash,
                    "configuration_hash": run.configuration_hash,
                },
            )

    def set_current_run(self, run: str) -> None:
        """Choose the run whose claims stand for its codebook from now on."""
        with self.write() as connection:
            codebook = recall.recall_run(connection, run).codebook
            statement = insert(schema.current_run).values(codebook=codebook, run=run)
            connection.execute(
                statement.on_conflict_do_update(index_elements=["codebook"], set_={"run": run})
            )
            refresh_decided(connection)

    def unset_current_run(self, codebook: str) -> None:
        """Let no run stand for a codebook from now on; its claims stay and are no longer current."""
        with self.write() as connection:
            table = schema.current_run
            connection.execute(delete(table).where(table.c.codebook == codebook))
            refresh_decided(connection)

    def set_current_resolver(self, run: str, kinds: Iterable[str] = KINDS) -> None:
        """Choose the resolver run whose resolutions of these kinds stand from now on."""
        with self.write() as connection:
            known = select(schema.resolver_run.c.id).where(schema.resolver_run.c.id == run)
            if connection.execute(known).first() is None:
                raise NotFoundError(f"no resolver run {run}; call register_resolver first")
            for kind in kinds:
                if kind not in KINDS:
                    raise LedgerError(f"{kind!r} is not one of {', '.join(KINDS)}")
                statement = insert(schema.current_resolver).values(kind=kind, run=run)
                connection.execute(
                    statement.on_conflict_do_update(index_elements=["kind"], set_={"run": run})
                )

    def current_runs(self) -> dict[str, str]:
        """Give the current run of each codebook."""
        with self.read() as connection:
            rows = connection.execute(
                select(schema.current_run).order_by(schema.current_run.c.codebook)
            )
            return {row.codebook: row.run for row in rows}

    def is_gated(self) -> bool | None:
        """Say whether the current runs went through a gate; None where nothing was coded yet."""
        gates = select(schema.coder_run.c.id).where(schema.coder_run.c.coder == "gate")
        current = select(schema.coder_run.c.configuration_hash).where(
            schema.coder_run.c.id == schema.current_run.c.run, schema.coder_run.c.coder == "rules"
        )
        with self.read() as connection:
            known = set(connection.execute(gates).scalars())
            stated = list(connection.execute(current).scalars())
        return any(known & set(one.split()) for one in stated) if stated else None

    def current_resolvers(self) -> dict[str, str]:
        """Give the current resolver run of each kind."""
        with self.read() as connection:
            table = schema.current_resolver
            rows = connection.execute(select(table).order_by(table.c.kind))
            return {row.kind: row.run for row in rows}


def refresh_decided(connection: Connection, report: str | None = None) -> None:
    """Work out again what decisions mean for a report (None: all), where there are any."""
    decided = judgements.decided_reports(connection, report)
    if decided:
        # Review stands on the store; the rules of what is in effect are its own.
        from dateline.review.standing import refresh

        refresh(connection, decided)


def _codebook_row(codebook: Codebook) -> dict[str, Any]:
    types = {
        name: {
            "definition": kind.definition,
            "modes": [mode.name for mode in kind.modes],
            "roles": list(kind.roles),
            "relation": kind.relation,
        }
        for name, kind in codebook.types.items()
    }
    return {
        "hash": codebook.hash,
        "name": codebook.name,
        "version": codebook.version,
        "title": codebook.title,
        "roles": canonical_json(dict(codebook.roles)),
        "types": canonical_json(types),
    }
