"""The tables of a ledger. `migrations/` makes them; this is what the code asks of them, and a test compares both.

Numbers that lead everywhere: `seq`, an article's place in the order of arrival, and `row`, a statement's, which is
`seq * ROWS + n` for the n-th statement (from 0) of the reading: so the rows of an article are a range, without an index.
Full text: `article_words(title, text)` by `seq` and `statement_words(text, source)` by `row`, FTS5 over the tables' own words. They are
no tables of this metadata (SQLite keeps their parts in shadow tables that no tool should touch).
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

HEAD = "0002"  # the newest migration
APPLICATION = 0x53415953  # in the file's header: this is a ledger of sayso
ROWS = 65_536  # statements that an article may have at most
CHAPTER = 48  # articles that are linked together; larger stories have several chapters
VOLUME = 16  # chapters of a story whose claims are joined with one another

metadata = MetaData()

# One published text. `id` is made of its content (see identity.py), `sha256` of its text alone; `added` is when it came, in UTC.
article = Table(
    "article",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
    Column("file", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("author", Text),
    Column("published", Text),  # 2024-03-31
    Column("language", Text),
    Column("added", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("article_outlet", "outlet"),
    Index("article_published", "published"),
)

# What the reader found, as codec.py writes it: as it came from the machine, without judgements.
reading = Table(
    "reading",
    metadata,
    Column("article", Integer, primary_key=True),  # seq
    Column("reader", Text, nullable=False),  # its version
    Column("made", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("reading_reader", "reader"),
)

# The statements of the effective reading (judgements on sources applied), for searching and listing.
statement = Table(
    "statement",
    metadata,
    Column("row", Integer, primary_key=True),  # seq * ROWS + its number in the reading
    Column("id", Text, nullable=False),  # as in the reading; begins with the article's id
    Column("start", Integer, nullable=False),  # the hull of its spans
    Column("end", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
    Column("speaker", Text, nullable=False),  # the source folded as `fold` in identity.py does, to be found by
    Column("mode", Text, nullable=False),
    Column("attribution", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("statement_speaker", "speaker"),
)

# Places that were resolved or are pinned, of the effective reading (judgements on pins applied).
place = Table(
    "place",
    metadata,
    Column("article", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),  # its number in the reading
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),  # folded name
    Column("geonames", Integer),
    Column("country", Text),
    Column("role", Text, nullable=False),
    Column("pin", Integer, nullable=False),  # 0 | 1
    Column("lat", Float),
    Column("lon", Float),
    Index("place_key", "key", "article"),
    Index("place_geonames", "geonames", "article"),
    sqlite_with_rowid=False,
)

# Times that have a value, by TIMEX3.
time = Table(
    "time",
    metadata,
    Column("article", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),  # DATE | TIME | DURATION | SET
    Column("value", Text, nullable=False),
    Column("anchored", Integer, nullable=False),
    Index("time_value", "value", "article"),
    sqlite_with_rowid=False,
)

# For finding copies (link/copy_bands.py): keys of an article's shingles, and what it is aligned by.
band = Table(
    "band",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("article", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
imprint = Table(
    "imprint",
    metadata,
    Column("article", Integer, primary_key=True),
    Column("own", Text, nullable=False),
    Column("keys", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# For finding the story of an article (link/story_index.py): its profile, how many articles hold a word, the words by which an
# article is found (`day` is an ordinal, 0 where unknown), how many were published on a day.
profile = Table(
    "profile",
    metadata,
    Column("article", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
term = Table(
    "term",
    metadata,
    Column("word", Text, primary_key=True),
    Column("held", Integer, nullable=False),
    sqlite_with_rowid=False,
)
posting = Table(
    "posting",
    metadata,
    Column("word", Text, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("article", Integer, primary_key=True),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)
day = Table(
    "day",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("articles", Integer, nullable=False),
)

# What can be computed again at any time: vectors and clauses that linking a chapter read (see memory.py). Old rows go first.
cache = Table(
    "cache",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("story", Integer, nullable=False),
    Column("chapter", Integer, nullable=False),
    Column("version", Text, nullable=False),  # of the models
    Column("data", LargeBinary, nullable=False),
    Index("cache_story", "story", "chapter"),
)

# An article is in one story. A story's number `n` is the `seq` of its founder, the article of it that came first, and `id` "s"
# and the founder's hex. `title` is provisional until the story is settled.
story = Table(
    "story",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("articles", Integer, nullable=False),  # how many
    Column("first", Text),  # the earliest day of publication of its articles, where one is known
    Column("last", Text),
)
member = Table(
    "member",
    metadata,
    Column("article", Integer, primary_key=True),  # seq
    Column("story", Integer, nullable=False),  # its n
    Column("chapter", Integer, nullable=False),  # 0, 1, ...: CHAPTER articles each, in order of arrival
    Index("member_story", "story", "article"),
)
# What happened to stories, in order: founded | joined | merged | split | moved (link/story_online.py says what each means).
story_event = Table(
    "story_event",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("story", Integer, nullable=False),
    Column("article", Integer, nullable=False),  # on whose account
    Column("other", Integer),  # a story, which may be no more
    Column("judgement", Integer),  # where a person's word did it
    Index("story_event_story", "story"),
    Index("story_event_other", "other"),
)
# A chapter whose articles, or what holds for them, changed after it was linked (`version > linked`) is stale: its claims are
# those of before, until the ledger is settled. Versions are drawn from one counter (`clock` in meta), so none comes twice.
chapter = Table(
    "chapter",
    metadata,
    Column("story", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("linked", Integer, nullable=False),
    Column("entities", LargeBinary),  # people and bodies across its articles, as codec.py writes them
    Column("linker", Text, nullable=False, server_default=""),  # the version of the linker that linked it
    Column("joined", Integer, nullable=False, server_default="0"),  # the version whose claims were joined with others'
)
Index(
    "chapter_stale", chapter.c.version, chapter.c.story, chapter.c.n, sqlite_where=chapter.c.version > chapter.c.linked
)
Index(
    "chapter_apart", chapter.c.linked, chapter.c.story, chapter.c.n, sqlite_where=chapter.c.joined != chapter.c.linked
)

# Words of `child` that come from `parent`, an article, or from a ghost, a parent that was never seen.
copy = Table(
    "copy",
    metadata,
    Column("child", Integer, primary_key=True),  # seq
    Column("parent", Text, primary_key=True),  # an article's id, or a ghost's name
    Column("parent_seq", Integer),  # none for a ghost
    Column("ghost", Integer, nullable=False),
    Column("share", Float, nullable=False),
    Column("direction", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Index("copy_parent", "parent_seq"),
)

# Statements that say the same. `id` is "c", the hex of the article and the place in it of the earliest statement.
claim = Table(
    "claim",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", Integer, nullable=False),
    Column("chapter", Integer, nullable=False),
    Column("n", Integer, nullable=False),  # its place in the chapter
    Column("text", Text, nullable=False),
    Column("status", Text, nullable=False),  # ClaimStatus
    Column("label", Text, nullable=False),  # as it is printed: "3 independent origins"
    Column("articles", Integer, nullable=False),  # how many tell it
    Column("origins", Integer, nullable=False),  # how many
    Column("data", Text, nullable=False),  # JSON of the whole Claim, as codec.py writes it
    Index("claim_story", "story", "chapter", "n"),
    Index("claim_status", "status"),
)
claim_statement = Table(
    "claim_statement",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("row", Integer, primary_key=True),
    Index("claim_statement_row", "row"),
    sqlite_with_rowid=False,
)
# A claim as a chapter gave it, where it is part of a claim of several chapters (`whole`, which goes by the id of its first part).
# It is then here, and not among the claims; `rows` is a JSON list.
part = Table(
    "part",
    metadata,
    Column("id", Text, primary_key=True),
    Column("whole", Text, nullable=False),
    Column("story", Integer, nullable=False),
    Column("chapter", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Column("rows", Text, nullable=False),
    Index("part_whole", "whole"),
    Index("part_story", "story", "chapter"),
)
# What joining computed, which can be computed again: the claim made of parts, by a hash of all that it was made of; and for each
# chapter what stands for its claims, and how likely they are those of earlier chapters (see joining.py).
whole = Table(
    "whole",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("data", Text, nullable=False),
)
gist = Table(
    "gist",
    metadata,
    Column("story", Integer, primary_key=True),
    Column("chapter", Integer, primary_key=True),
    Column("version", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("key", LargeBinary),  # of what the bonds were found in
    Column("bonds", LargeBinary),
)
# `origin` and `target` are ids of statements, quotations, claims or articles.
relation = Table(
    "relation",
    metadata,
    Column("story", Integer, primary_key=True),
    Column("chapter", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What people decided; rows are only ever added. One that undoes another names it.
judgement = Table(
    "judgement",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("kind", Text, nullable=False),  # same | apart | source | pin | story
    Column("target", Text, nullable=False),  # JSON: anchors
    Column("value", Text, nullable=False),  # JSON
    Column("reason", Text, nullable=False),
    Column("undoes", Integer),
    Column("before", Text),  # JSON: the stories that it changed as they were, to be put back when it is undone
)
judged = Table(
    "judged",
    metadata,
    Column("article", Integer, primary_key=True),  # seq
    Column("judgement", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# Inputs that could not be read; one row a file, gone once it was read.
problem = Table(
    "problem",
    metadata,
    Column("file", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

WORDS = (
    "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article', content_rowid='seq',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE statement_words USING fts5(text, source, content='statement', content_rowid='row',"
    " tokenize='porter unicode61 remove_diacritics 2')",
)
