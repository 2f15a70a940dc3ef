"""Expressions of time: what is found, with which span and value, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, Block, BlockKind, Span, Time
from sayso.read.draft import Draft
from sayso.read.parse import pipeline
from sayso.read.times import find_times
from sayso.read.times_calendar import easter, holiday, iso_week, month_of

# A Thursday.
PUBLISHED = date(2019, 5, 16)


def times(text: str, published: date | None = PUBLISHED, blocks: tuple[Block, ...] = ()) -> list[Time]:
    draft = Draft(Article("a1", text, published=published))
    draft.blocks = list(blocks)
    draft.masked = text
    for block in blocks:
        if block.kind in (BlockKind.DATELINE, BlockKind.BYLINE):
            start, end = block.span
            draft.masked = draft.masked[:start] + " " * (end - start) + draft.masked[end:]
    draft.doc = pipeline()(draft.masked)
    find_times(draft)
    return draft.times


def found(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in times(text, published)]


DAYS = [
    ("The ferry sank on 3 April 2017 off Skarvik.", [("3 April 2017", "2017-04-03")]),
    ("Ms. Oyelaran resigned on September 9th, 2018, her lawyer said.", [("September 9th, 2018", "2018-09-09")]),
    ("The permit (issued 2018-11-30) has lapsed.", [("2018-11-30", "2018-11-30")]),
    ("Posted 04/23/2019 by the harbour office.", [("04/23/2019", "2019-04-23")]),
    ("Divers found the hull on Tuesday.", [("Tuesday", "2019-05-14")]),
    ("Judge Amaro adjourned the hearing Thursday.", [("Thursday", "2019-05-16")]),
    ("The council will vote on Tuesday.", [("Tuesday", "2019-05-21")]),
    ("Envoys are to meet on Monday in Tallinn.", [("Monday", "2019-05-20")]),
    ("He was arrested last Friday.", [("last Friday", "2019-05-10")]),
    ("Yesterday the pumps failed again.", [("Yesterday", "2019-05-15")]),
    ("The verdict is expected tomorrow morning.", [("tomorrow morning", "2019-05-17TMO")]),
    ("Looters struck on Sunday night.", [("Sunday night", "2019-05-12TNI")]),
    ("The minister flew home last night.", [("last night", "2019-05-15TNI")]),
    ("Sirens were heard the day before yesterday.", [("the day before yesterday", "2019-05-14")]),
    ("A march was held on 1 May.", [("1 May", "2019-05-01")]),
    ("The border reopened on December 28.", [("December 28", "2018-12-28")]),
    ("Ms. Adeyemi could not be reached on Monday.", [("Monday", "2019-05-13")]),
    ("Sat, 12 May saw rain.", [("Sat, 12 May", "2018-05-12")]),
    ("The form of 12.09.2018 is void.", [("12.09.2018", "2018-09-12")]),
    ("The strike is set for June 7.", [("June 7", "2019-06-07")]),
    ("The fair runs June 3-5, the mayor said.", [("June 3-5", "2019-06-03/2019-06-05")]),
    ("Three days ago the well ran dry.", [("Three days ago", "2019-05-13")]),
    ("Shops were looted on Christmas Eve.", [("Christmas Eve", "2018-12-24")]),
    ("He wrote about the September 11 attacks of 2001.", [("September 11 attacks of 2001", "2001-09-11")]),
    ("Security changed after 9/11, she said.", [("9/11", "2001-09-11")]),
]

CLOCKS = [
    ("Posted May 14, 2019 8: 20 AM ET", [("May 14, 2019 8: 20 AM ET", "2019-05-14T08:20")]),
    ("The blast was heard at 9.40 a.m. on Tuesday.", [("9.40 a.m. on Tuesday", "2019-05-14T09:40")]),
    ("Polls closed Sunday at 8 p.m. local time.", [("Sunday at 8 p.m. local time", "2019-05-12T20:00")]),
    ("Updated 14 May 2019, 16:05 GMT", [("14 May 2019, 16:05 GMT", "2019-05-14T16:05Z")]),
    (
        "The dam gave way on Monday. Alarms rang at 11:15 p.m. in the valley.",
        [("Monday", "2019-05-13"), ("11:15 p.m.", "2019-05-13T23:15")],
    ),
    (
        "It struck at 1412 (0912 GMT) on Monday.",
        [("1412", "2019-05-13T14:12"), ("0912 GMT", "2019-05-13T09:12Z"), ("Monday", "2019-05-13")],
    ),
]

PERIODS = [
    ("Talks stalled in March 2016.", [("March 2016", "2016-03")]),
    ("Talks stalled in February.", [("February", "2019-02")]),
    ("Talks stalled in November.", [("November", "2018-11")]),
    ("Talks will resume in November.", [("November", "2019-11")]),
    ("Talks collapsed last February.", [("last February", "2019-02")]),
    ("The vote is due in mid-June.", [("mid-June", "2019-06")]),
    ("Two more wells were drilled last week.", [("last week", "2019-W19")]),
    ("A decision will come next week.", [("next week", "2019-W21")]),
    ("Earlier this month the bank cut rates.", [("Earlier this month", "2019-05")]),
    ("The mine shut late last year.", [("late last year", "2018")]),
    ("Rents doubled by the end of last year.", [("the end of last year", "2018")]),
    ("Looters came over the weekend.", [("the weekend", "2019-W19-WE")]),
    ("The army left in the summer of 2014.", [("the summer of 2014", "2014-SU")]),
    ("Harvests failed last summer.", [("last summer", "2018-SU")]),
    ("Profit fell in the third quarter of 2018.", [("the third quarter of 2018", "2018-Q3")]),
    ("Profit fell in Q2 2018.", [("Q2 2018", "2018-Q2")]),
    ("The hearing is Monday.", [("Monday", "2019-05-20")]),
    ("Voting ends Sunday.", [("Sunday", "2019-05-19")]),
    ("On Tuesday, the envoy and his aide are to travel to Lima.", [("Tuesday", "2019-05-21")]),
    ("The lake is low since Monday.", [("Monday", "2019-05-13")]),
    ("The wake takes place on Saturday.", [("Saturday", "2019-05-18")]),
    ("Last year's third quarter was weak.", [("Last year's third quarter", "2018-Q3")]),
    ("The 2017 fourth quarter was weak.", [("The 2017 fourth quarter", "2017-Q4")]),
    ("Fourth-quarter profit rose at the mill.", [("Fourth-quarter", "2018-Q4")]),
    ("It announced cuts in the third quarter.", [("the third quarter", "2019-Q3")]),
    ("The yard will open in the fourth quarter.", [("the fourth quarter", "2019-Q4")]),
    ("Sales beat the year-earlier quarter.", [("the year-earlier quarter", "2018")]),
    ("It was shut from January through March.", [("January", "2019-01"), ("March", "2019-03")]),
    ("It was shut from November to February.", [("November", "2018-11"), ("February", "2019-02")]),
    ("The fair ran Thursday through Saturday.", [("Thursday", "2019-05-16"), ("Saturday", "2019-05-18")]),
    ("Aid rose in fiscal 2018.", [("fiscal 2018", "FY2018")]),
    ("The road was built in the 1970s.", [("the 1970s", "197")]),
    ("The castle dates from the 14th century.", [("the 14th century", "13")]),
    ("He led the party from 2003 to 2006.", [("2003", "2003"), ("2006", "2006")]),
    ("the 1936-1939 war", [("1936-1939", "1936/1939")]),
    ("Between June and August 2014 rents rose.", [("June", "2014-06"), ("August 2014", "2014-08")]),
    ("It opened in the week of March 4.", [("the week of March 4", "2019-W10")]),
    ("Early 2012 was quiet.", [("Early 2012", "2012")]),
    ("Two years ago the plant closed.", [("Two years ago", "2017")]),
    ("It ended more than 15 years ago.", [("more than 15 years ago", "2004")]),
    ("Six months ago the plant closed.", [("Six months ago", "2018-11")]),
]

LENGTHS = [
    ("The pact runs for at least 12 years.", [("at least 12 years", "P12Y")]),
    ("It rained for the past two weeks.", [("the past two weeks", "P2W")]),
    ("The shaking lasted about 40 seconds.", [("about 40 seconds", "PT40S")]),
    ("They were held for four hours.", [("four hours", "PT4H")]),
    ("They waited half an hour.", [("half an hour", "PT30M")]),
    ("He served two and a half years.", [("two and a half years", "P2.5Y")]),
    ("Villagers had complained for decades.", [("decades", "PXDE")]),
    ("It took several weeks to clear.", [("several weeks", "PXW")]),
    ("a five-year plan", [("five-year", "P5Y")]),
    ("He waited a year and a half for an answer.", [("a year and a half", "P1.5Y")]),
    ("The post was empty for 3 1/2 years.", [("3 1/2 years", "P3.5Y")]),
    ("A decade-long feud, an hours-long wait.", [("decade-long", "P1DE"), ("hours-long", "PTXH")]),
    ("Repairs take between 40 and 60 days.", [("40", "P40D"), ("60 days", "P60D")]),
    ("Repairs take five to seven weeks.", [("five", "P5W"), ("seven weeks", "P7W")]),
    ("The court sits every Wednesday.", [("every Wednesday", "XXXX-WXX-3")]),
    ("It is inspected each year.", [("each year", "P1Y")]),
    ("The well is tested daily.", [("daily", "P1D")]),
    ("Trains ran late on Mondays.", [("Mondays", "XXXX-WXX-1")]),
]

REFERENCES = [
    ("The bridge is currently closed.", [("currently", "PRESENT_REF")]),
    ("He recently sold the yard.", [("recently", "PAST_REF")]),
    ("The yard was sold years ago.", [("years ago", "PAST_REF")]),
    ("In recent days the tone changed.", [("recent days", "PAST_REF")]),
]

STORIES = [
    (
        "The siege began on 4 June 2009. Two days later the tower fell.",
        [("4 June 2009", "2009-06-04"), ("Two days later", "2009-06-06")],
    ),
    (
        "The siege began on 4 June 2009. The next morning the tower fell.",
        [("4 June 2009", "2009-06-04"), ("The next morning", "2009-06-05TMO")],
    ),
    ("Sales fell in 2011. The previous year they had risen.", [("2011", "2011"), ("The previous year", "2010")]),
]

NOT_TIMES = [
    "His 23 - year - old cousin fled.",
    "The suspect, a 31-year-old welder, denied it.",
    "She may march on the second floor in the sun.",
    "Mr. Brandt sat down and the board can decide.",
    "About 1500 villagers fled with 2000 goats.",
    "They fell to the ground and spring back up.",
    "The boy, aged 12 years, was unhurt.",
    "The Dunmore Weekly printed it.",
    "Shells of 152 mm hit the yard.",
]


@pytest.mark.parametrize(("text", "expected"), DAYS + CLOCKS + PERIODS + LENGTHS + REFERENCES + STORIES)
def test_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NOT_TIMES)
def test_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Divers found the hull on Wednesday.",
        "Yesterday the pumps failed.",
        "It closed last month.",
        "Rain is due in April.",
        "It fell this week.",
    ],
)
def test_no_publication_date_means_no_day(text: str) -> None:
    (time,) = times(text, None)
    assert (time.value, time.anchored) == (None, False)
    assert "publication date" in time.reason


def test_weekday_without_publication_says_why() -> None:
    (time,) = times("Divers found the hull on Wednesday.", None)
    assert time.reason == "weekday only; the publication date is unknown"


def test_written_dates_need_no_publication_date() -> None:
    (time,) = times("The ferry sank on 3 April 2017.", None)
    assert (time.value, time.anchored) == ("2017-04-03", True)


def test_clock_without_day() -> None:
    (time,) = times("Alarms rang at 10:30 p.m. in the valley.", None)
    assert (time.kind, time.value, time.anchored) == ("TIME", "T22:30", False)


def test_dateline_gives_the_publication_day() -> None:
    stamp = "Last Updated: Friday, 7 June 2013, 01:20 GMT"
    text = stamp + "\nThe mast fell on Tuesday. A vigil was held tonight."
    blocks = (
        Block(BlockKind.DATELINE, Span(0, len(stamp))),
        Block(BlockKind.PARAGRAPH, Span(len(stamp) + 1, len(text))),
    )
    got = times(text, None, blocks)
    assert [(t.text, t.value) for t in got] == [
        ("Friday, 7 June 2013, 01:20 GMT", "2013-06-07T01:20Z"),
        ("Tuesday", "2013-06-04"),
        ("tonight", "2013-06-06TNI"),  # a report of one in the morning tells of the evening before
    ]
    assert "dateline" in got[1].reason


def test_promotions_give_no_times() -> None:
    promotion = "Also read: what happened on 3 May 2018"
    draft = Draft(Article("a1", promotion, published=PUBLISHED))
    draft.blocks = [Block(BlockKind.PROMOTION, Span(0, len(promotion)))]
    draft.masked = " " * len(promotion)
    find_times(draft)
    assert draft.times == []


def test_calendar() -> None:
    assert easter(2019) == date(2019, 4, 21)
    assert holiday("11-4-4", 2018) == date(2018, 11, 22)
    assert holiday("05--1-1", 2019) == date(2019, 5, 27)
    assert iso_week(date(2018, 12, 31)) == "2019-W01"
    assert month_of(date(2019, 5, 16), 11, None, False) == (2018, 11)


VOCABULARY = (
    "two a half the last next this of May March 5 31 99 2003 2003- 10:30 9.25 a.m. GMT Monday Tuesday night weeks "
    "year ago later earlier every between and from to - , . ( ) 1990s 11/27/2005 99/99/99 2005-13-45 9/11 Q4 FY19 "
    "Christmas Easter century thousand 999999999999999999999 0 0000 years decades before after yesterday fiscal "
    "quarter FY now past ² ٣ \n \n\n"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200))
DATES = st.one_of(st.none(), st.dates())


@settings(max_examples=150, deadline=None)
@given(TEXTS, DATES)
def test_properties(text: str, published: date | None) -> None:
    draft = Draft(Article("a1", text, published=published))
    draft.masked = text
    find_times(draft)
    end = 0
    for time in draft.times:
        assert end <= time.span.start < time.span.end <= len(text)
        assert text[time.span.start : time.span.end] == time.text
        assert time.kind in ("DATE", "TIME", "DURATION", "SET")
        assert not time.anchored or time.value
        assert time.anchored or time.reason
        end = time.span.end


def test_hostile_length() -> None:
    for text in (
        "10:30 " * 2000,
        "two and a half " * 2000,
        "about at least " * 2000,
        "Monday 5 May " * 1000,
        "1" * 20000,
    ):
        draft = Draft(Article("a1", text, published=PUBLISHED))
        draft.masked = text
        find_times(draft)


def test_this_weekend_of_a_monday() -> None:
    monday = date(2019, 5, 20)
    assert [t.value for t in times("The fair was held this weekend.", monday)] == ["2019-W20-WE"]
    assert [t.value for t in times("The fair will be held this weekend.", monday)] == ["2019-W21-WE"]
