"""The yardstick of claims on an invented event: texts in place, clauses by offset, and what counts as brought together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.evaluate import claims
from sayso.evaluate.yardstick import Trial
from sayso.model import InputError

ONE = [
    "Mayor opens tunnel",
    [["Mayor Ada Brink opened the Senk tunnel on Monday."], ["It cost 40 million crowns.", "Geese crossed the road."]],
]
TWO = [
    "Tunnel is open",
    [["The Senk tunnel was opened by mayor Ada Brink on Monday.", "The bakery on Mill Lane sells rye bread."]],
]


def lay(data: Path, rows: list[list[str]] | None = None) -> Path:
    for name, (title, blocks) in (("one", ONE), ("two", TWO)):
        path = data / "basil" / "articles" / "2012" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"title": title, "body-paragraphs": blocks}), encoding="utf-8")
    articles = [
        {"id": k, "file": f"basil/articles/2012/{n}.json", "outlet": n.title(), "published": "2012-05-08"}
        for k, n in (("a", "one"), ("b", "two"))
    ]
    event = {
        "event": "tunnel",
        "part": "choose",
        "articles": articles,
        "claims": rows or [[["a", 20, 68], ["b", 16, 71]]],
    }
    (data / "clauses.json").write_text(json.dumps({"events": [event]}), encoding="utf-8")
    return data


def event_in(data: Path) -> claims.Event:
    (trial,) = claims.load(data, "choose")
    assert isinstance(trial, Trial)
    found: claims.Event = trial.material
    return found


def test_texts_and_clauses_are_found_in_place(tmp_path: Path) -> None:
    event = event_in(lay(tmp_path))
    texts = {a.id: a.text for a in event.articles}
    told = [span.of(texts[a]) for a, span in event.claims[0]]
    assert told == [ONE[1][0][0][:-1], TWO[1][0][0][:-1]]
    assert texts["a"].startswith("Mayor opens tunnel\n\nMayor Ada")


def test_what_is_brought_together_counts(tmp_path: Path) -> None:
    found = claims.judge(event_in(lay(tmp_path))).rows["same claim"]
    assert found.found == found.gold == 1
    assert found.right >= 1


def test_what_no_claim_of_the_gold_has_is_wrong_and_what_is_missed_is_told(tmp_path: Path) -> None:
    geese, bread = ONE[1][1][1], TWO[1][0][1]
    start, at = ONE_TEXT.index(geese), TWO_TEXT.index(bread)
    outcome = claims.judge(event_in(lay(tmp_path, [[["a", start, start + len(geese)], ["b", at, at + len(bread)]]])))
    found = outcome.rows["same claim"]
    assert (found.found, found.gold, found.right) == (0, 1, 0)
    assert found.got >= 1
    assert {e.group for e in outcome.errors} == {"not the same", "not brought together"}


ONE_TEXT, TWO_TEXT = ("\n\n".join([t, *(" ".join(b) for b in blocks)]) for t, blocks in (ONE, TWO))


def test_another_part_is_left_alone(tmp_path: Path) -> None:
    assert list(claims.load(lay(tmp_path), "train")) == []


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    (lay(tmp_path) / "basil" / "articles" / "2012" / "two.json").unlink()
    (problem,) = claims.load(tmp_path, None)
    assert isinstance(problem, InputError)
    assert "tunnel" in str(problem)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(claims.load(tmp_path / "none", None))
