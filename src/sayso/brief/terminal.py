"""A brief in the terminal: what is reported, how it stands, on whose word. Plain text unless colour is asked for."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from .. import __version__
from ..model import ClaimStatus
from . import wording
from .model import Brief
from .numbers import story_numbers
from .safe import visible
from .views import claims, gaps, origins
from .views.common import Page, StatementRow

SHOWN = 8  # claims of a group that are shown; the rest are counted
DETAILS = 2  # lines of what stands against a claim, and of its drift; the page has them all
STYLE = {
    "contradicted": "bold red",
    "denied": "bold red",
    "alleged": "yellow",
    "hypothetical": "yellow",
    "opinion": "yellow",
    "one-origin": "cyan",
    "independent": "green",
}


def to_terminal(brief: Brief, width: int = 80, *, color: bool = False) -> str:
    """A short view, `width` columns wide; `color` adds terminal colours (the words alone say everything)."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(40, width),
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    page = Page(brief)
    _head(console, page)
    for group in claims.groups(page):
        _section(console, f"{group.title} ({len(group.cards)})")
        for card in group.cards[:SHOWN]:
            _card(console, card, len(brief.readings))
        if len(group.cards) > SHOWN:
            console.print(f"  and {len(group.cards) - SHOWN} more")
    _tail(console, page)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _head(console: Console, page: Page) -> None:
    numbers = story_numbers(page.brief)
    console.print(Text(f"sayso {__version__}", style="dim"))
    parts = [
        wording.count(numbers.articles, "article"),
        wording.count(len(numbers.outlets), "outlet"),
        wording.count(len(numbers.origins), "independent origin"),
    ]
    console.print(Text(", ".join(parts), style="bold"))
    for line in wording.summary(numbers.shared, numbers.single, numbers.disputed, numbers.claims):
        console.print(line)


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(Rule(Text(title, style="bold"), align="left", characters="-"))


def _card(console: Console, card: claims.ClaimCard, total: int) -> None:
    line = Text()
    line.append(f"{card.number:>3} ")
    line.append(f"[{card.chip.label}]", style=STYLE[card.chip.icon])
    line.append(f" {card.articles} of {wording.count(total, 'article')}")
    console.print(line)
    _put(console, f"“{_flat(card.lead.words)}”", 4)
    _put(console, _who(card.lead), 4, "dim")
    if card.origins:
        names = [o.name + (" (a party to it)" if o.interested else "") for o in card.origins]
        _put(console, f"Origins: {_flat(', '.join(names))}", 4)
    if card.means:
        _put(console, f"{_flat(card.means)}.", 4)
    against = [f"Against it: “{_flat(other.words)}” {_flat(other.where)}" for other in card.against]
    drift = [f"{change.label}: {_flat(change.note)}" if change.note else change.label for change in card.drift]
    for lines in (against, drift):
        shown = list(dict.fromkeys(lines))
        for one in shown[:DETAILS]:
            _put(console, one, 4)
        if len(shown) > DETAILS:
            _put(console, f"and {len(shown) - DETAILS} more", 4, "dim")


def _tail(console: Console, page: Page) -> None:
    roots, _ = origins.tree(page)
    if roots:
        _section(console, "Where the articles come from")
        for root in roots:
            _branch(console, root, 0)
    if page.single:
        counts = [f"{n} {status}" for status in ClaimStatus if (n := sum(c.status is status for c in page.single))]
        _section(console, "In one article only")
        _put(console, ", ".join(counts), 2)
    omitted = [m for m in gaps.left_out(page) if m.denials or m.noted]
    if omitted:
        _section(console, "Left out")
        for miss in omitted:
            rows = [line.row for line in miss.denials] + [row for row, _ in miss.noted]
            for row in rows:
                _put(console, f"{_flat(miss.article.name)} does not have: “{_flat(row.words)}” {_who(row)}", 2)
    unknown = gaps.unknowns(page)
    if unknown:
        _section(console, "Not resolved")
        for title, entries in unknown:
            _put(console, f"{title}: {len(entries)}", 2)


def _branch(console: Console, node: origins.Node, depth: int) -> None:
    name = _flat(node.name) if node.article else f"{_flat(node.name)} (credited, text not given)"
    _put(console, name, 2 + 3 * depth)
    for child in node.children:
        _branch(console, child, depth + 1)


def _who(row: StatementRow) -> str:
    if row.voice:
        return _flat(f"{row.article.name}, in its own voice") + _sure(row)
    act = "" if row.act == "says" else f" {row.act}"
    via = f" via {', '.join(row.via)}" if row.via else ""
    return _flat(f"{row.who}{act}{via}, in {row.article.name}") + _sure(row)


def _sure(row: StatementRow) -> str:
    if row.certainty != "certain":
        return f" ({row.certainty_label})"
    return " (not told as fact)" if row.hedged else ""


def _put(console: Console, text: str, indent: int, style: str = "") -> None:
    console.print(Padding(Text(text, style=style), (0, 0, 0, indent)))


def _flat(text: str) -> str:
    """One line that cannot drive the terminal."""
    return " ".join(visible(text).split())
