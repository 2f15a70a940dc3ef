"""Times held against gold times, on hand-made cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.evaluate.dates import GoldTime, score
from sayso.evaluate.naf import read_naf
from sayso.model import Span, Time

TEXT = "The ferry sank on Tuesday morning, in 2019, two days before the regatta."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold(words: str, *values: str, kind: str = "DATE", day: bool = False) -> GoldTime:
    return GoldTime(at(words), values, kind, day)


def found(words: str, value: str | None, kind: str = "DATE") -> Time:
    return Time("a1", at(words), words, kind, value, True)


def figures(golds: list[GoldTime], times: list[Time]) -> list[tuple[float, float, float]]:
    rows, _ = score(TEXT, golds, times, kinds=True)
    return [(c.right, c.got, c.gold) for c in rows.values()]


def test_strict_relaxed_value_and_type() -> None:
    golds = [
        gold("Tuesday morning", "2026-03-10TMO", kind="TIME"),
        gold("2019", "2019"),
        gold("two days", "P2D", kind="DURATION"),
    ]
    times = [found("Tuesday", "2026-03-10"), found("2019", "2019"), found("regatta", "2026")]
    assert figures(golds, times) == [(1, 3, 3), (2, 3, 3), (1, 3, 3), (1, 3, 3)]


def test_one_gold_time_meets_one_found() -> None:
    golds = [gold("Tuesday morning", "2026-03-10TMO")]
    times = [found("Tuesday", "2026-03-10TMO"), found("morning", "2026-03-10TMO")]
    assert figures(golds, times)[1] == (1, 2, 1)


def test_a_gold_time_without_value_counts_neither_way() -> None:
    golds = [gold("Tuesday morning"), gold("2019", "2019")]
    assert figures(golds, [found("Tuesday", "2026-03-10")]) == [(0, 0, 1)] * 4


@pytest.mark.parametrize(
    ("values", "day", "value", "right"),
    [
        (("2019",), False, "2019", True),
        (("2019",), False, None, False),
        (("2019-04-02",), False, "2019-04-02TAF", False),
        (("2019-04-02",), True, "2019-04-02TAF", True),
        (("XXXX-10",), False, "2019-10", True),
        (("XXXX-10",), False, "2019-11", False),
        (("199", "199X"), False, "199", True),
        (("XXXX",), False, "", False),
        (("",), False, "", True),
    ],
)
def test_values(values: tuple[str, ...], day: bool, value: str | None, right: bool) -> None:
    assert GoldTime(Span(0, 4), values, day=day).accepts(value) is right


def test_errors_are_grouped() -> None:
    golds = [gold("Tuesday morning", "2026-03-10TMO"), gold("2019", "2020"), gold("two days", "P2D")]
    times = [found("Tuesday", "2026-03-10TMO"), found("2019", "2019"), found("regatta", "2026")]
    _, errors = score(TEXT, golds, times)
    assert [e.group for e in errors] == ["date: other span", "date: other value", "date: too much", "date: missed"]
    assert "«two days»" in errors[-1].context
    assert errors[-1].gold == "two days = P2D"


NAF = """<Document>
<token t_id="1" sentence="0">Ferry</token><token t_id="2" sentence="0">sinks</token>
<token t_id="3" sentence="1">May</token><token t_id="4" sentence="1">4</token>
<token t_id="5" sentence="2">It</token><token t_id="6" sentence="2">sank</token><token t_id="7" sentence="2">on</token>
<token t_id="8" sentence="2">Monday</token><token t_id="9" sentence="2">.</token>
<token t_id="10" sentence="3">Tuesday</token><token t_id="11" sentence="3">passed</token>
<Markables>
<TIMEX3 m_id="1" type="DATE" value="2009-05-04" functionInDocument="CREATION_TIME"><token_anchor t_id="3"/><token_anchor t_id="4"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2009-05-04" functionInDocument="NONE"><token_anchor t_id="8"/></TIMEX3>
<TIMEX3 m_id="3" type="DATE" value="2010" functionInDocument="NONE"/>
</Markables></Document>"""


def test_times_of_meantime(tmp_path: Path) -> None:
    path = tmp_path / "1_Ferry.xml"
    path.write_text(NAF, "utf-8")
    held = read_naf(path)
    text = held.article.text
    assert [(t.span.of(text), t.values) for t in held.times] == [("May 4", ()), ("Monday", ("2009-05-04",))]
    assert text[: held.end].endswith("on Monday.")
