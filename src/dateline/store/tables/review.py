"""The tables of review, and the caches that the store derives."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Text

from dateline.store.tables.columns import identifier, keyed, number, table, text, to

author = table(
    "author",
    Column("name", Text, primary_key=True, nullable=False),
    Column("role", Text, CheckConstraint("role IN ('coder','adjudicator')"), nullable=False),
)

decision = table(
    "decision",
    identifier(),
    text("author"),
    number("n"),
    text("subject"),  # no foreign key: a decision may wait for its mention
    Column(
        "verdict",
        Text,
        CheckConstraint("verdict IN ('accept','reject','edit','same','different')"),
        nullable=False,
    ),
    text("value"),  # JSON object
    text("why"),
    text("at"),  # a clock: kept, not dumped
    text("saw"),  # JSON object
    text("replaces", null=True),
    Index("decision_by_subject", "subject"),
    Index("decision_by_author", "author", "n", unique=True),
)

succession = keyed(
    "succession",
    ("old", "version"),
    to("old", "mention.id"),
    to("version", "version.id"),
    to("new", "mention.id", null=True),
    Column(
        "how",
        Text,
        CheckConstraint("how IN ('unique quote','fuzzy quote','withdrawn','orphaned')"),
        nullable=False,
    ),
    Index("succession_by_new", "new"),
)

version_order = table(
    "version_order",
    Column("version", Text, ForeignKey("version.id"), primary_key=True, nullable=False),
    to("report", "report.id"),
    number("place"),  # 0 is the current version of its report, 1 the one before it
    to("reading", "reading.id"),  # the reading that is shown
    Index("version_order_by_report", "report", "place"),
)

effective = keyed(
    "effective",
    ("mention", "codebook"),
    to("mention", "mention.id"),
    text("codebook"),
    Column(
        "verdict",
        Text,
        CheckConstraint("verdict IN ('accept','reject','edit','disputed','ask again')"),
        nullable=False,
    ),
    text("review"),  # status of the decision: "holds", ...
    text("coded_by"),
    # what people say; NULL where the machine's value stands, "" where they say there is none
    text("type", null=True),
    text("mode", null=True),
    text("polarity", null=True),
    text("modality", null=True),
    number("background", null=True),
    text("actor", null=True),
    text("recipient", null=True),
    text("place", null=True),
    text("date", null=True),
    text("date_from", null=True),
    text("date_to", null=True),
    text("weapon", null=True),
    number("killed", null=True),  # -1 where they say there is none, here and below
    number("injured", null=True),
    number("detained", null=True),
    number("abducted", null=True),
    number("displaced", null=True),
    number("participants", null=True),
    text("slots"),  # JSON {role: [raw words]} of every role that people changed
    text("decisions"),  # JSON list of the ids it rests on
)

kept_claim = table(
    # claims of earlier runs or versions that a standing decision keeps in the record
    "kept_claim",
    Column("claim", Text, ForeignKey("claim.id"), primary_key=True, nullable=False),
    to("mention", "mention.id"),  # the mention of the current version that it speaks for
)

event_name = table(
    # the event id that each mention would anchor: any id ever given can so be found again
    "event_name",
    identifier(),
    to("mention", "mention.id"),
    text("codebook"),
    Index("event_name_by_mention", "mention"),
)
