"""One more article: everything about it is there after one transaction, or nothing.

What can be computed from its reading alone is computed before the transaction begins, so that others wait as short as can be.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from ..link.copy_bands import copies_of_next, keys_of
from ..link.copy_imprint import Imprint, imprint_of
from ..link.story_online import arrange
from ..link.story_profile import Profile, profile_of
from ..model import Article, InputError, Reading
from .codec import pack
from .copy_index import CopyIndex, forget_copies, note_copies
from .identity import article_id
from .judged import about, effective, judged_stories
from .placing import chapters_of, place, touch
from .shelf import articles_of, put_article, put_findings, put_reading, raw, readings_of
from .story_shelf import StoryShelf, forget_profile, note_profile


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article. `new` is false where it was there already, and nothing changed; `story` is its story's id."""

    article: str
    new: bool
    story: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading with what the store files of it."""

    reading: Reading
    imprint: Imprint
    keys: tuple[int, ...]  # by which its copies can be found
    profile: Profile


def prepare(reading: Reading) -> Prepared:
    """Raises InputError where the article is not under the id of its content, or cannot be kept as it is."""
    article = reading.article
    if article.id != article_id(article):
        raise InputError(
            article.file or article.id, "its id is not that of its content.", "Use `identified` before reading."
        )
    try:
        "\0".join(x for x in (article.text, article.title, article.outlet, article.file, article.url) if x).encode()
    except UnicodeEncodeError as e:
        raise InputError(
            article.file or article.id,
            "it holds half characters (surrogates), which no file can hold.",
            "Repair the text.",
        ) from e
    imprint = imprint_of(reading)
    return Prepared(reading, imprint, keys_of(imprint), profile_of(reading))


def keep(c: Connection, prepared: Prepared) -> Kept:
    """Files the article, finds its copies and its story. Linking is left to settling."""
    article = prepared.reading.article
    there = raw(c).execute("SELECT seq FROM article WHERE id = ?", (article.id,)).fetchone()
    if there is not None:
        _is_the_same(article, articles_of(c, there)[there[0]])
        return Kept(article.id, False, story_of(c, there[0]))
    seq = put_article(c, article)
    put_reading(c, seq, prepared.reading)
    put_findings(c, seq, prepared.reading)
    changed = _note_copies(c, seq, prepared)
    note_profile(c, seq, prepared.profile)
    place(c, arrange(StoryShelf(c, *judged_stories(c)), seq))
    touch(c, chapters_of(c, changed - {seq}))
    raw(c).execute("DELETE FROM problem WHERE file = ?", (article.file,))
    return Kept(article.id, True, story_of(c, seq))


def replace_reading(c: Connection, seq: int, prepared: Prepared) -> bool:
    """The reading in the place of the one that is there, and what the store files of it, where that came out otherwise.

    Whether the reading itself is another one.
    """
    new = prepared.reading
    changed = readings_of(c, [seq])[seq] != new
    touched = chapters_of(c, [seq]) if changed else set()
    if changed:
        put_reading(c, seq, new)
        put_findings(c, seq, effective(new, about(c, [seq])))
    if _filed(c, "imprint", seq) != prepared.imprint.packed():
        others = forget_copies(c, seq)
        others |= _note_copies(c, seq, prepared)
        touched |= chapters_of(c, others)
    if _filed(c, "profile", seq) != pack(prepared.profile.row()):
        forget_profile(c, seq)
        note_profile(c, seq, prepared.profile)
        place(c, arrange(StoryShelf(c, *judged_stories(c)), seq))
        touched = (chapters_of(c, [seq]) if changed else set()) | {x for x in touched if _there(c, x)}
    touch(c, touched)
    return changed


def _note_copies(c: Connection, seq: int, prepared: Prepared) -> set[int]:
    """The articles whose copies changed."""
    found = copies_of_next(prepared.imprint, CopyIndex(c), prepared.keys)
    return note_copies(c, seq, prepared.imprint, len(prepared.keys), found)


def _filed(c: Connection, table: str, seq: int) -> bytes | None:
    found: bytes | None = c.exec_driver_sql(f"SELECT data FROM {table} WHERE article = ?", (seq,)).scalar()
    return found


def _there(c: Connection, chapter: tuple[int, int]) -> bool:
    return bool(c.exec_driver_sql("SELECT 1 FROM chapter WHERE story = ? AND n = ?", chapter).scalar())


def story_of(c: Connection, seq: int) -> str:
    query = "SELECT s.id FROM member m JOIN story s ON s.n = m.story WHERE m.article = ?"
    return str(raw(c).execute(query, (seq,)).fetchone()[0])


def _is_the_same(new: Article, old: Article) -> None:
    if (new.text, new.outlet, new.published, new.title, new.url) != (
        old.text,
        old.outlet,
        old.published,
        old.title,
        old.url,
    ):
        raise InputError(
            new.file or new.id,
            f"by chance it has the id of another article ({old.file or old.title}).",
            "Change its title.",
        )
