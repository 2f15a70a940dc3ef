"""Bad input: named, explained, and the rest goes on."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from sayso.brief import build_brief, to_html, to_json
from sayso.cli import main
from sayso.engine import read_all, run
from sayso.ingest import load
from sayso.model import Article, InputError, Reading, WarningKind
from sayso.verify import brief_in, verify, verify_page

GOOD = "Ferry crews go back to work\n\nCrews returned on Tuesday after nine days, the union said.\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def with_a_good_one(folder: Path, name: str, content: str | bytes) -> InputError:
    """The one problem of a run over a bad file and a good one, which is read all the same."""
    got = load([put(folder, name, content), put(folder, "zz-good.txt", GOOD)])
    assert [a.text for a in got.articles][-1] == GOOD
    assert len(got.problems) == 1
    (problem,) = got.problems
    assert name in problem.subject
    assert problem.problem
    assert problem.remedy
    return problem


@pytest.mark.parametrize(
    ("name", "content", "piece"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n ", "empty"),
        ("bom.txt", b"\xef\xbb\xbf", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "a picture"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        ("program.txt", b"\x7fELF" + bytes(range(256)) * 20, "binary"),
        ("controls.txt", b"\x01\x02\x03\x04" * 100, "binary"),
        ("letter.docx", b"PK\x03\x04", "of the kind"),
        ("broken.json", b'{"text": ', "not JSON"),
        ("number.json", b"7", "not an object"),
        ("nothing.json", b"[]", "holds no article"),
        ("wordless.json", b'{"title": "Dam holds"}', "no “text”"),
        ("deep.json", b"[" * 100_000, "nested too deeply"),
        ("empty.jsonl", b"\n\n", "empty"),
        ("page.html", b"<html><body><script>var a = 1;</script></body></html>", "no article"),
        ("unclosed.html", b"<" * 50_000, "page"),
    ],
)
def test_a_bad_file(tmp_path: Path, name: str, content: bytes, piece: str) -> None:
    assert piece in str(with_a_good_one(tmp_path, name, content))


def test_a_file_of_ten_megabytes(tmp_path: Path) -> None:
    problem = with_a_good_one(tmp_path, "large.txt", b"The council met again. " * 450_000)
    assert "too large (10.3 MB; at most 5 MB)" in str(problem)


def test_a_text_of_more_than_a_million_characters(tmp_path: Path) -> None:
    problem = with_a_good_one(tmp_path, "long.txt", "The council met. " * 60_000)
    assert "too long (1,020,000 characters; at most 1,000,000)" in str(problem)


def test_broken_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        '{"text": "One."}',
        '{"text": "Two."',
        "",
        "[1, 2]",
        '{"text": ""}',
        '{"text": 5}',
        '{"text": "Six.", "published": "last week"}',
        '{"a":' * 50_000,
        '{"text": "Nine \\ud83d."}',
    ]
    got = load([put(tmp_path, "feed.jsonl", "\n".join(lines))])
    assert [(a.id, a.text) for a in got.articles] == [("a1", "One."), ("a2", "Six."), ("a3", "Nine \ufffd.")]
    assert [p.subject.rpartition(":")[2] for p in got.problems] == ["2", "4", "5", "6", "7", "8"]
    assert all("feed.jsonl:" in p.subject for p in got.problems)


def test_a_line_that_is_too_long_is_skipped(tmp_path: Path) -> None:
    long = json.dumps({"text": "x" * 5_000_000})
    got = load([put(tmp_path, "feed.jsonl", f'{long}\n{{"text": "Two."}}\n')])
    assert [a.text for a in got.articles] == ["Two."]
    assert [p.subject.rpartition(":")[2] for p in got.problems] == ["1"]


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    got = load([tmp_path / "none.txt", tmp_path / "empty", put(tmp_path, "a.txt", GOOD)])
    assert [a.text for a in got.articles] == [GOOD]
    assert ["there is no such file" in str(p) or "holds no articles" in str(p) for p in got.problems] == [True, True]


def test_a_folder_called_like_a_file_and_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    got = load([tmp_path / "folder.txt", tmp_path / "link.txt"])
    assert [p.subject for p in got.problems] == [str(tmp_path / "folder.txt"), str(tmp_path / "link.txt")]


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (problem,) = load([tmp_path / "pipe.txt"]).problems
    assert "not a plain file" in str(problem)


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = put(tmp_path, "a.txt", GOOD), put(tmp_path, "b.txt", GOOD + "More.")
    opened = Path.open

    def refused(path: Path, *args: object, **more: object) -> object:
        if path == bad:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    got = load([bad, good])
    assert len(got.articles) == 1
    assert "a.txt: the file cannot be read (Permission denied). Check its permissions." in str(got.problems[0])


@pytest.mark.parametrize("content", ["not json", "[1]", "[" * 100_000, ""])
def test_a_broken_sidecar(tmp_path: Path, content: str) -> None:
    put(tmp_path, "a.txt.meta.json", content)
    got = load([put(tmp_path, "a.txt", GOOD)])
    assert len(got.articles) == 1
    assert [Path(p.subject).name for p in got.problems] == ["a.txt.meta.json"]


def test_a_page_full_of_script_and_broken_markup(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Dam holds</title><script type='application/ld+json'>{\"@type\": [[[</script>"
        "<script>while(true){document.write('<p>The moon has fallen on the village</p>')}</script></head><body onload='x()'>"
        "<div><p>The dam above Lower Tarn is sound, three engineers told the council on Thursday evening.</b></i></div></p>"
        "<p onclick=go()>They had been asked to look at it after a farmer reported water on the road below the wall."
        "<table><p>Nobody was hurt, and the road is open again, the council said in a note on Friday.<svg><script>evil()"
    )
    got = load([put(tmp_path, "a.html", page)])
    assert not got.problems
    assert "three engineers told the council" in got.articles[0].text
    assert "moon" not in got.articles[0].text
    assert "evil" not in got.articles[0].text


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul><li", "blockquote", "svg"])
def test_a_page_nested_very_deeply(tmp_path: Path, tag: str) -> None:
    page = "<html><body>" + f"<{tag}>" * 30_000 + "<p>The dam above Lower Tarn is sound, engineers said.</p>"
    got = load([put(tmp_path, "a.html", page), put(tmp_path, "b.txt", GOOD)])
    assert got.articles[-1].text == GOOD
    assert len(got.articles) + len(got.problems) == 2


def test_an_unwritable_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = str(put(tmp_path, "a.txt", GOOD))
    (tmp_path / "folder").mkdir()
    for target, piece in (
        (tmp_path / "none" / "b.json", "there is no folder"),
        (tmp_path / "folder", "this is a folder"),
    ):
        monkeypatch.setattr(sys, "argv", ["sayso", "brief", article, "--json", str(target)])
        with pytest.raises(SystemExit) as stop:
            main()
        assert stop.value.code == 1
        assert piece in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "folder"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.cli.output import write
    from sayso.model import OutputError

    old = put(tmp_path, "brief.json", "the old one")

    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write(str(old), "the new one")
    assert old.read_text(encoding="utf-8") == "the old one"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.json"]


TEXTS = {
    "marks": "“”" * 300 + '"' * 301 + "‘’'«»„“" * 50,
    "nested": "“He said “she said ‘they said “no” and left’ again,” the clerk said. “Nobody closes this one, she said.\n\nOK.",
    "unbalanced": '"The bridge is shut," said Ana Ruiz. "It will stay shut.\n\nThe mayor said "no".\n' * 5,
    "arabic": "قال الوزير يوم الثلاثاء إن الجسر سيبقى مغلقا حتى إشعار آخر. \u202eevil\u202c " * 5,
    "hebrew in English": "The ministry said “הגשר ייסגר מחר” on Tuesday, and Dana Levi said no more. " * 3,
    "chinese": "部长周二表示,由于损坏,这座桥将继续关闭。“我们别无选择。”他说。" * 5,
    "one letter": "a",
    "controls": "The union\x0c said\x0b on\x1b Tuesday\ufffd that\u2028 crews\u2029 had\u200b won\ufeff.",
    "carriage": "Headline\r\rThe union said on Tuesday that crews had won.\r\r“We did,” said Olle Vik.\r\n",
    "astral": "The 🚢 union said on Tuesday: “We 🎉 won,” 𝒮aid Olle Vik. " * 4,
    "numbers": "1 2 3 4,5 6.7 8% $9 10bn -11 12/13 14–15 " * 40,
    "capitals": "POLICE SAID ON TUESDAY THAT FIVE PEOPLE DIED. " * 20,
    "dashes": "—" * 500 + " said the mayor " + "-" * 500,
    "brackets": "((((" * 200 + "[said]" + "))))" * 200,
    "markup": "<p>The <b>union</b> said</p> <script>alert(1)</script> &amp; &lt; “{{ 7 * 7 }}” it said. ]]> --> </script>",
}


@pytest.mark.parametrize("name", TEXTS)
def test_odd_texts_are_read_shown_and_verified(name: str) -> None:
    given = [Article("a1", TEXTS[name], file="odd.txt", outlet="Vale Echo"), Article("a2", GOOD, outlet="Harbour Post")]
    result = run(given)
    assert [str(p) for p in result.problems] == []
    assert len(result.readings) == 2
    brief = build_brief(result.readings, result.links)
    data = json.loads(to_json(brief))
    assert [str(f) for f in verify(data, given)] == []
    html = to_html(brief)
    assert json.loads(brief_in(html) or "") == data
    assert [str(f) for f in verify_page(html, data)] == []


def test_one_line_of_200_kilobytes() -> None:
    address = "harbourpost.example/" + "ferrystrike" * 70  # few words, so that the test is quick
    sentence = f"The union said on Tuesday that “crews” had won, and 40 of them read {address} on Friday. "
    long = Article("a1", sentence * (200_000 // len(sentence)), outlet="Vale Echo")
    first, second = read_all([long, Article("a2", GOOD)])
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert len(first.statements) > 100


def test_another_language_is_named_and_left_alone(tmp_path: Path) -> None:
    german = "Der Minister sagte am Dienstag, dass die Brücke bis auf Weiteres gesperrt bleibe. " * 4
    got = load([put(tmp_path, "de.txt", german)])
    (reading,) = run(got.articles).readings
    assert reading.statements == ()
    assert [w.kind for w in reading.warnings] == [WarningKind.LANGUAGE]


def test_two_identical_files(tmp_path: Path) -> None:
    got = load([put(tmp_path, "a.txt", GOOD), put(tmp_path, "b.txt", GOOD)])
    first, second = run(got.articles).readings
    assert [w.kind for w in first.warnings if w.kind is WarningKind.DUPLICATE] == []
    assert [w.note for w in second.warnings if w.kind is WarningKind.DUPLICATE] == [
        f"the same text as a1 ({tmp_path / 'a.txt'})"
    ]


def test_a_thousand_tiny_files(tmp_path: Path) -> None:
    for n in range(1000):
        put(tmp_path, f"{n:04}.txt", f"Notice {n}.\n")
    got = load([tmp_path])
    assert [a.id for a in got.articles] == [f"a{n}" for n in range(1, 1001)]
    assert not got.problems
