"""TimeML documents, on an invented one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evaluating import reading_of
from sayso.evaluate.timeml import YARDSTICK, day, read
from sayso.evaluate.yardstick import Document
from sayso.model import InputError, Span, Time

DOCUMENT = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<DOCID>harbour</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-16" functionInDocument="CREATION_TIME">2024-05-16</TIMEX3></DCT>
<TITLE>Crane falls in Velm</TITLE>
<TEXT>

VELM &amp; OSK (LNA) -- A crane <EVENT eid="e1" class="OCCURRENCE">fell</EVENT> on <TIMEX3 tid="t1" type="DATE"
value="2024-05-14">Tuesday</TIMEX3> and lay there for <TIMEX3 tid="t2" type="DURATION" value="P2D"> two days </TIMEX3>.
<TIMEX3 tid="t3" type="DATE" value="2024"/>
</TEXT>
<MAKEINSTANCE eventID="e1"/>
</TimeML>
"""


def write(folder: Path, text: str, name: str = "harbour.tml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_text_times_and_day(tmp_path: Path) -> None:
    document = read(write(tmp_path, DOCUMENT))
    text = document.article.text
    assert text.strip().startswith("VELM & OSK (LNA) -- A crane fell on Tuesday")
    assert document.article.published == date(2024, 5, 16)
    assert document.article.title == "Crane falls in Velm"
    assert [(g.span.of(text), g.values, g.kind) for g in document.gold] == [
        ("Tuesday", ("2024-05-14",), "DATE"),
        ("two days", ("P2D",), "DURATION"),
    ]


def test_a_document_without_text_element(tmp_path: Path) -> None:
    plain = (
        '<TimeML><TIMEX3 value="19980206" functionInDocument="CREATION_TIME">02/06/1998</TIMEX3> It burned '
        '<TIMEX3 type="DATE" value="1997">last year</TIMEX3>.</TimeML>'
    )
    document = read(write(tmp_path, plain))
    assert document.article.published == date(1998, 2, 6)
    assert [(g.span.of(document.article.text), g.values) for g in document.gold] == [
        ("02/06/1998", ()),
        ("last year", ("1997",)),
    ]


def test_compare_counts_value_over_relaxed_matches(tmp_path: Path) -> None:
    document = read(write(tmp_path, DOCUMENT))
    text = document.article.text
    start = text.index("Tuesday")
    times = (Time("harbour", Span(start - 3, start + 7), "on Tuesday", "DATE", "2024-05-14", True),)
    rows = YARDSTICK.compare(reading_of(document.article, times=times), document.gold).rows
    assert [(c.right, c.got, c.gold) for c in rows.values()] == [(0, 1, 2), (1, 1, 2), (1, 1, 2), (1, 1, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<TimeML><TEXT>unclosed",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><TimeML><TEXT>&a;</TEXT></TimeML>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><TimeML><TEXT>&a;</TEXT></TimeML>',
    ],
)
def test_hostile_files_are_named_and_left_out(tmp_path: Path, text: str) -> None:
    write(tmp_path, text, "bad.tml")
    write(tmp_path, DOCUMENT, "good.tml")
    got = list(YARDSTICK.load(tmp_path, None))
    assert isinstance(got[0], InputError)
    assert "bad.tml" in str(got[0])
    assert isinstance(got[1], Document)


def test_subfolders_are_read(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    write(tmp_path / "part", DOCUMENT)
    write(tmp_path, DOCUMENT, "other.tml")
    assert len(list(YARDSTICK.load(tmp_path, None))) == 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2013-03-22T10:11", date(2013, 3, 22)),
        ("20130322", date(2013, 3, 22)),
        ("2013", None),
        ("", None),
        ("soon", None),
    ],
)
def test_day(value: str, expected: date | None) -> None:
    assert day(value) == expected
