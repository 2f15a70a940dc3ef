"""Numbers inside names ("24 Instant News"), pronouns ("one of them") and emphasis ("100 percent sure")."""

from __future__ import annotations

from collections.abc import Sequence

from .quantities_counted import Tokens, names_something, verbs
from .quantities_nouns import people
from .quantities_numbers import DASHES, Lexeme, Number, adjacent, word_at, word_set
from .quantities_units import currency_before, unit_after

_BOUNDING = ("than", "over", "about", "around", "nearly", "almost", "least", "some")


def is_emphatic(lex: Sequence[Lexeme], n: Number) -> bool:
    """ "100 percent" that is no share of anything, "110 percent", "a million times", "zero tolerance"."""
    after = [x.word for x in lex[n.last + 1 : n.last + 5]]
    if after[:1] == ["tolerance"] or after[:2] == ["-", "tolerance"]:
        return True
    if (n.value in (100, 110, 1000) and after[:1] in (["percent"], ["%"])) or (
        n.value == 100 and after[:2] == ["per", "cent"]
    ):
        rest = after[2:] if after[0] == "per" else after[1:]
        before = word_at(lex, n.first - 1)
        return not rest or (
            rest[0] not in ("of", "increase", "rise", "tariff", "tariffs", "renewable", "owned")
            and before not in ("by", "to", "rose")
        )
    counted = n.digits and (n.value not in (1e3, 1e4, 1e5, 1e6) or word_at(lex, n.first - 1) in _BOUNDING)
    return after[:1] == ["times"] and n.value >= 1000 and not counted


def is_pronoun(lex: Sequence[Lexeme], n: Number, tokens: Tokens) -> bool:
    """ "one" that counts nothing, "the two" alone, "half" that is no share, "few" and the like."""
    word, after, before = lex[n.first].word, word_at(lex, n.last + 1), word_at(lex, n.first - 1)
    if n.kind == "fraction":
        return _no_share(lex, n, word, before, after)
    if n.digits or n.first != n.last:
        return False
    if word == "one":
        return _is_pronoun_one(lex, n, tokens, before, after)
    if word in ("zero",):
        return before == "ground" or not after.isalpha()
    return False


def _no_share(lex: Sequence[Lexeme], n: Number, word: str, before: str, after: str) -> bool:
    if word != "half":
        return False
    if after in DASHES or before in ("first", "second", "other", "better", "and", "a", "each", "one", "-"):
        bounded = before == "and" and word_at(lex, n.first - 2) not in ("a", "one", "two", "three")
        return not bounded or after in DASHES
    if after in ("of", "the", "its", "his", "her", "their", "our", "those", "these", "all", "and", "to"):
        return after in ("and", "to") and before != "between"
    return before not in (
        "than",
        "about",
        "nearly",
        "almost",
        "roughly",
        "around",
        "least",
        "over",
        "under",
        "exactly",
        "only",
        "by",
        "some",
    )


def _is_pronoun_one(lex: Sequence[Lexeme], n: Number, tokens: Tokens, before: str, after: str) -> bool:
    if before in (
        "no",
        "any",
        "every",
        "each",
        "some",
        "this",
        "the",
        "which",
        "another",
        "a",
        "an",
        "number",
        "day",
    ):
        return True
    token = tokens.at(lex[n.first].start)
    if token is None:
        return True
    if after == "of":
        head = token.head
        hit = verbs().get(head.lemma_.lower()) is not None and token.dep_ in ("dobj", "nsubjpass")
        return not hit and word_at(lex, n.last + 3) not in (
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
        )
    if after in ("in", "out"):
        return word_at(lex, n.last + 2) not in (
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "of",
        )
    if after in DASHES and adjacent(lex, n.last):
        return word_at(lex, n.last + 2) in ("on", "off", "time", "sided", "way", "stop", "third", "of", "to", "size")
    if after in word_set("one-idioms"):
        return True
    if unit_after(lex, n.last, n) or before in ("least", "than", "just", "only"):
        return False
    nxt = token.nbor(1) if token.i + 1 < len(token.doc) else None
    casualty = after in ("dead", "killed", "injured", "wounded", "missing", "arrested", "hurt")
    return not casualty and (token.dep_ != "nummod" or nxt is None or nxt.pos_ not in ("NOUN", "ADJ", "PROPN"))


def in_name(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> bool:
    """Whether the number is part of a name: of an organisation, product, place or work."""
    if currency_before(lex, n.first) or (n.digits and n.scale > 1):
        return False
    start = lex[n.first].start
    token = tokens.at(start)
    if token is None or _title_case(text, start):
        return False
    if not n.digits and text[start].isupper() and not token.is_sent_start and text[start - 1 : start] not in "\"“'‘":
        return _capital_follows(lex, n, text) and _names_after(lex, n, text, tokens)
    if n.digits and _label_before(lex, n, text, tokens):
        return True
    if not n.digits or not _capital_follows(lex, n, text):
        return False
    return _names_after(lex, n, text, tokens)


def _capital_follows(lex: Sequence[Lexeme], n: Number, text: str) -> bool:
    at = n.last + 1
    return at < len(lex) and lex[at].word.isalpha() and text[lex[at].start].isupper()


def _names_after(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> bool:
    """ "38 North", "24 Instant News": capitals up to a stop, with no counted plural among or after them."""
    at = n.last + 1
    while at < len(lex) and at < n.last + 8 and _name_part(lex[at], text):
        token = tokens.at(lex[at].start)
        if token is not None and (token.ent_type_ == "NORP" or token.tag_ in ("NNPS", "NNS", "JJ")):
            return False
        at += 1
    word = word_at(lex, at)
    if unit_after(lex, n.last, n) or word.isdecimal() or word in people():
        return False
    nxt = tokens.at(lex[at].start) if at < len(lex) else None
    return nxt is None or nxt.tag_ not in ("NNS", "NN", "JJ")


def _name_part(lexeme: Lexeme, text: str) -> bool:
    return text[lexeme.start].isupper() or lexeme.word in DASHES or lexeme.word.isdecimal()


def _label_before(lex: Sequence[Lexeme], n: Number, text: str, tokens: Tokens) -> bool:
    """ "Boeing 727", "Unit 731", "Windows 10": a capitalised word before a number that counts nothing after it."""
    at = n.first - 1
    if at < 0 or n.scale > 1 or not lex[at].word.isalpha() or not text[lex[at].start].isupper():
        return False
    if text[lex[at].end : lex[n.first].start] not in (" ", "-", ""):
        return False
    if word_at(lex, n.last + 1) in ("index", "indices"):
        return True
    before, token = tokens.at(lex[at].start), tokens.at(lex[n.first].start)
    if (
        before is None
        or token is None
        or before.pos_ not in ("PROPN", "NOUN")
        or (before.is_sent_start and before.pos_ != "PROPN")
    ):
        return False
    if unit_after(lex, n.last, n) is not None or word_at(lex, n.last + 1) in (
        "dead",
        "killed",
        "injured",
        "wounded",
        "people",
    ):
        return False
    named = names_something([before, token])
    right = token.dep_ == "nummod" and token.head.i > token.i
    return named or (
        not right and before.ent_type_ not in ("DATE", "TIME", "NORP") and token.dep_ in ("nummod", "appos", "npadvmod")
    )


def _title_case(text: str, start: int) -> bool:
    """Whether the line is a headline in title case."""
    left = text.rfind("\n", max(0, start - 160), start) + 1
    if left == 0 and start > 160:
        return False
    right = text.find("\n", start, start + 160)
    if right < 0 and len(text) > start + 160:
        return False
    line = text[left : right if right >= 0 else len(text)]
    words = [w for w in line.split() if w[:1].isalpha() and len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)
