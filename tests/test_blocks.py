"""Blocks of invented articles: what each line, or part of a line, is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import SPEAKING_BLOCKS, Article, BlockKind
from sayso.read.blocks import find_blocks
from sayso.read.draft import Draft
from sayso.read.lines import dateline, is_byline, is_date_line, is_url

BODY = "The river rose by two metres overnight. Nobody was hurt, the mayor said."


def blocks(text: str) -> list[tuple[str, str]]:
    draft = Draft(Article(id="a", text=text))
    find_blocks(draft)
    return [(str(b.kind), draft.words(b.span)) for b in draft.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Flood swamps Orvik harbour\n\n{BODY}", [("headline", "Flood swamps Orvik harbour"), ("paragraph", BODY)]),
        (f"{BODY}\n\n{BODY}", [("paragraph", BODY), ("paragraph", BODY)]),
        (
            f"Last Updated: Friday, 3 May 2019, 04:11 GMT\nFlood swamps harbour\n{BODY}",
            [
                ("dateline", "Last Updated: Friday, 3 May 2019, 04:11 GMT"),
                ("headline", "Flood swamps harbour"),
                ("paragraph", BODY),
            ],
        ),
        (
            f"Flood swamps harbour\nBoats were lost and two piers fell.\nPosted 5 / 3 / 2019 6:10 AM\n{BODY}",
            [
                ("headline", "Flood swamps harbour"),
                ("heading", "Boats were lost and two piers fell."),
                ("dateline", "Posted 5 / 3 / 2019 6:10 AM"),
                ("paragraph", BODY),
            ],
        ),
        (
            f"Flood swamps harbour\nBy Nora Quill, Reuters\nOSLO, Norway: {BODY}",
            [
                ("headline", "Flood swamps harbour"),
                ("byline", "By Nora Quill, Reuters"),
                ("dateline", "OSLO, Norway:"),
                ("paragraph", BODY),
            ],
        ),
        (
            f"MUST SEE: Ferry crew pulls child from ice\n{BODY}",
            [("headline", "MUST SEE: Ferry crew pulls child from ice"), ("paragraph", BODY)],
        ),
        (
            f"Flood swamps harbour\n{BODY}\nA Long Night\n{BODY}",
            [
                ("headline", "Flood swamps harbour"),
                ("paragraph", BODY),
                ("heading", "A Long Night"),
                ("paragraph", BODY),
            ],
        ),
        (
            f"Flood swamps harbour\n{BODY} But the town has other worries now\n{BODY}",
            [
                ("headline", "Flood swamps harbour"),
                ("paragraph", BODY),
                ("heading", "But the town has other worries now"),
                ("paragraph", BODY),
            ],
        ),
        (
            f"Flood swamps harbour\nWhat Happens Next For Orvik? {BODY}",
            [("headline", "Flood swamps harbour"), ("heading", "What Happens Next For Orvik?"), ("paragraph", BODY)],
        ),
        (
            f"Flood swamps harbour\n{BODY}\nAlso Read: Otter Steals Mayor's Lunch\n{BODY}",
            [
                ("headline", "Flood swamps harbour"),
                ("paragraph", BODY),
                ("promotion", "Also Read: Otter Steals Mayor's Lunch"),
                ("paragraph", BODY),
            ],
        ),
        (
            f"Flood swamps harbour\n{BODY}\nRelated stories\nOtter steals lunch\nPier to be rebuilt\n{BODY}",
            [
                ("headline", "Flood swamps harbour"),
                ("paragraph", BODY),
                ("promotion", "Related stories"),
                ("promotion", "Otter steals lunch"),
                ("promotion", "Pier to be rebuilt"),
                ("paragraph", BODY),
            ],
        ),
        (
            f"Flood swamps harbour\n{BODY} (Reporting by Nora Quill; editing by Tom Arkwright)",
            [
                ("headline", "Flood swamps harbour"),
                ("paragraph", BODY),
                ("credit", "(Reporting by Nora Quill; editing by Tom Arkwright)"),
            ],
        ),
        (
            f"Flood swamps harbour\n{BODY} (Read more: Ten floods in pictures) The port is shut.",
            [
                ("headline", "Flood swamps harbour"),
                ("paragraph", BODY),
                ("promotion", "(Read more: Ten floods in pictures)"),
                ("paragraph", "The port is shut."),
            ],
        ),
    ],
)
def test_articles(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Click here to see the ten best umbrellas", "promotion"),
        ("Sign up for our morning newsletter.", "promotion"),
        ("Follow us on Facebook and Instagram", "promotion"),
        ("Scroll down for video", "promotion"),
        ("Channel Nine has exclusive footage of the rescue.", "promotion"),
        (
            "This article first appeared on Fjord Online. Kettle may have altered the headings. Here's the original.",
            "credit",
        ),
        ("Sorce : Kettle", "credit"),
        ("The Associated Press contributed to this report.", "credit"),
        ("© 2019 Fjord Media. All rights reserved.", "credit"),
        ("(With inputs from PTI)", "credit"),
        ("I am Nora Quill, a keen reporter of floods. I write for the Orvik Courier.", "author note"),
        ("Tom Arkwright is a staff writer covering ports for the Courier.", "author note"),
        ("Follow Tom Arkwright on Twitter @arkwright", "author note"),
        ("Photo: the old pier before the storm", "caption"),
        ("(AFP photo)", "caption"),
        ("https://example.org/news/flood", "url line"),
        ("http: / / news. example. org / 2019 / flood", "url line"),
    ],
)
def test_last_lines(line: str, kind: str) -> None:
    assert blocks(f"Flood swamps harbour\n{BODY}\n{BODY}\n{line}")[-1] == (kind, line)


@pytest.mark.parametrize(
    ("text", "first", "filed"),
    [
        ("SEOUL, South Korea: The ship", True, "SEOUL, South Korea:"),
        ("WASHINGTON (AP) — The ship", False, "WASHINGTON (AP) —"),
        ("KABUL, March 3 (Reuters) - A bomb", True, "KABUL, March 3 (Reuters) -"),
        ("New Delhi / Kolkata: The ship", True, "New Delhi / Kolkata:"),
        ("Lucknow, May 6 -", True, "Lucknow, May 6 -"),
        ("(CNN) -- The ship", True, "(CNN) --"),
        ("Odokora, Japan — The ship", True, "Odokora, Japan —"),
        ("Apple — The ship", True, ""),
        ("WATCH: The ship", True, ""),
        ("New Delhi: The ship", False, ""),
        ("Smith: We will win", True, ""),
        ("The U.S.-Israel talks", True, ""),
    ],
)
def test_datelines(text: str, first: bool, filed: str) -> None:
    assert text[: dateline(text, first=first)].strip() == filed


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("Nov 28,2005", True),
        ("Tue Feb 14 2012, 03:45 hrs", True),
        ("PUBLISHED: 04:17 GMT, 8 June 2016 | UPDATED: 21:50 GMT, 9 June 2016", True),
        ("XYZ May 12,2011, 05.51AM IST OSLO:", True),
        ("May 5 killed in blast", False),
        ("In March 2013 he left", False),
        ("2011", False),
    ],
)
def test_date_lines(line: str, yes: bool) -> None:
    assert is_date_line(line) is yes


def test_bylines_and_addresses() -> None:
    assert is_byline("By Nora Quill")
    assert is_byline("Staff reporter")
    assert not is_byline("By the time they came, it was over.")
    assert is_url("www.example.com/a")
    assert not is_url("He wrote to example.com")


def test_masked_hides_what_may_not_speak() -> None:
    text = f"Flood swamps harbour\nOSLO (AP) — {BODY}\nAlso read: Otter wins 30 prizes\n"
    draft = Draft(Article(id="a", text=text))
    find_blocks(draft)
    assert "Otter" not in draft.masked
    assert "OSLO" not in draft.masked
    assert BODY in draft.masked
    assert len(draft.masked) == len(text)


def test_an_author_who_is_in_the_story_is_no_author_note() -> None:
    text = f"Reporter freed\nGunmen freed Tom Arkwright on Monday, police said.\n{BODY}\nTom Arkwright is a reporter for the Courier."
    assert blocks(text)[-1][0] == "paragraph"


@given(st.text(alphabet=st.sampled_from(list("aB1 .,:-—()\"'“”\n\r\u2028@©/?!")), max_size=300))
@settings(max_examples=200, deadline=None)
def test_blocks_cover_all_words_in_order(text: str) -> None:
    draft = Draft(Article(id="a", text=text))
    find_blocks(draft)
    at = 0
    for b in draft.blocks:
        assert at <= b.span.start < b.span.end <= len(text)
        assert not text[at : b.span.start].strip()
        at = b.span.end
    assert not text[at:].strip("\x1c\x1d\x1e \t\r\n\x0b\x0c\x85\u2028\u2029\u00a0")
    assert len(draft.masked) == len(text)
    for b in draft.blocks:
        shown = draft.masked[b.span.start : b.span.end]
        assert shown == draft.words(b.span) if b.kind in SPEAKING_BLOCKS else not shown.strip()


def test_long_lines_cost_linear_time() -> None:
    for piece in ("A. ", 'Mr. A said "x". ', "By A ", "((", "https://a", "Aa — ", "read more: "):
        text = "Headline words here\n" + piece * (200_000 // len(piece))
        draft = Draft(Article(id="a", text=text))
        find_blocks(draft)
        assert BlockKind.HEADLINE in {b.kind for b in draft.blocks}


def test_links_and_signatures_around_the_text() -> None:
    text = (
        f"Flood swamps harbour\nBy: Press Trust of India | Oslo | Posted: May 8, 2015 2:10 pm\n{BODY}\n"
        f"Scroll down for video\nThe old pier seen from the hill\n{BODY}\n“Run!” — Orvik Port (@orvikport) May 8, 2015\n{BODY}\n"
        "PHOTOS: Great piers"
    )
    kinds = [kind for kind, _ in blocks(text)]
    assert kinds == [
        "headline",
        "byline",
        "paragraph",
        "promotion",
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
        "promotion",
    ]


def test_half_characters_do_not_reach_the_parser() -> None:
    draft = Draft(Article(id="a", text="The dam \ud800 burst at dawn."))
    find_blocks(draft)
    assert draft.masked == "The dam \ufffd burst at dawn."
