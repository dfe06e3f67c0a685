"""The tables of coding: codebooks, coder runs, mentions, claims and their parts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Text

from dateline.store.tables.columns import identifier, keyed, number, real, table, text, to

codebook = table(
    "codebook",
    Column("hash", Text, primary_key=True, nullable=False),
    text("name"),
    text("version"),
    text("title"),
    text("roles"),  # JSON {role: definition}
    text("types"),  # JSON {type: {definition, modes, roles, relation}}
)

coder_run = table(
    "coder_run",
    identifier(),
    text("coder"),
    text("version"),
    text("codebook"),
    text("codebook_hash"),
    text("weights_hash"),
    text("configuration_hash"),
)

current_run = table(
    "current_run",
    Column("codebook", Text, primary_key=True, nullable=False),
    to("run", "coder_run.id"),
)

mention = table(
    "mention",
    identifier(),
    to("version", "version.id"),
    number("anchor_start"),
    number("anchor_end"),
    number("attribution_start", null=True),
    number("attribution_end", null=True),
    number("ordinal"),
    Index("mention_by_version", "version", "anchor_start"),
)

claim = table(
    "claim",
    identifier(),
    to("mention", "mention.id"),
    to("run", "coder_run.id"),
    to("version", "version.id"),
    text("codebook"),
    text("type"),
    text("mode", null=True),
    text("contexts"),  # JSON list
    number("anchor_start"),
    number("anchor_end"),
    number("quote_start"),
    number("quote_end"),
    Column("polarity", Text, CheckConstraint("polarity IN ('affirmed','denied')"), nullable=False),
    Column(
        "modality",
        Text,
        CheckConstraint(
            "modality IN ('actual','planned','threatened','predicted','possible','hypothetical')"
        ),
        nullable=False,
    ),
    number("background"),  # 0 or 1
    real("salience"),
    text("how"),
    real("score", null=True),  # the chance that the type is right; null where not estimated
    Index("claim_by_version", "version", "mention"),
    Index("claim_by_type", "type"),
)

# The children of claims are kept in the order of versions: a report's rows then lie together,
# and writing it touches a few pages instead of one for each random id (measured: half the time).

claim_slot = keyed(
    "claim_slot",
    ("version", "claim", "role", "ordinal"),
    text("version"),  # the claim's
    to("claim", "claim.id"),
    text("role"),
    number("ordinal"),
    number("span_start"),
    number("span_end"),
    number("head_start"),
    number("head_end"),
    text("value"),
    number("number", null=True),  # the value where it is a whole number
    text("how", null=True),  # the part of the coder that found it; null where that was not kept
    real("score", null=True),  # the chance that the filler is right; null where not estimated
)

claim_attribution = keyed(
    "claim_attribution",
    ("version", "claim", "ordinal"),
    text("version"),  # the claim's
    to("claim", "claim.id"),
    number("ordinal"),  # 0 is the outermost link of the chain
    number("source_start", null=True),
    number("source_end", null=True),
    number("cue_start"),
    number("cue_end"),
    number("content_start"),
    number("content_end"),
)

claim_group = table(
    "claim_group",
    identifier(),
    to("version", "version.id"),
    to("run", "coder_run.id"),
    Index("claim_group_by_version", "version", "run"),
)

claim_group_member = keyed(
    "claim_group_member",
    ("version", "claim_group", "claim"),
    text("version"),  # the group's
    to("claim_group", "claim_group.id"),
    to("claim", "claim.id"),
)

coded = keyed("coded", ("version", "run"), to("version", "version.id"), to("run", "coder_run.id"))
