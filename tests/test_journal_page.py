"""docs/journal.md says all that stands in a journal: kinds, fields, words, a line of each."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from ingest.diary.kinds import KINDS, PLACES, SENSIBLE, SIDES, WHENS
from ingest.home.events import EVENT_FIELDS, parse
from planner.body.exercises import Exercise
from planner.flags.model import PlanEffect
from planner.week.model import (
    Day,
    Done,
    Dose,
    Interval,
    Plan,
    Run,
    RunKind,
    Score,
    StageNote,
    Strength,
    Unmet,
    WeekNote,
)
from planner.week.plan_values import from_values

PAGE = (Path(__file__).parents[1] / "docs" / "journal.md").read_text("utf-8")
EXAMPLES = PAGE.split("```json\n")[1].split("```")[0].splitlines()


def rows(heading: str) -> dict[str, list[str]]:
    """Return the cells of the tables under a heading, by the first cell without backquotes."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return {cells[0].strip().strip("`"): [cell.strip() for cell in cells[1:]] for cells in lines}


def words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_kind_of_event_stands_there_with_its_fields() -> None:
    table = rows("Kinds of events")
    assert table.keys() - {"kind", "---"} == EVENT_FIELDS.keys()
    for kind, expected in EVENT_FIELDS.items():
        _, needed, optional = table[kind]
        assert words(needed) == list(expected.needed), kind
        assert words(optional) == list(expected.optional), kind


def test_there_is_a_line_of_each_kind_and_it_can_be_read() -> None:
    events = [parse(line.encode()) for line in EXAMPLES]
    assert [event.kind for event in events] == list(EVENT_FIELDS)
    plan = next(from_values(event.data["plan"]) for event in events if event.kind == "plan")
    assert plan.days[0].run is not None
    assert plan.days[0].run.duration_s == 2700


def test_every_kind_of_diary_entry_stands_there_with_its_parts() -> None:
    table = rows("Kinds of diary entries")
    assert table.keys() - {"kind", "---"} == KINDS.keys()
    for name, kind in KINDS.items():
        score, where, when, values = table[name]
        assert bool(score) is (kind.score is not None), name
        assert score.startswith("needed") is kind.score_needed, name
        assert bool(where) is kind.where, name
        assert bool(when) is kind.when, name
        assert sorted(words(values)) == sorted(kind.values), name
        needed = re.findall(r"`(\w+)` needed", values)
        assert needed == list(kind.values_needed), name
        yes_no = {value for value, form in kind.values.items() if form == "yes/no"}
        assert set(re.findall(r"`(\w+)` yes/no", values)) == yes_no, name


def test_places_sides_and_times_stand_there() -> None:
    section = PAGE.split("## Kinds of diary entries")[1].split("| kind")[0]
    place = section.split("`place` is")[1].split(".")[0]
    assert words(place) == list(PLACES)
    for word in (*SIDES, *WHENS):
        assert word in section


@pytest.mark.parametrize(
    ("what", "form", "more"),
    [
        ("the plan", Plan, {}),
        ("a day", Day, {}),
        ("a run", Run, {"kind": get_args(RunKind)}),
        ("an exercise", Strength, {"exercise": get_args(Exercise)}),
        ("a dose", Dose, {}),
        ("what was done", Done, {}),
        ("run and walk", Interval, {}),
        ("the way back", StageNote, {}),
        ("a week before", WeekNote, {}),
        ("a rule not kept", Unmet, {}),
        ("a penalty", Score, {}),
    ],
)
def test_every_field_of_a_plan_stands_there(
    what: str, form: Any, more: dict[str, tuple[str, ...]]
) -> None:
    told = words(rows("Plans and upgrades")[what][0])
    expected = [(field.name, *more.get(field.name, ())) for field in fields(form)]
    assert told == [word for words_of in expected for word in words_of]


def test_what_a_number_may_be_stands_there() -> None:
    told = {name: tuple(cells) for name, cells in rows("What a number may be").items()}
    ends = {name: tuple(map(str, both)) for name, both in SENSIBLE.items()}
    assert {name: told[name] for name in told.keys() - {"value", "---"}} == ends


def test_every_effect_stands_there() -> None:
    section = " ".join(PAGE.split("## Plans and upgrades")[1].split())
    told = section.split("the strictest effect it was made under (")[1].split(")")[0]
    assert words(told) == list(get_args(PlanEffect))


def test_every_table_of_former_names_is_where_the_page_says() -> None:
    root = Path(__file__).parents[1]
    for told in rows("For who changes aerobase").values():
        names = words(told[0]) if told else []
        for name in names:
            if "/" in name:
                assert (root / name).is_file()
    text = PAGE.split("## For who changes aerobase")[1]
    for name, path in re.findall(r"`([A-Z_]+)` (?:of|in) `([\w/.]+)`", text):
        assert re.search(rf"^{name}\b", (root / path).read_text("utf-8"), re.MULTILINE), name
