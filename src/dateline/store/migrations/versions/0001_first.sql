CREATE TABLE actor (
  id TEXT NOT NULL,
  form TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  sectors TEXT NOT NULL,
  country TEXT,
  in_registry INTEGER NOT NULL,
  aliases TEXT NOT NULL,
  PRIMARY KEY (id, form)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE author (
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('coder','adjudicator')),
  PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE codebook (
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  roles TEXT NOT NULL,
  types TEXT NOT NULL,
  PRIMARY KEY (hash)
)
 STRICT;

CREATE TABLE coder_run (
  id TEXT NOT NULL,
  coder TEXT NOT NULL,
  version TEXT NOT NULL,
  codebook TEXT NOT NULL,
  codebook_hash TEXT NOT NULL,
  weights_hash TEXT NOT NULL,
  configuration_hash TEXT NOT NULL,
  PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE decision (
  id TEXT NOT NULL,
  author TEXT NOT NULL,
  n INTEGER NOT NULL,
  subject TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept','reject','edit','same','different')),
  value TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  saw TEXT NOT NULL,
  replaces TEXT,
  PRIMARY KEY (id)
)
 STRICT;

CREATE UNIQUE INDEX decision_by_author ON decision (author, n);

CREATE INDEX decision_by_subject ON decision (subject);

CREATE TABLE original (
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (sha256)
)
 STRICT;

CREATE TABLE relation (
  id TEXT NOT NULL,
  a TEXT NOT NULL,
  kind TEXT NOT NULL,
  b TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  interval_how TEXT NOT NULL,
  PRIMARY KEY (id)
)
 STRICT;

CREATE INDEX relation_by_a ON relation (a);

CREATE INDEX relation_by_b ON relation (b);

CREATE TABLE report (
  id TEXT NOT NULL,
  source_key TEXT NOT NULL,
  PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE resolver_run (
  id TEXT NOT NULL,
  resolver TEXT NOT NULL,
  version TEXT NOT NULL,
  data_hash TEXT NOT NULL,
  configuration_hash TEXT NOT NULL,
  PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE snapshot (
  id TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('lineage','fusion')),
  code TEXT NOT NULL,
  configuration TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE unreadable (
  original TEXT NOT NULL,
  member TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  location TEXT NOT NULL,
  PRIMARY KEY (original, member, code, reason, location)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE capture (
  id TEXT NOT NULL,
  report TEXT NOT NULL,
  original TEXT NOT NULL,
  member TEXT NOT NULL,
  arrived_at TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(report) REFERENCES report (id),
  FOREIGN KEY(original) REFERENCES original (sha256)
)
 STRICT;

CREATE INDEX capture_by_original ON capture (original, member);

CREATE INDEX capture_by_report ON capture (report);

CREATE TABLE current_resolver (
  kind TEXT NOT NULL,
  run TEXT NOT NULL,
  PRIMARY KEY (kind),
  FOREIGN KEY(run) REFERENCES resolver_run (id)
)
 STRICT;

CREATE TABLE current_run (
  codebook TEXT NOT NULL,
  run TEXT NOT NULL,
  PRIMARY KEY (codebook),
  FOREIGN KEY(run) REFERENCES coder_run (id)
)
 STRICT;

CREATE TABLE current_snapshot (
  stage TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  PRIMARY KEY (stage),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id)
)
 STRICT;

CREATE TABLE ingested (
  original TEXT NOT NULL,
  configuration TEXT NOT NULL,
  PRIMARY KEY (original, configuration),
  FOREIGN KEY(original) REFERENCES original (sha256)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE original_media (
  sha256 TEXT NOT NULL,
  media TEXT NOT NULL,
  PRIMARY KEY (sha256, media),
  FOREIGN KEY(sha256) REFERENCES original (sha256)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE relation_basis (
  relation TEXT NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (relation, basis),
  FOREIGN KEY(relation) REFERENCES relation (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE version (
  id TEXT NOT NULL,
  report TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(report) REFERENCES report (id)
)
 STRICT;

CREATE INDEX version_by_report ON version (report);

CREATE TABLE annotation (
  version TEXT NOT NULL,
  annotator TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (version, annotator),
  FOREIGN KEY(version) REFERENCES version (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim_group (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  run TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(version) REFERENCES version (id),
  FOREIGN KEY(run) REFERENCES coder_run (id)
)
 STRICT;

CREATE INDEX claim_group_by_version ON claim_group (version, run);

CREATE TABLE coded (
  version TEXT NOT NULL,
  run TEXT NOT NULL,
  PRIMARY KEY (version, run),
  FOREIGN KEY(version) REFERENCES version (id),
  FOREIGN KEY(run) REFERENCES coder_run (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE copy (
  id TEXT NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  runs TEXT NOT NULL,
  PRIMARY KEY (id),
  CHECK (a < b),
  FOREIGN KEY(a) REFERENCES version (id),
  FOREIGN KEY(b) REFERENCES version (id)
)
 STRICT;

CREATE INDEX copy_by_b ON copy (b);

CREATE TABLE mention (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  anchor_start INTEGER NOT NULL,
  anchor_end INTEGER NOT NULL,
  attribution_start INTEGER,
  attribution_end INTEGER,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(version) REFERENCES version (id)
)
 STRICT;

CREATE INDEX mention_by_version ON mention (version, anchor_start);

CREATE TABLE reading (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  capture TEXT NOT NULL,
  title_start INTEGER,
  title_end INTEGER,
  language TEXT NOT NULL,
  language_score REAL NOT NULL,
  url TEXT,
  publisher TEXT,
  publisher_how TEXT NOT NULL,
  authors TEXT NOT NULL,
  credits TEXT NOT NULL,
  credits_line TEXT NOT NULL,
  published_earliest TEXT,
  published_latest TEXT,
  published_how TEXT NOT NULL,
  published_stated TEXT,
  published_note TEXT NOT NULL,
  captured_at TEXT,
  captured_utc TEXT,
  furniture TEXT NOT NULL,
  warnings TEXT NOT NULL,
  reader TEXT NOT NULL,
  arrived_at TEXT NOT NULL,
  standing INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(version) REFERENCES version (id),
  FOREIGN KEY(capture) REFERENCES capture (id)
)
 STRICT;

CREATE INDEX reading_by_capture ON reading (capture);

CREATE INDEX reading_by_version ON reading (version);

CREATE TABLE resolution (
  version TEXT NOT NULL,
  subject TEXT NOT NULL,
  role TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  run TEXT NOT NULL,
  value TEXT,
  label TEXT NOT NULL,
  precision INTEGER,
  score REAL NOT NULL,
  how TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  candidates TEXT NOT NULL,
  extra TEXT NOT NULL,
  leading INTEGER NOT NULL,
  date_from TEXT,
  date_to TEXT,
  latitude REAL,
  longitude REAL,
  country TEXT,
  admin1 TEXT,
  PRIMARY KEY (version, subject, role, ordinal, kind, run),
  FOREIGN KEY(version) REFERENCES version (id),
  FOREIGN KEY(run) REFERENCES resolver_run (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim (
  id TEXT NOT NULL,
  mention TEXT NOT NULL,
  run TEXT NOT NULL,
  version TEXT NOT NULL,
  codebook TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL,
  anchor_start INTEGER NOT NULL,
  anchor_end INTEGER NOT NULL,
  quote_start INTEGER NOT NULL,
  quote_end INTEGER NOT NULL,
  polarity TEXT NOT NULL CHECK (polarity IN ('affirmed','denied')),
  modality TEXT NOT NULL CHECK (modality IN ('actual','planned','threatened','predicted','possible','hypothetical')),
  background INTEGER NOT NULL,
  salience REAL NOT NULL,
  how TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(mention) REFERENCES mention (id),
  FOREIGN KEY(run) REFERENCES coder_run (id),
  FOREIGN KEY(version) REFERENCES version (id)
)
 STRICT;

CREATE INDEX claim_by_type ON claim (type);

CREATE INDEX claim_by_version ON claim (version, mention);

CREATE TABLE effective (
  mention TEXT NOT NULL,
  codebook TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept','reject','edit','disputed','ask again')),
  review TEXT NOT NULL,
  coded_by TEXT NOT NULL,
  type TEXT,
  mode TEXT,
  polarity TEXT,
  modality TEXT,
  background INTEGER,
  actor TEXT,
  recipient TEXT,
  place TEXT,
  date TEXT,
  date_from TEXT,
  date_to TEXT,
  weapon TEXT,
  killed INTEGER,
  injured INTEGER,
  detained INTEGER,
  abducted INTEGER,
  displaced INTEGER,
  participants INTEGER,
  slots TEXT NOT NULL,
  decisions TEXT NOT NULL,
  PRIMARY KEY (mention, codebook),
  FOREIGN KEY(mention) REFERENCES mention (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE event (
  snapshot TEXT NOT NULL,
  id TEXT NOT NULL,
  anchor TEXT NOT NULL,
  codebook TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  actor TEXT,
  actor_key TEXT,
  recipient TEXT,
  recipient_key TEXT,
  place TEXT,
  place_key TEXT,
  latitude REAL,
  longitude REAL,
  where_prec INTEGER,
  date_from TEXT,
  date_to TEXT,
  date_prec INTEGER,
  killed_low INTEGER,
  killed_high INTEGER,
  independent_low INTEGER,
  independent_high INTEGER,
  grade TEXT,
  extra TEXT NOT NULL,
  PRIMARY KEY (snapshot, id),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(anchor) REFERENCES mention (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX event_by_anchor ON event (anchor);

CREATE TABLE event_claim_group (
  snapshot TEXT NOT NULL,
  event TEXT NOT NULL,
  claim_group TEXT NOT NULL,
  PRIMARY KEY (snapshot, event, claim_group),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(claim_group) REFERENCES claim_group (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX event_claim_group_by_group ON event_claim_group (claim_group);

CREATE TABLE succession (
  old TEXT NOT NULL,
  version TEXT NOT NULL,
  new TEXT,
  how TEXT NOT NULL CHECK (how IN ('unique quote','fuzzy quote','withdrawn','orphaned')),
  PRIMARY KEY (old, version),
  FOREIGN KEY(old) REFERENCES mention (id),
  FOREIGN KEY(version) REFERENCES version (id),
  FOREIGN KEY(new) REFERENCES mention (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX succession_by_new ON succession (new);

CREATE TABLE version_order (
  version TEXT NOT NULL,
  report TEXT NOT NULL,
  place INTEGER NOT NULL,
  reading TEXT NOT NULL,
  PRIMARY KEY (version),
  FOREIGN KEY(version) REFERENCES version (id),
  FOREIGN KEY(report) REFERENCES report (id),
  FOREIGN KEY(reading) REFERENCES reading (id)
)
 STRICT;

CREATE INDEX version_order_by_report ON version_order (report, place);

CREATE TABLE claim_attribution (
  version TEXT NOT NULL,
  claim TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  source_start INTEGER,
  source_end INTEGER,
  cue_start INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  content_start INTEGER NOT NULL,
  content_end INTEGER NOT NULL,
  PRIMARY KEY (version, claim, ordinal),
  FOREIGN KEY(claim) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim_group_member (
  version TEXT NOT NULL,
  claim_group TEXT NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (version, claim_group, claim),
  FOREIGN KEY(claim_group) REFERENCES claim_group (id),
  FOREIGN KEY(claim) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim_slot (
  version TEXT NOT NULL,
  claim TEXT NOT NULL,
  role TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  head_start INTEGER NOT NULL,
  head_end INTEGER NOT NULL,
  value TEXT NOT NULL,
  number INTEGER,
  PRIMARY KEY (version, claim, role, ordinal),
  FOREIGN KEY(claim) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE kept_claim (
  claim TEXT NOT NULL,
  mention TEXT NOT NULL,
  PRIMARY KEY (claim),
  FOREIGN KEY(claim) REFERENCES claim (id),
  FOREIGN KEY(mention) REFERENCES mention (id)
)
 STRICT;
