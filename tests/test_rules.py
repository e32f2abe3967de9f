"""docs/rules.md is the one place of a number: its tables and the code say the same."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from planner.body.exercises import LEVELS
from planner.flags.checks import CHECKS
from planner.names import LIMITS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COLUMNS = 5
TAGS = ("own choice", "published", "practitioner", "memory", "measured")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (DOCS / "rules.md").read_text("utf-8").splitlines()
    if re.match(r"\| `[\w.]+` \|", line) and line.count("|") == COLUMNS + 1
]
FIXED = {row[0].strip("`"): row for row in ROWS if "." in row[0]}
# A fixed figure with its tag: `NAME: Final = 0.5  # own choice: …`; none is measured so far.
TAGGED = re.compile(rf"^(\w+): Final = [^#\n]*#[^\n]*?({'|'.join(TAGS[:-1])})", re.MULTILINE)


def limit_row(key: str) -> tuple[str, ...]:
    limit = LIMITS[key]
    cited = [part for part in limit.source.split("; ") if not part.startswith("RULES")]
    cited = [part for part in cited if part != "no source fixes it"]
    kind = limit.tag + (f": {'; '.join(cited)}" if cited else "")
    unit = "" if limit.unit == "1" else limit.unit
    return (f"`{key}`", f"{limit.default:g}", unit, limit.meaning, kind)


@pytest.mark.parametrize("key", LIMITS)
def test_every_limit_stands_in_the_rules_as_it_is(key):
    assert ROWS.count(limit_row(key)) == 1, " | ".join(limit_row(key))


def test_no_figure_stands_twice_and_none_is_unknown():
    names = [row[0].strip("`") for row in ROWS]
    assert max(Counter(names).values()) == 1
    assert {name for name in names if "." not in name} == set(LIMITS)


@pytest.mark.parametrize("name", FIXED)
def test_a_fixed_figure_is_the_one_in_the_code(name):
    module, _, figure = name.rpartition(".")
    value = getattr(importlib.import_module(f"planner.{module}"), figure)
    days = value.days if isinstance(value, timedelta) else value
    assert FIXED[name][1] == f"{days:g}"
    assert FIXED[name][4].startswith(TAGS)


def test_every_figure_that_the_code_tags_is_in_the_rules():
    missing = []
    for path in (ROOT / "planner").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT / "planner").with_suffix("").parts)
        for figure, tag in TAGGED.findall(path.read_text("utf-8")):
            row = FIXED.get(f"{module}.{figure}")
            if not figure.startswith("_") and (row is None or not row[4].startswith(tag)):
                missing.append(f"{module}.{figure} ({tag})")
    assert missing == []


@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)
def test_the_ladders_stand_in_the_rules_as_they_are(level):
    rules = (DOCS / "rules.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| `{level.name}` \|.*$", rules, re.MULTILINE)
    dose = f"{level.hold_s} s" if level.reps is None else f"{level.reps}"
    gate = f"{level.gate_s} s" if level.gate_s else f"{level.gate_reps or 'none'}"
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[2:] == [f"{dose}{' a side' if level.sides == 2 else ''}", gate]


def test_the_tags_are_looked_for_where_they_stand():
    line = "NEAR_BPM: Final = 5  # own choice: RULES 1.2 asks for the same heart rate"
    assert TAGGED.findall(f"{line}\nPLAIN: Final = 5  # beats\n") == [("NEAR_BPM", "own choice")]


def test_every_check_stands_in_the_evidence_with_what_speaks_against_it():
    text = (DOCS / "evidence.md").read_text("utf-8")
    rows = {
        line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]]
        for line in text.split("## Check by check")[1].split("\n## ")[0].splitlines()
        if line.startswith("| `")
    }
    assert set(rows) == {f"`{check.name}`" for check in CHECKS}
    assert all(all(cells) and len(cells) == 3 for cells in rows.values())
