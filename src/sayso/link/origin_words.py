"""Words by which sources are named: roles that stand for somebody, common nouns, states, newsrooms."""

from __future__ import annotations

import re
from functools import cache

from ..read.newsrooms import agency_names, canonical
from .words import Word, lines, split_words

_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|sen|rep|gov|capt|col|gen|lt|sgt|sir|the|a|an|its|his|her|their|our)\b\.?\s+", re.I
)
_LEAD = re.compile(
    r"^(?:from|by|to|at|of|official|unnamed|anonymous|several|some|many|two|three|half-dozen|top|senior|other|another|unidentified)\s+",
)
_DAY = re.compile(r"\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_WHERE = re.compile(r"^((?:[A-Z][\w.&’'-]*\s){1,5}[A-Z][\w.&’'-]*)\s+in\s+[A-Z][\w’'-]*$")
_SHORTENED = re.compile(r"(?:\w\.\w+|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros))\.$")
_TAIL = re.compile(r"(?:in|of|at|from|on|with|to|by|who|that)\b", re.I)  # what "some" is of
_PREPOSITION = re.compile(r"\s(?:of|for|from|at|in|on|with|to|who|by)\s")
_SMALL = frozenset(["of", "for", "the", "and", "in", "on", "s"])
_MADE = re.compile(
    r"\s(?:released|issued|published|posted|disclosed|obtained|filed|unsealed|made public)(?:\s(?!by\b).{0,40})?$"
)
_ATTORNEY = re.compile(r"^(.*?)\bD\.?A\.?(?:['’]s)?(?:\s(?:office|Office))?$")
_OWNER = re.compile(r"['’]s?$")


@cache
def roles(kind: str) -> frozenset[str]:
    """Words of one line of `origin_roles.txt`."""
    return _listed("origin_roles.txt", kind)


@cache
def generic(sort: str) -> frozenset[str]:
    """Words of one line of `origin_generic.txt`."""
    return _listed("origin_generic.txt", sort)


def _listed(file: str, name: str) -> frozenset[str]:
    return frozenset(w for line in lines(file) if line.startswith(name + ":") for w in line.partition(":")[2].split())


def tidy(name: str) -> str:
    """A source's name as it is printed: without title, article, day, place of work and possessive ending."""
    name = " ".join(name.split())[:120].strip(' ,;:"“”‘')
    if name.endswith(".") and not _SHORTENED.search(name):
        name = name.rstrip(".")
    for _ in range(4):
        shorter = _LEAD.sub("", _TITLE.sub("", name))
        if shorter == name or not shorter or _TAIL.match(shorter):
            break
        name = shorter
    name = _MADE.sub("", _DAY.sub("", name))
    if lawyer := _ATTORNEY.match(name):
        name = f"{lawyer.group(1)}district attorney"
    where = _WHERE.match(name)
    return _OWNER.sub("", where.group(1) if where else name)


def paper_kinds(name: str) -> frozenset[str]:
    """Which kinds of papers a plain name may mean: "court documents" and "records" are of one kind, an autopsy is of another."""
    words = {w.low for w in split_words(name)}
    kinds = ("court", "study", "notice", "mail")
    return frozenset(k for k in kinds if words & roles(f"paper-{k}"))


def crowd_words(name: str) -> list[Word]:
    """The words before the first preposition: "close friends of the mayor" -> close, friends; an eyewitness is a witness."""
    head = _PREPOSITION.split(name, maxsplit=1)[0]
    return split_words(re.sub(r"\b([Ee])yewitness", "witness", head))


def body_words(name: str) -> frozenset[str]:
    """Stems of the words of a body's name; none where no word is that of a kind of body, as persons have names in common."""
    words = [w for w in split_words(name) if w.low not in _SMALL and country_of(w.raw) is None and len(w.low) > 1]
    kinds = generic("body") | generic("police")
    return frozenset(w.key for w in words) if any(w.low in kinds for w in words) else frozenset()


def is_of(name: str, body: str) -> bool:
    """Whether `name` is people of `body` without a name of their own: "Orsk Mining engineers"; its victims or readers are not."""
    rest = name[len(body) :].split()
    if not name.startswith(body + " ") or not rest or not all(w.islower() for w in rest):
        return False
    return rest[-1] in roles("staff")


@cache
def _countries() -> dict[str, str]:
    found = {}
    for line in lines("countries.txt"):
        state, _, words = line.partition(":")
        for w in words.split():
            found[w] = state.strip()
    return found


def country_of(name: str) -> str | None:
    """The state that a bare capital, adjective or short name stands for, or None."""
    flat = re.sub(r"\s+", "-", re.sub(r"^the\s+|['’]s$", "", name.strip().lower())).rstrip(".")
    return _countries().get(flat)


def initials(name: str) -> str:
    """ "Meridian Press Agency" -> "MPA"."""
    return "".join(w[0] for w in re.findall(r"[^\W\d_][\w.-]*", name[:120]) if w[0].isupper())


def newsroom_name(name: str) -> str | None:
    """What a known newsroom is called in full; None where the name is not known as one."""
    bare = re.sub(r"\s+(?:news\s+agency|newspaper|television|TV|website|\([A-Z]{2,6}\))$", "", name)
    return canonical(name) or canonical(bare)


def newsroom_key(name: str) -> str | None:
    """What two spellings of a known newsroom have in common; None where the name is not known as one."""
    full = newsroom_name(name)
    return full.lower().removeprefix("the ") if full else None


def is_agency(name: str) -> bool:
    """Whether it is a known news agency."""
    return name.lower() in agency_names() or re.sub(r"\s+news\s+agency$", "", name.lower()) in agency_names()
