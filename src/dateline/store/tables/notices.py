"""The tables of notices: where they stand, which reports they concern, which claims they flag."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Text

from dateline.store.tables.columns import keyed, number, text, to

notice = keyed(
    "notice",
    ("snapshot", "version", "span_start"),
    to("snapshot", "snapshot.id"),
    to("version", "version.id"),
    number("span_start"),
    number("span_end"),
    text("kind"),
    text("how"),  # the words that it opens with
    text("numbers"),  # JSON list of [role, wrong, right]
    text("names"),  # JSON list of [wrong, right]
    number("elsewhere"),  # 1: it may concern another report
)

notice_target = keyed(
    "notice_target",
    ("snapshot", "version", "span_start", "report"),
    Column("snapshot", Text, nullable=False),
    Column("version", Text, nullable=False),
    number("span_start"),
    to("report", "report.id"),
    text("certainty"),  # attached, possible
    text("why"),
    ForeignKeyConstraint(
        ["snapshot", "version", "span_start"],
        ["notice.snapshot", "notice.version", "notice.span_start"],
    ),
    Index("notice_target_by_report", "report"),
)

claim_flag = keyed(
    "claim_flag",
    ("snapshot", "claim", "version", "span_start", "flag", "role"),
    to("snapshot", "snapshot.id"),
    to("claim", "claim.id"),
    to("version", "version.id"),  # where the notice stands
    number("span_start"),
    text("flag"),
    text("role"),  # of a corrected number, else ""
    number("wrong", null=True),
    number("right", null=True),
    text("why"),
    Index("claim_flag_by_claim", "claim"),
)
