DROP VIEW IF EXISTS events;

DROP TABLE event_claim_group;

DROP TABLE event;

CREATE TABLE family (
  snapshot TEXT NOT NULL,
  id TEXT NOT NULL,
  origin TEXT,
  outside TEXT,
  why TEXT NOT NULL,
  PRIMARY KEY (snapshot, id),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(origin) REFERENCES version (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE family_member (
  snapshot TEXT NOT NULL,
  family TEXT NOT NULL,
  version TEXT NOT NULL,
  parent TEXT,
  PRIMARY KEY (snapshot, family, version),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(version) REFERENCES version (id),
  FOREIGN KEY(parent) REFERENCES version (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX family_member_by_version ON family_member (version);

CREATE TABLE link (
  snapshot TEXT NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  direction TEXT NOT NULL,
  characters INTEGER NOT NULL,
  share_a REAL NOT NULL,
  share_b REAL NOT NULL,
  runs TEXT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (snapshot, a, b),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(a) REFERENCES version (id),
  FOREIGN KEY(b) REFERENCES version (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX link_by_b ON link (b);

CREATE TABLE rewrite (
  snapshot TEXT NOT NULL,
  earlier TEXT NOT NULL,
  later TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (snapshot, earlier, later),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(earlier) REFERENCES version (id),
  FOREIGN KEY(later) REFERENCES version (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE standing (
  snapshot TEXT NOT NULL,
  version TEXT NOT NULL,
  family TEXT,
  assessable INTEGER NOT NULL,
  why TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (snapshot, version),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(version) REFERENCES version (id)
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
  kind TEXT NOT NULL,
  actor TEXT,
  actor_key TEXT,
  recipient TEXT,
  recipient_key TEXT,
  place TEXT,
  place_key TEXT,
  latitude REAL,
  longitude REAL,
  country TEXT,
  admin1 TEXT,
  where_prec INTEGER,
  date_from TEXT,
  date_to TEXT,
  date_prec INTEGER,
  killed_low INTEGER,
  killed_best INTEGER,
  killed_high INTEGER,
  injured_low INTEGER,
  injured_best INTEGER,
  injured_high INTEGER,
  weapon TEXT,
  n_reports INTEGER NOT NULL,
  n_families_low INTEGER NOT NULL,
  n_families_high INTEGER NOT NULL,
  n_cited_low INTEGER NOT NULL,
  n_cited_high INTEGER NOT NULL,
  n_first_hand_low INTEGER NOT NULL,
  n_first_hand_high INTEGER NOT NULL,
  n_sources_low INTEGER NOT NULL,
  n_sources_high INTEGER NOT NULL,
  n_claims INTEGER NOT NULL,
  n_denials INTEGER NOT NULL,
  grade TEXT NOT NULL,
  reasons TEXT NOT NULL,
  contested TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (snapshot, id),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(anchor) REFERENCES mention (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX event_by_anchor ON event (anchor);

CREATE TABLE event_claim (
  snapshot TEXT NOT NULL,
  event TEXT NOT NULL,
  claim TEXT NOT NULL,
  denies INTEGER NOT NULL,
  PRIMARY KEY (snapshot, event, claim),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(claim) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX event_claim_by_claim ON event_claim (claim);

CREATE TABLE unsure (
  snapshot TEXT NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (snapshot, a, b),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(a) REFERENCES claim_group (id),
  FOREIGN KEY(b) REFERENCES claim_group (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE contradiction (
  snapshot TEXT NOT NULL,
  decisions TEXT NOT NULL,
  mentions TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (snapshot, decisions),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE event_name (
  id TEXT NOT NULL,
  mention TEXT NOT NULL,
  codebook TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(mention) REFERENCES mention (id)
)
 STRICT;

CREATE INDEX event_name_by_mention ON event_name (mention);
