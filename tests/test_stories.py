"""Stories: which articles tell of the same event."""

from __future__ import annotations

import os
import random
import xml.etree.ElementTree as ET
from datetime import date
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link import story_profile
from sayso.link.copies import find_copies
from sayso.link.stories import find_stories
from sayso.link.story_clusters import cluster
from sayso.model import Article, Copy, Reading, Story

FIRE = {
    "f1": "Blaze guts paper mill in Ostrel\nA fire tore through the Halvorsen paper mill in Ostrel on Tuesday night, killing two "
    "workers, officials said. Some 140 firefighters fought the flames until Wednesday morning. The mill, which employs 320 people, "
    "had failed a safety inspection in May, mayor Ilse Brandt told reporters.",
    "f2": "Two dead as Ostrel mill burns\nTwo workers died when flames swept the Halvorsen paper mill on the edge of Ostrel late on "
    "Tuesday. Mayor Ilse Brandt said the cause was not known. More than 140 firefighters were sent. The mill is the largest "
    "employer of the town, with 320 staff.",
    "f3": "Halvorsen mill fire: union blames owner\nThe paper workers' union accused Halvorsen on Thursday of ignoring an inspection "
    "report from May, after a fire at its mill in Ostrel killed two workers. Mayor Brandt called for an inquiry.",
}
OTHER_FIRE = {
    "g1": "Warehouse fire in Lerno injures six\nSix people were hurt when a furniture warehouse caught fire in the port of Lerno on 3 "
    "August, the coast guard said. Forty firefighters put out the flames within 2 hours. Owner Piet Dekker said he was insured.",
    "g2": "Six hurt in blaze at Lerno port\nA furniture warehouse owned by Piet Dekker burned down in the port of Lerno on Sunday, 3 "
    "August. Six people were taken to hospital with smoke poisoning, according to the coast guard.",
}
VOTE = {
    "v1": "Parliament rejects fishing treaty\nLawmakers in Tarvo voted 61-48 on Monday against the fishing treaty with Norway, a defeat "
    "for prime minister Doru Vasek. Vasek said he would not step down.",
    "v2": "Vasek loses vote on Norway fishing deal\nPrime minister Doru Vasek suffered a defeat on Monday when parliament in Tarvo "
    "turned down the fishing treaty with Norway by 61 votes to 48. The opposition called on Vasek to resign.",
}


def article(name: str, text: str, day: date | None = None, title: str | None = None) -> Reading:
    made = Article(name, text, title=title, outlet=f"Outlet {name}", published=day)
    return Reading(made, "test", (), (), (), (), (), (), (), (), (), (f"Outlet {name}",), ())


def groups(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset(s.articles) for s in stories}


EVENTS = [FIRE, OTHER_FIRE, VOTE]
ALL = [article(name, text) for event in EVENTS for name, text in event.items()]


def test_events_are_told_apart() -> None:
    assert groups(find_stories(ALL, ())) == {frozenset(e) for e in EVENTS}


def test_any_order_gives_the_same_groups() -> None:
    for seed in range(5):
        turned = random.Random(seed).sample(ALL, len(ALL))
        stories = find_stories(turned, ())
        assert groups(stories) == {frozenset(e) for e in EVENTS}
        order = [r.article.id for r in turned]
        firsts = [order.index(s.articles[0]) for s in stories]
        assert firsts == sorted(firsts)
        assert all(list(s.articles) == sorted(s.articles, key=order.index) for s in stories)
        assert [s.id for s in stories] == [f"story{n}" for n in range(1, len(stories) + 1)]


def test_a_story_is_called_by_its_central_headline() -> None:
    titled = [article(n, t, title=t.split("\n")[0]) for n, t in FIRE.items()]
    titles = {find_stories(list(p), ())[0].title for p in permutations(titled)}
    assert len(titles) == 1
    assert titles <= {t.split("\n")[0] for t in FIRE.values()}


def test_the_same_place_in_another_year_is_another_story() -> None:
    quake = "A magnitude {} earthquake hit Ostrel on {}, {}, killing {} people, the seismological centre said. {}"
    one = [
        "Rescuers dug through the ruins of the market hall.",
        "The market hall fell in, and the tunnel to Lerno was closed.",
    ]
    two = ["The old lighthouse was badly cracked.", "Ferry traffic stopped while the lighthouse was looked at."]
    rs = [
        article(f"a{n}", quake.format("6.3", "March 4", 2009, 31, s), date(2009, 3, 4 + n)) for n, s in enumerate(one)
    ]
    rs += [
        article(f"b{n}", quake.format("5.1", "October 19", 2015, 3, s), date(2015, 10, 20 + n))
        for n, s in enumerate(two)
    ]
    assert groups(find_stories(rs, ())) == {frozenset({"a0", "a1"}), frozenset({"b0", "b1"})}


def test_copies_stay_together() -> None:
    one, two = article("a", FIRE["f1"]), article("b", VOTE["v1"])
    copy = Copy("a", "b", False, 0.9, "known")
    assert groups(find_stories([one, two], [copy])) == {frozenset({"a", "b"})}
    assert len(find_stories([one, two], [Copy("a", "Reuters", True, 0.9, "known")])) == 2


def test_nothing_and_little() -> None:
    assert find_stories([], ()) == ()
    (story,) = find_stories([article("a", "")], ())
    assert (story.articles, story.title) == (("a",), "Outlet a")
    assert len(find_stories([article("a", ""), article("b", "")], ())) == 2


def test_many_small_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_profile, "embed", lambda texts: np.zeros((len(texts), 1), dtype=np.float32))
    many = [article(f"a{n}", f"Item {n} was sold for {n * 37} crowns in town {n // 2}.") for n in range(600)]
    stories = find_stories(many, ())
    assert sum(len(s.articles) for s in stories) == 600


def test_average_link_joins_the_likeliest_first() -> None:
    table = np.array([[0.0, 3.0, -1.0], [3.0, 0.0, 2.0], [-1.0, 2.0, 0.0]])
    assert cluster(table, 0.0) == [0, 0, 0]
    assert cluster(table, 0.6) == [0, 0, 2]
    assert cluster(table, 0.6, [(1, 2)]) == [0, 0, 0] or cluster(table, 5.0, [(1, 2)]) == [0, 1, 1]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=6), st.lists(st.none() | st.dates(), min_size=6, max_size=6))
def test_each_article_is_in_one_story(texts: list[str], days: list[date | None]) -> None:
    rs = [article(f"a{n}", t, d) for n, (t, d) in enumerate(zip(texts, days, strict=False))]
    stories = find_stories(rs, find_copies(rs))
    assert sorted(a for s in stories for a in s.articles) == sorted(r.article.id for r in rs)
    assert groups(find_stories(rs[::-1], find_copies(rs))) == groups(stories)


SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[2] / "shared")) / "data" / "ecbplus"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the ECB+ corpus is not beside the project")
def test_events_of_a_public_corpus() -> None:
    """Four topics of two similar events each, as they come (no blocks, no names): B-cubed F above the figure of plain TF-IDF (.870)."""
    rs, gold = [], {}
    for topic in (2, 12, 18, 35):
        for path in sorted((SHARED / str(topic)).glob("*.xml")):
            lines: dict[int, list[str]] = {}
            for token in ET.parse(path).getroot().iter("token"):
                lines.setdefault(int(token.get("sentence") or 0), []).append(token.text or "")
            rs.append(article(path.stem, "\n".join(" ".join(words) for _, words in sorted(lines.items()))))
            gold[path.stem] = f"{topic} {path.stem.endswith('plus')}"
    found = {a: frozenset(s.articles) for s in find_stories(rs, find_copies(rs)) for a in s.articles}
    told = {a: frozenset(b for b in gold if gold[b] == gold[a]) for a in gold}
    precision = sum(len(found[a] & told[a]) / len(found[a]) for a in gold) / len(gold)
    recall = sum(len(found[a] & told[a]) / len(told[a]) for a in gold) / len(gold)
    assert 2 * precision * recall / (precision + recall) > 0.88
