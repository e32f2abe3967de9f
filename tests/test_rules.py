"""docs/rules.md is the one place of a number: the code has each, and each as it stands there."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from planner.flags.checks import CHECKS
from planner.names import LIMITS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TAGS = ("own choice", "published", "practitioner", "memory", "measured")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (DOCS / "rules.md").read_text("utf-8").splitlines()
    if re.match(r"\| `[\w.]+` \|", line)
]
FIXED = {row[0].strip("`"): row for row in ROWS if "." in row[0]}
# Plain units, statistics and what only the code needs: nothing is decided by them.
NO_FIGURES = re.compile(
    r"_?(DAY|WEEK)|(DAY|HOUR|MINUTE|MIN)_(S|MIN)|WEEK_DAYS|KILOMETRE_M|_QUARTER_S|UNIT_MIN|"
    r"NO_LIMIT_MIN|_FIRST_DAY|_T_95|Z_80|ROUNDING|PLANNER_VERSION"
)


def said(value: object) -> str | None:
    """Return a number, a time in days, or a row of numbers as the tables have it, else None."""
    row = value if isinstance(value, tuple) else (value,)
    numbers = [one.days if isinstance(one, timedelta) else one for one in row]
    plain = all(type(one) in {int, float} for one in numbers)
    words = (str(one) if isinstance(one, int) else f"{one:g}" for one in numbers)
    return ", ".join(words) if plain else None


def tag_of(comment: str) -> str | None:
    return next((tag for tag in TAGS[:-1] if tag in comment), None)  # none is measured so far


def names_of(code: str) -> dict[str, str | None]:
    """Return the names that a module gives values, each with the tag that its line carries."""
    lines, found = code.splitlines(), {}
    for node in ast.parse(code).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        comment = lines[node.lineno - 1].partition("#")[2]
        found |= {one.id: tag_of(comment) for one in targets if isinstance(one, ast.Name)}
    return found


def figures(package: str) -> dict[str, tuple[str, str | None]]:
    """Return name -> (value, tag) of all fixed figures below a package."""
    found = {}
    for path in (ROOT / package).rglob("*.py"):
        module = ".".join(path.relative_to(ROOT / package).with_suffix("").parts)
        for name, tag in names_of(path.read_text("utf-8")).items():
            there = importlib.import_module(f"{package}.{module}")
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
    names = [row[0].strip("`") for row in ROWS]
    assert max(Counter(names).values()) == 1
    assert {name for name in names if "." not in name} == set(LIMITS)


def test_every_fixed_figure_stands_in_the_rules_as_it_is():
    code = figures("planner")
    assert {name: row[1] for name, row in FIXED.items()} == {n: one[0] for n, one in code.items()}
    kinds = {name: (tag, FIXED[name][4]) for name, (_, tag) in code.items()}
    assert {n: kind for n, (tag, kind) in kinds.items() if not kind.startswith(tag or TAGS)} == {}


def test_figures_are_seen_where_they_stand():
    code = "A: Final = 5  # own choice: beats\n_B = 2  # plain\n\n\ndef c():\n    D = 1\n"
    assert names_of(code) == {"A": "own choice", "_B": None}
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
