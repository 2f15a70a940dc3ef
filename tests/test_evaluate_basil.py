"""BASIL's layout, and its triplets fed one article at a time. All texts are made up."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sayso.evaluate import yardstick
from sayso.evaluate.basil import tellings
from sayso.evaluate.run import evaluate
from sayso.evaluate.telling import STORIES, Telling
from sayso.model import InputError
from test_stories import FIRE, VOTE


def corpus(folder: Path) -> Path:
    year = folder / "articles" / "2019"
    year.mkdir(parents=True)
    for event, texts in (("one", FIRE), ("two", VOTE)):
        for n, text in enumerate(texts.values(), 1):
            title, body = text.split("\n")
            record = {
                "title": title,
                "triplet-uuid": event,
                "source": f"outlet{n}",
                "url": "http://news.example/a",
                "date": "2019-05-0" + str(n),
                "body-paragraphs": [[s + "."] for s in body.rstrip(".").split(". ")],
            }
            (year / f"{event}_{n}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def test_an_article(tmp_path: Path) -> None:
    found = [t for t in tellings(corpus(tmp_path)) if isinstance(t, Telling)]
    assert [(t.article.id, t.story) for t in found] == [(f"one_{n}", "one") for n in (1, 2, 3)] + [
        (f"two_{n}", "two") for n in (1, 2)
    ]
    article = found[0].article
    assert (article.outlet, article.published, article.title) == (
        "outlet1",
        date(2019, 5, 1),
        FIRE["f1"].split("\n")[0],
    )
    assert article.text.startswith(f"{article.title}\n\n")


def test_the_whole_run(tmp_path: Path) -> None:
    report = evaluate(yardstick("basil"), corpus(tmp_path))
    assert report.documents == 5
    assert report.value(STORIES) == 1.0
    assert report.errors == ()


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"title": 1, "triplet-uuid": "x", "body-paragraphs": 3}', "[" * 9999]
)
def test_broken_files_are_named(tmp_path: Path, content: str) -> None:
    corpus(tmp_path)
    (tmp_path / "articles" / "2019" / "broken.json").write_text(content, encoding="utf-8")
    (fault,) = (t for t in tellings(tmp_path) if isinstance(t, InputError))
    assert "broken.json" in str(fault)


def test_not_basil(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="articles"):
        evaluate(yardstick("basil"), tmp_path)


def test_a_date_that_is_none(tmp_path: Path) -> None:
    path = corpus(tmp_path) / "articles" / "2019" / "one_1.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"date": "soon"}), encoding="utf-8")
    first = next(tellings(tmp_path))
    assert isinstance(first, Telling)
    assert first.article.published is None
