"""The recipes of CONTRIBUTING.md: every place they name is there, every example does its work."""

from __future__ import annotations

import ast
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from support.made_athletes import athlete, run
from support.made_pages import TODAY, page_input
from support.made_sessions import weeks_of_runs

from ingest.fit.quirks import QUIRKS
from ingest.home.home import Home
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from ingest.sources import formats
from planner.body import exercises_gates
from planner.body.exercises import LEVELS
from planner.profile import methods
from planner.profile.model import Dated, Profile
from planner.thresholds import by_formula, candidates
from planner.week import prescription
from reports.figures.interactive import figure
from reports.figures.svg import draw
from reports.page import charts
from reports.words import Units

ROOT = Path(__file__).parents[1]
PART = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("\n## Recipes")[1].split("\n## ")[0]
RECIPES = {part.split("\n")[0].strip(): part.split("\n", 1)[1] for part in PART.split("\n### ")[1:]}


def steps(recipe: str) -> list[str]:
    """Return the numbered steps, each as one line."""
    text = RECIPES[recipe].split("```")[0]
    return [" ".join(one.split()) for one in re.split(r"^\d\. ", text, flags=re.MULTILINE)[1:]]


def example(recipe: str) -> dict[str, Any]:
    """Run the recipe's example and return what it made."""
    (code,) = re.findall(r"^```python\n(.*?)^```", RECIPES[recipe], re.MULTILINE | re.DOTALL)
    made: dict[str, Any] = {}
    exec(compile(code, recipe, "exec"), made)  # noqa: S102 - our own page
    return made


def top_names(path: Path) -> set[str]:
    """Return what a module defines at its top: functions, classes, values."""
    found: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets += [node.target] if isinstance(node, ast.AnnAssign) else []
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def missing(step: str) -> list[str]:
    """Return what a step names and the tree has not."""
    paths = re.findall(r"`([\w.]+(?:/[\w.]+)+)`", step)
    lacking = [path for path in paths if not list(ROOT.glob(path.replace("NAME", "*")))]
    for name, path in re.findall(r"`(\w+)` in `([\w/]+\.py)`", step):
        if (ROOT / path).exists() and name not in top_names(ROOT / path):
            lacking.append(f"{name} in {path}")
    return lacking


def test_what_is_not_there_is_missed() -> None:
    assert missing("`FIGURES` in `reports/page/charts.py`: its line") == []
    assert missing("`NOTHING` in `reports/page/charts.py`") == ["NOTHING in reports/page/charts.py"]
    assert missing("`reports/page/none.py`: `x`") == ["reports/page/none.py"]
    assert missing("`planner/flags/NAME.py`") == []
    assert missing("`planner/none/NAME.py`") == ["planner/none/NAME.py"]


@pytest.mark.parametrize("recipe", RECIPES)
def test_every_place_that_a_recipe_names_is_there(recipe: str) -> None:
    told = steps(recipe)
    assert told
    for number, step in enumerate(told, start=1):
        assert re.match(r"`[\w/.]+`", step), f"{number}. names no place"
        assert missing(step) == [], f"{number}. of “{recipe}”"


@pytest.mark.parametrize("recipe", RECIPES)
def test_every_recipe_ends_with_its_test(recipe: str) -> None:
    assert any("`tests/" in step for step in steps(recipe))


def test_the_warning_stands_from_the_tenth_run_on() -> None:
    row = example("A warning")["ROW"]
    days = [TODAY - timedelta(days=n // 2) for n in range(10)]
    nine = athlete(TODAY, [run(day) for day in sorted(days[1:])])
    assert list(row.find(nine)) == []
    (flag,) = row.find(athlete(TODAY, [run(day) for day in sorted(days)]))
    assert flag.since == TODAY
    assert flag.effect == "By itself it changes nothing in the plan."


def test_the_figure_is_drawn_in_its_section(monkeypatch: pytest.MonkeyPatch) -> None:
    line = example("A figure")["LINE"]
    monkeypatch.setattr(charts, "FIGURES", (*charts.FIGURES, line))
    page = page_input(weeks_of_runs(TODAY, 3))
    found = charts.all_charts(page, Units())["load"][-1]
    assert found.id == "runs"
    assert list(found.series[0].y) == [week.sessions for week in page.athlete.weeks]
    assert draw(found).startswith("<svg")
    assert len(figure(found)["data"]) == 1


def test_the_method_is_a_candidate_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    made = example("A method for the ceiling")
    monkeypatch.setitem(methods.METHODS, "half", made["ROW"])
    monkeypatch.setitem(by_formula.FORMULAS, "half", made["half_of_reserve"])
    known = Profile(hr_rest=(Dated(value=50),), hr_max=(Dated(value=190),))
    (*_, last) = candidates(known, date(2026, 5, 20))
    assert (last.method, last.value_bpm, last.barred) == ("half", 120, None)
    assert [one.method for one in candidates(Profile(), date(2026, 5, 20))] == []


def test_the_reader_is_asked_for_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = example("A reader of another format")
    module = ModuleType("ingest.beats")
    module.read_beats = made["read_beats"]
    monkeypatch.setitem(sys.modules, "ingest.beats", module)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, made["ROW"]))
    (tmp_path / "run").write_bytes(b"BEATS 2026-05-04T06:00:00Z" + b" 131" * 601)
    (tmp_path / "x.beats").write_bytes(b"BEATS none")
    report = import_paths([tmp_path], home=Home(path=tmp_path / "home"))
    said = {Path(file.source).name: (file.outcome, file.reason) for file in report.files}
    assert said["run"] == ("imported", None)
    assert said["x.beats"][0] == "refused"
    assert "no list of beats" in str(said["x.beats"][1])
    with open_archive(Home(path=tmp_path / "home")) as archive:
        (facts,) = archive.sessions()
    assert (facts.duration_s, facts.hr_mean_bpm) == (600, 131)


def test_the_quirk_is_a_row_like_the_others() -> None:
    row = example("A maker's quirk")["ROW"]
    assert (row.module, row.test) in {(quirk.module, quirk.test) for quirk in QUIRKS}


def test_the_exercise_is_planned_every_day(monkeypatch: pytest.MonkeyPatch) -> None:
    row = example("An exercise")["ROW"]
    for module in (exercises_gates, prescription):
        monkeypatch.setattr(module, "EXERCISES", (*module.EXERCISES, row))
    for level in row.ladder:
        monkeypatch.setitem(LEVELS, level.name, level)
    week = page_input(weeks_of_runs(TODAY, 8)).plan
    assert week is not None
    for day in week.days[TODAY.weekday() :]:
        (planned,) = (one for one in day.strength if one.exercise == "calf_raise")
        assert (planned.level, planned.dose.reps, planned.why) == ("C1", 15, "Every day.")
