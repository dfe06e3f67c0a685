"""The tables of lineage and fusion: copies, families, events."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Text

from dateline.store.tables.columns import identifier, keyed, number, real, table, text, to

copy = table(
    "copy",
    identifier(),
    to("a", "version.id"),
    to("b", "version.id"),
    text("algorithm"),
    text("runs"),  # JSON list of [a0, a1, b0, b1, kind]
    CheckConstraint("a < b"),
    Index("copy_by_b", "b"),
)

snapshot = table(
    "snapshot",
    identifier(),
    Column("stage", Text, CheckConstraint("stage IN ('lineage','fusion')"), nullable=False),
    text("code"),
    text("configuration"),
    text("digest"),
)

current_snapshot = table(
    "current_snapshot",
    Column("stage", Text, primary_key=True, nullable=False),
    to("snapshot", "snapshot.id"),
)

family = keyed(
    "family",
    ("snapshot", "id"),
    to("snapshot", "snapshot.id"),
    text("id"),
    to("origin", "version.id", null=True),
    text("outside", null=True),
    text("why"),
)

family_member = keyed(
    "family_member",
    ("snapshot", "family", "version"),
    to("snapshot", "snapshot.id"),
    text("family"),
    to("version", "version.id"),
    to("parent", "version.id", null=True),  # what its text most likely came from
    Index("family_member_by_version", "version"),
)

link = keyed(
    "link",
    ("snapshot", "a", "b"),
    to("snapshot", "snapshot.id"),
    to("a", "version.id"),
    to("b", "version.id"),
    text("direction"),
    number("characters"),
    real("share_a"),
    real("share_b"),
    text("runs"),  # JSON list of [a0, a1, b0, b1, kind], furniture taken out
    text("reasons"),  # JSON list
    Index("link_by_b", "b"),
)

rewrite = keyed(
    "rewrite",
    ("snapshot", "earlier", "later"),
    to("snapshot", "snapshot.id"),
    to("earlier", "version.id"),
    to("later", "version.id"),
    text("why"),
)

standing = keyed(
    "standing",
    ("snapshot", "version"),
    to("snapshot", "snapshot.id"),
    to("version", "version.id"),
    text("family", null=True),
    number("assessable"),  # 0 or 1
    text("why"),
    text("detail"),  # JSON object: who is credited, phrases, furniture
)

event = keyed(
    "event",
    ("snapshot", "id"),
    to("snapshot", "snapshot.id"),
    text("id"),
    to("anchor", "mention.id"),
    text("codebook"),
    text("type"),
    text("mode", null=True),
    text("kind"),  # single, summary or denied
    text("actor", null=True),
    text("actor_key", null=True),
    text("recipient", null=True),
    text("recipient_key", null=True),
    text("place", null=True),
    text("place_key", null=True),
    real("latitude", null=True),
    real("longitude", null=True),
    text("country", null=True),
    text("admin1", null=True),
    number("where_prec", null=True),
    text("date_from", null=True),
    text("date_to", null=True),
    number("date_prec", null=True),
    number("killed_low", null=True),
    number("killed_best", null=True),
    number("killed_high", null=True),
    number("injured_low", null=True),
    number("injured_best", null=True),
    number("injured_high", null=True),
    text("weapon", null=True),
    number("n_reports"),
    number("n_families_low"),
    number("n_families_high"),
    number("n_cited_low"),
    number("n_cited_high"),
    number("n_first_hand_low"),
    number("n_first_hand_high"),
    number("n_sources_low"),
    number("n_sources_high"),
    number("n_claims"),
    number("n_denials"),
    text("grade"),
    text("reasons"),  # in words, one after the other
    text("contested"),  # names of the fields on which claims differ
    text("detail"),  # JSON object: the whole event, see dateline.fusion.facts.Event
    Index("event_by_anchor", "anchor"),
)

event_claim = keyed(
    "event_claim",
    ("snapshot", "event", "claim"),
    to("snapshot", "snapshot.id"),
    text("event"),
    to("claim", "claim.id"),
    number("denies"),  # 0 or 1
    Index("event_claim_by_claim", "claim"),
)

unsure = keyed(
    "unsure",
    ("snapshot", "a", "b"),
    to("snapshot", "snapshot.id"),
    to("a", "claim_group.id"),
    to("b", "claim_group.id"),
    real("score"),
    text("why"),
)

contradiction = keyed(
    "contradiction",
    ("snapshot", "decisions"),
    to("snapshot", "snapshot.id"),
    text("decisions"),  # JSON list of ids
    text("mentions"),  # JSON list of ids
    text("why"),
)
