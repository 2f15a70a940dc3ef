"""Quantities in sentences of our own invention: value, bound, unit, role, base; and what must not be read as one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, Quantity, Span, Time
from sayso.read.draft import Draft
from sayso.read.parse import parse
from sayso.read.quantities import find_quantities
from sayso.read.tagger import tag


def quantities(text: str, times: tuple[Time, ...] = ()) -> list[Quantity]:
    draft = Draft(Article(id="t", text=text), masked=text)
    draft.sentences = [Span(*m.span()) for m in re.finditer(r"[^\n.!?]+(?:[.!?]+(?!\s)[^\n.!?]+)*[.!?]*", text)]
    draft.times = list(times)
    parse(draft)
    tag(draft)
    find_quantities(draft)
    return draft.quantities


def flat(q: Quantity) -> tuple[float | None, float | None, float | None, str | None]:
    return (q.low, q.best, q.high, q.unit)


def exact(x: float, unit: str | None) -> tuple[float, float, float, str | None]:
    return (x, x, x, unit)


# (text, what is read in order: low, best, high, unit)
COUNTS = [
    ("Police in Porto Velho detained 14 people on Tuesday.", [exact(14, "people")]),
    ("The ferry sank with 1,204 passengers and 31 crew aboard.", [exact(1204, "people"), exact(31, "people")]),
    ("Twenty-three miners were trapped for hours.", [exact(23, "people")]),
    ("A hundred and fifty homes burned down.", [exact(150, "homes")]),
    ("Rescuers found a dozen bodies under the mud.", [exact(12, "people")]),
    ("A half-dozen clerics signed the letter.", [exact(6, "people")]),
    ("Half a dozen cars were set on fire.", [exact(6, "cars")]),
    ("Half a million voters stayed at home.", [exact(500000, "people")]),
    ("Two and a half million tourists came.", [exact(2500000, "people")]),
    ("A seven-truck convoy left the depot.", [exact(7, "trucks")]),
    ("Troops seized nine AK-47 rifles from the lorry.", [exact(9, "rifles")]),
    ("The blast killed 12 and wounded 40 more.", [exact(12, "people"), exact(40, "people")]),
    ("Storm Kills 9; 60 Hurt as Roofs Collapse", [exact(9, "people"), exact(60, "people")]),
    ("Officials put the death toll at 212.", [exact(212, "people")]),
    ("In all, 37 were arrested.", [exact(37, "people")]),
    ("The city, with a population of 83,000, has no hospital.", [exact(83000, "people")]),
    ("There were no injuries, the harbour master said.", [exact(0, "people")]),
    ("No reported casualties followed the landslide.", [exact(0, "people")]),
    ("One soldier died and one woman was hurt.", [exact(1, "people"), exact(1, "people")]),
    ("The inspector, who has two plainclothes officers, left.", [exact(2, "people")]),
    ("Customs men took 26 Tongan sailors off the boat.", [exact(26, "people")]),
    ("Farmers lost 40 lakh trees in the frost.", [exact(4000000, "trees")]),
]
BOUNDS = [
    ("At least 10 villagers drowned.", [(10, None, None, "people")]),
    ("More than 400 houses were damaged.", [(400, None, None, "houses")]),
    ("Up to 300 jobs may go.", [(None, None, 300, "jobs")]),
    ("Fewer than 50 seats were filled.", [(None, None, 50, "seats")]),
    ("Nearly 60 flights were cancelled.", [(None, None, 60, "flights")]),
    ("No fewer than 80 trucks waited at the border.", [(80, None, None, "trucks")]),
    ("As many as 5,000 refugees crossed the river.", [(None, None, 5000, "people")]),
    ("The case, Velm Docks v. Orlo, No. 12-345, opens soon.", []),
    ("Divers Jo Pell and Ada Roe, both 44, were rescued.", [(44, 44, 44, "years")]),
    ("The bill died two years ago.", [exact(2, "years")]),
    ("They meet every five weeks in Velm.", [exact(5, "weeks")]),
    ("The post was empty for a year and a half.", [exact(1.5, "years")]),
    ("The dead ranged in age from 12 to over 70.", [(12, None, 70, "years")]),
    ("Divers took 40 mud-covered crates from the hold.", [exact(40, "crates")]),
    ("It was signed by two Ministry of Public Works inspectors.", [exact(2, "people")]),
    ("Crews shut three of the town's bridges.", [exact(3, "bridges")]),
    ("It was minus 12 degrees Celsius at the hut.", [exact(-12, "degrees Celsius")]),
    ("Output changed by -0.3 percent.", [exact(-0.3, "percent")]),
    ("It reached 104F in the yard.", [exact(104, "degrees Fahrenheit")]),
    ("The share closed at 421.5p on Monday.", [exact(421.5, "GBP pence")]),
    ("Waves of 3-4m hit the pier.", [(3, None, 4, "m")]),
    ("A pair of gunmen fled, and a trio of boats followed.", [exact(2, "people"), exact(3, "boats")]),
    ("They treated children under 12.", [(None, None, 12, "years")]),
    ("A 4,000-strong crowd gathered.", [exact(4000, "people")]),
    ("The number of complaints rose to 1,045.", [exact(1045, "complaints")]),
    ("Calls fell from 75 to 50.", [exact(75, "calls"), exact(50, "calls")]),
    ("Masters will gain at least 24.", [(24, None, None, None)]),
    ("The mayor said “at least” 10 goats fled.", [(10, None, None, "goats")]),
    ("He weighed 22 stone.", [exact(22, "stone")]),
    ("They expect a 20-to-40-hour repair.", [(20, None, 40, "hours")]),
    ("About 300 rounds were seized with the pistols.", [(None, 300, None, "rounds")]),
    ("An estimated 1,500 huts collapsed.", [(None, 1500, None, "huts")]),
    ("Some 20 tents stood in the square.", [(None, 20, None, "tents")]),
    ("Organisers counted 70 or more marchers.", [(70, None, None, "people")]),
    ("It held 40 or so guests.", [(None, 40, None, "people")]),
    ("Dozens of shops were looted.", [(24, None, None, "shops")]),
    ("Hundreds gathered outside the court.", [(200, None, None, "people")]),
    ("Thousands of pensioners lost savings.", [(2000, None, None, "people")]),
    ("They hold tens of millions of cartridges.", [(20e6, None, 100e6, "cartridges")]),
    ("Hundreds of thousands of birds died.", [(200000, None, None, "birds")]),
    ("Several hundred passengers slept at the station.", [(200, None, None, "people")]),
    ("A couple of goats got out.", [(None, 2, None, "goats")]),
    ("Over a hundred divers took part.", [(100, None, None, "people")]),
    ("Between 60 and 100 rioters threw stones.", [(60, None, 100, "people")]),
    ("Five or six shots were heard.", [(5, None, 6, "shots")]),
    ("The crew of 20-30 men is missing.", [(20, None, 30, "people")]),
    ("The firm will open 3 to 5 stores.", [(3, None, 5, "stores")]),
    ("The fund lost 3 to 4 million shares.", [(3e6, None, 4e6, "shares")]),
]
MEASURES = [
    (
        "Output fell by 400 barrels a day to 900 barrels a day.",
        [exact(400, "barrels/day"), exact(900, "barrels/day")],
    ),
    ("Velm Gas rents the yard at $31 per square foot.", [exact(31, "USD/square foot")]),
    ("Norv earned 52 cents a share against 48 cents a year ago.", [exact(52, "US cents/share"), exact(48, "US cents")]),
    ("The cell holds 3,110 mAh; the line does 90 Mbps.", [exact(3110, "mAh"), exact(90, "Mbps")]),
    ("The pump gives 370 Nm at 4,500 rpm.", [exact(370, "Nm"), exact(4500, "rpm")]),
    ("Rates of 3, 4 and 5 percent apply.", [exact(3, "percent"), exact(4, "percent"), exact(5, "percent")]),
    ("The Osk index closed at -0.45 on Friday.", [exact(-0.45, None)]),
    ("One bun has 29g of fat.", [exact(1, "buns"), exact(29, "g")]),
    ("Norv runs a $1.2bn-a-year trade.", [exact(1.2e9, "USD/year")]),
    ("Osk Palm paid RM3.5 million for it.", [exact(3.5e6, "MYR")]),
    ("The clip was shared over 130,000 times.", [(130000, None, None, "times")]),
    ("The film would block 90% sunlight.", [exact(90, "percent")]),
    ("Highs of 30C follow a night of -5C in Osk.", [exact(30, "degrees Celsius"), exact(-5, "degrees Celsius")]),
    ("Norv paid 12c a share, up 15pc.", [exact(12, "US cents/share"), exact(15, "percent")]),
    ("The clip was shared over 100,000 times.", [(100000, None, None, "times")]),
    ("The Tarn 7 has a 48MP camera.", [exact(48, "megapixels")]),
    ("Velm sold 15 million Tarn Watches.", [exact(15e6, "watches")]),
    ("The talks lasted more than four hours.", [(4, None, None, "hours")]),
    ("The siren sounded for about 40 seconds.", [(None, 40, None, "seconds")]),
    ("The centre lay 58km (36 miles) south of Iquique.", [exact(58, "km"), exact(36, "miles")]),
    ("The island covers 1,500 square kilometers.", [exact(1500, "km2")]),
    ("Highs of 28 degrees Celsius are expected.", [exact(28, "degrees Celsius")]),
    ("Gusts reached 150 mph near the coast.", [exact(150, "mph")]),
    ("The field pumps 90,000 barrels per day.", [exact(90000, "barrels/day")]),
    ("A 6.2-magnitude quake shook Vanuatu.", [exact(6.2, "magnitude")]),
    ("A magnitude 7 earthquake would flatten it.", [exact(7, "magnitude")]),
    ("The tremor measured 4.8 on the Richter scale.", [exact(4.8, "magnitude")]),
    ("Aftershocks with magnitudes from 3.6 to 4.3 followed.", [(3.6, None, 4.3, "magnitude")]),
    ("Lorries brought 12 tonnes of rice.", [exact(12, "tonnes")]),
    ("The wall is six feet high.", [exact(6, "feet")]),
    ("The plant makes 450 megawatts.", [exact(450, "MW")]),
    ("He served a three-year sentence.", [exact(3, "years")]),
]
MONEY = [
    ("The bank was fined $3.2 million.", [exact(3.2e6, "USD")]),
    ("Ministers want £12bn of cuts.", [exact(12e9, "GBP")]),
    ("Damage is put at around 54 million dollars.", [(None, 54e6, None, "USD")]),
    ("Tickets cost €45 each.", [exact(45, "EUR")]),
    ("The deal is worth A$700 million.", [exact(700e6, "AUD")]),
    ("He paid Rs 5 crore for the flat.", [exact(5e7, "INR")]),
    ("The budget rose to 100 billion USD.", [exact(100e9, "USD")]),
    ("Rebuilding will cost $3-4 million.", [(3e6, None, 4e6, "USD")]),
    ("Over a hundred billion dollars passes through.", [(100e9, None, None, "USD")]),
    ("Workers earn $15 an hour.", [exact(15, "USD/hour")]),
    ("It raised 5m euros.", [exact(5e6, "EUR")]),
]
SHARES = [
    ("Some 40 percent of the buildings fell.", [(None, 0.4, None, "share")], "buildings"),
    ("Between half and two-thirds of pumps lack power.", [(0.5, None, 0.6667, "share")], "pumps"),
    ("More than half of the ballots were void.", [(0.5, None, None, "share")], "ballots"),
    ("A third of the 600 workers walked out.", [exact(0.3333, "share")], "600 workers"),
    ("About one in five pupils is absent.", [(None, 0.2, None, "share")], ""),
]
AGES = [
    ("A 31-year-old driver was held.", [exact(31, "years")]),
    ("Teresa Lindqvist, 43, a baker, saw it.", [exact(43, "years")]),
    ("The boy, aged 7, is safe.", [exact(7, "years")]),
    ("She is 16 years old.", [exact(16, "years")]),
    ("Sixteen-year-old Ola Brandt fell.", [exact(16, "years")]),
    ("Men aged between 18 and 25 were called up.", [(18, None, 25, "years")]),
    ("A five-month-old baby survived.", [exact(5, "months")]),
]
NOTHING = [
    "Tarn Mobile tests its 5G network.",
    "Orrin Vash went 3-for-4 on the night.",
    "The NVX 250 index was flat.",
    "Flight 447 was late.",
    "He read it on page 3.",
    "The Boeing 727 landed.",
    "An old AK 47 was found.",
    "Channel 4 showed the film.",
    "The analysts of 38 North agreed.",
    "Call 555-0142 or 020-7946-0018 for help.",
    "It began at 8:30 p.m. on Friday.",
    "The quake struck at 1353 (1023 GMT).",
    "They met on March 3, 2011 in Lima.",
    "It has been so since 1998.",
    "Nobody had tried that in the 1990s.",
    "I am 100 percent sure of him.",
    "One of them laughed.",
    "No one knows why one would go.",
    "Several witnesses came, and many neighbours.",
    "She finished 5th, in the 21st century style.",
    "The house at 473 East 52nd Street burned.",
    "14.05 The minister leaves by a side door.",
    "See post 747112233445566778 for more.",
    "Rovers beat City 3-1 at home.",
    "The COVID-19 ward is shut; the G20 met.",
    "See https://example.org/2020/11/55 for more.",
    "He called 911 at once.",
    "The second half was dull.",
    "Zero tolerance, the mayor vowed.",
]


@pytest.mark.parametrize(("text", "expected"), COUNTS + BOUNDS + MEASURES + MONEY + AGES)
def test_values_bounds_and_units(text: str, expected: list[object]) -> None:
    assert [flat(q) for q in quantities(text)] == expected


@pytest.mark.parametrize(("text", "expected", "base"), SHARES)
def test_shares_keep_their_base(text: str, expected: list[object], base: str) -> None:
    got = quantities(text)
    assert [flat(q) for q in got][:1] == expected
    assert base in (got[0].base or "")
    assert got[0].role == "share"


@pytest.mark.parametrize("text", NOTHING)
def test_no_quantity(text: str) -> None:
    assert [q.text for q in quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Profit rose 12 percent.", "change"),
        ("A 5 percent increase was agreed.", "change"),
        ("The meeting lasted two hours.", "duration"),
        ("He fired a 9mm pistol.", "calibre"),
        ("They sent 122 and 152 mm shells.", "calibre"),
        ("The pit is 80 metres deep.", "measurement"),
        ("It cost $80.", "money"),
        ("Ana Ruiz, 50, won.", "age"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert [q.role for q in quantities(text)][:1] == [role]


def test_votes_are_two_counts() -> None:
    assert [flat(q) for q in quantities("The chamber voted 52-48 to stop it.")] == [
        exact(52, "votes"),
        exact(48, "votes"),
    ]


def test_what_is_counted_includes_what_was_done() -> None:
    assert quantities("The flood left 30 people dead.")[0].of == "people dead"
    assert quantities("A bus crash killed 30 people.")[0].of == "people killed"


def test_part_of_what_was_counted_before() -> None:
    got = quantities("Five boats came near. Two of them fled, and the remaining three were caught.")
    assert [(q.best, q.unit, q.base) for q in got] == [(5, "boats", None), (2, "boats", "Five"), (3, "boats", "Five")]


def test_part_of_a_named_whole_has_a_base() -> None:
    got = quantities("By noon 30 of the 80 wounded walked out.")
    assert (got[0].best, got[0].base) == (30, "the 80 wounded")


def test_share_of_a_known_count_is_computed_with_its_formula() -> None:
    got = quantities("Rebels fired 170 rockets. More than half of the rockets fell into the sea.")
    assert got[1].derived == "at least 0.5 × 170 = 85"


def test_dates_are_no_quantities_but_durations_are_both() -> None:
    text = "In the 12 weeks to 30 June the mill shut for 9 days."
    june = Time("t", Span(16, 23), "30 June", "DATE", "XXXX-06-30", False)
    nine = Time("t", Span(text.index("9 days"), text.index("9 days") + 6), "9 days", "DURATION", "P9D", False)
    assert [q.text for q in quantities(text, (june, nine))] == ["12 weeks", "9 days"]


PIECES = st.sampled_from(
    [
        "5",
        "12",
        "1,500",
        "3.2",
        "one",
        "two",
        "dozens",
        "hundreds",
        "of",
        "half",
        "a",
        "third",
        "and",
        "to",
        "-",
        "–",
        "percent",
        "%",
        "$",
        "£",
        "million",
        "bn",
        "km",
        "people",
        "killed",
        "more",
        "than",
        "at",
        "least",
        "about",
        "between",
        "or",
        "in",
        ",",
        ".",
        "(",
        ")",
        "\n",
        "16",
        "year",
        "old",
        "magnitude",
        "1999",
        "May",
        "AK",
        "47",
        "tens",
        "millions",
        "no",
        "injuries",
        "½",
        "°",
        "/",
        ":",
        "'",
        "\u200b",
        "é",
        "9999999999999999999999",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_spans_that_hold(text: str) -> None:
    got = quantities(text)
    for q in got:
        assert 0 <= q.span.start < q.span.end <= len(text)
        assert text[q.span.start : q.span.end] == q.text
        assert (q.low, q.best, q.high) != (None, None, None)
        if q.low is not None and q.high is not None:
            assert q.low <= q.high
    starts = [q.span for q in got]
    assert starts == sorted(starts)


def test_share_of_a_narrower_whole_is_not_computed() -> None:
    got = quantities("Rebels fired 170 rockets. 20 percent of the rockets that hit the town failed.")
    assert (got[1].best, got[1].base, got[1].derived) == (0.2, "the rockets that hit the town", None)
