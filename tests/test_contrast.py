"""The contrast set: what its patterns make of a sentence, and how a pair is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.evaluate import contrast_changes as change
from sayso.evaluate import contrast_keeps as keep
from sayso.evaluate.contrast import PATTERNS, Pattern, family, judge, load, pair
from sayso.evaluate.contrast_lines import Line, lines_of
from sayso.evaluate.contrast_words import inflect
from sayso.model import Article, InputError


def line(text: str) -> Line:
    found = lines_of(Article("x", text))
    assert [x.text for x in found] == [text]
    return found[0]


@pytest.mark.parametrize(
    ("make", "text", "new"),
    [
        (change.negated, "The council of Brinn approved the plan on Monday.", "The council of Brinn did not approve the plan on Monday."),
        (change.negated, "The harbour was closed by the storm last night.", "The harbour was not closed by the storm last night."),
        (change.affirmed, "The mayor did not sign the new contract.", "The mayor signed the new contract."),
        (change.swapped, "Nadia Holt accused Carl Dunn of fraud on Monday.", "Carl Dunn accused Nadia Holt of fraud on Monday."),
        (change.other_weekday, "The ferry left the port of Skarn on Tuesday.", "The ferry left the port of Skarn on Wednesday."),
        (change.other_number, "Police arrested 12 men near the old mill.", "Police arrested 15 men near the old mill."),
        (change.may_have, "The ferry hit a rock near the island.", "The ferry may have hit a rock near the island."),
        (change.hedge("allegedly"), "The guard stole two paintings from it.", "The guard allegedly stole two paintings from it."),
        (change.denied, "Holt said that the bank paid the fine.", "Holt denied that the bank paid the fine."),
        (keep.to_passive, "The navy seized the trawler on Monday.", "The trawler was seized by the navy on Monday."),
        (keep.according_to, "The minister said that the dam will hold.", "According to the minister, the dam will hold."),
        (keep.in_digits, "Police arrested five men near the old mill.", "Police arrested 5 men near the old mill."),
        (keep.contracted, "The mayor did not sign the new contract.", "The mayor didn't sign the new contract."),
    ],
)  # fmt: skip
def test_patterns(make: object, text: str, new: str) -> None:
    assert make(line(text)) == new  # type: ignore[operator]


@pytest.mark.parametrize(
    "text", ["Nobody knew.", "What did the mayor of Brinn say about it?", "Running from the police all night."]
)
def test_a_line_that_is_no_plain_sentence_is_left_out(text: str) -> None:
    assert lines_of(Article("x", text)) == []


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [("stop", "VBD", "stopped"), ("carry", "VBZ", "carries"), ("hire", "VBG", "hiring"), ("rise", "VBD", "rose")],
)
def test_forms_of_verbs(lemma: str, tag: str, form: str) -> None:
    assert inflect(lemma, tag) == form


def named(name: str) -> Pattern:
    return next(p for p in PATTERNS if p.name == name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("not added", "The council of Brinn approved the new harbour plan on Monday."),
        ("another number", "Police in Skarn arrested 12 men near the old mill on Monday."),
        ("another unit", "The trawler drifted 30 miles off the coast of Norway before dawn."),
        ("another weekday", "The ferry left the port of Skarn with 90 passengers on Tuesday."),
        ("another country", "Two Danish engineers were kidnapped in Kenya by armed men last week."),
        ("roles swapped", "Nadia Holt accused Carl Dunn of fraud in the harbour contract."),
        ("hedge added: allegedly", "The guard stole two paintings from the museum in Skarn."),
        ("same: passive", "The navy seized the trawler off the coast of Norway."),
        ("same: according to", "The minister said that the dam above the town will hold."),
        ("same: number in digits", "Police in Skarn arrested five men near the old mill."),
    ],
)
def test_pairs_are_judged_right(name: str, text: str) -> None:
    p = named(name)
    new = p.make(line(text))
    assert new is not None
    outcome = judge(pair(p, line(text), new, alone=True))
    assert [e.got for e in outcome.errors] == []
    assert outcome.rows[name].gold == outcome.rows[name].found == 1


def test_names_of_patterns_are_unique_and_both_halves_are_there() -> None:
    assert len({p.name for p in PATTERNS}) == len(PATTERNS)
    assert {p.half for p in PATTERNS} == {"tuning", "kept"}
    assert family(named("another city")) == "place"
    assert family(named("another month")) == "day"


def test_a_folder_with_nothing_in_it_gives_nothing(tmp_path: Path) -> None:
    assert list(load(tmp_path, None)) == []
    with pytest.raises(InputError):
        list(load(tmp_path / "none", None))


def test_basil_is_read_where_it_lies(tmp_path: Path) -> None:
    folder = tmp_path / "basil" / "articles" / "2011"
    folder.mkdir(parents=True)
    text = "Police in Skarn arrested 12 men near the old mill on Monday."
    (folder / "one.json").write_text(json.dumps({"body-paragraphs": [[text]]}), encoding="utf-8")
    (folder / "two.json").write_text("no json", encoding="utf-8")
    found = list(load(tmp_path, "tuning"))
    assert sum(isinstance(x, InputError) for x in found) == 1
    assert {x.material.pattern.name for x in found if not isinstance(x, InputError)} >= {"another number", "not added"}
