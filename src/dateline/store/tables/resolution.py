"""The tables of resolution: what words refer to, actors, relations."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text

from dateline.store.tables.columns import identifier, keyed, number, real, table, text, to

resolver_run = table(
    "resolver_run",
    identifier(),
    text("resolver"),
    text("version"),
    text("data_hash"),
    text("configuration_hash"),
)

current_resolver = table(
    "current_resolver",
    Column("kind", Text, primary_key=True, nullable=False),
    to("run", "resolver_run.id"),
)

resolution = keyed(
    "resolution",
    ("version", "subject", "role", "ordinal", "kind", "run"),
    to("version", "version.id"),  # the one that the subject is of
    text("subject"),  # a claim, or a version for role "published"
    text("role"),
    number("ordinal"),
    text("kind"),
    to("run", "resolver_run.id"),
    text("value", null=True),
    text("label"),
    number("precision", null=True),
    real("score"),
    text("how"),
    number("span_start", null=True),
    number("span_end", null=True),
    text("candidates"),  # JSON list of {value, score, why}
    text("extra"),  # JSON object
    number("leading"),  # 1 for the one of its subject, role and kind that stands for all
    # read out of value and extra, so that views need no JSON:
    text("date_from", null=True),
    text("date_to", null=True),
    real("latitude", null=True),
    real("longitude", null=True),
    text("country", null=True),
    text("admin1", null=True),
)

actor = keyed(
    "actor",
    ("id", "form"),  # a registry entry may change, a new actor may be written in several ways
    text("id"),
    text("form"),  # SHA-256 of what follows
    text("name"),
    text("kind"),
    text("sectors"),  # JSON list
    text("country", null=True),
    number("in_registry"),
    text("aliases"),  # JSON list
)

relation = table(
    "relation",
    identifier(),
    text("a"),
    text("kind"),
    text("b"),
    text("earliest", null=True),
    text("latest", null=True),
    text("interval_how"),
    Index("relation_by_a", "a"),
    Index("relation_by_b", "b"),
)

relation_basis = keyed(
    "relation_basis",
    ("relation", "basis"),
    to("relation", "relation.id"),
    text("basis"),  # a claim, or "seed:KEY"
)
