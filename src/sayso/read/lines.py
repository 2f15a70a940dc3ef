"""What one line or sentence is by its words alone: boilerplate, a date, a URL, a byline, a dateline at its start.

Every pattern is bounded and looks at the head of a line only, so that a line of any length costs linear time.
"""

from __future__ import annotations

import re
from functools import cache

from ..model import BlockKind
from .lexicon import rows
from .newsrooms import agency_names

_HEAD = 160  # characters of a line that the patterns of its beginning see
_LONGEST = 60  # words a line of boilerplate may have

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_URL = re.compile(
    r"(?:https?://|www\.)\S+$|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|co\.uk|gov|edu|info|in)(?:/\S*)?$", re.I
)
_SPACED_URL = re.compile(r"https?\s?:\s?/\s?/\s?(?:[\w%&?=#.~+-]+\s?(?:[./:_?=&-]\s?|$)){1,80}\S*$")
_NUMERIC_DATE = re.compile(r"\b\d{1,4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,4}\b")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)[A-Za-z]{0,6}\.?"
_MONTH_WORD = re.compile(rf"\b{_MONTH}(?![A-Za-z])")
_STAMP = re.compile(
    r"^(?:last |originally |first )?(?:published|updated?|posted|edited|modified|created|date|filed)\b", re.I
)

_NAME = r"[A-ZÀ-Ý][\w.'’\-]*"
_PLACE = rf"{_NAME}(?:\s(?:of|de|la|le|el|al|au|sur|am|{_NAME})){{0,3}}"
_DAY = rf"(?:{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s?\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?)"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:\s?/\s?{_PLACE}){{0,2}})?"
    rf"(?P<region>(?:,\s?(?!{_DAY}){_PLACE}){{0,2}})"
    rf"(?P<date>,?\s?{_DAY})?"
    r"(?:\s?(?P<agency>[(\[][A-Z][\w./&'’ -]{1,40}[)\]]))?"
    r"(?P<sep>\s?:(?=\s|$)|\s?[—–](?:\s|$|(?=[A-Z\"“']))|\s?--\s?|\s-\s-\s|\s-(?=\s|$)|(?<=\))-\s?)?"
)

_ROLE = r"(?:reporter|correspondent|writer|editor|journalist|columnist|producer|freelancer|contributor|blogger|intern|author|photographer)"
_NAMES = rf"{_NAME}(?:\s(?:and|of|&|{_NAME})){{0,7}}"
_BYLINE = re.compile(
    rf"(?:(?:By|BY|Story by|Written by|Words by|Report by|Text by)\s?:?\s(?:the\s)?{_NAMES}(?:\s?[,|]\s?[\w\s.,:|&'’-]{{0,90}})?"
    rf"|From\s(?:{_NAMES}|our\s[\w ]{{0,20}}correspondent|correspondents),?(?:\s(?:in|at)\s{_NAMES})?"
    rf"|{_NAMES}\s?[,|/–—-]\s?(?:[\w’']+\s){{0,4}}(?i:{_ROLE}s?)(?:,?\s[\w ,]{{0,40}})?"
    rf"|(?i:(?:our |staff |special |web |news )*(?:staff|correspondent|bureau|desk|{_ROLE})s?(?: reports?)?))$"
)
_CAPTION = re.compile(
    r"(?:Map|Chart|Graphic|Photo|Photograph|Image|Picture|Diagram|Illustration)\s(?:of|showing|shows)\s[^:.]{3,90}:\s"
    r"|FILE\s?[-–—]+\s|FILE PHOTO\b|In this (?:photo|image|picture|file photo|frame|screen ?grab|screenshot)\b",
)
_PHOTO_CREDIT = re.compile(
    r"[(\[]?(?:(?:AP|AFP|Reuters|REUTERS|EPA|Getty|PTI|ANI|Xinhua|CNN|BBC|Courtesy|Twitter|Facebook)\s?/?\s?)?"
    r"(?:File\s)?(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?)(?:\sby\s|\s?[:/]\s?|\scourtesy\s|\s?via\s)?[\w\s./,&'’-]{0,60}[)\]]?$"
)
_SELF = re.compile(rf"(?:I am|I'm|I’m|My name is)\s{_NAME}(?:\s{_NAME}){{0,3}}\s?(?:,|and|[-–—])\s")
_WHO = re.compile(
    rf"(?P<name>{_NAME}(?:\s{_NAME}){{0,3}}),?\s(?:is|was|has been)\s(?:an?|the|our|{_NAME})\s(?:[\w’',-]+\s){{0,7}}?(?i:{_ROLE})\b"
    rf"|(?P<name2>{_NAME}(?:\s{_NAME}){{0,3}})\s(?:covers|writes about|reports on|reported from|contributes to)\s"
)
_CONTACT = re.compile(
    rf"(?:Follow|Contact|Email|E-mail|Reach|Write to|Tweet)\s(?:{_NAME}|the (?:author|writer|reporter))[^.]{{0,60}}"
    r"(?:@|[Tt]witter|Facebook|Instagram|LinkedIn|\bat\b)"
    rf"|{_NAME}(?:\s{_NAME}){{0,3}}\scan be reached\b|(?:On )?Twitter\s?:\s?@|@\w+$"
)
_EXCLUSIVE = re.compile(
    r"[\w.&’' -]{2,40}\s(?:has|have)\s(?:obtained\s)?exclusive\s(?:pictures|video|videos|footage|photos|images|details of the pictures)\b"
)
_CONTRIBUTED = re.compile(
    r"[^.!?\"“”]{3,200}\bcontributed\s(?:to\s(?:this|the)\s(?:report|story|article|piece|post)|reporting|from\s[A-Z])",
    re.I,
)
_WIRE_TAIL = re.compile(
    r"[(\[—–-]*\s?(?:with\s)?(?:inputs?\sfrom\s[\w\s,.&]{2,60}|[\w\s&,]{0,30}agency inputs|[Aa]gencies)\s?[)\].]*$"
)
_AGENCY_LINE = re.compile(  # "(Norland Press Agency)", "— With reports from ..." have no verb and a newsroom's name
    r"[(\[—–-]\s?(?:(?:[A-Z][\w.&'’-]*|of|and|the)\s){0,5}(?:Agency|Press|News|Newswire|Wire|Service|Services|Agencies|AP|AFP|Reuters|DPA)\s?[)\].]*$"
)
_RIGHTS = re.compile(r"[^.]{0,80}\ball rights reserved\b|[\w.\s]{0,20}©", re.I)
_REPORTING = re.compile(
    r"[(\[]\s?(?:additional\s)?(?:reporting|editing|writing|compiled|translated|edited|reported|with (?:inputs|reporting|files|additional)|"
    r"this (?:story|article|report) (?:was|has|first)|source\s?:|copyright|c\)\s|©)",
    re.I,
)
_READ_IN_BRACKETS = re.compile(
    r"[(\[]\s?(?:read more|also read|read also|read|see also|related|watch|more|click here)\b\s?(?::|for\b|to\b|[-–—])",
    re.I,
)


@cache
def _phrases() -> dict[str, tuple[tuple[BlockKind, str, str], ...]]:
    """Boilerplate phrases by their first word, longest first."""
    by: dict[str, list[tuple[BlockKind, str, str]]] = {}
    for kind, how, phrase in rows("boilerplate.tsv"):
        by.setdefault(phrase.split()[0], []).append((BlockKind(kind), how, phrase))
    return {w: tuple(sorted(p, key=lambda x: -len(x[2]))) for w, p in by.items()}


@cache
def flat(name: str) -> frozenset[str]:
    """All words of a list that has several on a line."""
    return frozenset(w for row in rows(name) for w in " ".join(row).lower().split())


@cache
def dateline_places() -> frozenset[str]:
    return frozenset(p for row in rows("dateline_places.txt") for p in row[0].lower().split("|"))


def word_count(text: str) -> int:
    return len(text.split(None, 400))


def is_url(text: str) -> bool:
    """An address alone on its line, also one whose parts a tokenizer set apart."""
    return len(text) < 2000 and bool(_SPACED_URL.match(text) or (" " not in text and _URL.match(text)))


def is_date_line(text: str) -> bool:
    """Nothing but dates, times and their labels; a few capitals (a desk, a place, an agency) may stand beside a full date."""
    if len(text) > 120:
        return False
    known, tokens = flat("date_words.txt"), _WORD.findall(text)
    if not any(t.isdigit() for t in tokens):
        return False
    dated = bool(_MONTH_WORD.search(text) or _NUMERIC_DATE.search(text))
    others = [t for t in tokens if not t.isdigit() and t.lower() not in known]
    if others and not (dated and (_STAMP.match(text) or all(t.isupper() for t in others)) and len(others) <= 3):
        return False
    return dated or bool(_STAMP.match(text))


def is_byline(text: str) -> bool:
    if len(text) > _HEAD or text.endswith((".", "?", "!")):
        return False
    return text.lower().strip("()[] ") in agency_names() or bool(_BYLINE.match(text))


def boilerplate(text: str, *, late: bool = False, known_name: str = "") -> BlockKind | None:
    """The kind of a line or sentence that is no reporting, None for everything else.

    `late` says that the line stands among the last of its article, where author notes are; `known_name` is the text before, in
    which the person of an author note is not mentioned.
    """
    head = text[:_HEAD].lstrip("•*·-–—>»|► \t")
    low = head.lower().lstrip("([").replace("’", "'")
    words = word_count(text)
    kind = _by_phrase(low, text, words)
    if kind:
        return kind
    if words <= _LONGEST and _misspelt_source(low):
        return BlockKind.CREDIT
    if _REPORTING.match(head) or _CONTRIBUTED.match(head) or (words <= 25 and _RIGHTS.match(head)):
        return BlockKind.CREDIT
    if (words <= 12 and _WIRE_TAIL.match(head)) or (words <= 7 and _AGENCY_LINE.match(text.strip())):
        return BlockKind.CREDIT
    if _EXCLUSIVE.match(head) and words <= 20:
        return BlockKind.PROMOTION
    if _READ_IN_BRACKETS.match(head) and words <= 40:
        return BlockKind.PROMOTION
    if _CAPTION.match(head) or (words <= 12 and _PHOTO_CREDIT.match(head)):
        return BlockKind.CAPTION
    if _CONTACT.match(head) and words <= 30:
        return BlockKind.AUTHOR_NOTE
    return _author_note(head, known_name) if late else None


def _by_phrase(low: str, text: str, words: int) -> BlockKind | None:
    if not low or words > _LONGEST:
        return None
    first = low.split(None, 1)[0]
    for key in dict.fromkeys((first, first.rstrip(":|-–—."), first[:1])):
        for kind, how, phrase in _phrases().get(key, ()):
            plain = phrase.replace("’", "'")
            if not low.startswith(plain):
                continue
            rest = low[len(plain) :]
            if how == "whole" and not rest.strip(" .:()[]|»›>"):
                return kind
            if how == "label" and (not rest.strip() or re.match(r"\s?[:|»›>]|\s[-–—]\s", rest)):
                return kind
            if how == "start" and (not rest or not rest[0].isalnum()):
                return kind
    return None


def _misspelt_source(low: str) -> bool:
    """'Soource :', 'Sorce:' and the like: one letter off."""
    head, colon, _ = low[:14].partition(":")
    return bool(colon) and _off_by_one(head.strip(), "source")


def _off_by_one(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def _author_note(head: str, before: str) -> BlockKind | None:
    if _SELF.match(head):
        return BlockKind.AUTHOR_NOTE
    who = _WHO.match(head)
    if not who:
        return None
    surname = (who["name"] or who["name2"]).split()[-1]
    return None if surname in before else BlockKind.AUTHOR_NOTE


def headline_label(text: str) -> bool:
    """A label such as "WATCH:" that opens a headline as well as a promotion."""
    head, colon, rest = text[:_HEAD].partition(":")
    return bool(colon) and head.strip().lower() in _HEADLINE_LABELS and word_count(rest) >= 4


_HEADLINE_LABELS = frozenset(
    ("watch", "must see", "must read", "live updates", "listen", "video", "photos", "more", "read", "see")
)


def dateline(text: str, *, first: bool) -> int:
    """Length of the dateline that opens `text`, with its dash or colon; 0 where there is none.

    `first` says that the text is the article's first paragraph, where a less usual form is believed.
    """
    head = text[:_HEAD]
    m = _DATELINE.match(head)
    if not m or not m.end():
        return 0
    rest = text[m.end() :].lstrip()
    if rest and not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"“'‘«("):
        return 0
    place, region, sep = m["place"] or "", m["region"].strip(", "), m["sep"]
    if not sep and (rest or not first):
        return 0
    agency = (m["agency"] or "").strip("()[] ").lower()
    by_agency = bool(agency) and (agency in agency_names() or agency.split("/")[0].strip() in agency_names())
    if not place:
        desk = by_agency or (agency and len(agency) <= 12 and (m["agency"] or "").isupper())
        return m.end() if desk and sep else 0
    return m.end() if _filed(place, region, bool(m["date"]), by_agency, (sep or "").strip(), first) else 0


def _filed(place: str, region: str, dated: bool, by_agency: bool, sep: str, first: bool) -> bool:
    """Whether `place` is where an article was filed, by the form of what stands around it."""
    names = [p.strip().lower().rstrip(".") for p in re.split(r"[/,]", place)]
    known = all(n in dateline_places() for n in names)
    letters = [c for c in place if c.isalpha()]
    capitals = len(letters) >= 3 and all(c.isupper() for c in letters)
    if capitals and set(place.lower().split()) & flat("dateline_labels.txt"):
        return False
    if by_agency or (known and (capitals or dated)):
        return True
    if not first:
        return False
    if capitals or dated:
        return capitals or bool(sep)
    return known or region.split(",")[-1].strip(" .").lower() in dateline_places()
