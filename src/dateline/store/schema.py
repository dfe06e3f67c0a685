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

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.schema import SchemaItem

REVISION = "0003"
"""The schema that this program reads and writes; the newest Alembic revision."""

REVISIONS = ("0001", "0002", "0003")
"""Every revision, oldest first; a ledger at another one was written by a newer program."""

APPLICATION_ID = 0x64_74_6C_6E
"""``dtln``: marks the SQLite file as a ledger (PRAGMA application_id)."""

metadata = MetaData()


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _real(name: str, *, null: bool = False) -> Column[float]:
    return Column(name, REAL, nullable=null)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True, nullable=False)


def _to(name: str, target: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(target), nullable=null)


def _table(name: str, *parts: SchemaItem) -> Table:
    # STRICT: SQLite then refuses a value of another type instead of storing it as it came.
    return Table(name, metadata, *parts, sqlite_strict=True)


def _keyed(name: str, key: tuple[str, ...], *parts: SchemaItem) -> Table:
    """Give a table that is stored in the order of its composite key."""
    return Table(
        name,
        metadata,
        *parts,
        PrimaryKeyConstraint(*key),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


# --------------------------------------------------------------------------- reading

original = _table(
    "original", Column("sha256", Text, primary_key=True, nullable=False), _number("size")
)

original_media = _keyed(
    "original_media", ("sha256", "media"), _to("sha256", "original.sha256"), _text("media")
)

report = _table("report", _id(), _text("source_key"))

capture = _table(
    "capture",
    _id(),
    _to("report", "report.id"),
    _to("original", "original.sha256"),
    _text("member"),
    _text("arrived_at"),  # a clock: orders versions without a stated capture time; not dumped
    Index("capture_by_report", "report"),
    Index("capture_by_original", "original", "member"),
)

version = _table(
    "version",
    _id(),
    _to("report", "report.id"),
    _text("text_sha256"),
    _text("text"),
    Index("version_by_report", "report"),
)

reading = _table(
    "reading",
    _id(),
    _to("version", "version.id"),
    _to("capture", "capture.id"),
    _number("title_start", null=True),
    _number("title_end", null=True),
    _text("language"),
    _real("language_score"),  # a score: enters no id and no dump
    _text("url", null=True),
    _text("publisher", null=True),
    _text("publisher_how"),
    _text("authors"),  # JSON list
    _text("credits"),  # JSON list of {kind, name, quote, span}
    _text("credits_line"),  # the same for a reader: "author A; via B"
    _text("published_earliest", null=True),
    _text("published_latest", null=True),
    _text("published_how"),
    _text("published_stated", null=True),
    _text("published_note"),
    _text("captured_at", null=True),
    _text("captured_utc", null=True),  # the same instant, comparable as text
    _text("furniture"),  # JSON list
    _text("warnings"),  # JSON list
    _text("reader"),
    _text("arrived_at"),  # a clock: of two readings of one capture the later counts; not dumped
    _number("standing"),  # how well the publication date is known, 0 best: chooses what is shown
    Column("catalogue", Text, nullable=False, server_default="[]"),  # JSON list of [name, value]
    Index("reading_by_version", "version"),
    Index("reading_by_capture", "capture"),
)

unreadable = _keyed(
    "unreadable",
    ("original", "member", "code", "reason", "location"),
    _text("original"),  # "" where not even the bytes could be read
    _text("member"),
    _text("code"),
    _text("reason"),
    _text("location"),  # for messages only: a path, not dumped
)

ingested = _keyed(
    "ingested",
    ("original", "configuration"),
    _to("original", "original.sha256"),
    _text("configuration"),
)

# --------------------------------------------------------------------------- language

annotation = _keyed(
    "annotation",
    ("version", "annotator"),
    _to("version", "version.id"),
    _text("annotator"),
    Column("data", LargeBinary, nullable=False),
)

# --------------------------------------------------------------------------- coding

codebook = _table(
    "codebook",
    Column("hash", Text, primary_key=True, nullable=False),
    _text("name"),
    _text("version"),
    _text("title"),
    _text("roles"),  # JSON {role: definition}
    _text("types"),  # JSON {type: {definition, modes, roles, relation}}
)

coder_run = _table(
    "coder_run",
    _id(),
    _text("coder"),
    _text("version"),
    _text("codebook"),
    _text("codebook_hash"),
    _text("weights_hash"),
    _text("configuration_hash"),
)

current_run = _table(
    "current_run",
    Column("codebook", Text, primary_key=True, nullable=False),
    _to("run", "coder_run.id"),
)

mention = _table(
    "mention",
    _id(),
    _to("version", "version.id"),
    _number("anchor_start"),
    _number("anchor_end"),
    _number("attribution_start", null=True),
    _number("attribution_end", null=True),
    _number("ordinal"),
    Index("mention_by_version", "version", "anchor_start"),
)

claim = _table(
    "claim",
    _id(),
    _to("mention", "mention.id"),
    _to("run", "coder_run.id"),
    _to("version", "version.id"),
    _text("codebook"),
    _text("type"),
    _text("mode", null=True),
    _text("contexts"),  # JSON list
    _number("anchor_start"),
    _number("anchor_end"),
    _number("quote_start"),
    _number("quote_end"),
    Column("polarity", Text, CheckConstraint("polarity IN ('affirmed','denied')"), nullable=False),
    Column(
        "modality",
        Text,
        CheckConstraint(
            "modality IN ('actual','planned','threatened','predicted','possible','hypothetical')"
        ),
        nullable=False,
    ),
    _number("background"),  # 0 or 1
    _real("salience"),
    _text("how"),
    Index("claim_by_version", "version", "mention"),
    Index("claim_by_type", "type"),
)

# The children of claims are kept in the order of versions: a report's rows then lie together,
# and writing it touches a few pages instead of one for each random id (measured: half the time).

claim_slot = _keyed(
    "claim_slot",
    ("version", "claim", "role", "ordinal"),
    _text("version"),  # the claim's
    _to("claim", "claim.id"),
    _text("role"),
    _number("ordinal"),
    _number("span_start"),
    _number("span_end"),
    _number("head_start"),
    _number("head_end"),
    _text("value"),
    _number("number", null=True),  # the value where it is a whole number
)

claim_attribution = _keyed(
    "claim_attribution",
    ("version", "claim", "ordinal"),
    _text("version"),  # the claim's
    _to("claim", "claim.id"),
    _number("ordinal"),  # 0 is the outermost link of the chain
    _number("source_start", null=True),
    _number("source_end", null=True),
    _number("cue_start"),
    _number("cue_end"),
    _number("content_start"),
    _number("content_end"),
)

claim_group = _table(
    "claim_group",
    _id(),
    _to("version", "version.id"),
    _to("run", "coder_run.id"),
    Index("claim_group_by_version", "version", "run"),
)

claim_group_member = _keyed(
    "claim_group_member",
    ("version", "claim_group", "claim"),
    _text("version"),  # the group's
    _to("claim_group", "claim_group.id"),
    _to("claim", "claim.id"),
)

coded = _keyed(
    "coded", ("version", "run"), _to("version", "version.id"), _to("run", "coder_run.id")
)

# --------------------------------------------------------------------------- resolution

resolver_run = _table(
    "resolver_run",
    _id(),
    _text("resolver"),
    _text("version"),
    _text("data_hash"),
    _text("configuration_hash"),
)

current_resolver = _table(
    "current_resolver",
    Column("kind", Text, primary_key=True, nullable=False),
    _to("run", "resolver_run.id"),
)

resolution = _keyed(
    "resolution",
    ("version", "subject", "role", "ordinal", "kind", "run"),
    _to("version", "version.id"),  # the one that the subject is of
    _text("subject"),  # a claim, or a version for role "published"
    _text("role"),
    _number("ordinal"),
    _text("kind"),
    _to("run", "resolver_run.id"),
    _text("value", null=True),
    _text("label"),
    _number("precision", null=True),
    _real("score"),
    _text("how"),
    _number("span_start", null=True),
    _number("span_end", null=True),
    _text("candidates"),  # JSON list of {value, score, why}
    _text("extra"),  # JSON object
    _number("leading"),  # 1 for the one of its subject, role and kind that stands for all
    # read out of value and extra, so that views need no JSON:
    _text("date_from", null=True),
    _text("date_to", null=True),
    _real("latitude", null=True),
    _real("longitude", null=True),
    _text("country", null=True),
    _text("admin1", null=True),
)

actor = _keyed(
    "actor",
    ("id", "form"),  # a registry entry may change, a new actor may be written in several ways
    _text("id"),
    _text("form"),  # SHA-256 of what follows
    _text("name"),
    _text("kind"),
    _text("sectors"),  # JSON list
    _text("country", null=True),
    _number("in_registry"),
    _text("aliases"),  # JSON list
)

relation = _table(
    "relation",
    _id(),
    _text("a"),
    _text("kind"),
    _text("b"),
    _text("earliest", null=True),
    _text("latest", null=True),
    _text("interval_how"),
    Index("relation_by_a", "a"),
    Index("relation_by_b", "b"),
)

relation_basis = _keyed(
    "relation_basis",
    ("relation", "basis"),
    _to("relation", "relation.id"),
    _text("basis"),  # a claim, or "seed:KEY"
)

# --------------------------------------------------------------------------- lineage and fusion

copy = _table(
    "copy",
    _id(),
    _to("a", "version.id"),
    _to("b", "version.id"),
    _text("algorithm"),
    _text("runs"),  # JSON list of [a0, a1, b0, b1, kind]
    CheckConstraint("a < b"),
    Index("copy_by_b", "b"),
)

snapshot = _table(
    "snapshot",
    _id(),
    Column("stage", Text, CheckConstraint("stage IN ('lineage','fusion')"), nullable=False),
    _text("code"),
    _text("configuration"),
    _text("digest"),
)

current_snapshot = _table(
    "current_snapshot",
    Column("stage", Text, primary_key=True, nullable=False),
    _to("snapshot", "snapshot.id"),
)

family = _keyed(
    "family",
    ("snapshot", "id"),
    _to("snapshot", "snapshot.id"),
    _text("id"),
    _to("origin", "version.id", null=True),
    _text("outside", null=True),
    _text("why"),
)

family_member = _keyed(
    "family_member",
    ("snapshot", "family", "version"),
    _to("snapshot", "snapshot.id"),
    _text("family"),
    _to("version", "version.id"),
    _to("parent", "version.id", null=True),  # what its text most likely came from
    Index("family_member_by_version", "version"),
)

link = _keyed(
    "link",
    ("snapshot", "a", "b"),
    _to("snapshot", "snapshot.id"),
    _to("a", "version.id"),
    _to("b", "version.id"),
    _text("direction"),
    _number("characters"),
    _real("share_a"),
    _real("share_b"),
    _text("runs"),  # JSON list of [a0, a1, b0, b1, kind], furniture taken out
    _text("reasons"),  # JSON list
    Index("link_by_b", "b"),
)

rewrite = _keyed(
    "rewrite",
    ("snapshot", "earlier", "later"),
    _to("snapshot", "snapshot.id"),
    _to("earlier", "version.id"),
    _to("later", "version.id"),
    _text("why"),
)

standing = _keyed(
    "standing",
    ("snapshot", "version"),
    _to("snapshot", "snapshot.id"),
    _to("version", "version.id"),
    _text("family", null=True),
    _number("assessable"),  # 0 or 1
    _text("why"),
    _text("detail"),  # JSON object: who is credited, phrases, furniture
)

event = _keyed(
    "event",
    ("snapshot", "id"),
    _to("snapshot", "snapshot.id"),
    _text("id"),
    _to("anchor", "mention.id"),
    _text("codebook"),
    _text("type"),
    _text("mode", null=True),
    _text("kind"),  # single, summary or denied
    _text("actor", null=True),
    _text("actor_key", null=True),
    _text("recipient", null=True),
    _text("recipient_key", null=True),
    _text("place", null=True),
    _text("place_key", null=True),
    _real("latitude", null=True),
    _real("longitude", null=True),
    _text("country", null=True),
    _text("admin1", null=True),
    _number("where_prec", null=True),
    _text("date_from", null=True),
    _text("date_to", null=True),
    _number("date_prec", null=True),
    _number("killed_low", null=True),
    _number("killed_best", null=True),
    _number("killed_high", null=True),
    _number("injured_low", null=True),
    _number("injured_best", null=True),
    _number("injured_high", null=True),
    _text("weapon", null=True),
    _number("n_reports"),
    _number("n_families_low"),
    _number("n_families_high"),
    _number("n_cited_low"),
    _number("n_cited_high"),
    _number("n_first_hand_low"),
    _number("n_first_hand_high"),
    _number("n_sources_low"),
    _number("n_sources_high"),
    _number("n_claims"),
    _number("n_denials"),
    _text("grade"),
    _text("reasons"),  # in words, one after the other
    _text("contested"),  # names of the fields on which claims differ
    _text("detail"),  # JSON object: the whole event, see dateline.fusion.facts.Event
    Index("event_by_anchor", "anchor"),
)

event_claim = _keyed(
    "event_claim",
    ("snapshot", "event", "claim"),
    _to("snapshot", "snapshot.id"),
    _text("event"),
    _to("claim", "claim.id"),
    _number("denies"),  # 0 or 1
    Index("event_claim_by_claim", "claim"),
)

unsure = _keyed(
    "unsure",
    ("snapshot", "a", "b"),
    _to("snapshot", "snapshot.id"),
    _to("a", "claim_group.id"),
    _to("b", "claim_group.id"),
    _real("score"),
    _text("why"),
)

contradiction = _keyed(
    "contradiction",
    ("snapshot", "decisions"),
    _to("snapshot", "snapshot.id"),
    _text("decisions"),  # JSON list of ids
    _text("mentions"),  # JSON list of ids
    _text("why"),
)

# --------------------------------------------------------------------------- review

author = _table(
    "author",
    Column("name", Text, primary_key=True, nullable=False),
    Column("role", Text, CheckConstraint("role IN ('coder','adjudicator')"), nullable=False),
)

decision = _table(
    "decision",
    _id(),
    _text("author"),
    _number("n"),
    _text("subject"),  # no foreign key: a decision may wait for its mention
    Column(
        "verdict",
        Text,
        CheckConstraint("verdict IN ('accept','reject','edit','same','different')"),
        nullable=False,
    ),
    _text("value"),  # JSON object
    _text("why"),
    _text("at"),  # a clock: kept, not dumped
    _text("saw"),  # JSON object
    _text("replaces", null=True),
    Index("decision_by_subject", "subject"),
    Index("decision_by_author", "author", "n", unique=True),
)

succession = _keyed(
    "succession",
    ("old", "version"),
    _to("old", "mention.id"),
    _to("version", "version.id"),
    _to("new", "mention.id", null=True),
    Column(
        "how",
        Text,
        CheckConstraint("how IN ('unique quote','fuzzy quote','withdrawn','orphaned')"),
        nullable=False,
    ),
    Index("succession_by_new", "new"),
)

# --------------------------------------------------------------------------- derived: caches

version_order = _table(
    "version_order",
    Column("version", Text, ForeignKey("version.id"), primary_key=True, nullable=False),
    _to("report", "report.id"),
    _number("place"),  # 0 is the current version of its report, 1 the one before it
    _to("reading", "reading.id"),  # the reading that is shown
    Index("version_order_by_report", "report", "place"),
)

effective = _keyed(
    "effective",
    ("mention", "codebook"),
    _to("mention", "mention.id"),
    _text("codebook"),
    Column(
        "verdict",
        Text,
        CheckConstraint("verdict IN ('accept','reject','edit','disputed','ask again')"),
        nullable=False,
    ),
    _text("review"),  # status of the decision: "holds", ...
    _text("coded_by"),
    # what people say; NULL where the machine's value stands, "" where they say there is none
    _text("type", null=True),
    _text("mode", null=True),
    _text("polarity", null=True),
    _text("modality", null=True),
    _number("background", null=True),
    _text("actor", null=True),
    _text("recipient", null=True),
    _text("place", null=True),
    _text("date", null=True),
    _text("date_from", null=True),
    _text("date_to", null=True),
    _text("weapon", null=True),
    _number("killed", null=True),  # -1 where they say there is none, here and below
    _number("injured", null=True),
    _number("detained", null=True),
    _number("abducted", null=True),
    _number("displaced", null=True),
    _number("participants", null=True),
    _text("slots"),  # JSON {role: [raw words]} of every role that people changed
    _text("decisions"),  # JSON list of the ids it rests on
)

kept_claim = _table(
    # claims of earlier runs or versions that a standing decision keeps in the record
    "kept_claim",
    Column("claim", Text, ForeignKey("claim.id"), primary_key=True, nullable=False),
    _to("mention", "mention.id"),  # the mention of the current version that it speaks for
)

event_name = _table(
    # the event id that each mention would anchor: any id ever given can so be found again
    "event_name",
    _id(),
    _to("mention", "mention.id"),
    _text("codebook"),
    Index("event_name_by_mention", "mention"),
)

DERIVED = frozenset({"version_order", "effective", "kept_claim", "event_name"})
CACHES = frozenset({"annotation"}) | DERIVED
"""Tables that a dump leaves out: they can be made again."""
