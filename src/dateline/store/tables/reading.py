"""The tables of reading: originals, reports, captures, versions, and what could not be read."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Text

from dateline.store.tables.columns import identifier, keyed, number, real, table, text, to

original = table(
    "original", Column("sha256", Text, primary_key=True, nullable=False), number("size")
)

original_media = keyed(
    "original_media", ("sha256", "media"), to("sha256", "original.sha256"), text("media")
)

report = table("report", identifier(), text("source_key"))

capture = table(
    "capture",
    identifier(),
    to("report", "report.id"),
    to("original", "original.sha256"),
    text("member"),
    text("arrived_at"),  # a clock: orders versions without a stated capture time; not dumped
    Index("capture_by_report", "report"),
    Index("capture_by_original", "original", "member"),
)

version = table(
    "version",
    identifier(),
    to("report", "report.id"),
    text("text_sha256"),
    text("text"),
    Index("version_by_report", "report"),
)

reading = table(
    "reading",
    identifier(),
    to("version", "version.id"),
    to("capture", "capture.id"),
    number("title_start", null=True),
    number("title_end", null=True),
    text("language"),
    real("language_score"),  # a score: enters no id and no dump
    text("url", null=True),
    text("publisher", null=True),
    text("publisher_how"),
    text("authors"),  # JSON list
    text("credits"),  # JSON list of {kind, name, quote, span}
    text("credits_line"),  # the same for a reader: "author A; via B"
    text("published_earliest", null=True),
    text("published_latest", null=True),
    text("published_how"),
    text("published_stated", null=True),
    text("published_note"),
    text("captured_at", null=True),
    text("captured_utc", null=True),  # the same instant, comparable as text
    text("furniture"),  # JSON list
    text("warnings"),  # JSON list
    text("reader"),
    text("arrived_at"),  # a clock: of two readings of one capture the later counts; not dumped
    number("standing"),  # how well the publication date is known, 0 best: chooses what is shown
    Column("catalogue", Text, nullable=False, server_default="[]"),  # JSON list of [name, value]
    Index("reading_by_version", "version"),
    Index("reading_by_capture", "capture"),
)

unreadable = keyed(
    "unreadable",
    ("original", "member", "code", "reason", "location"),
    text("original"),  # "" where not even the bytes could be read
    text("member"),
    text("code"),
    text("reason"),
    text("location"),  # for messages only: a path, not dumped
)

ingested = keyed(
    "ingested",
    ("original", "configuration"),
    to("original", "original.sha256"),
    text("configuration"),
)

annotation = keyed(
    "annotation",
    ("version", "annotator"),
    to("version", "version.id"),
    text("annotator"),
    Column("data", LargeBinary, nullable=False),
)
