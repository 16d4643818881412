"""The tables of a register, version by version. A version that was released is never edited."""

from __future__ import annotations

__all__ = ["APPLICATION", "MIGRATIONS", "TABLES", "VERSION"]

#: Marks an SQLite file as a register: the letters "cchc".
APPLICATION = 0x63636863

_VERSION_1 = """
CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  agency TEXT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  received TEXT NOT NULL,
  window_first TEXT NOT NULL,
  window_last TEXT NOT NULL,
  form_version TEXT NOT NULL,
  rule TEXT NOT NULL,
  synthetic INTEGER NOT NULL,
  observations INTEGER NOT NULL,
  UNIQUE (sha256, unit, period)
);
CREATE TABLE observation (
  report INTEGER NOT NULL REFERENCES report (id),
  position INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT,
  second_value TEXT,
  raw TEXT NOT NULL,
  note TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE TABLE issue (
  report INTEGER NOT NULL REFERENCES report (id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  message_vi TEXT NOT NULL,
  message_en TEXT NOT NULL,
  line INTEGER,
  raw TEXT NOT NULL,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;
"""

# Version 2 lets one content be read again, and keeps answers and findings. SQLite cannot drop the
# old UNIQUE, so the table is made anew; foreign keys are off while a migration runs.
_VERSION_2 = """
CREATE TABLE report_2 (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  reading INTEGER NOT NULL,
  file TEXT NOT NULL,
  agency TEXT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  received TEXT NOT NULL,
  window_first TEXT NOT NULL,
  window_last TEXT NOT NULL,
  form_version TEXT NOT NULL,
  rule TEXT NOT NULL,
  synthetic INTEGER NOT NULL,
  observations INTEGER NOT NULL,
  UNIQUE (sha256, unit, period, reading)
);
INSERT INTO report_2 SELECT id, sha256, 1, file, agency, unit, period, received, window_first,
  window_last, form_version, rule, synthetic, observations FROM report;
DROP TABLE report;
ALTER TABLE report_2 RENAME TO report;
CREATE INDEX report_by_cell ON report (unit, period, received);
CREATE TABLE answer (
  question TEXT PRIMARY KEY,
  answer TEXT NOT NULL,
  given TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE finding (
  report INTEGER NOT NULL REFERENCES report (id),
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  indicator TEXT NOT NULL,
  message_vi TEXT NOT NULL,
  message_en TEXT NOT NULL,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;
"""

# Version 3 tells submissions of one content apart: a unit that sends its first version again after
# a second one means the first. Registers of version 2 hold one submission of each content.
_VERSION_3 = """
CREATE TABLE report_3 (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  submission INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  file TEXT NOT NULL,
  agency TEXT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  received TEXT NOT NULL,
  window_first TEXT NOT NULL,
  window_last TEXT NOT NULL,
  form_version TEXT NOT NULL,
  rule TEXT NOT NULL,
  synthetic INTEGER NOT NULL,
  observations INTEGER NOT NULL,
  UNIQUE (sha256, unit, period, submission, reading)
);
INSERT INTO report_3 SELECT id, sha256, 1, reading, file, agency, unit, period, received,
  window_first, window_last, form_version, rule, synthetic, observations FROM report;
DROP TABLE report;
ALTER TABLE report_3 RENAME TO report;
CREATE INDEX report_by_cell ON report (unit, period, received);
"""

# Version 4 tells which reports are a column of another window beside the reported one. What was added
# before does not say; adding such a file again reads it otherwise, and then it is told.
_VERSION_4 = """
ALTER TABLE report ADD COLUMN side_column INTEGER NOT NULL DEFAULT 0;
"""

#: Statements that lead from each version to the next; the first one makes version 1.
MIGRATIONS = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4)

#: Version that this release writes.
VERSION = len(MIGRATIONS)

#: Columns of each table of that version, in an order in which they can be filled.
TABLES: dict[str, tuple[str, ...]] = {
    "report": (
        "id", "sha256", "submission", "reading", "file", "agency", "unit", "period", "received",
        "window_first", "window_last", "form_version", "rule", "synthetic", "observations",
        "side_column",
    ),
    "observation": (
        "report", "position", "indicator", "unit", "period", "state", "value", "second_value",
        "raw", "note", "place",
    ),
    "issue": (
        "report", "position", "code", "severity", "message_vi", "message_en", "line", "raw",
    ),
    "answer": ("question", "answer", "given"),
    "finding": (
        "report", "position", "rule", "severity", "indicator", "message_vi", "message_en",
    ),
}  # fmt: skip
