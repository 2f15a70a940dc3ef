"""What is not called by name: roles ("the minister"), groups ("Russian officials"), unnamed people, documents."""

from __future__ import annotations

from bisect import bisect_left

from ...model import EntityKind
from ..countries import by_demonym, country, lookup
from .describe import content, nation_in, role_of
from .lists import nouns, roles
from .page import LEFT, SUBJECTS, Figure, Mention, Page

_REACH = 10
_MOST = 300  # figures that one description is held against: keeps hostile texts from taking forever
_DEFINITE = frozenset({"the", "that", "this", "same"})
_OTHER = frozenset({"another", "a", "an", "one", "second", "other", "some", "any", "no", "every", "each"})
_OPENERS = frozenset({"another", "many", "several", "other", "such", "the", "most", "dozen", "half", "than", "same"})
_PLAIN = frozenset({"news", "state", "official", "same", "media", "social", "tech", "private", "public", "company"})
_AGES = frozenset({"teen", "teenager", "youth", "child", "boy", "girl"})
_SINGULAR_GROUPS = frozenset({"police", "media", "public", "community", "press", "crew", "family"})


def spot_nominals(page: Page, taken: list[bool]) -> list[Mention]:
    """Noun phrases headed by a role, group, body or document noun; `taken` tokens belong to a name mention already."""
    out = []
    for i in range(len(page)):
        if (
            taken[i]
            or (page.pos[i] not in ("NOUN", "PROPN") and not (page.pos[i] == "ADJ" and page.dep[i] in SUBJECTS))
            or (page.dep[i] == "compound" and not _lone(page, i))
        ):
            continue
        sort = _sort(page, i)
        if sort:
            m = _phrase(page, i, sort, taken)
            if m is not None:
                out.append(m)
    return out


def _lone(page: Page, i: int) -> bool:
    """ "police allegations", or a compound whose governor is no noun: a parse that went wrong in "police said"."""
    if page.low[i] == "police" and page.lemma[page.head[i]].lower() in nouns("speech"):
        return True
    return page.pos[page.head[i]] not in ("NOUN", "PROPN")


def _sort(page: Page, i: int) -> str:
    low, lemma = page.low[i], page.lemma[i].lower()
    plural = page.tag[i] in ("NNS", "NNPS")
    if low == "people" and page.dep[i] not in SUBJECTS:
        return ""
    if low in nouns("group") and (plural or low in _SINGULAR_GROUPS or page.tag[i] == "NNP"):
        return "group"
    if page.title[page.sent[i]]:
        return ""
    if plural and by_demonym(page.word[i]) and page.word[i][0].isupper() and page.dep[i] in SUBJECTS:
        return "group"
    if plural and page.word[i][0].isupper() and low.endswith(("ites", "ians")) and page.dep[i] in SUBJECTS:
        return "group"
    if plural and low in nouns("kin"):
        return "group"
    if not plural and role_of(page, i):
        return "role"
    if low == "order" and page.low[i - 1] == "in":  # "in order to"
        return ""
    if low in nouns("document") and (
        page.dep[i] in SUBJECTS or (page.dep[i] == "pobj" and page.low[page.head[i]] in ("to", "in", "by"))
    ):
        return "document"
    if not plural and (lemma in nouns("body") or lemma in nouns("media") or lemma in nouns("firm")):
        return "body"
    return ""


def _phrase(page: Page, i: int, sort: str, taken: list[bool]) -> Mention | None:
    if _mine(page, i):
        return None
    first, last = noun_phrase(page, i)
    if sort == "body" and taken[i]:
        return None
    kind = {"role": EntityKind.PERSON, "group": EntityKind.GROUP, "document": EntityKind.DOCUMENT}.get(
        sort, EntityKind.ORGANISATION
    )
    m = Mention(first, last, first, last, i, sort, kind, called(page, first, last))
    m.nation = nation_in(page, first, i)
    if sort == "role":
        role = role_of(page, i)
        m.roles, m.gender, m.kin = (role,), roles().get(role, ("", ()))[0], role in nouns("kin")
    return m


def noun_phrase(page: Page, i: int) -> tuple[int, int]:
    """First and last token of the phrase whose head is the noun i."""
    first = i
    while first > 0 and i - first < _REACH and page.sent[first - 1] == page.sent[i] and _left(page, first - 1, i):
        first -= 1
    while first < i and (not page.word[first][0].isalnum() or page.low[first] in ("'s", "’s", "and", "or")):
        first += 1
    return first, _tail(page, i)


def _mine(page: Page, i: int) -> bool:
    """ "my wife", "your minister": who that is depends on who speaks."""
    return any(page.low[k] in ("my", "your", "our") and page.head[k] == i for k in range(max(0, i - 5), i))


def _left(page: Page, k: int, head: int) -> bool:
    if page.word[k] in ("'s", "’s", "'", "’") and page.dep[k] == "case":
        return page.head[page.head[k]] == head or k < page.head[page.head[k]] <= head
    governor = page.head[k]
    if (page.dep[k] in LEFT or page.dep[k] == "npadvmod") and page.word[k] not in '"“”‘()' and page.low[k] != ",":
        return k < governor <= head
    return (
        page.dep[k] in ("conj", "cc")
        and page.pos[k] in ("ADJ", "PROPN", "NOUN", "CCONJ")
        and page.dep[governor] in LEFT
        and page.head[governor] <= head
    )


def _tail(page: Page, i: int) -> int:
    """A short phrase after the noun that says which one: "witnesses to the shooting", never a clause."""
    k, n = i + 1, len(page)
    if (
        k >= n
        or page.dep[k] != "prep"
        or page.head[k] != i
        or page.low[k] in ("after", "before", "since", "about", "as", "than")
        or (page.low[k] == "by" and page.low[i] not in nouns("document"))
    ):
        return i
    end = min(page.right(k), k + _REACH)
    for j in range(k, min(end + 1, n)):
        if (
            page.pos[j] in ("VERB", "AUX", "SCONJ")
            or page.word[j] in ',;:"“”('
            or page.low[j] in ("who", "which", "that")
        ):
            end = j - 1
            break
        if page.pos[j] == "CCONJ" and j + 1 < n and (page.pos[j + 1] == "DET" or page.tag[j + 1] == "PRP$"):
            end = j - 1
            break
    while end > i and page.pos[end] in ("ADP", "DET", "CCONJ", "PUNCT", "ADJ", "PART", "SPACE"):
        end -= 1
    return end


def called(page: Page, i: int, j: int) -> str:
    """The phrase as a name: without articles, counts and possessive pronouns."""
    while i < j and page.word[i + 1] != "-" and _opens(page, i):
        i += 1
    words = page.words(i, j)
    keep = (
        not page.first[i] or page.pos[i] == "PROPN" or page.word[i].isupper() or page.ent[i] in ("NORP", "GPE", "ORG")
    )
    return words if keep else words[:1].lower() + words[1:]


def _opens(page: Page, i: int) -> bool:
    """Articles, counts and the like, which are no part of what somebody is called."""
    plain = page.pos[i] in ("DET", "NUM", "PUNCT", "ADP", "ADV", "SCONJ") or page.tag[i] in ("PRP$", "JJR", "JJS")
    return plain or page.low[i] in _OPENERS


def definite(page: Page, m: Mention) -> bool:
    """ "the minister", "President" standing alone: somebody whom the reader is taken to know."""
    low = page.low[m.first]
    if low in _OTHER or any(page.low[k] in ("another", "other") for k in range(m.first, m.head)):
        return False
    return low in _DEFINITE or (page.word[m.head][0].isupper() and page.tag[m.head] == "NNP")


def _last_before(f: Figure, at: int) -> int:
    """Token of the figure's last mention before `at`, or -1."""
    k = bisect_left(f.mentions, at, key=lambda x: x.a)
    return f.mentions[k - 1].a if k else -1


def resolve_role(page: Page, m: Mention, figures: list[Figure]) -> Figure | None:
    """The person whom a definite description means: introduced before, of that role, of no other country."""
    role = m.roles[0]
    told = content(page, m.first, m.last, role)
    fits = []
    for f in figures:
        seen = _last_before(f, m.a)
        if seen < 0 or f.plural or (f.nation and m.nation and f.nation != m.nation):
            continue
        if f.gender and m.gender and f.gender != m.gender:
            continue
        grade = _grade(f, m, role, told)
        if grade:
            fits.append((grade, seen, f))
    return max(fits, key=lambda x: (x[0], x[1]))[2] if fits else None


def _grade(f: Figure, m: Mention, role: str, told: frozenset[str]) -> int:
    """3 where the figure was called that, 2 where a wider noun fits, 1 where the country does, 0 where nothing does."""
    rival = {w for w in told if w in nouns("rival")}
    known = {w for w in f.modifiers if w in nouns("rival")}
    same_land = bool(m.nation) and m.nation == f.nation
    if rival and known and not rival & known:
        return 0
    if role in f.roles:
        if role in _AGES and m.last > m.head:  # "the youth in this community"
            return 0
        if told and f.modifiers and not told & f.modifiers and not same_land:
            return 0 if m.last > m.head or not f.named else 1
        return 3 if f.named or told & f.modifiers else 2
    if not f.named or (rival and not known):
        return 0
    if any(role in roles().get(r, ("", ()))[1] for r in f.roles):
        return 2
    leads = role in ("leader", "president", "premier", "prime minister", "ruler", "dictator", "head of state")
    return 1 if leads and same_land and not f.roles else 0


def _guest(page: Page, m: Mention, people: list[Figure]) -> Figure | None:
    """ "his guest": the other one of the two persons named in the sentence so far."""
    if m.roles[0] not in nouns("partner") or page.tag[m.first] != "PRP$":
        return None
    here: dict[int, Figure] = {}
    subjects = set()
    for f in people:
        for x in f.mentions:
            if f.named and x.a < m.a and page.sent[x.a] == page.sent[m.a]:
                here[id(f)] = f
                if page.dep[x.head] in SUBJECTS:
                    subjects.add(id(f))
    others = [f for k, f in here.items() if k not in subjects]
    return others[0] if len(here) == 2 and len(others) == 1 else None


def gather_nominals(
    page: Page, mentions: list[Mention], people: list[Figure], bodies: list[Figure], lands: list[Figure]
) -> list[Figure]:
    """Gives every nominal mention a figure, in order of text; returns the figures that are new."""
    new: list[Figure] = []
    index: dict[tuple[str, str], Figure] = {}
    for m in mentions:
        if m.sort == "role":
            f = (
                resolve_role(page, m, [*people[-_MOST:], *new[-_MOST:]])
                if definite(page, m)
                else _guest(page, m, people[-_MOST:])
            )
        elif m.sort == "body":
            f = _government(page, m, lands) or _body(page, m, [*bodies[-_MOST:], *_formed(new)])
        else:
            f = index.get((m.sort, _same(m.name)))
            if f is None and m.sort == "group" and page.low[m.first] in ("the", "these", "those"):
                f = next(
                    (g for g in reversed(new) if g.plural and g.modifiers & {page.low[m.head]} and _agree(g, m)), None
                )
        if f is None:
            f = _create(page, m)
            if f is None:
                continue
            new.append(f)
            index.setdefault((m.sort, _same(m.name)), f)
        f.add(m)
        f.mentions.sort(key=lambda x: x.a)
    return new


def _formed(figures: list[Figure]) -> list[Figure]:
    return [f for f in figures[-_MOST:] if f.kind is EntityKind.ORGANISATION]


def _agree(g: Figure, m: Mention) -> bool:
    return not m.nation and len(m.name.split()) == 1 and m.name.lower() != "police"


def _same(name: str) -> str:
    low = name.lower()
    return "police" if low in ("cops", "police", "police officers") else low


def _create(page: Page, m: Mention) -> Figure | None:
    if (
        m.sort == "role"
        and page.dep[m.head] in ("attr", "appos", "oprd", "compound", "npadvmod")
        and not definite(page, m)
    ):
        return None
    if m.sort == "body":
        modified = m.head > m.first + (page.low[m.first] in _DEFINITE) or m.last > m.head
        tells = page.low[m.first] in _DEFINITE and page.lemma[page.head[m.head]] in nouns("person_verb")
        if not _speaks(page, m.head) or not (modified or tells):
            return None
    name = "police" if m.sort == "group" and _same(m.name) == "police" else m.name
    f = Figure(m.kind or EntityKind.GROUP, name, named=False, plural=m.sort == "group")
    f.modifiers = {page.low[m.head]} if m.sort == "group" else set(content(page, m.first, m.last, " ".join(m.roles)))
    if m.sort == "group" and m.nation and _one_nation(page, m):
        f.nation = m.nation
    return f


def _speaks(page: Page, i: int) -> bool:
    """Subject, agent, or what follows "according to" and "from"."""
    dep, head = page.dep[i], page.head[i]
    if dep == "conj":
        dep, head = page.dep[head], page.head[head]
    if dep == "dobj" and page.lemma[head] in ("quote", "cite"):
        return True
    return dep in SUBJECTS or (dep == "pobj" and (page.dep[head] == "agent" or page.low[head] in ("from", "to")))


def _one_nation(page: Page, m: Mention) -> bool:
    return not any(page.low[k] in ("and", "or", ",") for k in range(m.first, m.head))


def _government(page: Page, m: Mention, lands: list[Figure]) -> Figure | None:
    """ "the Iranian government": the same as the country where it acts."""
    if page.low[m.head] not in nouns("gov"):
        return None
    m.kind = EntityKind.GOVERNMENT
    told = content(page, m.first, m.head, page.low[m.head])
    if not m.nation or len(told) > 1 or (m.last > m.head and page.low[m.head + 1] != "of"):
        return None
    found = next((f for f in lands if f.kind is EntityKind.GOVERNMENT and f.nation == m.nation), None)
    land = country(m.nation)
    if found is None and land is not None:
        found = Figure(EntityKind.GOVERNMENT, land.name, nation=land.iso2)
        lands.append(found)
    return found


def _body(page: Page, m: Mention, bodies: list[Figure]) -> Figure | None:
    """ "the agency", "the tabloid": the last organisation that was told to be one."""
    if page.low[m.first] not in _DEFINITE or m.last > m.head:
        return None
    noun = page.lemma[m.head].lower()
    told = content(page, m.first, m.head, noun) - _PLAIN
    kind = next((k for k in ("media", "firm", "body") if noun in nouns(k)), "")
    fits = []
    for f in bodies:
        seen = _last_before(f, m.a)
        if seen < 0 or (f.nation and m.nation and f.nation != m.nation):
            continue
        words = set(" ".join([f.name, *f.roles]).lower().split())
        known = words & (
            nouns(kind) | nouns("press") if kind == "media" else nouns("firm") if kind == "firm" else frozenset()
        )
        grade = 3 if noun in f.roles else 2 if noun in words else 1 if known else 0
        if told and not told & words and not (m.nation and m.nation == f.nation):
            grade = 0
        if grade:
            fits.append((grade, seen, f))
    return max(fits, key=lambda x: (x[0], x[1]))[2] if fits else None


def beside(page: Page, a: int) -> bool:
    """A possessor or an adjective of nationality stands right before token a."""
    return page.low[a - 1] in ("'s", "’s", "'", "’") or by_demonym(page.word[a - 1]) is not None


def note_bodies(page: Page, mentions: list[Mention]) -> None:
    """ "the news agency Xyz", "Xyz, a maker of pumps,": an organisation remembers what it is."""
    listed = nouns("media") | nouns("firm") | nouns("body")
    for m in mentions:
        land = nation_in(page, max(0, m.a - 3), m.a - 1) if m.a and beside(page, m.a) else ""
        m.nation = land or nation_in(page, m.a, m.a) if m.b > m.a else land
        after = m.b + 1 if m.b + 1 < len(page) and page.lemma[m.b + 1].lower() in nouns("apposed") else -1
        near = [m.a - 1, m.a - 2 if m.a > 1 and page.word[m.a - 1] == "," else -1, after]
        for k in near:
            if (
                0 <= k < len(page)
                and page.lemma[k].lower() in listed
                and page.sent[k] == page.sent[m.a]
                and page.pos[k] == "NOUN"
            ):
                m.roles = (*m.roles, page.lemma[k].lower())
        k = m.b + 1
        if k < len(page) and page.word[k] == ",":
            for j in range(k + 1, min(k + 8, len(page))):
                if page.dep[j] == "appos" and page.lemma[j].lower() in listed:
                    m.roles = (*m.roles, page.lemma[j].lower())
                    break


def alias_of(f: Figure) -> list[str]:
    """Nationality and officials: the country's name stands beside the group's."""
    if f.kind is EntityKind.GROUP and f.nation and f.modifiers & {"officials", "authorities", "diplomats", "leaders"}:
        land = country(f.nation)
        return [land.name] if land is not None and lookup(land.name) else []
    return []
