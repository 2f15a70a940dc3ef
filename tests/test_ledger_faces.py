"""What the commands show of a ledger: lists, search, claims and their reasons, the brief of a story, export, verify."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.ledgers import print_table
from sayso.engine import read_all
from sayso.ledger import open_ledger
from sayso.ledger.identity import identified
from sayso.model import Article, Reading
from test_cli import call

DAY = date(2031, 5, 6)
ARTICLES = (
    Article(
        "x",
        "Ferry runs aground off Thasos\n\nThe ferry Elpida ran aground off Thasos on Monday with 212 people on board, the coast "
        "guard said. Nobody was hurt, according to the coast guard. The captain had been drinking, the minister of shipping, "
        "Eleni Markou, said.\n",
        title="Ferry runs aground off Thasos",
        outlet="Kavala Post",
        published=DAY,
    ),
    Article(
        "x",
        "Captain denies drinking\n\nThe captain of the ferry Elpida, which ran aground off Thasos on Monday with 212 people on "
        "board, denied that he had been drinking. “I had two coffees, and nothing else,” said Petros Lambrou. An engine may have "
        "failed, a union of seamen said.\n",
        title="Captain denies drinking",
        outlet="Aegean Observer",
        published=date(2031, 5, 7),
    ),
    Article(
        "x",
        "=Beekeepers count their losses\n\nBeekeepers in Slovenia lost a third of their hives in the winter, their association said "
        "in Maribor. “We have never seen this,” said its head, Ana Kovač.\n",
        title="=Beekeepers count their losses",
        outlet="Alpine Courier",
        published=date(2030, 3, 1),
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "case.sayso"
    with open_ledger(path, create=True) as ledger:
        for outcome in read_all([identified(a) for a in ARTICLES]):
            assert isinstance(outcome, Reading)
            ledger.keep(outcome)
        ledger.settle()
    return path


@pytest.fixture
def at(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_LEDGER", str(made))
    return made


class Asked:
    """Runs commands and gives what they print, as data where that is JSON."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._out = monkeypatch, capsys

    def words(self, *arguments: str, code: int = 0) -> str:
        assert call(self._patch, *arguments) == code
        shown = self._out.readouterr()
        return shown.out + shown.err

    def data(self, *arguments: str) -> Any:
        return json.loads(self.words(*arguments, "--json").split("sayso: ")[0])


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: Path) -> Asked:
    return Asked(monkeypatch, capsys)


def test_list_shows_the_newest_arrivals_first(ask: Asked) -> None:
    rows = ask.data("list")["articles"]
    assert [r["outlet"] for r in rows] == ["Alpine Courier", "Aegean Observer", "Kavala Post"]
    assert all(r["statements"] > 1 for r in rows)
    assert [r["outlet"] for r in ask.data("list", "--outlet", "kavala")["articles"]] == ["Kavala Post"]
    assert [r["outlet"] for r in ask.data("list", "--until", "2030-12-31")["articles"]] == ["Alpine Courier"]
    assert [r["outlet"] for r in ask.data("list", "ran", "aground")["articles"]] == ["Aegean Observer", "Kavala Post"]
    assert "Captain denies drinking" in ask.words("list")


def test_two_events_are_two_stories(ask: Asked) -> None:
    stories = ask.data("story")["stories"]
    assert sorted(s["articles"] for s in stories) == [1, 2]
    ferry = next(s["id"] for s in stories if s["articles"] == 2)
    shown = ask.data("story", ferry)
    assert {a["outlet"] for a in shown["articles"]} == {"Kavala Post", "Aegean Observer"}
    assert shown["claims"]
    assert "Claims, told most widely first" in ask.words("story", ferry)


@pytest.mark.parametrize(
    ("words", "outlets"),
    [
        (["coffee"], {"Aegean Observer"}),
        (["drinks"], {"Kavala Post", "Aegean Observer"}),
        (["drinking", "--outlet", "aegean"], {"Aegean Observer"}),
        (["drank OR drinking", "--since", "2031-05-07"], {"Aegean Observer"}),
        (["--speaker", "kovac"], {"Alpine Courier"}),
        (["--speaker", "Markou"], {"Kavala Post"}),
        (["--place", "Slovenia"], {"Alpine Courier"}),
        (["--when", "2031-05"], {"Kavala Post"}),
        (["engine", "--certainty", "possible"], {"Aegean Observer"}),
        (["--status", "hypothetical"], {"Aegean Observer"}),
        (["hives", "--status", "hypothetical"], set()),
        (["--", "aground", "-thasos"], set()),
        (["zeppelin"], set()),
    ],
)
def test_search_by_words_and_filters(ask: Asked, words: list[str], outlets: set[str]) -> None:
    first = ["search", "--json", *words]
    assert {h["outlet"] for h in json.loads(ask.words(*first).split("sayso: ")[0])["hits"]} == outlets


def test_what_search_finds_stands_in_the_article(ask: Asked) -> None:
    texts = {identified(a).id: a.text for a in ARTICLES}
    hits = ask.data("search", "ferry")["hits"]
    assert hits
    for hit in hits:
        assert hit["marked"].replace("\x02", "").replace("\x03", "") == hit["text"]
        assert all(p.strip() in texts[hit["article"]] for p in hit["text"].split("[…]"))


def test_search_names_what_cannot_be(ask: Asked) -> None:
    assert "no such story" in ask.words("search", "ferry", "--story", "s000000000000", code=1)
    assert "no day" in ask.words("search", "ferry", "--since", "May", code=2)
    assert "nothing was found" in ask.words("search", "zeppelin")
    assert "no word" in ask.words("search", '"', code=2)


def test_first_letters_of_an_id_are_enough(ask: Asked) -> None:
    article = identified(ARTICLES[0]).id
    assert ask.data("show", article[:6])["reading"]["article"]["id"] == article
    assert ask.data("show", article[:6] + "-s1")["statement"]["id"] == article + "-s1"
    story = ask.data("story")["stories"][0]["id"]
    assert ask.data("story", story[:6])["story"]["id"] == story
    assert ask.data("list", "--story", story[:6]) == ask.data("list", "--story", story)
    assert ask.data("search", "--story", story[:6])["hits"]
    claim = ask.data("claim")["claims"][0]["id"]
    assert ask.data("claim", claim)["claim"]["id"] == claim
    several = ask.words("show", "a", code=1)
    assert "more than one begins so" in several
    assert article in several
    assert "more than one" in ask.words("claim", "c", code=1)


def test_an_id_of_another_kind_is_told(ask: Asked) -> None:
    article = identified(ARTICLES[0]).id
    assert f"an article. `sayso show {article}`" in ask.words("claim", article, code=2)
    assert "a statement" in ask.words("story", article + "-s1", code=2)
    assert "a story" in ask.words("show", "s" + article[1:], code=2)


def test_every_list_of_claims_says_how_sure_and_who_denies(ask: Asked) -> None:
    rows = ask.data("claim")["claims"]
    (hedged,) = (r for r in rows if "engine may have failed" in r["text"])
    assert hedged["sure"] == ["possible"]
    denied = next(r for r in rows if r["denied_by"])
    assert f"denied by {denied['denied_by'][0]}\t" in ask.words("claim")
    assert f"{hedged['id']}  [{hedged['label']}; possible]" in ask.words("story", hedged["story"])
    assert "(says, certain)" in ask.words("search", "hives")


def test_an_empty_ledger_says_what_to_do(ask: Asked, tmp_path: Path) -> None:
    empty = str(tmp_path / "empty.sayso")
    open_ledger(empty, create=True).close()
    for command in (["list"], ["story"], ["claim"], ["search", "ferry"], ["search", "--like", "A ferry sank."]):
        assert "`sayso add FILE|DIR`" in ask.words(*command, "--ledger", empty), command


@pytest.mark.parametrize("columns", [30, 60, 90, 200])
def test_narrow_terminals_cut_no_id_and_no_words(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", str(columns))
    words = "Beekeepers lost a third of their hives"
    print_table(("claim", "stands", "words"), [("c1c0ffee00000-412", "2 independent origins", words)], wide="words")
    shown = " ".join(capsys.readouterr().out.split())
    assert "c1c0ffee00000-412" in shown
    assert all(w in shown for w in words.split())


def test_search_finds_the_claims_nearest_in_meaning(ask: Asked) -> None:
    found = ask.data("search", "--like", "Bee colonies in Slovenia died over the winter.")["claims"]
    assert "hives" in found[0]["claim"]["text"]
    assert [f["score"] for f in found] == sorted((f["score"] for f in found), reverse=True)
    assert ask.data("search", "--like", "…")["claims"] == []
    assert "no other words" in ask.words("search", "ferry", "--like", "A ferry sank.", code=2)


def test_a_claim_shows_its_statements_and_why(ask: Asked) -> None:
    claims = ask.data("claim")["claims"]
    one = next(c["id"] for c in claims if c["articles"] == 2)
    shown = ask.data("claim", one)
    assert {s["id"] for s in shown["claim"]["statements"]}
    assert "Origins:" in ask.words("claim", one)
    why = ask.words("claim", one, "--why")
    assert "Origin 1:" in why or "Not counted:" in why
    assert "no such claim" in ask.words("claim", "cffffffffffff-1", code=1)


def test_a_claim_is_found_by_any_place_inside_its_statement(ask: Asked) -> None:
    hit = ask.data("search", "hives")["hits"][0]
    inside = f"c{hit['article'][1:]}-{hit['start'] + 3}"
    assert ask.data("claim", inside)["claim"]["id"] in {c for c, _ in hit["claims"]}


def test_show_gives_an_article_its_text_and_its_statements(ask: Asked) -> None:
    article = identified(ARTICLES[0])
    assert ask.words("show", article.id, "--text") == article.text
    assert "coast guard (says, certain)" in ask.words("show", article.id)
    statement = ask.data("show", article.id)["reading"]["statements"][0]["id"]
    assert ask.data("show", statement)["statement"]["id"] == statement
    assert "rests on" in ask.words("show", statement)
    assert "no such article" in ask.words("show", "a000000000000", code=1)
    assert "no such statement" in ask.words("show", article.id + "-s999", code=1)


def test_the_brief_of_a_story_holds(ask: Asked, tmp_path: Path) -> None:
    ferry = next(s["id"] for s in ask.data("story")["stories"] if s["articles"] == 2)
    page, data = tmp_path / "b.html", tmp_path / "b.json"
    ask.words("brief", "--story", ferry, "-o", str(page), "--json", str(data))
    assert "holds" in ask.words("verify", str(data))
    assert "holds" in ask.words("verify", str(page))
    assert len(json.loads(data.read_text(encoding="utf-8"))["articles"]) == 2
    assert "not both" in ask.words("brief", "--story", ferry, "a.txt", code=2)


def test_export_writes_the_same_things_in_every_form(ask: Asked, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in ask.words("export", "-", "--format", "jsonl").splitlines()]
    assert [b["schema"] for b in lines] == ["sayso.brief/1"] * 2
    ask.words("export", str(tmp_path / "csv"), "--format", "csv")
    ask.words("export", str(tmp_path / "parquet"), "--format", "parquet")
    parquet = pytest.importorskip("pyarrow.parquet")
    for table in ("articles", "statements", "claims", "quotations", "places"):
        told = sum(len(b[table]) for b in lines)
        with (tmp_path / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == told
        assert parquet.read_table(tmp_path / "parquet" / f"{table}.parquet").num_rows == told


def test_a_sheet_of_claims_says_how_sure(ask: Asked, tmp_path: Path) -> None:
    ask.words("export", str(tmp_path), "--format", "csv")
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {r["id"]: r for r in csv.DictReader(file)}
    for claim in ask.data("claim")["claims"]:
        row = rows[claim["id"]]
        assert [row["surest"], row["least_sure"]] == [claim["sure"][0], claim["sure"][-1]]
        assert int(row["origin_count"]) == claim["origins"]


def test_a_spreadsheet_takes_no_cell_for_a_formula(ask: Asked, tmp_path: Path) -> None:
    ask.words("export", str(tmp_path), "--format", "csv")
    with (tmp_path / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {r["title"][:2] for r in csv.DictReader(file)} >= {"'="}


def test_stats_count(ask: Asked) -> None:
    counts = ask.data("stats")["counts"]
    assert (counts["articles"], counts["stories"], counts["outlets"]) == (3, 2, 3)
    assert "statements" in ask.words("stats")


def test_a_whole_ledger_holds(ask: Asked, at: Path) -> None:
    assert "holds: 3 articles" in ask.words("verify")
    assert "holds: 3 articles" in ask.words("verify", str(at))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE article SET text = replace(text, '212', '312') WHERE seq = 1", "is not what it was"),
        (
            "UPDATE statement SET source = 'the minister' WHERE row % 65536 = 1",
            "searched by is not what its reading says",
        ),
        ("DELETE FROM reading WHERE article = 2", "has no reading"),
        ("DELETE FROM claim WHERE rowid = 1", "that is not there"),
        ("UPDATE claim SET data = replace(data, 'one origin', 'independent origins')", "origin"),
    ],
)
def test_a_changed_ledger_is_found_out(ask: Asked, at: Path, tmp_path: Path, damage: str, said: str) -> None:
    copy = tmp_path / "changed.sayso"
    shutil.copy(at, copy)
    with sqlite3.connect(copy) as base:
        base.execute(damage)
    base.close()
    assert said in ask.words("verify", str(copy), code=1)
