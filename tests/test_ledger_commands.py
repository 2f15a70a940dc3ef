"""`sayso add`, `reread` and `judge` as they are called."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sayso.ledger import open_ledger
from test_cli import call as called

TEXT = (
    "Ferry crews go back to work\n\nCrews of the Norra Line returned on Tuesday after nine days, the union said.\n"
    "“Nobody should sail with half a crew,” said its head, Olle Vik.\n"
)


class Done(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


Call = Callable[..., Done]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*words: str) -> Done:
        capsys.readouterr()
        return Done(called(monkeypatch, *words), *capsys.readouterr())

    return run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("nine", "ten").replace("go back", "return"), encoding="utf-8")
    (folder / "empty.txt").write_text("\n", encoding="utf-8")
    return folder


def test_from_adding_to_taking_back(call: Call, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = str(tmp_path / "l.sayso")
    monkeypatch.setenv("SAYSO_LEDGER", ledger)
    monkeypatch.setenv("SAYSO_AUTHOR", "Ida")

    first = call("add", str(files), "--outlet", "Harbour Post")
    assert first.exit_code == 1
    assert "2 articles added; the ledger holds 2 articles in 1 story." in first.stdout
    assert "empty.txt: the file is empty" in first.stderr
    (files / "empty.txt").unlink()
    again = call("add", str(files), "--outlet", "Harbour Post", "--ledger", ledger)
    assert (again.exit_code, again.stdout.split(";")[0]) == (0, "0 articles added, 2 were there already")
    assert "all linked" in call("add").stdout
    assert call("add", str(files / "none.txt")).exit_code == 1

    article = json.loads(call("list", "--json").stdout)["articles"][-1]["id"]
    with open_ledger() as opened:
        statement = next(s.id for s in opened.reading(article).statements if "sail with half" in s.text)
    assert call("judge", "source", statement, "Olle Vik", "--not", "-m", "no").stdout.startswith("1: noted")
    listed = json.loads(call("judge", "list", "--json").stdout)["judgements"]
    assert [(j["kind"], j["author"], j["name"], j["holds"], j["applicable"]) for j in listed] == [
        ("source", "Ida", "Olle Vik", False, True)
    ]
    assert "unnamed" in call("show", statement).stdout
    assert "2 articles read again" in call("reread", "--all").stdout
    assert "unnamed" in call("show", statement).stdout
    assert call("judge", "undo", "1").exit_code == 0
    assert "Olle Vik" in call("show", statement).stdout
    assert "taken back" in call("judge", "list").stdout

    other = json.loads(call("list", "--json").stdout)["articles"][0]["id"]
    assert call("judge", "story", article, other, "--not").exit_code == 0
    assert "in 2 stories" in call("add").stdout
    assert "two events" in call("judge", "list").stdout
    for wrong, code in (
        (("source", "a0-s1", "x"), 1),
        (("pin", article, "Nowhere", "--not"), 2),
        (("pin", article, "Nowhere"), 2),
        (("pin", article, "Nowhere", "--at", "95,1"), 2),
        (("story", article, article), 2),
        (("same", statement, statement), 2),
        (("undo", "77"), 1),
    ):
        assert call("judge", *wrong).exit_code == code, wrong


def test_articles_that_yield_nothing_are_named(call: Call, tmp_path: Path) -> None:
    words = "Der Hafen von Rostock bleibt nach dem Brand geschlossen. Die Feuerwehr sucht weiter nach der Ursache. "
    (tmp_path / "de.txt").write_text(words * 4, encoding="utf-8")
    (tmp_path / "en.txt").write_text(TEXT, encoding="utf-8")
    done = call("add", str(tmp_path), "--ledger", str(tmp_path / "l"))
    assert done.exit_code == 0
    assert [line.partition(": nothing was taken")[0][-6:] for line in done.stderr.splitlines()] == ["de.txt"]
    assert call("add", str(tmp_path), "--ledger", str(tmp_path / "l")).stderr == ""


def test_without_a_ledger(call: Call, tmp_path: Path) -> None:
    for command in (("reread",), ("judge", "list"), ("judge", "undo", "1")):
        done = call(*command, "--ledger", str(tmp_path / "none"))
        assert done.exit_code == 1
        assert "there is no ledger" in done.stderr
    assert list(tmp_path.iterdir()) == []
