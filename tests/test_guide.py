"""docs/guide.md is true: its commands run, in order, and print what it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


@dataclass
class Step:
    """A command with what the guide shows below it; every line shown must be a piece of the output."""

    command: str
    shown: list[str] = field(default_factory=list)
    exit_code: int = 0


def steps() -> list[Step]:
    found: list[Step] = []
    for block in re.findall(r"^```console\n(.*?)^```", GUIDE, flags=re.M | re.S):
        here = False  # inside a text that a command is given
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:]))
                here = "<<'END'" in line
            elif here:
                found[-1].command += "\n" + line
                here = line != "END"
            elif m := re.fullmatch(r"\[exit (\d)\]", line):
                found[-1].exit_code = int(m[1])
            else:
                found[-1].shown.append(line)
    return found


def plain(text: str) -> str:
    return " ".join(text.split())


def test_the_commands_do_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    assert len(steps()) > 15
    for step in steps():
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", step.command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        out = plain(done.stdout + done.stderr)
        assert done.returncode == step.exit_code, f"{step.command}: {out[-600:]}"
        for line in step.shown:
            assert plain(line) in out, f"{step.command}: “{line}” is not in: {out[-1500:]}"
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert len(headings) > 8
    for heading in headings:
        assert heading in GUIDE, f"the guide does not name the section “{heading}”"


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert ((ROOT / page).parent / target).exists(), target


def test_options_named_in_the_guide_exist() -> None:
    documented = set(re.findall(r"(?<![\w-])--[a-z]+\b", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")))
    assert set(re.findall(r"(?<![\w-])--[a-z]+\b", GUIDE)) <= documented
