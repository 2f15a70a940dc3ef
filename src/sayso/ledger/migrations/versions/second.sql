ALTER TABLE chapter ADD COLUMN linker TEXT DEFAULT '' NOT NULL;
ALTER TABLE chapter ADD COLUMN joined INTEGER DEFAULT '0' NOT NULL;
UPDATE chapter SET joined = linked WHERE story NOT IN (SELECT story FROM chapter WHERE n > 0);
CREATE INDEX chapter_apart ON chapter (linked, story, n) WHERE joined != linked;
CREATE TABLE part (
  id TEXT NOT NULL,
  whole TEXT NOT NULL,
  story INTEGER NOT NULL,
  chapter INTEGER NOT NULL,
  n INTEGER NOT NULL,
  text TEXT NOT NULL,
  status TEXT NOT NULL,
  label TEXT NOT NULL,
  articles INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  data TEXT NOT NULL,
  rows TEXT NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX part_whole ON part (whole);
CREATE INDEX part_story ON part (story, chapter);
CREATE TABLE whole (
  id TEXT NOT NULL,
  "key" BLOB NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE gist (
  story INTEGER NOT NULL,
  chapter INTEGER NOT NULL,
  version TEXT NOT NULL,
  data BLOB NOT NULL,
  "key" BLOB,
  bonds BLOB,
  PRIMARY KEY (story, chapter)
);
