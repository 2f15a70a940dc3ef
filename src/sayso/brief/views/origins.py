"""Where each article comes from: credits and copies as one tree, roots first."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Copy
from .common import ArticleRef, Page


@dataclass(frozen=True, slots=True)
class Node:
    """An article, or (`article` None) a party that is credited but whose text was not given: a ghost."""

    name: str
    article: ArticleRef | None
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class CopyRow:
    child: ArticleRef
    parent: ArticleRef
    percent: str
    direction: str
    evidence: str


DIRECTION = {
    "known": "takes from",
    "probable": "probably takes from",
    "unknown": "shares words with (who copied whom is not known)",
}


def tree(page: Page) -> tuple[list[Node], list[ArticleRef]]:
    """Roots with what rests on them, and the articles that credit nobody and that nothing rests on."""
    grown = _Tree(page)
    alone = [ref for aid, ref in page.articles.items() if not grown.paths[aid] and _key(aid) not in grown.children]
    return grown.roots(), alone


def copies(page: Page) -> list[CopyRow]:
    """Shared words between articles of the brief; ghosts stand in the tree only."""
    return [
        _copy(page, c) for c in page.brief.links.copies if not c.ghost and {c.child, c.parent} <= set(page.articles)
    ]


def _copy(page: Page, c: Copy) -> CopyRow:
    phrase = DIRECTION.get(c.direction, DIRECTION["unknown"])
    return CopyRow(page.articles[c.child], page.articles[c.parent], f"{c.share:.0%}", phrase, c.evidence)


def _key(article: str) -> str:
    return f"article {article}"


class _Tree:
    """Keys are `article ID`, or `name NAME` for a party whose text was not given."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.names: dict[str, str] = {}
        self.chains = {
            r.article.id: self._chain(r.article.id, r.article.voice, r.provenance) for r in page.brief.readings
        }
        self.by_outlet = {page.brief.articles[aid].voice.casefold(): aid for aid in reversed(list(page.articles))}
        self.paths = {aid: self._path(aid) for aid in page.articles}
        self.children: dict[str, dict[str, None]] = {}
        for aid, path in self.paths.items():
            for parent, child in zip(path, [*path[1:], _key(aid)], strict=False):
                self.children.setdefault(parent, {})[child] = None

    def roots(self) -> list[Node]:
        below = {child for children in self.children.values() for child in children}
        tops = dict.fromkeys(path[0] for path in self.paths.values() if path)
        done: set[str] = set()
        nodes = [self._node(top, done) for top in tops if top not in below]
        # Articles that credit each other in a circle have no top: the first of them stands for it.
        nodes += [self._node(top, done) for top in tops if top not in done]
        return nodes

    def _chain(self, article: str, voice: str, provenance: tuple[str, ...]) -> list[str]:
        """What an article says it comes from (its own outlet left out), else the parent of most of its words, else on whom it rests."""
        hops = [h for h in provenance[1:] if h and h.casefold() != voice.casefold()]
        if hops:
            return hops
        parents = [c for c in self.page.brief.links.copies if c.child == article and c.direction != "unknown"]
        if parents:
            return [c.parent for c in sorted(parents, key=lambda c: -c.share)[:1]]
        return list(self.page.brief.provenance[article][len(provenance) :])

    def _path(self, article: str) -> list[str]:
        """Keys of what an article rests on, the furthest first; it ends where a circle closes."""
        path: list[str] = []
        used = {_key(article)}
        chain = list(self.chains[article])
        while chain:
            name = chain.pop(0)
            parent = name if name in self.page.articles else self.by_outlet.get(name.casefold())
            key = _key(parent) if parent else f"name {name.casefold()}"
            if key in used:
                break
            used.add(key)
            path.insert(0, key)
            self.names.setdefault(key, name)
            if parent:
                chain = list(self.chains[parent]) or chain
        return path

    def _node(self, key: str, done: set[str]) -> Node:
        done.add(key)
        below = tuple(self._node(c, done) for c in self.children.get(key, {}) if c not in done)
        if key.startswith("article "):
            ref = self.page.articles[key.removeprefix("article ")]
            return Node(ref.name, ref, below)
        return Node(self.names[key], None, below)
