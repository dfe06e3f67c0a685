"""The ledger's tables, in SQLAlchemy Core.

Rows of meaning are immutable and appended: a second row with the same key is the same
thing and is passed over. Where two inputs may say different things of one identity (the
media of an original, the metadata of a version, the forms of an actor's name), each
saying is a row of its own, so that the set of rows does not depend on the order of
arrival; what a reader is shown is then chosen by a rule.

Derived tables (``version_order``, ``effective``, ``kept_claim``, ``event_name``) are caches
that the store recomputes. The rows of a snapshot are swapped whole for those of the next.
Settings (``current_*``, ``author``) are pointers that people or the pipeline move. Everything
else is never updated.

Offsets are Unicode code points, days are ISO 8601 text, JSON is canonical JSON text.
"""

from __future__ import annotations

from dateline.store.tables.coding import (
    claim,
    claim_attribution,
    claim_group,
    claim_group_member,
    claim_slot,
    codebook,
    coded,
    coder_run,
    current_run,
    mention,
)
from dateline.store.tables.columns import metadata
from dateline.store.tables.grouping import (
    contradiction,
    copy,
    current_snapshot,
    event,
    event_claim,
    family,
    family_member,
    link,
    rewrite,
    snapshot,
    standing,
    unsure,
)
from dateline.store.tables.notices import claim_flag, notice, notice_target
from dateline.store.tables.reading import (
    annotation,
    capture,
    ingested,
    original,
    original_media,
    reading,
    report,
    unreadable,
    version,
)
from dateline.store.tables.resolution import (
    actor,
    current_resolver,
    relation,
    relation_basis,
    resolution,
    resolver_run,
)
from dateline.store.tables.review import (
    author,
    decision,
    effective,
    event_name,
    kept_claim,
    succession,
    version_order,
)

__all__ = [
    "APPLICATION_ID",
    "CACHES",
    "DERIVED",
    "REVISION",
    "REVISIONS",
    "actor",
    "annotation",
    "author",
    "capture",
    "claim",
    "claim_attribution",
    "claim_flag",
    "claim_group",
    "claim_group_member",
    "claim_slot",
    "codebook",
    "coded",
    "coder_run",
    "contradiction",
    "copy",
    "current_resolver",
    "current_run",
    "current_snapshot",
    "decision",
    "effective",
    "event",
    "event_claim",
    "event_name",
    "family",
    "family_member",
    "ingested",
    "kept_claim",
    "link",
    "mention",
    "metadata",
    "notice",
    "notice_target",
    "original",
    "original_media",
    "reading",
    "relation",
    "relation_basis",
    "report",
    "resolution",
    "resolver_run",
    "rewrite",
    "snapshot",
    "standing",
    "succession",
    "unreadable",
    "unsure",
    "version",
    "version_order",
]

REVISION = "0006"
"""The schema that this program reads and writes; the newest Alembic revision."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision, oldest first; a ledger at another one was written by a newer program."""

APPLICATION_ID = 0x64_74_6C_6E
"""``dtln``: marks the SQLite file as a ledger (PRAGMA application_id)."""


DERIVED = frozenset({"version_order", "effective", "kept_claim", "event_name"})
CACHES = frozenset({"annotation"}) | DERIVED
"""Tables that a dump leaves out: they can be made again."""
