"""Accuracy on a fixed sample of each public gold set does not fall below its floor. Reads ../shared in place."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import pytest

from sayso.evaluate import Report, reliability
from sayso.evaluate.counts import Bin
from sayso.evaluate.run import Calibration

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
import floors
import yardsticks


@cache
def sample(which: yardsticks.Set) -> dict[str, Report]:
    return yardsticks.measure([which], sample=True)


@pytest.mark.shared
@pytest.mark.parametrize("which", [s for s in yardsticks.SETS if s.every], ids=lambda s: s.name)
def test_no_figure_of_a_sample_is_below_its_floor(which: yardsticks.Set) -> None:
    if which not in yardsticks.present():
        pytest.skip(f"there is no {which.folder} in ../shared/data")
    measured = yardsticks.shares(sample(which), sample=True)
    assert set(measured) <= set(floors.read()), "give it floors with `python benchmarks/yardsticks.py --update`"
    faults = floors.below(measured, floors.read())
    assert not faults, "\n".join(["accuracy fell:", *faults])


def test_the_docs_claim_no_more_than_the_floors_allow() -> None:
    """Each F1 of the table in docs/accuracy.md lies within two hairs of its floor."""
    shown = yardsticks.BETWEEN.search(yardsticks.DOCS.read_text(encoding="utf-8"))
    assert shown
    name, rows = "", []
    for line in shown[0].splitlines()[2:]:
        cells = [c.strip() for c in line.strip("|").split("|")]
        name = cells[0] or name
        rows.append((name, cells[2], float(cells[5])))
    assert {n for n, _, _ in rows} <= {s.name for s in yardsticks.SETS}
    least = floors.read()
    wrong = [r for r in rows if (f := least.get(r[0], {}).get(r[1])) is not None and not f < r[2] < f + 2 * floors.HAIR]
    assert not wrong, "make them true with `python benchmarks/yardsticks.py --update`"


def test_a_table_is_read_as_it_is_written() -> None:
    blocks = {"a": ["| a | 3 | x | 0.1 | 0.2 | 0.3 | |", "| | | y | | | 0.5 | |"], "b": ["| b | 1 | z | | | 0.1 | |"]}
    text = f"<!-- yardsticks -->\n{yardsticks.table(blocks)}<!-- end of yardsticks -->"
    assert yardsticks.written(text) == blocks


def test_floors_rise_and_fall_only_when_told(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    floors.raised({"a": {"x": 0.5, "y": 0.01}, "b": {"z": 1.0}}, lower=False, path=file)
    assert floors.read(file) == {"a": {"x": 0.48, "y": 0.0}, "b": {"z": 0.98}}
    floors.raised({"a": {"x": 0.4, "y": 0.9}}, lower=False, path=file)
    assert floors.read(file) == {"a": {"x": 0.48, "y": 0.88}, "b": {"z": 0.98}}
    assert floors.below({"a": {"x": 0.4}}, floors.read(file)) == [
        "a, x: 0.400 is below its floor 0.48",
        "a, y: was not measured",
    ]
    floors.raised({"a": {"x": 0.4}}, lower=True, path=file)
    assert floors.read(file)["a"] == {"x": 0.38}


def test_the_plot_is_a_picture_with_words() -> None:
    bar = Bin(0.8, 0.9, 12, 0.85, 0.75)
    svg = reliability([Calibration("attribution", 12, 0.1, (bar,)), Calibration("<none>", 0, 0.0, ())])
    assert svg.startswith("<svg ")
    assert "attribution: expected calibration error 0.100" in svg
    assert "12 judgements, sure 0.85, right 0.75" in svg
    assert "&lt;none&gt;" in svg
    assert not re.search(r"<script|href=", svg)
