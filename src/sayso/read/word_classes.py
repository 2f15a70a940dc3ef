"""Word classes and lemmas: what spaCy's attribute ruler and lemmatizer give, each form computed once.

Nearly all rules of `en_core_web_sm` look at one token: its tag, its role in the parse, and whether it is one of some two hundred words;
a handful ("let 's", "gon na", "there is") look at two. A lemma depends on the word, its class and its features. So what has been
answered once need not be asked again. The two components themselves give every first answer and judge every word that any other
rule touches: the result is theirs exactly. Only the features (`morph`) are not kept: nothing reads them.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

MOST_LEMMAS = 200_000  # remembered; then forgotten all at once, so that a long run keeps its size

Row = tuple[int, ...]


class WordClasses:
    """Fills tag, pos, lemma and dep of a tagged and parsed Doc in place, instead of the two components of `nlp`, a spaCy Language."""

    def __init__(self, nlp: Any) -> None:
        self.vocab = nlp.vocab
        self.ruler = nlp.get_pipe("attribute_ruler")
        self.lemmatizer = nlp.get_pipe("lemmatizer")
        self.plain: Any = AttributeRuler(nlp.vocab)
        self.others = Matcher(nlp.vocab)
        self.reach = 0  # how many tokens around it a token's class may depend on
        self.named: set[str] = set()
        for n, rule in enumerate(self.ruler.patterns):
            plain = [p for p in rule["patterns"] if _words(p) is not None]
            others = [p for p in rule["patterns"] if _words(p) is None]
            if plain:
                self.plain.add(plain, rule["attrs"], rule["index"])
            if others:
                self.others.add(str(n), others)
            self.reach = max([self.reach, *(len(p) - 1 for p in others)])
            self.named.update(word for p in plain for word in _words(p) or ())
        self.ruled: dict[
            Row, Row
        ] = {}  # tag, role, word if rules name it, whether a space -> tag, pos, role, lemma or 0, morph
        self.lemmas: dict[Row, int] = {}  # word, pos, morph -> lemma

    def __call__(self, doc: Any) -> Doc:
        words, forms = doc.to_array(ORTH).tolist(), doc.to_array((TAG, DEP, LOWER, IS_SPACE)).tolist()
        rows = self._rule(words, forms)
        for _, start, end in self.others(doc, allow_missing=True):
            for i in range(start, end):
                first, stop = max(0, i - self.reach), i + self.reach + 1
                rows[i] = self._ask(self.ruler, words[first:stop], forms[first:stop])[i - first]
        given = np.array(self._lemmatise(words, rows), dtype="uint64")
        doc.from_array((TAG, POS, DEP, LEMMA), given.reshape(len(rows), 4))
        return cast(Doc, doc)

    def _rule(self, words: list[int], forms: list[list[int]]) -> list[Row]:
        strings, named = self.vocab.strings, self.named
        keys = [(tag, dep, low if strings[low] in named else 0, space) for tag, dep, low, space in forms]
        new = {key: i for i, key in enumerate(keys) if key not in self.ruled}
        if new:
            at = list(new.values())
            rows = self._ask(self.plain, [words[i] for i in at], [forms[i] for i in at])
            self.ruled.update(zip(new, rows, strict=True))
        return [self.ruled[key] for key in keys]

    def _ask(self, ruler: Any, words: list[int], forms: list[list[int]]) -> list[Row]:
        """What `ruler` makes of these tokens standing in a row."""
        doc = self._doc(words, (TAG, DEP), [form[:2] for form in forms])
        return [tuple(row) for row in ruler(doc).to_array((TAG, POS, DEP, LEMMA, MORPH)).tolist()]

    def _lemmatise(self, words: list[int], rows: list[Row]) -> list[Row]:
        if len(self.lemmas) > MOST_LEMMAS:
            self.lemmas.clear()
        keys = [(word, row[1], row[4]) for word, row in zip(words, rows, strict=True)]
        new = list(dict.fromkeys(key for key in keys if key not in self.lemmas))
        if new:
            doc = self.lemmatizer(self._doc([key[0] for key in new], (POS, MORPH), [key[1:] for key in new]))
            self.lemmas.update(zip(new, doc.to_array(LEMMA).tolist(), strict=True))
        return [(*row[:3], row[3] or self.lemmas[key]) for key, row in zip(keys, rows, strict=True)]

    def _doc(self, words: list[int], attributes: tuple[int, ...], values: list[Any]) -> Any:
        doc: Any = Doc(self.vocab, words=[self.vocab.strings[word] for word in words])
        return doc.from_array(attributes, np.array(values, dtype="uint64"))


def _words(pattern: list[dict[str, Any]]) -> list[str] | None:
    """The lower-case words that a pattern names; None unless it is of one token and asks for no more than word, tag and role."""
    if len(pattern) != 1 or set(pattern[0]) - {"TAG", "DEP", "LOWER", "IS_SPACE"}:
        return None
    word = pattern[0].get("LOWER", {"IN": []})
    if isinstance(word, str):
        return [word]
    return list(word["IN"]) if set(word) == {"IN"} else None
