"""How a copying newsroom changes a sentence: by grammar, by other words, as a translator would, by leaving out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from . import contrast_keeps as keeps
from .contrast_lines import Line, reparsed

_RULES: tuple[Callable[[Line], str | None], ...] = (
    keeps.to_passive,
    keeps.to_active,
    keeps.according_to,
    keeps.said_last,
    keeps.told_reporters,
    keeps.fronted_day,
    keeps.fronted_place,
    keeps.apposed,
    keeps.contracted,
)
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r", (?:who|which|where|also|whose)\b[^,“”\"]{5,80},|\s\([^()]{3,60}\)")
_AND = re.compile(r", (?:and|but) (?=(?:the|he|she|it|they|this|a) )")
_JOINT = re.compile(r"^(?P<a>[^“”\"]{25,}?), (?P<b>(?:while|as|because|although|after|when|if) [^“”\"]{20,})\.$")
_ARTICLES = {"the", "a", "an"}
_TURNED = {
    "in": "at",
    "at": "in",
    "on": "at",
    "of": "from",
    "for": "to",
    "with": "by",
    "by": "through",
    "to": "for",
    "from": "of",
}
_FILLERS = ("meanwhile", "reportedly", "in addition", "moreover", "according to the same account", "it was learned")
_SPELT = (
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("ei", "ey"),
    ("y", "i"),
    ("ll", "l"),
    ("ss", "s"),
    ("th", "t"),
    ("w", "v"),
)


@lru_cache(maxsize=4096)
def rephrased(sentence: str) -> tuple[str, ...]:
    """Other sentences that say the same by grammar: passive, order of clauses, who said it last, ..."""
    line = reparsed(sentence)
    return tuple(new for rule in _RULES if (new := rule(line)) and new != sentence) if line else ()


def paraphrased(text: str, rng: random.Random, *, rate: float) -> str:
    """The sentence in other words: another form where there is one, then other words for `rate` of those that have some."""
    if forms := rephrased(text):
        text = rng.choice(forms)
    for change in rng.sample((_without_aside, _split, _turned_round), 3):
        text = change(text)
    return _in_other_words(text, rng, rate)


def translated(text: str, rng: random.Random, *, rate: float) -> str:
    """The sentence as if it had gone through another language and back: other words, articles and prepositions, names by ear.

    `rate` of the words are changed; quoted words too, for these are translated as well.
    """
    out = []
    for n, word in enumerate(_in_other_words(text, rng, rate).split(" ")):
        low = word.lower()
        if rng.random() < rate and n:
            if low in _ARTICLES:
                continue
            word = _TURNED.get(low, word)
            if word[:1].isupper() and len(word) > 6 and rng.random() < 0.5:
                old, new = rng.choice(_SPELT)
                word = word.replace(old, new)
            elif low.isalpha() and len(low) > 3 and rng.random() < 0.15:
                word = f"the {word}"
        out.append(word)
        if rng.random() < rate / 8:
            out[-2:] = out[-2:][::-1]
    return " ".join(out)


def opened(text: str, rng: random.Random) -> str:
    """With a filler at its head."""
    first = text.split(" ", 1)[0]
    rest = text if first.isupper() or first in ("“", '"') else text[0].lower() + text[1:]
    return f"{rng.choice(_FILLERS).capitalize()}, {rest}"


def _without_aside(text: str) -> str:
    return _ASIDE.sub("", text, count=1)


def _split(text: str) -> str:
    """Two clauses as two sentences."""
    m = _AND.search(text)
    if not m or m.start() < 30 or "“" in text or '"' in text:
        return text
    return f"{text[: m.start()]}. {text[m.end()].upper()}{text[m.end() + 1 :]}"


def _turned_round(text: str) -> str:
    """The subordinate clause first."""
    m = _JOINT.match(text)
    return f"{m['b'][0].upper()}{m['b'][1:]}, {m['a'][0].lower()}{m['a'][1:]}." if m else text


def _in_other_words(text: str, rng: random.Random, rate: float) -> str:
    def swap(m: re.Match[str]) -> str:
        others = _synonyms().get(m[0].lower())
        if not others or rng.random() >= rate:
            return m[0]
        new = rng.choice(others).replace("-", " ")
        return new.capitalize() if m[0][0].isupper() else new

    return _WORD.sub(swap, text)


@cache
def _synonyms() -> dict[str, list[str]]:
    text = files("sayso").joinpath("evaluate", "data", "copies_synonyms.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            words = line.split()
            for word in words:
                found.setdefault(word, []).extend(w for w in words if w != word)
    return found
