CREATE TABLE article (
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file TEXT,
  title TEXT,
  outlet TEXT,
  url TEXT,
  author TEXT,
  published TEXT,
  language TEXT,
  added TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (seq),
  UNIQUE (id)
);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_published ON article (published);
CREATE TABLE reading (
  article INTEGER NOT NULL,
  reader TEXT NOT NULL,
  made TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (article)
);
CREATE INDEX reading_reader ON reading (reader);
CREATE TABLE statement (
  "row" INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  speaker TEXT NOT NULL,
  mode TEXT NOT NULL,
  attribution TEXT NOT NULL,
  act TEXT NOT NULL,
  certainty TEXT NOT NULL,
  polarity TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY ("row")
);
CREATE INDEX statement_speaker ON statement (speaker);
CREATE TABLE place (
  article INTEGER NOT NULL,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  name TEXT NOT NULL,
  "key" TEXT NOT NULL,
  geonames INTEGER,
  country TEXT,
  role TEXT NOT NULL,
  pin INTEGER NOT NULL,
  lat FLOAT,
  lon FLOAT,
  PRIMARY KEY (article, n)
)
 WITHOUT ROWID;
CREATE INDEX place_geonames ON place (geonames, article);
CREATE INDEX place_key ON place ("key", article);
CREATE TABLE time (
  article INTEGER NOT NULL,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  anchored INTEGER NOT NULL,
  PRIMARY KEY (article, n)
)
 WITHOUT ROWID;
CREATE INDEX time_value ON time (value, article);
CREATE TABLE band (
  "key" INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY ("key", article)
)
 WITHOUT ROWID;
CREATE TABLE imprint (
  article INTEGER NOT NULL,
  own TEXT NOT NULL,
  keys INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (article)
);
CREATE TABLE profile (
  article INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (article)
);
CREATE TABLE term (
  word TEXT NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY (word)
)
 WITHOUT ROWID;
CREATE TABLE posting (
  word TEXT NOT NULL,
  day INTEGER NOT NULL,
  article INTEGER NOT NULL,
  weight FLOAT NOT NULL,
  PRIMARY KEY (word, day, article)
)
 WITHOUT ROWID;
CREATE TABLE day (
  day INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (day)
);
CREATE TABLE cache (
  n INTEGER NOT NULL,
  story INTEGER NOT NULL,
  chapter INTEGER NOT NULL,
  version TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (n)
);
CREATE INDEX cache_story ON cache (story, chapter);
CREATE TABLE story (
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  articles INTEGER NOT NULL,
  first TEXT,
  last TEXT,
  PRIMARY KEY (n),
  UNIQUE (id)
);
CREATE TABLE member (
  article INTEGER NOT NULL,
  story INTEGER NOT NULL,
  chapter INTEGER NOT NULL,
  PRIMARY KEY (article)
);
CREATE INDEX member_story ON member (story, article);
CREATE TABLE story_event (
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  story INTEGER NOT NULL,
  article INTEGER NOT NULL,
  other INTEGER,
  judgement INTEGER,
  PRIMARY KEY (n)
);
CREATE INDEX story_event_other ON story_event (other);
CREATE INDEX story_event_story ON story_event (story);
CREATE TABLE chapter (
  story INTEGER NOT NULL,
  n INTEGER NOT NULL,
  version INTEGER NOT NULL,
  linked INTEGER NOT NULL,
  entities BLOB,
  PRIMARY KEY (story, n)
);
CREATE INDEX chapter_stale ON chapter (version, story, n) WHERE version > linked;
CREATE TABLE copy (
  child INTEGER NOT NULL,
  parent TEXT NOT NULL,
  parent_seq INTEGER,
  ghost INTEGER NOT NULL,
  share FLOAT NOT NULL,
  direction TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (child, parent)
);
CREATE INDEX copy_parent ON copy (parent_seq);
CREATE TABLE claim (
  id TEXT NOT NULL,
  story INTEGER NOT NULL,
  chapter INTEGER NOT NULL,
  n INTEGER NOT NULL,
  text TEXT NOT NULL,
  status TEXT NOT NULL,
  label TEXT NOT NULL,
  articles INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX claim_status ON claim (status);
CREATE INDEX claim_story ON claim (story, chapter, n);
CREATE TABLE claim_statement (
  claim TEXT NOT NULL,
  "row" INTEGER NOT NULL,
  PRIMARY KEY (claim, "row")
)
 WITHOUT ROWID;
CREATE INDEX claim_statement_row ON claim_statement ("row");
CREATE TABLE relation (
  story INTEGER NOT NULL,
  chapter INTEGER NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  origin TEXT NOT NULL,
  target TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (story, chapter, n)
)
 WITHOUT ROWID;
CREATE TABLE judgement (
  n INTEGER NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  undoes INTEGER,
  "before" TEXT,
  PRIMARY KEY (n)
);
CREATE TABLE judged (
  article INTEGER NOT NULL,
  judgement INTEGER NOT NULL,
  PRIMARY KEY (article, judgement)
)
 WITHOUT ROWID;
CREATE TABLE problem (
  file TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (file)
);
CREATE TABLE meta (
  "key" TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY ("key")
);
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_words USING fts5(text, source, content='statement', content_rowid='row', tokenize='porter unicode61 remove_diacritics 2');
