"""A brief as one HTML file that opens from disk: no script, no request, everything escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import __version__
from . import wording
from .data import brief_to_data, dump
from .model import Brief
from .numbers import story_numbers
from .safe import visible
from .views import claims, facts, gaps, origins, places, sources, texts
from .views.common import Page, is_narrated

_HERE = Path(__file__).parent
STYLES = ("base", "layout", "claims", "tables", "figures", "text", "print")
SECTIONS = (
    "story",
    "reported",
    "matrix",
    "speakers",
    "quotations",
    "numbers",
    "timeline",
    "map",
    "origins",
    "gaps",
    "unknown",
    "articles",
)


def to_html(brief: Brief) -> str:
    """The whole brief; its data stand in it as JSON under the id `sayso-brief`."""
    context = _context(brief)
    return _environment().get_template("page.html.j2").render(context)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: object) -> object:
    """Every value that a template prints passes here: no control character of an article reaches the page."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _context(brief: Brief) -> dict[str, Any]:
    page = Page(brief)
    numbers = story_numbers(brief)
    title, title_from = _title(page)
    number_groups = facts.number_groups(page)
    roots, alone = origins.tree(page)
    unknowns = gaps.unknowns(page)
    context = {
        "version": __version__,
        "style": Markup(_style()),
        "data": _embedded(brief),
        "sections": SECTIONS,
        "title": title,
        "title_from": title_from,
        "total": len(brief.readings),
        "numbers": numbers,
        "summary": wording.summary(numbers.shared, numbers.single, numbers.disputed, numbers.claims),
        "stories": brief.links.stories,
        "groups": claims.groups(page),
        "meanings": claims.meanings(),
        "singles": claims.singles(page),
        "single_count": len(page.single),
        "matrices": claims.matrices(page),
        "cells": claims.CELLS,
        **_speakers(page),
        "own_voice": sum(is_narrated(s) for s in brief.statements.values()),
        "quotes": sources.quotations(page),
        "reworded": sources.reworded(page),
        "number_drift": facts.number_drift(page),
        "numbers_shared": [g for g in number_groups if g.articles > 1],
        "numbers_single": [g for g in number_groups if g.articles == 1],
        "number_groups": number_groups,
        "moments": facts.moments(page),
        "loose_times": sum(not t.anchored and facts.is_point(t) for r in brief.readings for t in r.times),
        "map": places.draw(page),
        "roots": roots,
        "alone": alone,
        "copies": origins.copies(page),
        "only": gaps.only(page),
        "left_out": gaps.left_out(page),
        "unknowns": unknowns,
        "texts": texts.full_texts(page),
    }
    return context | {"contents": _contents(context)}


def _speakers(page: Page) -> dict[str, Any]:
    """Those heard in several articles apart from the rest, unless there are few."""
    everybody = sources.speakers(page)
    main = [s for s in everybody if s.articles > 1] if len(everybody) > 12 else everybody
    main = main or everybody
    return {"speakers": everybody, "speakers_main": main, "speakers_rest": everybody[len(main) :]}


def _contents(context: dict[str, Any]) -> list[tuple[str, str, object]]:
    """Sections that the page has: anchor, name and how many entries."""
    entries: list[tuple[str, str, object, object]] = [
        ("reported", "What is reported", True, sum(len(g.cards) for g in context["groups"])),
        ("matrix", "Claims by article", context["matrices"], ""),
        ("speakers", "Who said what", context["speakers"], len(context["speakers"])),
        ("quotations", "Quotations", context["quotes"], len(context["quotes"])),
        ("numbers", "Numbers", context["number_groups"], sum(g.total for g in context["number_groups"])),
        ("timeline", "Timeline", context["moments"] or context["loose_times"], ""),
        ("map", "Where", context["map"], len(context["map"].pins) if context["map"] else ""),
        ("origins", "Where it comes from", True, ""),
        ("leftout", "What is left out", context["left_out"], ""),
        ("only", "Only in one", context["only"] and context["total"] > 1, ""),
        ("unknown", "Not resolved", context["unknowns"], sum(len(rows) for _, rows in context["unknowns"])),
        ("articles", "The articles", True, context["total"]),
    ]
    return [(anchor, name, number) for anchor, name, shown, number in entries if shown]


def _title(page: Page) -> tuple[str, str]:
    """The title of the largest story (else the first headline), and the article whose headline it is."""
    stories = sorted(page.brief.links.stories, key=lambda s: -len(s.articles))
    refs = list(page.articles.values())
    named = next((ref for ref in refs if stories and ref.title == stories[0].title), None)
    first = next((ref for ref in refs if stories and ref.id in stories[0].articles), refs[0] if refs else None)
    ref = named or first
    return (ref.title or ref.name, ref.name) if ref else ("No articles", "")


def _embedded(brief: Brief) -> Markup:
    """JSON that cannot end the element it stands in."""
    text = dump(brief_to_data(brief))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


@cache
def _style() -> str:
    return "\n".join((_HERE / "styles" / f"{name}.css").read_text(encoding="utf-8").strip() for name in STYLES)
