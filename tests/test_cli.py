"""The commands: what they print and write, and their exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

import brief_sample
from sayso import __version__
from sayso.brief import build_brief, to_html, to_json
from sayso.cli import main
from sayso.model import Article, Reading

STORY = "Ferry crews go back to work\n\nCrews returned on Tuesday after nine days, the union said.\n"


def call(monkeypatch: pytest.MonkeyPatch, *words: str, stdin: bytes = b"") -> int:
    """Exit code of `sayso WORDS`, in this process."""
    monkeypatch.setattr(sys, "argv", ["sayso", *words])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are taken up, but nothing is read in them: quick, and enough to see how commands behave."""

    def empty(article: Article) -> Reading:
        return Reading(article, "by hand", (), (), (), (), (), (), (), (), (), (article.voice,), ())

    monkeypatch.setattr("sayso.engine.runner.read_guarded", empty)


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"sayso {__version__}\n"


def test_help_comes_at_once() -> None:
    def once() -> float:
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "sayso", "--help"], capture_output=True, text=True, check=True)
        assert "brief" in done.stdout
        return time.perf_counter() - start

    assert min(once() for _ in range(3)) < 1.0  # 0.2 s on an idle machine


def test_help_loads_no_reader() -> None:
    code = "import sys, sayso.cli; print([m for m in ('spacy', 'numpy', 'trafilatura', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        (["brief"], "needs articles or a story"),
        (["brief", "https://vale-echo.example/1"], "Save the page and give the file"),
        (["brief", "x.txt", "--published", "Wednesday"], "Write it as 2024-03-31"),
        (["brief", "x.txt", "--outlet", "x.txt="], "the name is empty"),
        (["brief", "x.txt", "-o", "x.txt"], "also an input"),
        (["brief", "x.txt", "-o", "y", "--json", "y"], "both outputs"),
        (["brief", "x.txt", "-o", "-"], "goes to a file"),
        (["brief", "x.txt", "--jobs", "0"], "jobs"),
        (["brief", "x.txt", "--no-such-option"], "No such option"),
        (["no-such-command"], "No such command"),
        (["read"], "Missing argument"),
        (["verify", "brief.json", "--ledger", "case.sayso"], "without a ledger"),
    ],
)
def test_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], piece: str
) -> None:
    assert call(monkeypatch, *words) == 2
    err = capsys.readouterr().err
    assert piece in err
    assert "Traceback" not in err


@pytest.mark.usefixtures("unread")
def test_brief_writes_both_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, story: str
) -> None:
    page, data = tmp_path / "brief.html", tmp_path / "brief.json"
    words = ["--published", "2024-03-06", "--outlet", "a.txt=Harbour Post"]
    assert call(monkeypatch, "brief", story, "-o", str(page), "--json", str(data), *words) == 0
    found = json.loads(data.read_text(encoding="utf-8"))
    assert found["schema"] == "sayso.brief/1"
    assert (found["articles"][0]["published"], found["articles"][0]["outlet"]) == ("2024-03-06", "Harbour Post")
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "brief.html", "brief.json"]
    out = capsys.readouterr()
    assert out.err == ""  # no bar where nothing is a terminal
    assert out.out == ""


@pytest.mark.usefixtures("unread")
def test_brief_without_output_prints_a_short_view(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], story: str
) -> None:
    assert call(monkeypatch, "brief", story) == 0
    assert "1 article" in capsys.readouterr().out


@pytest.mark.usefixtures("unread")
def test_brief_of_stdin_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = b'{"text": "One said so.", "id": "x"}\n{"text": "Two said so."}\n'
    assert call(monkeypatch, "brief", "-", "--json", "-", stdin=lines) == 0
    assert [a["id"] for a in json.loads(capsys.readouterr().out)["articles"]] == ["x", "a2"]


@pytest.mark.usefixtures("unread")
def test_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, story: str) -> None:
    for name in ("1.json", "2.json"):
        assert call(monkeypatch, "brief", story, "--json", str(tmp_path / name), "--quiet") == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


@pytest.mark.usefixtures("unread")
def test_what_fails_is_named_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, story: str
) -> None:
    data = tmp_path / "b.json"
    assert call(monkeypatch, "brief", str(tmp_path / "none.txt"), story, "--json", str(data)) == 1
    assert "none.txt: there is no such file or folder. Check the name." in capsys.readouterr().err
    assert len(json.loads(data.read_text(encoding="utf-8"))["articles"]) == 1


@pytest.mark.usefixtures("unread")
def test_notes_unless_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, story: str
) -> None:
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    assert call(monkeypatch, "brief", str(tmp_path)) == 0
    assert "note: " in capsys.readouterr().err
    assert call(monkeypatch, "brief", str(tmp_path), "--quiet") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("unread")
def test_read_prints_one_line_an_article(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, story: str
) -> None:
    (tmp_path / "b.txt").write_text("Another text.\n", encoding="utf-8")
    assert call(monkeypatch, "read", str(tmp_path), "--jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["schema"] for r in rows] == ["sayso.reading/1"] * 2
    assert [r["article"]["id"] for r in rows] == ["a1", "a2"]
    assert call(monkeypatch, "read", story) == 0
    assert "Ferry crews" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["brief.json", "brief.html"])
def test_verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    made = build_brief(brief_sample.readings(), brief_sample.links())
    text = to_json(made) if name.endswith("json") else to_html(made)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert call(monkeypatch, "verify", str(path)) == 0
    assert "holds: 4 articles" in capsys.readouterr().out
    path.write_text(text.replace("three workers, police said", "eight workers, police said"), encoding="utf-8")
    assert call(monkeypatch, "verify", str(path)) == 1
    err = capsys.readouterr().err
    assert "does not hold. article a1" in err
    assert "Traceback" not in err


def test_verify_against_the_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    brief, folder = tmp_path / "brief.json", tmp_path / "articles"
    folder.mkdir()
    brief.write_text(to_json(build_brief(brief_sample.readings(), brief_sample.links())), encoding="utf-8")
    rows = [{"id": r.article.id, "text": r.article.text.replace("\0", "\ufffd")} for r in brief_sample.readings()]
    (folder / "all.json").write_text(json.dumps(rows[:3]), encoding="utf-8")
    assert call(monkeypatch, "verify", str(brief), str(folder)) == 1
    assert "article a4: none of the articles given has its text" in capsys.readouterr().err
    rows[1]["text"] = rows[1]["text"].replace("Five dead", "Nine dead")
    (folder / "all.json").write_text(json.dumps(rows), encoding="utf-8")
    assert call(monkeypatch, "verify", str(brief), str(folder)) == 1
    assert "article a2: its text differs from" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "piece"),
    [
        (None, "cannot be read"),
        (b"", "holds no brief"),
        (b"{", "not JSON"),
        (b"[1]", "not a brief"),
        (b"<p>A page</p>", "holds no brief"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"schema": "other"}', "does not hold"),
        (b'{"a":' * 50_000, "not JSON"),
    ],
)
def test_verify_what_is_no_brief(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    content: bytes | None,
    piece: str,
) -> None:
    path = tmp_path / "b.json"
    if content is not None:
        path.write_bytes(content)
    assert call(monkeypatch, "verify", str(path)) == 1
    assert piece in capsys.readouterr().err
