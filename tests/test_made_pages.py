"""The pages that are made from the code are what they would be if they were made now."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MADE = {
    "commands_page": "commands.md",
    "wrong_inputs_page": "wrong-inputs.md",
    "cohort_page": "cohort.md",
    "json_page": "json.md",
    "schema_page": "schema.md",
    "flags_page": "flags.md",
    "profile_page": "profile.md",
}  # first_hour: tests/test_first_hour.py


@pytest.mark.parametrize("name", MADE)
def test_the_page_is_what_the_code_says(name: str) -> None:
    """`make docs` makes it again."""
    page = runpy.run_path(str(ROOT / "fixtures" / f"{name}.py"))["page"]()
    assert page == (ROOT / "docs" / MADE[name]).read_text("utf-8")


def test_the_tutorial_is_what_the_program_says(demo_season: Path) -> None:
    """Those who do as it says see the same, but for the days."""
    page = runpy.run_path(str(ROOT / "fixtures" / "tutorial.py"))["page"](demo_season)
    assert page == (ROOT / "docs" / "tutorial.md").read_text("utf-8")


def test_make_docs_makes_every_page() -> None:
    part = (ROOT / "Makefile").read_text("utf-8").split("\ndocs:")[1].split("\n\n")[0]
    for name in (*MADE, "tutorial", "first_hour"):
        assert f"fixtures/{name}.py" in part
