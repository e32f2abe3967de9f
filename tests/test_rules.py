"""Every number has one place in the documents, and stands there as in the code."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.sources.model import MIB, Quota
from planner.body.exercises import LEVELS
from planner.flags.checks import CHECKS
from planner.known_names import LIMITS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COLUMNS = 5
TAGS = ("own choice", "published", "practitioner", "memory", "measured")


def rows(page: str) -> list[tuple[str, ...]]:
    return [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in (DOCS / page).read_text("utf-8").splitlines()
        if re.match(r"\| `[\w.]+` \|", line) and line.count("|") == COLUMNS + 1
    ]


def fixed(page: str) -> dict[str, tuple[str, ...]]:
    return {row[0].strip("`"): row for row in rows(page) if "." in row[0]}


ROWS = rows("rules.md")
PAGES = {"rules.md": "planner", "heart-rate.md": "ingest/heart_rate", "reading.md": "ingest"}
# Plain units, statistics and what only the code needs: nothing is decided by them.
NO_FIGURES = re.compile(
    r"_?(DAY|WEEK)|(DAY|HOUR|MINUTE|MIN)_(S|MIN)|WEEK_DAYS|KILOMETRE_M|_QUARTER_S|"
    r"NO_LIMIT_MIN|_BLOCK_LAGS|_FIRST_DAY|_T_95|Z_80|MAD_TO_SD|ROUNDING|PLANNER_VERSION"
)


def said(value: object) -> str | None:
    """Return a number, a time in days, or a row of numbers as the tables have it, else None."""
    row = value if isinstance(value, tuple) else (value,)
    numbers = [one.days if isinstance(one, timedelta) else one for one in row]
    plain = all(type(one) in {int, float} for one in numbers)
    words = (str(one) if isinstance(one, int) else f"{one:g}" for one in numbers)
    return ", ".join(words) if plain else None


def tag_of(comment: str) -> str | None:
    return next((tag for tag in TAGS[:-1] if tag in comment.lower()), None)  # none is measured


def names_of(code: str) -> dict[str, str | None]:
    """Return the names that a module gives values, each with the tag of its line or its block."""
    lines, found, block = code.splitlines(), {}, {}
    for number, line in enumerate(lines, 1):
        tag = tag_of(line) if line.startswith("#") else None
        block[number] = tag or (block.get(number - 1) if line else None)
    for node in ast.parse(code).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        tag = tag_of(lines[node.lineno - 1].partition("#")[2]) or block[node.lineno]
        names = (one for target in targets if target for one in ast.walk(target))
        found |= {one.id: tag for one in names if isinstance(one, ast.Name)}
    return found


def figures(package: str) -> dict[str, tuple[str, str | None]]:
    """Return name -> (value, tag) of all fixed figures below a package."""
    found = {}
    for path in (ROOT / package).rglob("*.py"):
        module = ".".join(path.relative_to(ROOT / package).with_suffix("").parts)
        for name, tag in names_of(path.read_text("utf-8")).items():
            there = importlib.import_module(f"{package}.{module}".replace("/", "."))
            value = said(getattr(there, name, None))
            if value and not NO_FIGURES.fullmatch(name):
                found[f"{module}.{name}"] = value, tag
    return found


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
    names = [row[0].strip("`") for page in PAGES for row in rows(page)]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert {row[0].strip("`") for row in ROWS} - set(fixed("rules.md")) == set(LIMITS)


@pytest.mark.parametrize("page", PAGES)
def test_every_fixed_figure_stands_on_its_page_as_it_is(page):
    told, code = fixed(page), figures(PAGES[page])
    if page == "reading.md":  # beside units and numbers of formats: those that have a kind
        own = {n for n, (_, tag) in code.items() if tag and not n.startswith("heart_rate.")}
        code = {name: one for name, one in code.items() if name in told or name in own}
    assert {name: row[1] for name, row in told.items()} == {n: one[0] for n, one in code.items()}
    kinds = {name: (tag, told[name][4]) for name, (_, tag) in code.items()}
    assert {n: kind for n, (tag, kind) in kinds.items() if not kind.startswith(tag or TAGS)} == {}


@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)
def test_the_ladders_stand_in_the_rules_as_they_are(level):
    rules = (DOCS / "rules.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| `{level.name}` \|.*$", rules, re.MULTILINE)
    dose = f"{level.hold_s} s" if level.reps is None else f"{level.reps}"
    gate = f"{level.gate_s} s" if level.gate_s else f"{level.gate_reps or 'none'}"
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[2:] == [f"{dose}{' a side' if level.sides == 2 else ''}", gate]


def test_the_limits_of_archives_stand_as_they_are():
    text = (DOCS / "reading.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \| [^|]+ \|$", text, re.MULTILINE))
    limits = {one.name: one.default for one in fields(Quota)}
    sizes = {name: f"{n / MIB:g} MiB" for name, n in limits.items() if name.endswith("bytes")}
    assert told == {name: str(n) for name, n in limits.items()} | sizes


def test_figures_are_seen_where_they_stand():
    code = "# Own choices.\nA: Final = 5\nB = 1  # published: Nes\n\n_C, D = 1, 2\nif A:\n    E = 1"
    assert names_of(code) == {"A": "own choice", "B": "published", "_C": None, "D": None}
    assert said((1.0, timedelta(days=2))) == "1, 2"
    assert [said(one) for one in (True, "x", ((1,), 2))] == [None, None, None]


def test_every_check_stands_in_the_evidence_with_what_speaks_against_it():
    text = (DOCS / "evidence.md").read_text("utf-8")
    rows = {
        line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]]
        for line in text.split("## Check by check")[1].split("\n## ")[0].splitlines()
        if line.startswith("| `")
    }
    assert set(rows) == {f"`{check.name}`" for check in CHECKS}
    assert all(all(cells) and len(cells) == 3 for cells in rows.values())
