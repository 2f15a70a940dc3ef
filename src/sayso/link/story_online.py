"""Stories one article at a time: each new article joins, founds, merges or splits stories, at a cost that does not grow.

How a store uses it, in one transaction for each new article:

    profile = profile_of(reading)          # story_profile: depends on the reading alone, kept beside it
    store the profile, its words' counts, its day, postings(profile)      # story_index says how
    store copies and judgements, as the store's `together` and `apart` see them
    placed = arrange(index, article)
    for kept, gone in placed.merges:       # first: every article of `gone`, also those never looked at, is now in `kept`
    for article, story in placed.moves:    # then these, the new article among them
    keep placed.events; the stories in placed.touched have other articles than before

The same call is right for an article that is in a story already, after a judgement about it or a change of its profile.

An article is a whole number, larger than those that came before it. A story goes by the first of its articles (the smallest
number), so it keeps its number while later ones join; a merge keeps the smaller; the part that is split off goes by its own
first article. What a number that no longer leads has become is the present story of the article of that number.

Articles that share telling words are candidates; the stories of the likeliest are taken apart and grouped anew together with the
article, by average link over trained odds. So who is with whom hardly depends on the order in which they came. Of a story of more
than WHOLE articles only a few are looked at: it can grow and merge, but is not taken apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from .story_changes import Pair, Placed, StoryEvent, changes
from .story_clusters import NEAREST, grouped
from .story_features import Square
from .story_index import StoryIndex, postings
from .story_likeness import LATE, likeness
from .story_profile import Profile
from .story_terms import rarity, words_of

ASKED = 24  # words of an article by which others are looked for
PER_WORD = 40  # postings of one word that are looked at, on each side of the day
CANDIDATES = 40  # articles that are held against the new one
STORIES = 4  # stories that are grouped anew
WHOLE = 32  # articles of a story up to which it is taken apart
SAMPLE = 10  # of a larger story: that many of its candidates, and as many of its latest articles
FAR = -4.0  # mean log odds with its nearest articles below which a story is left alone
ALL_DAYS = 4_000_000


@dataclass(slots=True)
class _Scene:
    """The neighbourhood of an article: whom it holds, in order, which story each is in, and pairs held together."""

    articles: list[int]
    stories: dict[int, int]
    blocks: set[int] = field(default_factory=set)  # stories of which only some articles are here


def arrange(index: StoryIndex, article: int) -> Placed:
    """Where `article`, whose profile the index holds, belongs, and what that changes around it. Changes nothing itself."""
    profile = index.profiles([article])[article]
    scene = _neighbourhood(index, article, profile)
    if scene.articles == [article]:
        return changes(article, [[article]], scene.stories)
    row = {a: n for n, a in enumerate(scene.articles)}
    odds = alike(index, scene.articles)
    joined = [
        (row[a], row[b]) for a, b in (*_held_together(scene), *index.together(scene.articles)) if a in row and b in row
    ]
    apart = [(row[a], row[b]) for a, b in index.apart(scene.articles) if a in row and b in row]
    groups = [[scene.articles[n] for n in group] for group in grouped(odds, joined, apart)]
    return changes(article, groups, scene.stories)


def _neighbourhood(index: StoryIndex, article: int, profile: Profile) -> _Scene:
    """The article, and the articles of the stories that it may belong to."""
    near = candidates(index, article, profile)
    stories = dict(index.stories([article, *near]))
    ties = sorted({a for pair in index.together([article]) for a in pair})
    tied = index.stories(ties)
    wanted = dict.fromkeys([*([stories[article]] if article in stories else []), *(tied[a] for a in ties if a in tied)])
    wanted.update(dict.fromkeys(_likeliest(index, article, near, stories)))
    scene = _Scene([article], {})
    found = {article}
    for story in list(wanted)[: 2 * STORIES]:
        if index.extent(story) <= WHOLE:
            found.update(index.latest(story, WHOLE))
        else:
            scene.blocks.add(story)
            known = [a for a in (*near, *ties) if (stories | dict(tied)).get(a) == story]
            found.update([story, *known[:SAMPLE], *index.latest(story, SAMPLE)])
    scene.articles = sorted(found)
    scene.stories = dict(index.stories(scene.articles))
    return scene


def candidates(index: StoryIndex, article: int, profile: Profile) -> list[int]:
    """Articles that share telling words with this one, the likeliest first, at most CANDIDATES.

    Of a word that many hold, those published nearest to the article's day are looked at, or where days are unknown the latest.
    """
    posted = dict(postings(profile))
    rare = rarity(list(posted), index.held(list(posted)), index.size())
    asked = sorted(posted, key=lambda w: (-rare[w] * posted[w], w))[:ASKED]
    score: dict[int, float] = defaultdict(float)
    undated = index.size() > index.dated()
    for word in asked:
        for other, weight in _posted(index, word, profile.published, undated):
            score[other] += weight * posted[word] * (rare[word] / 8) ** 2
    score.pop(article, None)
    return sorted(score, key=lambda a: (-round(score[a], 4), a))[:CANDIDATES]


def _posted(index: StoryIndex, word: str, day: int, undated: bool) -> Iterable[tuple[int, float]]:
    if undated:
        yield from index.undated(word, PER_WORD)
    if day:
        yield from index.after(word, day, PER_WORD)
        yield from index.before(word, day, PER_WORD)
    else:
        yield from index.before(word, ALL_DAYS, PER_WORD)


def _likeliest(index: StoryIndex, article: int, near: Sequence[int], stories: Mapping[int, int]) -> list[int]:
    """The stories of candidates that are most like the article, at most STORIES."""
    if not near:
        return []
    row = alike(index, [article, *near])[0, 1:]
    links: dict[int, list[float]] = defaultdict(list)
    for a, odds in zip(near, row.tolist(), strict=True):
        if a in stories:
            links[stories[a]].append(odds)
    mean = {s: round(float(np.mean(sorted(odds)[-NEAREST:])), 4) for s, odds in links.items()}
    return sorted((s for s in mean if mean[s] >= FAR), key=lambda s: (-mean[s], s))[:STORIES]


def alike(index: StoryIndex, articles: Sequence[int]) -> Square:
    """Log odds that two of `articles` tell of one event, among all that the index knows."""
    held = index.profiles(articles)
    profiles = [held[a] for a in articles]
    words = words_of(profiles)
    days = {p.published for p in profiles if p.published}
    others = max(1, index.dated() - 1)
    crowd = {d: (index.published(d - LATE, d + LATE) - 1) / others for d in sorted(days)}
    crowds = [crowd.get(p.published, 0.0) for p in profiles]
    return likeness(profiles, index.held(words), index.size(), crowds, words)


def _held_together(scene: _Scene) -> list[Pair]:
    """Stories that are not taken apart."""
    return [(s, a) for a, s in scene.stories.items() if s in scene.blocks and a != s]


__all__ = ["Placed", "StoryEvent", "alike", "arrange", "candidates"]
