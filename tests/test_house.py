"""How the repository is kept: short files, lists that say where they come from, no network, docs that match the code."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from sayso.read.reader import STAGES

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "src").rglob("*.py"))
ALL_CODE = [
    *CODE,
    *(p for d in ("tests", "training", "scripts", "benchmarks") for p in sorted((ROOT / d).rglob("*.py"))),
]
LISTS = sorted(p for p in (ROOT / "src").rglob("data/*") if p.suffix in (".txt", ".tsv"))
NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "urllib",
    "urllib3",
    "webbrowser",
}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Files of the repository; all that lie here where git cannot say."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


@pytest.mark.parametrize("path", ALL_CODE, ids=named)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_lists_say_where_they_come_from(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#")
    assert len(first) > 20


@pytest.mark.parametrize("path", CODE, ids=named)
def test_nothing_can_reach_the_network(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            imported.add(node.module.split(".")[0])
    assert not imported & NETWORK


def test_no_unfinished_marks_and_no_paths_of_a_machine() -> None:
    marks = "TO" + r"DO\b|FIX" + r"ME\b"
    places = r"(?<![\w./])/(?:home|root|Users|tmp|work)/\w"
    registries = "index-" + r"url\W+http|regis" + r"try\.npm"
    wrong = re.compile(f"{marks}|{places}|{registries}")
    for path in tracked():
        if path.suffix in (".py", ".md", ".toml", ".j2", ".css", ".sh") or path.name == "Makefile":
            found = wrong.search(path.read_text(encoding="utf-8"))
            assert not found, f"{named(path)}: {found[0] if found else ''}"


def test_the_table_of_stages_is_the_code_s() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `(\w+)` \| ([\w, ]+?) \| ?([\w, ]*?) ?\|$", text, flags=re.M)
    assert table == [(s.name, ", ".join(s.needs), ", ".join(s.adds)) for s in STAGES]


def test_every_room_is_in_the_house() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {p.parent.name for p in (ROOT / "src" / "sayso").glob("*/__init__.py")}
    assert rooms == set(re.findall(r"^  (\w+)/ ", text, flags=re.M))


def test_files_named_in_the_architecture_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    files = {p.name for p in (*CODE, *(ROOT / "tests").glob("*.py"), *(ROOT / "benchmarks").glob("*"), *LISTS)}
    for name in re.findall(r"`(?:[\w/]+/)?(\w+\.(?:py|txt|tsv|toml))`", text):
        assert name in files, name


def test_decisions_are_numbered_without_gaps() -> None:
    pages = sorted(p for p in (ROOT / "docs" / "decisions").glob("*.md"))
    for number, page in enumerate(pages, 1):
        assert page.name.startswith(f"{number:04}-")
        assert page.read_text(encoding="utf-8").startswith(f"# {number}. ")
