"""benchmarks/floors.toml: the least that each figure must reach, in a table for each way of measuring."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).resolve().parent / "floors.toml"
HAIR = 0.02
_HEAD = (
    "# Least accuracy, by `python benchmarks/keys.py --update` and `python benchmarks/yardsticks.py --update`;\n"
    "# tests/test_floors.py and tests/test_yardsticks.py hold the program to it."
)
Floors = dict[str, dict[str, float]]  # table -> name -> least share


def read(path: Path = FILE) -> Floors:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def raised(measured: Mapping[str, Mapping[str, float]], *, lower: bool, path: Path = FILE) -> None:
    """Writes floors a hair under what was measured; other tables stay. A floor falls only with `lower`."""
    old = read(path) if path.exists() else {}
    new = {**old, **{t: _under(rows, {} if lower else old.get(t, {})) for t, rows in measured.items()}}
    lines = [_HEAD]
    for table, rows in new.items():
        lines += [f'\n["{table}"]', *(f'"{name}" = {least:.2f}' for name, least in rows.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _under(rows: Mapping[str, float], old: Mapping[str, float]) -> dict[str, float]:
    return {n: max(0.0, math.floor((share - HAIR) * 100) / 100, old.get(n, 0.0)) for n, share in rows.items()}


def below(measured: Mapping[str, Mapping[str, float]], least: Floors) -> list[str]:
    """Each figure that lies below its floor, or is missing, in words; only tables that were measured."""
    faults = []
    for table, rows in measured.items():
        for name, floor in least.get(table, {}).items():
            have = rows.get(name)
            if have is None:
                faults.append(f"{table}, {name}: was not measured")
            elif have < floor:
                faults.append(f"{table}, {name}: {have:.3f} is below its floor {floor:.2f}")
    return faults
