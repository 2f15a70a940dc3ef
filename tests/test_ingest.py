"""Files -> articles."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import load
from sayso.ingest.counting import count
from sayso.ingest.decode import decode
from sayso.ingest.language import language_of, seems_foreign
from sayso.ingest.metadata import day
from sayso.ingest.plain import front_matter
from sayso.model import InputError, UsageError

STORY = (
    "Ferry crews go back to work\n\nCrews of the Norra Line returned on Tuesday after nine days, the union said.\n"
    "“Nobody should sail with half a crew,” said its head, Olle Vik, who had led the walkout since it began.\n"
)

PAGE = """<!doctype html><html lang="en-GB"><head><title>Ferry crews go back to work | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://harbourpost.example/ferry">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Ferry crews go back to work", "datePublished": "2024-03-05T23:30:00-05:00",
"author": [{"@type": "Person", "name": "Ilse Brandt"}], "publisher": {"@type": "Org", "name": "Harbour Post"}}]}
</script><script>document.body.innerHTML = "The moon has fallen"</script></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Ferry crews go back to work</h1>
<p>Crews of the Norra Line returned to work on Tuesday after nine days of strike, the union said in a short note.</p>
<p>“We got what we asked for,” said its head, Olle Vik. “Nobody should have to sail with half a crew.”</p>
<p>The company did not comment on the terms of the agreement, which was reached late on Monday night.</p>
</article><footer>All rights reserved</footer></body></html>"""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "  Headline\r\n\r\nTwo  spaces,\ta tab and a line.\r\n"
    (article,) = load([put(tmp_path, "a.txt", text)]).articles
    assert article.text == text
    assert article.title == "Headline"
    assert (article.id, article.file, article.outlet, article.published) == ("a1", str(tmp_path / "a.txt"), None, None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfThe mayor\xe2\x80\x99s plan", "The mayor’s plan"),
        ("The mayor’s plan".encode("utf-16"), "The mayor’s plan"),
        ("The mayor’s plan".encode("utf-16-le"), "The mayor’s plan"),
        ("The mayor’s plan".encode("utf-16-be"), "The mayor’s plan"),
        ("The mayor’s plan".encode("utf-32"), "The mayor’s plan"),
        (
            "“We won’t pay – never,” said the café’s owner.".encode("cp1252"),
            "“We won’t pay – never,” said the café’s owner.",
        ),
        (
            ("Министр сообщил в понедельник, что мост закрыт на ремонт. " * 5).encode("cp1251"),
            "Министр сообщил в понедельник, что мост закрыт на ремонт. " * 5,
        ),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data, "x") == text


def test_declared_encoding_of_a_page() -> None:
    data = '<html><head><meta charset="koi8-r"></head><body>Мост</body></html>'.encode("koi8-r")
    assert "Мост" in decode(data, "x.html", page=True)


def test_markdown_front_matter(tmp_path: Path) -> None:
    front = '---\ntitle: "Bridge shut"\nOutlet: Vale Echo\npublished: March 5, 2024\ntags: a\n---\n'
    source = front + "# Bridge shut\n\n**Nobody** hurt.\n"
    (article,) = load([put(tmp_path, "a.md", source)]).articles
    assert article.text == "# Bridge shut\n\n**Nobody** hurt.\n"
    assert (article.title, article.outlet, article.published) == ("Bridge shut", "Vale Echo", date(2024, 3, 5))


@pytest.mark.parametrize(
    "text", ["---\nNo keys here\n---\nText", "---\ntitle: never closed\n\nText", "---", "--- \n", "Text\n---\n"]
)
def test_dashes_that_are_no_front_matter(text: str) -> None:
    assert front_matter(text) == ({}, text)


def test_page(tmp_path: Path) -> None:
    (article,) = load([put(tmp_path, "a.html", PAGE)]).articles
    lines = article.text.split("\n")
    assert lines[0] == "Ferry crews go back to work"
    assert (
        lines[2]
        == "“We got what we asked for,” said its head, Olle Vik. “Nobody should have to sail with half a crew.”"
    )
    assert "moon" not in article.text
    assert "Sport" not in article.text
    assert (article.outlet, article.author, article.language) == ("Harbour Post", "Ilse Brandt", "en")
    assert article.published == date(2024, 3, 5)  # the day as the outlet writes it, not that of another time zone
    assert article.url == "https://harbourpost.example/ferry"


def test_page_with_open_graph_only(tmp_path: Path) -> None:
    page = (
        '<html><head><meta property="og:title" content="Dam holds, engineers say - Vale Echo"><meta property='
        '"og:site_name" content="Vale Echo"><meta property="article:published_time" content="2023-11-02">'
        "</head><body><div><h1>Dam holds,"
        " engineers say</h1><p>The dam above Lower Tarn is sound, three engineers told the council on Thursday.</p>"
        "<p>They had been asked to look at it after a farmer reported water on the road.</p></div></body></html>"
    )
    (article,) = load([put(tmp_path, "a.htm", page)]).articles
    assert article.title == "Dam holds, engineers say"
    assert (article.outlet, article.published) == ("Vale Echo", date(2023, 11, 2))


def test_json_list_and_object(tmp_path: Path) -> None:
    rows = [{"text": "One.", "id": "first", "language": "en-GB"}, {"text": "Two.", "published": "2024-01-31T08:00:00Z"}]
    put(tmp_path, "a.json", json.dumps(rows))
    put(tmp_path, "b.json", json.dumps({"text": "Three.", "author": ["A. Ruiz", "B. Osei"]}))
    got = load([tmp_path])
    assert not got.problems
    assert [a.id for a in got.articles] == ["first", "a2", "a3"]
    assert [a.text for a in got.articles] == ["One.", "Two.", "Three."]
    assert got.articles[0].language == "en"
    assert got.articles[1].published == date(2024, 1, 31)
    assert got.articles[2].author == "A. Ruiz, B. Osei"


def test_jsonl_from_a_stream() -> None:
    stream = io.BytesIO(b'{"text": "One.", "outlet": "Vale Echo"}\n\n{"text": "Two."}\n')
    got = load(["-"], stdin=stream)
    assert [(a.id, a.file, a.outlet) for a in got.articles] == [("a1", "stdin:1", "Vale Echo"), ("a2", "stdin:3", None)]


def test_jsonl_in_utf16(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "Café."}\n{"text": "Two."}\n'.encode("utf-16"))
    assert [a.text for a in load([path]).articles] == ["Café.", "Two."]


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (["x", "y"], ["x", "y"]),
        (["x", "x"], ["a1", "a2"]),
        ([None, "a1"], ["a1x", "a1"]),
        (["c1", "a1-s4"], ["a1", "a2"]),  # what sayso calls its own
        (["no spaces please", "-"], ["a1", "a2"]),
        ([7, "dam-leak_2.b"], ["7", "dam-leak_2.b"]),
    ],
)
def test_ids(given: list[object], ids: list[str]) -> None:
    lines = "\n".join(json.dumps({"text": "Words.", "id": g}) for g in given)
    assert [a.id for a in load(["-"], stdin=io.BytesIO(lines.encode())).articles] == ids


def test_folder_in_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden.txt", ".git/x.txt", "notes.docx"):
        put(tmp_path, name, f"Words of {name}.")
    put(tmp_path, "a.txt.meta.json", '{"outlet": "Vale Echo", "published": "2024-02-29"}')
    got = load([tmp_path])
    assert not got.problems
    assert [a.text for a in got.articles] == ["Words of a.txt.", "Words of b.txt.", "Words of sub/c.md."]
    assert (got.articles[0].outlet, got.articles[0].published) == ("Vale Echo", date(2024, 2, 29))


def test_what_the_user_says_outranks_the_file_and_a_default_does_not(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "---\noutlet: Wrong Name\npublished: 2020-01-01\n---\nWords.")
    put(tmp_path, "b.md", "---\noutlet: Vale Echo\n---\nWords too.")
    put(tmp_path, "c.txt", "More words.")
    days = {"a.md": date(2024, 5, 1), "*": date(2024, 5, 2)}
    got = load([tmp_path], published=days, outlet={str(tmp_path / "a.md"): "Right Name", "*": "Local Radio"})
    assert [a.outlet for a in got.articles] == ["Right Name", "Vale Echo", "Local Radio"]
    assert [a.published for a in got.articles] == [date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 2)]


def test_a_name_that_fits_no_article_is_named(tmp_path: Path) -> None:
    got = load([put(tmp_path, "a.txt", "Words.")], published={"b.txt": date(2024, 5, 1)})
    assert [p.subject for p in got.problems] == ["b.txt"]


def test_addresses_are_not_fetched() -> None:
    with pytest.raises(UsageError, match="Save the page"):
        load(["https://harbourpost.example/ferry"])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05T23:30:00-05:00", date(2024, 3, 5)),
        ("20240305T101500Z", date(2024, 3, 5)),
        ("2024/3/5", date(2024, 3, 5)),
        ("5 March 2024", date(2024, 3, 5)),
        ("Tuesday, 5th Mar 2024 10:00", date(2024, 3, 5)),
        ("March 5, 2024", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 10:00:00 GMT", date(2024, 3, 5)),
        ("03/04/2024", None),  # March or April?
        ("2024-03", None),
        ("2024-13-45", None),
        ("yesterday", None),
        ("", None),
        (20240305, None),
        (None, None),
        (date(2024, 3, 5), date(2024, 3, 5)),
    ],
)
def test_day(written: object, expected: date | None) -> None:
    assert day(written) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        ("Too short.", None),
        ("“” “” ‘’", None),
        ("Der Minister sagte am Dienstag, dass die Brücke gesperrt bleibe. " * 4, "de"),
        ("وقال الوزير يوم الثلاثاء إن الجسر سيبقى مغلقا حتى إشعار آخر بسبب الأضرار.", "ar"),
        ("部长周二表示,由于损坏,这座桥将继续关闭,直至另行通知。", "zh"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except InputError:
        return
    text.encode("utf-8")


@given(st.text(max_size=400))
def test_any_text_in_utf8_comes_back(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        got = decode(data, "x")
    except InputError:
        return
    assert len(got) > 0


@given(st.text(max_size=300))
def test_front_matter_leaves_a_tail_of_the_text(text: str) -> None:
    _, rest = front_matter("---\n" + text)
    assert ("---\n" + text).endswith(rest)


def test_articles_are_counted_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "x"}\n\n{"text": "y"}\nbroken\n', encoding="utf-8")
    (tmp_path / "c.json").write_text('[{"text": "x"}, {"text": "y"}]', encoding="utf-8")
    (tmp_path / "d.json").write_text("{", encoding="utf-8")
    (tmp_path / "e.pdf").write_text("x", encoding="utf-8")
    assert count([str(tmp_path)]) == 1 + 3 + 2 + 1
    assert count([str(tmp_path / "a.txt"), str(tmp_path / "none.txt")]) == 1
    assert count(["-"]) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Polizei nahm zwei Verdächtige fest.", "de"),
        ("Hafen bleibt nach dem Unfall gesperrt", "de"),
        ("La police a arrêté deux suspects.", "fr"),
        ("El alcalde dimitió el lunes.", "es"),
        ("Il sindaco si è dimesso lunedì.", "it"),
        ("Policja zatrzymała dwóch podejrzanych.", "pl"),
        ("Police arrest two suspects", None),
        ("Quake hits western Java, Indonesia", None),
        ("Mayor Ilse Brandt resigns", None),
        ("Boko Haram raids Nigerian village", None),
        ("Rome, Paris, Madrid, Berlin", None),
        ("Ja.", None),
        ("12 345", None),
        ("", None),
    ],
)
def test_short_texts_in_other_languages_are_doubted(text: str, language: str | None) -> None:
    assert seems_foreign(text) == language


@given(st.text(max_size=200))
def test_doubting_never_fails(text: str) -> None:
    seems_foreign(text)
