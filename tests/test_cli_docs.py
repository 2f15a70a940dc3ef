"""docs/cli.md names every command and option, with its help, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from sayso.cli import app

DOCS = Path(__file__).parent.parent / "docs" / "cli.md"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def parts(name: str) -> list[Any]:
    """The command, or those that a group of commands consists of."""
    return list(getattr(COMMANDS[name], "commands", {"": COMMANDS[name]}).values())


def sections() -> dict[str, str]:
    """Text of each command's section, by its name."""
    found = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.M)[1:]
    return {p.split("\n", 1)[0].removeprefix("sayso "): p for p in found if p.startswith("sayso ")}


def test_every_command_has_its_section() -> None:
    assert list(sections()) == list(COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_option_is_named_and_no_other(name: str) -> None:
    section = sections()[name]
    documented = {
        o for row in re.findall(r"^\| (`-.*?) \|", section, flags=re.M) for o in re.findall(r"`(-[\w-]+)`", row)
    }
    params = [p for command in parts(name) for p in command.params]
    real = {o for p in params if p.param_type_name == "option" for o in p.opts} - {"--help", "-h"}
    assert documented == real


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_and_option_has_help(name: str) -> None:
    for command in parts(name):
        assert "Example" in command.help
        assert all(p.help for p in command.params)
