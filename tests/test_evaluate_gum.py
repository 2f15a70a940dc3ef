"""GUM, on an invented document in its form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evaluating import reading_of
from sayso.evaluate.gum import YARDSTICK, meanings, read
from sayso.evaluate.yardstick import Document
from sayso.model import Entity, EntityKind, InputError, Span, Time

# form, misc
SENTENCES = [
    ("newpar", "Osk mayor quits", [("Osk", "Entity=(1-person-new-c-cf1-2-coref(2-place-new-c-cf2-1-sgl)"),
        ("mayor", "Entity=1)"), ("quits", "_")]),
    ("newpar", "Ada Poll, Osk's mayor, quit on Friday.", [
        ("Ada", "Entity=(1-person-giv-c-cf1-1,2-coref(1-person-giv-c-cf1-1,2-coref"), ("Poll", "SpaceAfter=No|Entity=1)"), (",", "_"),
        ("Osk", "_"), ("'s", "_"), ("mayor", "Entity=1)|SpaceAfter=No"), (",", "_"), ("quit", "_"), ("on", "_"),
        ("Friday", 'Entity=(4-time-new-c-cf3-1-sgl)|XML=<date when:::"2015-09-11"></date>|SpaceAfter=No'), (".", "_")]),
    ("", "She thanked her husband; they can't stay.", [
        ("She", "Entity=(1-person-giv-c-cf1-1-ana)"), ("thanked", "_"),
        ("her", "Entity=(5-person-new-c-cf2-2-coref(1-person-giv-c-cf1-1-ana)"),
        ("husband", "Entity=5)"), (";", "_"),
        ("they", "Entity=(6-person-acc-c-cf1-1-sgl)"), ("ca", "_"), ("n't", "_"), ("stay", "_"), (".", "_")]),
]  # fmt: skip


def document(folder: Path) -> Document:
    lines = ["# newdoc id = GUM_news_poll", "# meta::dateCreated = 2015-09-12", "# meta::title = Osk mayor quits"]
    for opening, text, tokens in SENTENCES:
        lines += [f"# {opening}"] * bool(opening) + [f"# text = {text}"]
        lines += ["5-6\tcan't" + "\t_" * 8] * ("can't" in text)
        lines += [f"{n}\t{form}" + "\t_" * 7 + f"\t{misc}" for n, (form, misc) in enumerate(tokens, 1)]
        lines.append("")
    (folder / "dep").mkdir(exist_ok=True)
    path = folder / "dep" / "GUM_news_poll.conllu"
    path.write_text("\n".join(lines), "utf-8")
    return read(path)


def entity(text: str, name: str, *offsets: int) -> Entity:
    spans = [Span(at, at + len(w)) for at in offsets if (w := _word(text, at))]
    return Entity(f"e-{name}", name, EntityKind.PERSON, tuple(spans))


def _word(text: str, at: int) -> str:
    return text[at : at + 8] if text.startswith("Ada Poll", at) else text[at:].split()[0].strip(".,;")


def test_text_mentions_and_dates(tmp_path: Path) -> None:
    d = document(tmp_path)
    text = d.article.text
    assert text == "Osk mayor quits\n\nAda Poll, Osk's mayor, quit on Friday. She thanked her husband; they can't stay."
    assert d.article.published == date(2015, 9, 12)
    held = sorted((m.span.of(text), m.head.of(text), m.chain, m.kind) for m in d.gold.mentions)
    assert ("Osk mayor", "mayor", "1", "person") in held
    assert ("Ada Poll, Osk's mayor", "Ada Poll", "1", "person") in held
    assert ("Ada Poll", "Ada Poll", "1", "person") in held
    assert ("her husband", "husband", "5", "person") in held
    assert [(t.span.of(text), t.values) for t in d.gold.times] == [("Friday", ("2015-09-11",))]


def test_pronouns(tmp_path: Path) -> None:
    d = document(tmp_path)
    text = d.article.text
    poll, she, her, man = text.index("Ada"), text.index("She"), text.index("her "), text.index("husband")
    right = [entity(text, "Poll", poll, she, her), entity(text, "husband", man)]
    wrong = [entity(text, "Poll", poll), entity(text, "husband", her, man)]
    friday = Time("a1", Span(text.index("Friday"), text.index("Friday") + 6), "Friday", "DATE", "2015-09-11", True)
    now = Time("a1", Span(0, 3), "Osk", "DATE", "PRESENT_REF", False)
    outcome = YARDSTICK.compare(reading_of(d.article, entities=tuple(right), times=(friday, now)), d.gold)
    rows = {n: (c.right, c.got, c.gold) for n, c in outcome.rows.items()}
    assert rows["pronouns for people"] == rows["he, she"] == (2, 2, 2)
    assert rows["they (people)"] == (0, 0, 0)  # its chain has no name or description
    assert rows["dates, value"] == (1, 1, 1)
    outcome = YARDSTICK.compare(reading_of(d.article, entities=tuple(wrong)), d.gold)
    assert outcome.rows["he, she"].right == 0
    assert (outcome.rows["he, she"].got, outcome.rows["he, she"].gold) == (1, 2)
    assert [e.group for e in outcome.errors[:2]] == ["he, she: left open", "he, she: somebody else"]


def test_b_cubed(tmp_path: Path) -> None:
    d = document(tmp_path)
    text = d.article.text
    poll, she, her, man = text.index("Ada"), text.index("She"), text.index("her "), text.index("husband")
    merged = [entity(text, "Poll", poll, she, her, man)]
    counts = YARDSTICK.compare(reading_of(d.article, entities=tuple(merged)), d.gold).rows["who is who (B-cubed)"]
    assert counts.precision == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)
    # of one chain of five mentions three together, of one of one the one; Osk and they are not there
    assert counts.found == pytest.approx(3 * 3 / 5 + 1)
    assert counts.gold == 8


@pytest.mark.parametrize(
    ("attributes", "values"),
    [
        ({"when": "2008"}, ["2008"]),
        ({"when": "--10"}, ["XXXX-10"]),
        ({"from": "1960-01-01", "to": "1969-12-31"}, ["1960-01-01/1969-12-31", "196", "196X"]),
        ({"from": "1900", "to": "1999"}, ["1900/1999", "1900-01-01/1999-12-31", "19", "19XX"]),
        ({"from": "2016-09-03", "to": "2016-09-04"}, ["2016-09-03/2016-09-04", "2016-W35-WE"]),
        ({"from": "2016-02-01", "to": "2016-02-29"}, ["2016-02-01/2016-02-29", "2016-02"]),
        ({"from": "2016-10", "to": "2016-12"}, ["2016-10/2016-12", "2016-10-01/2016-12-31", "2016-Q4"]),
        ({"from": "2016-02-31", "to": "2016-03-01"}, []),
        ({"from": "--12", "to": "--03"}, []),
        ({"notAfter": "2012-03"}, []),
        ({"from": "9999-12-30", "to": "9999-12-31"}, []),
        ({}, []),
    ],
)
def test_meanings(attributes: dict[str, str], values: list[str]) -> None:
    assert list(meanings(attributes)) == values


def test_load(tmp_path: Path) -> None:
    document(tmp_path)
    (tmp_path / "dep" / "GUM_interview_x.conllu").write_text("1\tword", "utf-8")
    interview, news = YARDSTICK.load(tmp_path, None)
    assert isinstance(interview, InputError)
    assert isinstance(news, Document)
    assert len(list(YARDSTICK.load(tmp_path, "news"))) == 1
    with pytest.raises(InputError):
        list(YARDSTICK.load(tmp_path / "dep", None))
