"""A saved web page -> the text of its article and what it says about it. Nothing in the page is run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.model import InputError

from .limits import MAX_TEXT_CHARS

_ARTICLE_TYPES = ("article", "posting", "report", "newsarticle")
_LD_DEPTH = 6
_LD_NODES = 200
_NO_TEXT = "no article was found in the page."


def page(html: str, name: str) -> tuple[str, dict[str, object]]:
    """Text (headline, then one line a paragraph) and metadata record of a page. InputError: no article."""
    import trafilatura

    tree = trafilatura.load_html(html)
    if tree is None:
        raise InputError(name, "this is not a web page.", "Save the page as HTML, or its text as .txt.")
    record = _record(tree)
    body = _body(tree, html)
    if not body:
        raise InputError(name, _NO_TEXT, "Save the article's own page, or its text as .txt.")
    title = record.get("title")
    first = body.split("\n", 1)[0]
    if isinstance(title, str) and title and _plain(title) != _plain(first):
        body = f"{title}\n{body}"
    return body[: MAX_TEXT_CHARS + 1], record


def _body(tree: Any, html: str) -> str | None:
    import trafilatura

    for precise in (True, False):  # a short notice is lost to the precise reading
        found = trafilatura.bare_extraction(
            tree if precise else html, favor_precision=precise, include_comments=False, include_tables=False
        )
        text = getattr(found, "text", None)
        if text:
            return "\n".join(line for line in (" ".join(raw.split()) for raw in str(text).splitlines()) if line)
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _record(tree: Any) -> dict[str, object]:
    """Metadata by what says it most plainly: JSON-LD, then OpenGraph and other meta elements, then the page."""
    data = _json_ld(tree)
    meta = _meta(tree)

    def first(*names: str) -> str | None:
        return next((meta[n] for n in names if meta.get(n)), None)

    heading = _heading(tree)
    title = data.get("title") or first("og:title", "twitter:title") or heading or _title(tree)
    if heading and isinstance(title, str) and title.startswith(heading):
        title = heading  # the rest is the name of the site
    return {
        "title": title,
        "outlet": data.get("outlet") or first("og:site_name", "application-name"),
        "author": data.get("author") or first("author", "article:author", "dc.creator", "parsely-author"),
        "published": data.get("published")
        or first("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "parsely-pub-date")
        or _first(tree, "//time[@itemprop='datePublished' or @pubdate]/@datetime"),
        "url": first("og:url") or _first(tree, "//link[@rel='canonical']/@href") or data.get("url"),
        "language": _first(tree, "/html/@lang") or data.get("language") or first("og:locale"),
    }


def _meta(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]")[:500]:
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = " ".join(element.get("content", "").split())
        if key and value and not (key.lower() == "article:author" and value.startswith("http")):
            out.setdefault(key.lower(), value)
    return out


def _heading(tree: Any) -> str | None:
    """The page's only first-level heading; where there are several, none is surely the headline."""
    found = [t for t in (" ".join(h.text_content().split()) for h in tree.xpath("//h1")[:3]) if t]
    return found[0] if len(found) == 1 and len(found[0]) <= 300 else None


def _title(tree: Any) -> str | None:
    found = tree.xpath("//head/title")
    return " ".join(found[0].text_content().split()) or None if found else None


def _first(tree: Any, path: str) -> str | None:
    return next((str(v).strip() for v in tree.xpath(path)[:20] if str(v).strip()), None)


def _json_ld(tree: Any) -> dict[str, object]:
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            data = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            named = [str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])]
            if any(k.endswith(_ARTICLE_TYPES) for k in named):
                return {
                    "title": _text(node.get("headline")),
                    "published": _text(node.get("datePublished")),
                    "author": _names(node.get("author")),
                    "outlet": _names(node.get("publisher")),
                    "url": _text(node.get("url")),
                    "language": _text(node.get("inLanguage")),
                }
    return {}


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, outermost first, down to a few levels."""
    level, seen = [data], 0
    for _ in range(_LD_DEPTH):
        below: list[object] = []
        for item in level:
            seen += 1
            if seen > _LD_NODES:
                return
            if isinstance(item, dict):
                yield item
                below.extend(v for v in item.values() if isinstance(v, dict | list))
            elif isinstance(item, list):
                below.extend(item)
        level = below


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _names(value: object) -> str | None:
    items = value if isinstance(value, list) else [value]
    names = [_text(i.get("name")) if isinstance(i, dict) else _text(i) for i in items]
    return ", ".join(n for n in names if n and not n.startswith("http")) or None
