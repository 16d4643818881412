PRAGMA application_id = 1667459171;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE answer (
  question TEXT PRIMARY KEY,
  answer TEXT NOT NULL,
  given TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "answer" VALUES('hỏi','đáp','2024-06-11');
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
INSERT INTO "finding" VALUES(7,1,'V13','error','3.3','vi','en');
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
INSERT INTO "issue" VALUES(1,1,'CCHC-I1307','note','Số thứ tự nhảy','Codes jump',14,'1.2.3.');
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
INSERT INTO "observation" VALUES(1,1,'3.3','so-y-te','2024-H1','reported','16181','16183','16.181/16.183','02 hồ sơ đang giải quyết','12');
INSERT INTO "observation" VALUES(1,2,'1.4.2','so-y-te','2024-H1','optional',NULL,NULL,'','','13');
INSERT INTO "observation" VALUES(7,1,'3.3','so-y-te','2024-H1','reported','16182','16183','16.182/16.183','','12');
INSERT INTO "observation" VALUES(9,1,'3.3','so-y-te','2024-H1','reported','16180','16183','16.181/16.183','02 hồ sơ đang giải quyết','12');
INSERT INTO "observation" VALUES(9,2,'1.4.2','so-y-te','2024-H1','optional',NULL,NULL,'','','13');
CREATE TABLE "report" (
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
INSERT INTO "report" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',1,'so-y-te.txt','Sở Y tế','so-y-te','2024-H1','2024-06-10','2023-12-15','2024-06-14','PL1-2024','text table grammar',0,2);
INSERT INTO "report" VALUES(7,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',1,'so-y-te_dinh-chinh.txt','Sở Y tế','so-y-te','2024-H1','2024-06-12','','','PL1-2024','text table grammar',1,1);
INSERT INTO "report" VALUES(9,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',2,'so-y-te.txt','Sở Y tế','so-y-te','2024-H1','2024-06-10','2023-12-15','2024-06-14','PL1-2024','text table grammar',0,2);
CREATE INDEX report_by_cell ON report (unit, period, received);
COMMIT;
