"""The views that people, datasette, DuckDB and R read straight from ``ledger.sqlite``.

They use no function of our own and only SQL that SQLite and DuckDB both understand.
docs/views.md documents every column; a test compares. A ledger that another version of this program
made gets the views of this one when it is opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from sqlalchemy import Connection

COUNTS = ("killed", "injured", "detained", "abducted", "displaced", "participants")
"""Roles whose filler is a number of people."""

# What a role's fillers are called once resolved, their keys, and their own words; ROLE is
# replaced by "actor" or "recipient" when the view is put together.
_NAMES = """(SELECT group_concat(x.name, '; ') FROM (
    SELECT CASE WHEN q.value IS NULL THEN s.value ELSE q.label END AS name
    FROM claim_slot s LEFT JOIN resolution q
      ON q.version = s.version AND q.subject = s.claim AND q.role = s.role AND q.ordinal = s.ordinal
      AND q.kind = 'actor' AND q.run = ra.run
    WHERE s.version = c.version AND s.claim = c.id AND s.role = 'ROLE' ORDER BY s.ordinal) x)"""
_KEYS = """(SELECT group_concat(x.value, '; ') FROM (
    SELECT q.value FROM resolution q
    WHERE q.version = c.version AND q.subject = c.id AND q.role = 'ROLE' AND q.kind = 'actor' AND q.run = ra.run
      AND q.value IS NOT NULL ORDER BY q.ordinal) x)"""
_WORDS = """(SELECT group_concat(x.value, '; ') FROM (
    SELECT s.value FROM claim_slot s
    WHERE s.version = c.version AND s.claim = c.id AND s.role = 'ROLE' ORDER BY s.ordinal) x)"""
_NUMBER = "(SELECT max(s.number) FROM claim_slot s WHERE s.version = c.version AND s.claim = c.id AND s.role = 'ROLE')"

_PARTY = """
  CASE WHEN e.ROLE IS NULL THEN {names} ELSE nullif(e.ROLE, '') END AS ROLE,
  CASE WHEN e.ROLE IS NULL THEN {keys} END AS ROLE_key,
  {words} AS ROLE_raw,"""
_COUNT = "  CASE WHEN e.ROLE IS NULL THEN {number} ELSE nullif(e.ROLE, -1) END AS ROLE,\n"


def _for_role(template: str, role: str) -> str:
    filled = template.replace("{names}", _NAMES).replace("{keys}", _KEYS)
    filled = filled.replace("{words}", _WORDS).replace("{number}", _NUMBER)
    return filled.replace("ROLE", role)


def _machine(role: str, template: str) -> str:
    value = template.replace("ROLE", role)
    return "CASE WHEN n.run IS NOT NULL THEN " + value + " END AS machine_" + role


# What is put together here are the constants above, never a value.
_CLAIMS_ALL = (
    """CREATE VIEW claims_all AS
SELECT
  c.id AS id,
  c.mention AS mention,
  v.report AS report,
  c.version AS version,
  c.codebook AS codebook,
  c.run AS run,
  r.publisher AS publisher,
  r.published_earliest AS published_from,
  r.published_latest AS published_to,
  coalesce(e.type, c.type) AS type,
  CASE WHEN e.mode IS NULL THEN c.mode ELSE nullif(e.mode, '') END AS mode,
  c.contexts AS contexts,"""  # noqa: S608
    + _for_role(_PARTY, "actor")
    + _for_role(_PARTY, "recipient")
    + """
  CASE WHEN e.place IS NULL THEN p.label ELSE nullif(e.place, '') END AS place,
  CASE WHEN e.place IS NULL THEN p.value END AS place_key,
  """
    + _WORDS.replace("ROLE", "place")
    + """ AS place_raw,
  CASE WHEN e.place IS NULL THEN p.latitude END AS latitude,
  CASE WHEN e.place IS NULL THEN p.longitude END AS longitude,
  CASE WHEN e.place IS NULL THEN p.country END AS country,
  CASE WHEN e.place IS NULL THEN p.admin1 END AS admin1,
  CASE WHEN e.place IS NULL THEN p.precision END AS where_prec,
  CASE WHEN e.place IS NULL THEN p.how END AS place_how,
  CASE WHEN e.date IS NULL THEN d.date_from ELSE e.date_from END AS date_from,
  CASE WHEN e.date IS NULL THEN d.date_to ELSE e.date_to END AS date_to,
  CASE WHEN e.date IS NULL THEN d.precision END AS date_prec,
  CASE WHEN e.date IS NULL THEN """
    + _WORDS.replace("ROLE", "date")
    + """ ELSE nullif(e.date, '') END AS date_raw,
  CASE WHEN e.date IS NULL THEN d.how END AS date_how,
"""
    + "".join(_for_role(_COUNT, role) for role in COUNTS)
    + """  CASE WHEN e.weapon IS NULL THEN """
    + _WORDS.replace("ROLE", "weapon")
    + """ ELSE nullif(e.weapon, '') END AS weapon,
  coalesce(e.polarity, c.polarity) AS polarity,
  coalesce(e.modality, c.modality) AS modality,
  coalesce(e.background, c.background) AS background,
  (SELECT group_concat(x.words, '; ') FROM (
    SELECT CASE WHEN a.source_start IS NULL
        THEN substr(v.text, a.cue_start + 1, a.cue_end - a.cue_start)
        ELSE substr(v.text, a.source_start + 1, a.source_end - a.source_start) END AS words
    FROM claim_attribution a WHERE a.version = c.version AND a.claim = c.id ORDER BY a.ordinal) x) AS attributed_to,
  c.salience AS salience,
  c.score AS score,
  substr(v.text, c.anchor_start + 1, c.anchor_end - c.anchor_start) AS anchor,
  c.quote_start AS quote_start,
  c.quote_end AS quote_end,
  substr(v.text, c.quote_start + 1, c.quote_end - c.quote_start) AS quote,
  c.how AS how,
  CASE WHEN n.run IS NOT NULL THEN c.type END AS machine_type,
  CASE WHEN n.run IS NOT NULL THEN c.mode END AS machine_mode,
  CASE WHEN n.run IS NOT NULL THEN c.polarity END AS machine_polarity,
  CASE WHEN n.run IS NOT NULL THEN c.modality END AS machine_modality,
  CASE WHEN n.run IS NOT NULL THEN c.background END AS machine_background,
  """
    + ",\n  ".join(_machine(role, _NAMES) for role in ("actor", "recipient"))
    + """,
  CASE WHEN n.run IS NOT NULL THEN p.label END AS machine_place,
  CASE WHEN n.run IS NOT NULL THEN d.date_from END AS machine_date_from,
  CASE WHEN n.run IS NOT NULL THEN d.date_to END AS machine_date_to,
  """
    + _machine("killed", _NUMBER)
    + """,
  coalesce(e.verdict, 'none') AS verdict,
  coalesce(e.review, 'not reviewed') AS review,
  coalesce(e.coded_by, 'machine') AS coded_by,
  (SELECT group_concat(x.flag, '; ') FROM (
    SELECT DISTINCT f.flag AS flag FROM claim_flag f WHERE f.claim = c.id ORDER BY f.flag) x) AS flags
FROM claim c
JOIN version v ON v.id = c.version
JOIN version_order o ON o.version = c.version
JOIN reading r ON r.id = o.reading
LEFT JOIN current_run n ON n.run = c.run AND n.codebook = c.codebook AND o.place = 0
LEFT JOIN kept_claim k ON k.claim = c.id
LEFT JOIN effective e ON e.mention = coalesce(k.mention, c.mention) AND e.codebook = c.codebook
LEFT JOIN current_resolver ra ON ra.kind = 'actor'
LEFT JOIN current_resolver rp ON rp.kind = 'place'
LEFT JOIN current_resolver rd ON rd.kind = 'date'
LEFT JOIN resolution p ON p.version = c.version AND p.subject = c.id AND p.role = 'place' AND p.kind = 'place'
  AND p.run = rp.run AND p.leading = 1
LEFT JOIN resolution d ON d.version = c.version AND d.subject = c.id AND d.role = 'date' AND d.kind = 'date'
  AND d.run = rd.run AND d.leading = 1
WHERE n.run IS NOT NULL OR k.claim IS NOT NULL"""
)

_CLAIMS = "CREATE VIEW claims AS SELECT * FROM claims_all WHERE verdict <> 'reject'"

_QUOTES = """CREATE VIEW quotes AS
SELECT x.claim AS claim, v.report AS report, c.version AS version, x.role AS role,
  x.ordinal AS ordinal, x.span_start AS span_start, x.span_end AS span_end,
  substr(v.text, x.span_start + 1, x.span_end - x.span_start) AS quote,
  x.value AS value, q.kind AS resolved_kind, q.value AS resolved_key, q.label AS resolved_name,
  x.how AS how, x.score AS score
FROM (
  SELECT id AS claim, 'quote' AS role, 0 AS ordinal, quote_start AS span_start,
    quote_end AS span_end, NULL AS value, NULL AS how, NULL AS score FROM claim
  UNION ALL SELECT id, 'anchor', 0, anchor_start, anchor_end, NULL, how, score FROM claim
  UNION ALL SELECT claim, role, ordinal, span_start, span_end, value, how, score FROM claim_slot
  UNION ALL SELECT claim, 'attribution source', ordinal, source_start, source_end, NULL, NULL, NULL
    FROM claim_attribution WHERE source_start IS NOT NULL
  UNION ALL SELECT claim, 'attribution cue', ordinal, cue_start, cue_end, NULL, NULL, NULL
    FROM claim_attribution
  UNION ALL SELECT claim, 'attribution content', ordinal, content_start, content_end, NULL, NULL, NULL
    FROM claim_attribution
) x
JOIN claim c ON c.id = x.claim
JOIN version v ON v.id = c.version
JOIN version_order o ON o.version = c.version AND o.place = 0
JOIN current_run n ON n.run = c.run AND n.codebook = c.codebook
LEFT JOIN (
  SELECT q.version, q.subject, q.role, q.ordinal, q.kind, q.value, q.label
  FROM resolution q JOIN current_resolver u ON u.kind = q.kind AND u.run = q.run
  WHERE q.value IS NOT NULL AND q.ordinal >= 0
) q ON q.version = c.version AND q.subject = x.claim AND q.role = x.role AND q.ordinal = x.ordinal"""

_REPORTS = """CREATE VIEW reports AS
SELECT p.id AS id, o.version AS version, p.source_key AS source_key,
  CASE WHEN r.title_start IS NOT NULL
    THEN substr(v.text, r.title_start + 1, r.title_end - r.title_start) END AS title,
  r.publisher AS publisher, r.publisher_how AS publisher_how, r.credits_line AS credits,
  r.url AS url, r.language AS language,
  r.published_earliest AS published_from, r.published_latest AS published_to,
  r.published_how AS published_how, r.published_stated AS published_stated,
  r.published_note AS published_note, r.captured_at AS captured_at, r.reader AS reader,
  length(v.text) AS characters,
  (SELECT count(*) FROM version_order w WHERE w.report = p.id) AS versions,
  (SELECT count(*) FROM capture g WHERE g.report = p.id) AS captures,
  (SELECT count(*) FROM claim c
    JOIN current_run n ON n.run = c.run AND n.codebook = c.codebook
    LEFT JOIN effective e ON e.mention = c.mention AND e.codebook = c.codebook
    WHERE c.version = o.version AND coalesce(e.verdict, 'none') <> 'reject') AS claims,
  EXISTS (SELECT 1 FROM coded k
    JOIN coder_run g ON g.id = k.run AND g.coder = 'gate'
    JOIN coder_run c ON instr(c.configuration_hash, g.id) > 0
    JOIN current_run n ON n.run = c.id
    WHERE k.version = o.version) AS passed_over,
  r.warnings AS warnings, r.catalogue AS catalogue,
  (SELECT group_concat(x.kind, '; ') FROM (
    SELECT DISTINCT n.kind AS kind FROM notice_target t
    JOIN notice n ON n.snapshot = t.snapshot AND n.version = t.version AND n.span_start = t.span_start
    WHERE t.report = p.id AND t.certainty = 'attached' ORDER BY n.kind) x) AS notices
FROM report p
JOIN version_order o ON o.report = p.id AND o.place = 0
JOIN version v ON v.id = o.version
JOIN reading r ON r.id = o.reading"""

_REPORT_CATALOGUE = """CREATE VIEW report_catalogue AS
SELECT p.id AS report, o.version AS version, CAST(j.key AS INTEGER) + 1 AS ordinal,
  j.value ->> 0 AS name, j.value ->> 1 AS value
FROM report p
JOIN version_order o ON o.report = p.id AND o.place = 0
JOIN reading r ON r.id = o.reading, json_each(r.catalogue) j"""

_EVENTS = """CREATE VIEW events AS
SELECT e.id AS id, e.anchor AS anchor, e.codebook AS codebook, e.type AS type, e.mode AS mode,
  e.kind AS kind, e.actor AS actor, e.actor_key AS actor_key, e.recipient AS recipient,
  e.recipient_key AS recipient_key, e.place AS place, e.place_key AS place_key,
  e.latitude AS latitude, e.longitude AS longitude, e.country AS country, e.admin1 AS admin1,
  e.where_prec AS where_prec,
  e.date_from AS date_from, e.date_to AS date_to, e.date_prec AS date_prec,
  e.killed_low AS killed_low, e.killed_best AS killed_best, e.killed_high AS killed_high,
  e.injured_low AS injured_low, e.injured_best AS injured_best, e.injured_high AS injured_high,
  e.weapon AS weapon, e.n_reports AS n_reports,
  e.n_sources_low AS n_sources_low, e.n_sources_high AS n_sources_high,
  e.detail ->> '$.sources.why' AS sources_why,
  e.n_families_low AS n_families_low, e.n_families_high AS n_families_high,
  e.detail ->> '$.families.why' AS families_why,
  e.n_cited_low AS n_cited_low, e.n_cited_high AS n_cited_high,
  e.detail ->> '$.cited_sources.why' AS cited_why,
  e.n_first_hand_low AS n_first_hand_low, e.n_first_hand_high AS n_first_hand_high,
  e.detail ->> '$.first_hand.why' AS first_hand_why,
  e.n_claims AS n_claims, e.n_denials AS n_denials, e.contested AS contested,
  e.grade AS grade, e.reasons AS reasons, e.snapshot AS snapshot,
  (SELECT group_concat(x.flag, '; ') FROM (
    SELECT f.flag AS flag FROM event_claim m JOIN claim_flag f ON f.claim = m.claim
    WHERE m.snapshot = e.snapshot AND m.event = e.id
    UNION
    SELECT 'text cut' AS flag FROM event_claim m JOIN claim c ON c.id = m.claim
    JOIN version_order o ON o.version = c.version JOIN reading r ON r.id = o.reading
    WHERE m.snapshot = e.snapshot AND m.event = e.id AND (r.warnings LIKE '%"truncated:%'
      OR r.warnings LIKE '%"paywalled:%' OR r.warnings LIKE '%"summary_only:%')
    ORDER BY 1) x) AS flags
FROM event e
JOIN current_snapshot s ON s.stage = 'fusion' AND s.snapshot = e.snapshot"""

_EVENT_CLAIMS = """CREATE VIEW event_claims AS
SELECT m.event AS event, m.claim AS claim, m.denies AS denies, v.report AS report,
  r.publisher AS publisher, r.published_earliest AS published_from,
  r.published_latest AS published_to,
  substr(v.text, c.quote_start + 1, c.quote_end - c.quote_start) AS quote
FROM event_claim m
JOIN current_snapshot s ON s.stage = 'fusion' AND s.snapshot = m.snapshot
JOIN claim c ON c.id = m.claim
JOIN version v ON v.id = c.version
JOIN version_order o ON o.version = c.version
JOIN reading r ON r.id = o.reading"""

_FAMILIES = """CREATE VIEW families AS
SELECT f.id AS family, v.report AS report, m.version AS version, r.publisher AS publisher,
  r.published_earliest AS published_from, r.published_latest AS published_to,
  CASE WHEN f.origin = m.version THEN 1 ELSE 0 END AS is_origin, p.report AS parent,
  f.outside AS outside_origin, f.why AS why
FROM family_member m
JOIN current_snapshot s ON s.stage = 'lineage' AND s.snapshot = m.snapshot
JOIN family f ON f.snapshot = m.snapshot AND f.id = m.family
JOIN version v ON v.id = m.version
JOIN version_order o ON o.version = m.version
JOIN reading r ON r.id = o.reading
LEFT JOIN version p ON p.id = m.parent"""

_COPIES = """CREATE VIEW copies AS
SELECT va.report AS a, vb.report AS b, l.direction AS direction, l.characters AS characters,
  l.share_a AS share_a, l.share_b AS share_b, l.reasons AS reasons, l.runs AS runs,
  l.a AS version_a, l.b AS version_b
FROM link l
JOIN current_snapshot s ON s.stage = 'lineage' AND s.snapshot = l.snapshot
JOIN version va ON va.id = l.a
JOIN version vb ON vb.id = l.b"""

_WITHDRAWN = """CREATE VIEW withdrawn AS
SELECT c.id AS id, c.mention AS mention, v.report AS report, c.version AS version,
  s.version AS withdrawn_in, c.codebook AS codebook, c.type AS type,
  substr(v.text, c.quote_start + 1, c.quote_end - c.quote_start) AS quote
FROM succession s
JOIN version_order a ON a.version = s.version
JOIN mention m ON m.id = s.old
JOIN version_order b ON b.version = m.version AND b.place = a.place + 1
JOIN claim c ON c.version = m.version AND c.mention = m.id
JOIN current_run n ON n.run = c.run AND n.codebook = c.codebook
JOIN version v ON v.id = c.version
WHERE s.how = 'withdrawn'"""

_NOTICES = """CREATE VIEW notices AS
SELECT v.report AS report, n.version AS version, r.publisher AS publisher,
  r.published_earliest AS published_from, r.published_latest AS published_to,
  n.kind AS kind, n.span_start AS span_start, n.span_end AS span_end,
  substr(v.text, n.span_start + 1, n.span_end - n.span_start) AS quote,
  t.report AS concerns, t.certainty AS certainty, t.why AS why,
  (SELECT count(DISTINCT f.claim) FROM claim_flag f
    WHERE f.version = n.version AND f.span_start = n.span_start) AS flagged
FROM notice n
JOIN version v ON v.id = n.version
JOIN version_order o ON o.version = n.version
JOIN reading r ON r.id = o.reading
LEFT JOIN notice_target t ON t.snapshot = n.snapshot AND t.version = n.version
  AND t.span_start = n.span_start"""

VIEWS: Mapping[str, str] = {
    "claims_all": _CLAIMS_ALL,
    "claims": _CLAIMS,
    "quotes": _QUOTES,
    "reports": _REPORTS,
    "report_catalogue": _REPORT_CATALOGUE,
    "events": _EVENTS,
    "event_claims": _EVENT_CLAIMS,
    "families": _FAMILIES,
    "copies": _COPIES,
    "withdrawn": _WITHDRAWN,
    "notices": _NOTICES,
}
"""View name to the statement that creates it, in the order of creation."""


def stale_views(driver: sqlite3.Connection) -> bool:
    """Say whether a ledger's views are not those of this program."""
    found = driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    return dict(found) != dict(VIEWS)


def create_views(connection: Connection) -> None:
    """Create every view, replacing those of an older revision."""
    for name in reversed(list(VIEWS)):
        connection.exec_driver_sql("DROP VIEW IF EXISTS " + name)
    for statement in VIEWS.values():
        connection.exec_driver_sql(statement)
