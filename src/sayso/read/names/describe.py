"""What stands around a name and says who that is: titles, roles, nationality, before it or set off by commas."""

from __future__ import annotations

import re

from ..countries import by_demonym, lookup
from .lists import nouns, roles, titles
from .page import LEFT, SUBJECTS, Mention, Page
from .spot import role_at

_REACH = 14  # tokens that a description may add on either side
_VAGUE = frozenset({"former", "current", "new", "old", "senior", "top", "own", "same", "late", "other", "local"})
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_OLD_BEFORE = re.compile(r"(\d{1,2}|[A-Za-z]{5,9}teen|[Ff]ifteen|[Tt]hirteen)[-‑ ]years?[-‑ ]old(?: [a-z]+)? ?$")
_OLD_AFTER = re.compile(r",? ?\(?(\d{1,2})(?:[,.;)]|[- ]year)")
_CLAUSE = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "parataxis", "cc"})


def describe(page: Page, m: Mention) -> None:
    """Widens a person's mention over title and description, and notes what they say."""
    _before(page, m)
    _possessor(page, m)
    _after(page, m)
    _set_off(page, m)
    _aged(page, m)
    around = content(page, m.first, m.a - 1, " ".join(m.roles)) | content(page, m.b + 1, m.last, " ".join(m.roles))
    m.about = around if m.roles else frozenset()


def _aged(page: Page, m: Mention) -> None:
    """ "16-year-old Xy Zet", "Xy Zet, 16,": the young are called by their age later on ("the teenager")."""
    before = _OLD_BEFORE.search(page.text[max(0, page.start[m.first] - 30) : page.start[m.a]])
    after = before or _OLD_AFTER.match(page.text[page.end(m.b) : page.end(m.b) + 20])
    age = after[1].lower() if after else ""
    years = int(age) if age.isdecimal() else _TEENS.index(age) + 13 if age in _TEENS else 99
    if years < 20:
        boy = ("girl",) if m.gender == "f" else ("boy",) if m.gender == "m" else ("boy", "girl")
        m.roles = (*m.roles, *(("teen", "teenager", "youth") if years > 12 else ("child",)), *boy)


def role_of(page: Page, i: int) -> str:
    """The role noun that ends at token i ("prime minister", "spokesman"), singular, or "" ."""
    if i > 1 and page.low[i - 1] == "of" and page.low[i - 2] == "secretary":
        return "secretary"
    if (
        page.low[i] == "head"
        and i + 2 < len(page)
        and page.low[i + 1] == "of"
        and page.low[i + 2] in ("state", "government")
    ):
        return f"head of {page.low[i + 2]}"
    if i > 0 and f"{page.low[i - 1]} {page.low[i]}" in roles():
        return f"{page.low[i - 1]} {page.low[i]}"
    low = page.low[i]
    if low in roles():
        return low
    if low in titles():
        return titles()[low][1]
    return low.rsplit("-", 1)[-1] if "-" in low and low.rsplit("-", 1)[-1] in roles() else ""


def nation_in(page: Page, i: int, j: int) -> str:
    """ISO code of the first country or nationality named in tokens i..j."""
    for k in range(i, j + 1):
        if not page.word[k][0].isupper():
            continue
        for end in (min(j, k + 1), k):
            words = page.words(k, end)
            country = by_demonym(words) or lookup(words)
            if country:
                return country.iso2
    return ""


def _note(page: Page, m: Mention, i: int, j: int) -> bool:
    """Takes gender and role from the last word of a description i..j; False where that is no role."""
    low = page.low[j]
    role = role_of(page, j)
    gender = roles().get(role, ("", ()))[0] or titles().get(low, ("", ""))[0]
    if not role and low not in titles():
        return False
    m.gender = m.gender or gender
    if role and role not in m.roles:
        m.roles = (*m.roles, role)
    m.kin = m.kin or role in nouns("kin")
    m.nation = m.nation or nation_in(page, i, j)
    return True


def content(page: Page, i: int, j: int, role: str) -> frozenset[str]:
    """Words of a description that tell one holder of a role from another."""
    kept = (page.lemma[k].lower() for k in range(i, j + 1) if page.pos[k] in ("NOUN", "PROPN", "ADJ"))
    return frozenset(w for w in kept if w not in role.split() and w not in titles() and w not in _VAGUE)


def _before(page: Page, m: Mention) -> None:
    """Titles and roles right before the name, and what modifies them: "Velm island governor Heda Ru..."."""
    i = m.a - 1
    if i >= 0 and page.word[i] == "." and i > 0 and page.joined(i - 1):
        i -= 1
    found = False
    while i >= 0 and m.a - i <= _REACH and page.sent[i] == page.sent[m.a]:
        start = next((k for k in (i - 2, i - 1) if k >= 0 and role_at(page, k, i + 1) == i), i)
        if not _note(page, m, start, i):
            break
        found, m.first, i = True, start, start - 1
    while found and i >= 0 and m.a - i <= _REACH and page.sent[i] == page.sent[m.a] and _modifies(page, i, m):
        m.first, i = i, i - 1
    if found and page.dep[m.first] == "punct":
        m.first += 1
    if found:
        m.nation = m.nation or nation_in(page, m.first, m.a - 1)
    elif i >= 0 and by_demonym(page.word[i]):
        m.nation, m.first = by_demonym(page.word[i]).iso2, i  # type: ignore[union-attr]
    elif m.a != m.b and i >= 0 and page.dep[i] == "compound" and m.a <= page.head[i] <= m.b and page.tag[i] == "NN":
        m.first = i


def _modifies(page: Page, i: int, m: Mention) -> bool:
    if page.dep[i] in ("poss", "case") or page.low[i] in ("'s", "’s"):
        return False
    return (
        page.dep[i] in LEFT
        and i < page.head[i] <= m.b
        and page.low[i] not in (",", "and")
        and page.word[i] not in "\"“”‘’'"
    )


def _possessor(page: Page, m: Mention) -> None:
    """ "Chile's Ana Poll", "Pella's sister D. Pella": a country gives the nationality."""
    i = m.first - 1
    if i < 1 or page.low[i] not in ("'s", "’s", "'", "’"):
        return
    begin = max(0, i - 3)
    m.nation = m.nation or nation_in(page, begin, i - 1)


def _after(page: Page, m: Mention) -> None:
    """ "..., a harbour clerk," and "from the tide office"; clauses are left out."""
    i, n = m.b + 1, len(page)
    if i < n and page.low[i] in ("jr", "jr.", "sr", "sr.", "iii", "ii"):
        i += 1
    if i >= n or page.sent[i] != page.sent[m.b]:
        return
    if page.word[i] == "(":
        close = next((k for k in range(i, min(i + 7, n)) if page.word[k] == ")"), n)
        i = close + 1 if close + 1 < n and page.sent[close + 1] == page.sent[m.b] else i
    if page.word[i] == "," and i + 1 < n and page.sent[i + 1] == page.sent[m.b]:
        stop = _phrase_end(page, i + 1)
        while stop > i + 1 and page.pos[stop] == "ADV":
            stop -= 1
        head = _head_noun(page, i + 1, stop)
        if _next_subject(page, m, i, head):
            return
        if head < 0 or page.low[i + 1] in ("and", "but", "or"):
            return
        if _note(page, m, i + 1, head):
            of = head + 1 < n and page.low[head + 1] == "of"
            m.nation = m.nation or nation_in(page, head + 1, min(stop, head + 4)) if of else m.nation
            m.last = stop
        elif page.dep[head] == "appos" and m.a <= page.head[head] <= m.b and page.pos[i + 1] == "DET":
            m.last = stop
    elif page.low[i] in ("of", "from", "at", "with") and page.head[i] in range(m.a, m.b + 1):
        stop = min(page.right(i), i + _REACH)
        if not any(page.dep[k] in _CLAUSE or page.word[k] == "," for k in range(i, stop + 1)):
            m.last = stop


def _next_subject(page: Page, m: Mention, comma: int, head: int) -> bool:
    """ "In Velm, the mayor said", "... against Roe, attorney says": what follows the comma is the subject of the next verb."""
    k = head + 1
    while head >= 0 and k < len(page) and page.sent[k] == page.sent[comma] and page.pos[k] == "ADV":
        k += 1
    if head < 0 or k >= len(page) or page.sent[k] != page.sent[comma] or page.pos[k] not in ("VERB", "AUX"):
        return False
    return page.tag[k] != "VBN" and page.dep[m.head] not in SUBJECTS


def _phrase_end(page: Page, i: int) -> int:
    """Last token of the noun phrase that starts at i: up to a comma, a verb, a relative pronoun or a quotation mark."""
    j, n = i, len(page)
    while j < n and j - i < _REACH and page.sent[j] == page.sent[i]:
        low = page.low[j]
        if low in (
            ",",
            "who",
            "which",
            "whose",
            "that",
            ";",
            ":",
            ".",
            "—",
            "(",
            ")",
            "“",
            "”",
            '"',
            "and",
            "but",
            "when",
        ):
            break
        if page.pos[j] in ("VERB", "AUX") and page.tag[j] != "VBN":
            break
        j += 1
    return j - 1


def _head_noun(page: Page, i: int, j: int) -> int:
    """Head of the noun phrase i..j: the last noun before its first preposition; -1 where there is none."""
    head = -1
    for k in range(i, j + 1):
        if page.pos[k] in ("NOUN", "PROPN"):
            head = k
        elif (
            head >= 0
            and page.pos[k] in ("ADP", "PART", "VERB", "AUX")
            and page.low[k] not in ("'s", "’s", "'", "’", "-")
        ):
            break
        elif page.pos[k] == "PRON" and page.tag[k] != "PRP$":
            return -1
    return head


def _set_off(page: Page, m: Mention) -> None:
    """ "the head of the rescue service, Jo Doe": the description comes first."""
    i = m.first - 1
    if i < 1 or page.word[i] != "," or page.sent[i] != page.sent[m.first]:
        return
    begin = i - 1
    while begin > 0 and i - begin < _REACH and page.sent[begin - 1] == page.sent[i] and not _stops(page, begin):
        begin -= 1
    for k in range(begin, i):
        opens = page.pos[k] == "DET" or page.tag[k] in ("PRP$", "POS") or (k == begin and page.first[k])
        if not opens:
            continue
        head = _head_noun(page, k, i - 1)
        if head >= 0 and page.dep[head] == "pobj" and page.dep[m.head] in SUBJECTS and page.head[m.head] > m.last:
            return  # "After a call to his mother, Jo Doe was ...": the phrase before the comma opens the sentence
        if head >= 0 and page.pos[head] in ("NOUN", "PROPN") and role_of(page, head) and _ends_there(page, m, head):
            _note(page, m, k, head)
            m.nation = m.nation or nation_in(page, begin, i)
            m.first = k + 1 if page.tag[k] == "POS" else k
            return


def _stops(page: Page, k: int) -> bool:
    return (
        page.pos[k] in ("VERB", "AUX", "SCONJ")
        or page.word[k] in ',;:"“”('
        or page.low[k] in ("who", "which", "that", "and")
    )


def _ends_there(page: Page, m: Mention, head: int) -> bool:
    """The name closes the apposition: a comma, a verb or the end follows it."""
    k = m.last + 1
    if k >= len(page) or page.sent[k] != page.sent[m.last]:
        return True
    if page.dep[m.head] == "appos" and page.head[m.head] == head:
        return True
    return page.word[k] in (",", ".", ";", "”", '"') or page.pos[k] in ("VERB", "AUX")
