"""Finds names: runs of capitalised words, cut where titles, nationalities and dates end, and told apart by kind."""

from __future__ import annotations

from ...model import EntityKind
from ..countries import by_capital, by_demonym, lookup
from .lists import given_names, nouns, roles, titles
from .page import SUBJECTS, Mention, Page

NER = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
}
_NAMED = frozenset({*NER, "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_LONGEST = 12  # words of one name


def spot_names(page: Page) -> list[Mention]:
    """Name mentions in order of text, title-case sentences left out (see `respot`); no kind where nothing tells it."""
    out: list[Mention] = []
    i, n = 0, len(page)
    while i < n:
        if not page.word[i][0].isupper() or page.title[page.sent[i]] or not _nameish(page, i):
            i += 1
            continue
        j = _run(page, i)
        out.extend(_pieces(page, i, j))
        i = j + 1
    return out


def respot(page: Page, known: dict[str, EntityKind]) -> list[Mention]:
    """Names in title-case sentences: what the rest of the article knows, countries, and full names of persons."""
    out: list[Mention] = []
    i, n = 0, len(page)
    small = frozenset(page.word)
    while i < n:
        if not page.word[i][0].isupper():
            i += 1
            continue
        step = _known_at(page, i, known) if page.title[page.sent[i]] else _surname_at(page, i, known, small)
        if step is None:
            i += 1
            continue
        out.append(step)
        i = step.b + 1
    return out


def _surname_at(page: Page, i: int, known: dict[str, EntityKind], small: frozenset[str]) -> Mention | None:
    """ "Bakers said": a known surname that the tagger took for a common noun. `small` are the words of the article: a name that
    it also writes small counts only as one who tells."""
    if not page.word[i][0].isupper() or known.get(page.low[i]) is not EntityKind.PERSON or _nameish(page, i):
        return None
    tells = page.dep[i] in SUBJECTS and page.lemma[page.head[i]] in nouns("person_verb")
    acts = page.dep[i] in SUBJECTS or (i > 1 and page.low[i - 2] == "according" and page.low[i - 1] == "to")
    tells = tells or (acts and page.low[i] not in small and page.low[i] not in given_names())
    return _mention(page, i, i, EntityKind.PERSON) if tells else None


def _known_at(page: Page, i: int, known: dict[str, EntityKind]) -> Mention | None:
    if not page.word[i][0].isupper():
        return None
    stop = i
    while (
        stop + 1 < len(page)
        and stop - i < 5
        and page.sent[stop + 1] == page.sent[i]
        and page.word[stop + 1][0].isalnum()
    ):
        stop += 1
    for j in range(stop, i - 1, -1):
        words = page.words(i, j)
        kind = known.get(words.lower())
        if kind is None and lookup(words):
            kind = EntityKind.PLACE
        if (
            kind is None
            and j > i
            and page.ent[i] == "PERSON"
            and page.ent_id[i] == page.ent_id[j]
            and page.low[i] in given_names()
        ):
            kind = EntityKind.PERSON
        if kind is not None:
            return _mention(page, i, j, kind)
    return None


def _nameish(page: Page, i: int) -> bool:
    w = page.word[i]
    if not w[0].isupper() or (page.low[i] in nouns("not_name") and len(w) > 1 and not _acronym(w)):
        return False
    if page.low[i] in nouns("calendar"):
        return page.ent[i] in ("PERSON", "ORG", "GPE") and not _acronym(w)
    if page.pos[i] == "PROPN" or page.low[i] in titles():
        return True
    if page.ent[i] in _NAMED:
        return page.pos[i] not in ("VERB", "AUX", "DET", "PRON", "ADP", "ADV")
    return not _opens(page, i) and page.pos[i] in ("NOUN", "ADJ", "X")


def _acronym(w: str) -> bool:
    return len(w) > 1 and w.replace(".", "").isupper()


def _opens(page: Page, i: int) -> bool:
    """First word of a sentence or a quotation: its capital says nothing."""
    return page.first[i] or (
        i > 0 and (page.word[i - 1] in "\"“‘'```:" or (page.first[i - 1] and not page.word[i - 1].isalnum()))
    )


def _run(page: Page, i: int) -> int:
    """The last token of the run of name words that starts at i."""
    j, n = i, len(page)
    while j + 1 < n and j - i < _LONGEST and page.sent[j + 1] == page.sent[i]:
        k = j + 1
        if _nameish(page, k):
            j = k
        elif (
            page.word[k] in ("-", "–") and page.joined(j) and page.joined(k) and k + 1 < n and _tail(page, k + 1)
        ) or (k + 1 < n and _nameish(page, k + 1) and _joins(page, j, k)):
            j = k + 1
        elif k + 2 < n and page.low[k] == "of" and page.low[k + 1] == "the" and _nameish(page, k + 2) and _of(page, j):
            j = k + 2
        elif page.word[k] == "." and _short(page, j) and k + 1 < n and _nameish(page, k + 1):
            j = k + 1
        else:
            break
    return j


def _short(page: Page, j: int) -> bool:
    """An initial or an abbreviated title, whose full stop is a token of its own."""
    return page.joined(j) and (len(page.word[j]) == 1 or f"{page.low[j]}." in titles())


def _tail(page: Page, k: int) -> bool:
    """What may follow a hyphen inside a name: a capital, or the lower-case syllable of a given name ("Yong-ho")."""
    w = page.word[k]
    return w[0].isupper() or (len(w) <= 5 and w.isalpha() and page.ent[k] == "PERSON")


def _joins(page: Page, j: int, k: int) -> bool:
    low = page.low[k]
    if low in nouns("particle"):
        return page.ent[k] == "PERSON" or low not in ("a", "y", "e", "do", "dos", "la")
    if low == "of":
        return _of(page, j)
    if low in ("for", "and", "&", "the", "on", "in"):
        return page.ent_id[k] != 0 and page.ent_id[k] == page.ent_id[k + 1] == page.ent_id[j] and page.ent[k] == "ORG"
    return False


def _of(page: Page, j: int) -> bool:
    return page.low[j] in nouns("org") or page.low[j] in nouns("place") or page.low[j] in ("secretary", "house")


def role_at(page: Page, i: int, stop: int) -> int:
    """The last token of a role or title that starts at i and ends before `stop`, or i - 1."""
    known, honorifics = roles(), titles()
    if page.low[i] == "secretary" and i + 2 < stop and page.low[i + 1] == "of":
        return i + 2
    if i + 1 < stop and f"{page.low[i]} {page.low[i + 1]}" in known:
        return i + 1
    return i if page.low[i] in known or page.low[i] in honorifics else i - 1


def _pieces(page: Page, i: int, j: int) -> list[Mention]:
    """Cuts a run into names: what stands before a title is one, what follows the last title another."""
    k, cut, before = i, i, i
    while k < j:
        r = role_at(page, k, j)
        if r >= k and not _in_body(page, k, r, j):
            before = k if cut == i else before
            cut = k = r + 1
        else:
            k += 1
    out = []
    if cut > i and before > i:
        out.extend(_split(page, i, before - 1))
    out.extend(_split(page, cut, j, titled=cut > i))
    return out


def _in_body(page: Page, k: int, r: int, j: int) -> bool:
    """A role word that is part of the name of a body: "Justice Department", "General Motors"."""
    if page.low[r + 1] in nouns("org") or (page.low[j] in nouns("org") and page.ent[r + 1] != "PERSON"):
        return True
    same = page.ent_id[k] != 0 and page.ent_id[k] == page.ent_id[r + 1]
    return (
        same
        and page.ent[k] in ("ORG", "FAC")
        and page.low[r + 1] not in given_names()
        and page.low[k] in ("general", "major", "king", "prince")
    )


def _split(page: Page, i: int, j: int, titled: bool = False) -> list[Mention]:
    while i <= j and not page.word[i][0].isalnum():
        i += 1
    while j >= i and (not page.word[j][-1].isalnum() and page.word[j][-1] != "."):
        j -= 1
    if i > j or _vessel(page, i):
        return []
    words = page.words(i, j)
    titled = titled or _called(page, i) or (i < j <= i + 3 and _introduced(page, i, j))
    if lookup(words) and not (titled and page.ent[i] == "PERSON"):
        return [_mention(page, i, j, EntityKind.PLACE)]
    if titled and page.low[j] not in nouns("org"):
        return [_mention(page, i, j, EntityKind.PERSON)]
    if i == j and (by_demonym(words) or page.low[i] in roles()):
        return []
    whole = page.ent_id[i] != 0 and page.ent_id[i] == page.ent_id[j]
    if i < j and not whole:
        for k in range(min(j - 1, i + 2), i - 1, -1):
            lead = page.words(i, k)
            if by_demonym(lead) and page.low[j] not in nouns("org"):
                return _split(page, k + 1, j)
            if lookup(lead) and page.ent[k + 1] != "ORG" and page.low[j] not in nouns("org"):
                return [_mention(page, i, k, EntityKind.PLACE), *_split(page, k + 1, j)]
        for k in range(i, j):
            if page.low[i] in nouns("station") and page.ent[k + 1] == "GPE":
                break
            if _person_starts(page, k + 1, j) and not page.ent_id[k] and page.low[k] not in given_names():
                return _split(page, i, k) + _split(page, k + 1, j)
            if page.ent_id[k] and page.ent_id[k + 1] and page.ent_id[k] != page.ent_id[k + 1]:
                return _split(page, i, k) + _split(page, k + 1, j)
    kind = judge(page, i, j)
    return [_mention(page, i, j, kind)]


def _person_starts(page: Page, k: int, j: int) -> bool:
    """A person's full name, as the parser sees it, begins at k and fills the rest of the run."""
    return k < j and page.ent[k] == "PERSON" and page.ent_id[k - 1] != page.ent_id[k] == page.ent_id[j]


def _called(page: Page, i: int) -> bool:
    """A role in lower case stands right before the name ("governor Heda ...")."""
    k = i - 1
    if (
        k < 0
        or page.sent[k] != page.sent[i]
        or page.pos[k] != "NOUN"
        or page.dep[k] not in ("compound", "nmod", "amod", "appos", "nsubj")
    ):
        return False
    return page.low[k] in roles() and page.low[k] not in (
        "member",
        "host",
        "user",
        "source",
        "head",
        "guest",
        "partner",
    )


def _introduced(page: Page, i: int, j: int) -> bool:
    """ "Xy Zet, a teacher from ...", "Xy Zet, 34, ...": what follows the comma is said of people."""
    k, n = j + 1, len(page)
    if (
        k + 2 >= n
        or page.word[k] != ","
        or page.sent[k + 2] != page.sent[i]
        or page.low[j] in nouns("org") | nouns("place")
    ):
        return False
    if page.word[k + 1].isdigit() and len(page.word[k + 1]) <= 2:
        return page.word[k + 2] == ","
    if page.low[k + 1] not in ("a", "an", "the", "another"):
        return False
    for x in range(k + 2, min(k + 8, n)):
        if page.word[x] in ",.;" or page.pos[x] in ("VERB", "AUX", "ADP", "CCONJ"):
            return page.low[x - 1] in roles() and page.pos[x - 1] == "NOUN"
    return False


def _vessel(page: Page, i: int) -> bool:
    """Ships have names too; they say nothing."""
    return page.low[i] in nouns("vessel") or (i > 0 and page.low[i - 1] in nouns("vessel"))


def judge(page: Page, i: int, j: int) -> EntityKind | None:
    """What kind of thing the words i..j name, by themselves; None where it is none that we keep."""
    last, labels = page.low[j], [page.ent[k] for k in range(i, j + 1) if page.ent[k]]
    label = max(labels, key=labels.count) if labels else ""
    if j > i and page.low[i] in given_names() and last not in nouns("org") | nouns("place"):
        return EntityKind.PERSON
    if j > i and page.low[i] in nouns("station"):
        return EntityKind.ORGANISATION
    if j > i and last in nouns("press") and page.low[i] not in given_names():
        return EntityKind.ORGANISATION
    if j > i and last in roles() and label == "ORG" and not any(_of_body(page.low[k]) for k in range(i, j + 1)):
        return None  # "CIA Case Officer"
    if any(page.low[k] in nouns("org") for k in (i, j)) and j > i and label not in ("PERSON", "EVENT", "LAW"):
        return EntityKind.ORGANISATION
    if j > i and last in nouns("place"):
        return EntityKind.PLACE
    if i == j and (page.pos[i] == "ADV" or (page.tag[i] not in ("NNP", "NNPS") and not label)):
        return None
    if i == j and by_capital(page.word[i]):
        return EntityKind.PLACE
    if (
        i == j and label in ("GPE", "") and page.word[i].count(".") > 2 and _acronym(page.word[i])
    ):  # "F.T.C.", not "U.S."
        return None if _legal_form(page.low[i]) else EntityKind.ORGANISATION
    if i == j and _acronym(page.word[i]) and label not in ("PERSON", "GPE") and len(page.word[i]) <= 7:
        return EntityKind.ORGANISATION if label == "ORG" or page.dep[i] in SUBJECTS or _bracketed(page, i) else None
    if i == j and last.endswith("ly") and len(last) > 5 and label != "PERSON":
        return None
    if (
        i == j
        and page.word[i].isalpha()
        and any(c.isupper() for c in page.word[i][2:])
        and label != "PERSON"
        and not page.word[i].isupper()
    ):
        return (
            EntityKind.ORGANISATION
            if not page.word[i].startswith(("Mc", "Mac", "De", "Di", "La", "Le", "Al", "El", "Fitz"))
            else NER.get(label)
        )
    if i == j and given_names().get(page.low[i]) and label in ("GPE", "ORG", "LOC"):
        return EntityKind.PERSON
    if label == "PERSON" and located(page, i):
        return EntityKind.PLACE
    if label in NER:
        return NER[label]
    if label:
        return None
    speaks = page.dep[j] in SUBJECTS and page.lemma[page.head[j]] in nouns("person_verb")
    return (
        EntityKind.PERSON
        if speaks and page.tag[j] == "NNP" and all(page.word[k].isalpha() for k in range(i, j + 1))
        else None
    )


def _of_body(low: str) -> bool:
    return low == "of" or low in nouns("org")


def _legal_form(low: str) -> bool:
    """A legal form or a role written with full stops."""
    bare = low.replace(".", "")
    return bare in ("llc", "llp", "plc", "inc") or bare in roles()


def _bracketed(page: Page, i: int) -> bool:
    return i > 0 and page.word[i - 1] == "(" and i + 1 < len(page) and page.word[i + 1] == ")"


def located(page: Page, i: int) -> bool:
    """ "in Xyz", "the town of Xyz", where no given name speaks against it."""
    if i < 1 or page.sent[i - 1] != page.sent[i]:
        return False
    if page.low[i - 1] == "of":
        return i > 1 and page.low[i - 2] in nouns("place")
    return page.low[i - 1] in nouns("locative")


def _mention(page: Page, a: int, b: int, kind: EntityKind | None) -> Mention:
    """Without a leading article and a possessive ending."""
    while a < b and page.low[a] in ("the", "a", "an"):
        a += 1
    while b > a and page.word[b] in ("'s", "’s", "'", "’"):
        b -= 1
    head = next((k for k in range(b, a - 1, -1) if not a <= page.head[k] <= b or page.head[k] == k), b)
    return Mention(a, b, a, b, head, "name", kind, page.words(a, b))
