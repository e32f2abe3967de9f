"""What the linters cannot say of the house."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("aerobase", "ingest", "planner", "reports", "fixtures", "tests")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_names_of_others(tree: ast.AST) -> set[str]:
    """Return the private names that a module imports, or replaces in another one."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names if private(alias.name)}
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "setattr"
            and len(node.args) > 1
            and isinstance(name := node.args[1], ast.Constant)
            and private(str(name.value))
        ):
            found.add(str(name.value))
    return found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from a import _b, c", {"_b"}),
        ("from __future__ import annotations", set()),
        ("patch.setattr(a, '_b', 1)", {"_b"}),
        ("patch.setattr(a, 'b', 1)", set()),
    ],
)
def test_private_names_are_seen(code: str, found: set[str]) -> None:
    assert private_names_of_others(ast.parse(code)) == found


def test_no_private_name_is_used_across_modules() -> None:
    """As `module._name` ruff finds them (SLF001)."""
    used = {
        path.relative_to(ROOT).as_posix(): names
        for path in FILES
        if (names := private_names_of_others(ast.parse(path.read_text("utf-8"))))
    }
    assert used == {}
    assert FILES


def rooms_told(floor: str) -> list[set[str]]:
    """Return the rooms of a floor's table in docs/architecture.md, row by row from the top down."""
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    part = page.split(f"**{floor}**")[1].split("\n**")[0].split("\n## ")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return [set(re.findall(r"`([a-z_]+)`", row)) for row in rows]


@pytest.mark.parametrize("floor", ["ingest", "planner", "reports"])
def test_the_rooms_are_told_in_the_order_that_the_contract_has(floor: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = (
        one["layers"] for one in contracts["contracts"] if one.get("containers") == [floor]
    )
    assert rooms_told(floor) == [set(layer.split(" | ")) for layer in layers]
