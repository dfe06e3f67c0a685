CREATE TABLE notice (
  snapshot TEXT NOT NULL,
  version TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  how TEXT NOT NULL,
  numbers TEXT NOT NULL,
  names TEXT NOT NULL,
  elsewhere INTEGER NOT NULL,
  PRIMARY KEY (snapshot, version, span_start),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(version) REFERENCES version (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE notice_target (
  snapshot TEXT NOT NULL,
  version TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  report TEXT NOT NULL,
  certainty TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (snapshot, version, span_start, report),
  FOREIGN KEY(snapshot, version, span_start) REFERENCES notice (snapshot, version, span_start),
  FOREIGN KEY(report) REFERENCES report (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX notice_target_by_report ON notice_target (report);

CREATE TABLE claim_flag (
  snapshot TEXT NOT NULL,
  claim TEXT NOT NULL,
  version TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  flag TEXT NOT NULL,
  role TEXT NOT NULL,
  wrong INTEGER,
  "right" INTEGER,
  why TEXT NOT NULL,
  PRIMARY KEY (snapshot, claim, version, span_start, flag, role),
  FOREIGN KEY(snapshot) REFERENCES snapshot (id),
  FOREIGN KEY(claim) REFERENCES claim (id),
  FOREIGN KEY(version) REFERENCES version (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX claim_flag_by_claim ON claim_flag (claim);
