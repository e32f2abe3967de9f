"""docs/json.md: real documents have the keys and types that it tells, and its commands exist."""

from __future__ import annotations

import json
import runpy
import shutil
import types
import typing
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from support.command_line import aerobase
from support.transcripts import clock_at

from planner import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = runpy.run_path(str(Path(__file__).parents[1] / "fixtures" / "json_page.py"))
COMMANDS: dict[str, tuple[str, str, bool]] = PAGE["COMMANDS"]
MORNING = datetime(2026, 5, 20, 7, 30, tzinfo=UTC)
# Command -> how it is called, so that there is something to show; SESSION and ENTRY are put in.
CALLED = {
    "import": "import watch",
    "done": "done 4",
    "plan --explain DAY": "plan --explain sat",
    "plan move": "plan move sat sun",
    "plan skip": "plan skip sun",
    "log": "log pain 2 left soleus",
    "log correct": "log correct ENTRY 3",
    "log remove": "log remove ENTRY",
    "log import": "log import diary.csv",
    "flags clear": "flags clear aerobic_share --note seen",
    "advice": "advice achilles",
    "sessions --session": "sessions --session SESSION",
    "thresholds set": "thresholds set entered 150",
    "thresholds remove": "thresholds remove entered",
    "thresholds dfa": "thresholds dfa SESSION",
    "init": "init --category b",
    "cohort": "cohort athletes -o tables",
    "forget": "forget SESSION --yes",
    "forget --all": "forget --all --yes",
}
# Asked before the command itself, so that it has an answer.
BEFORE = {
    "wellness": ["log rhr 50"],
    "log sides": ["log balance-test --left 20 --right 40"],
    "log import": ["log export -o diary.csv"],
    "thresholds tests": ["log maf-test SESSION --course track", "log drift-test SESSION"],
}


def wrong(value: Any, kind: Any, path: str = "$") -> list[str]:
    """Return every place where a value of a JSON document is not of its type."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if typing.is_typeddict(kind):
        return wrong_keys(value, PAGE["keys_of"](kind), path)
    if origin in {types.UnionType, typing.Union}:
        return min((wrong(value, part, path) for part in parts), key=len)
    if origin is typing.Literal:
        good = value in parts
    elif origin in {list, dict, Mapping}:
        items = value.values() if isinstance(value, dict) else value
        good = isinstance(value, origin)
        if good:
            return [one for item in items for one in wrong(item, parts[-1], f"{path}[]")]
    else:
        allowed = (int, float) if kind is float else kind
        good = isinstance(value, allowed)
        good = good and (kind in {bool, object} or not isinstance(value, bool))
    return [] if good else [f"{path}: {value!r} is no {kind}"]


def wrong_keys(value: Any, keys: dict[str, Any], path: str) -> list[str]:
    """Return what an object has too much, too little, or of another type."""
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no object"]
    found = [f"{path}: {key} is not told" for key in value.keys() - keys.keys()]
    found += [f"{path}: {key} is missing" for key in keys.keys() - value.keys()]
    for key in keys.keys() & value.keys():
        found += wrong(value[key], keys[key], f"{path}.{key}")
    return sorted(found)


def test_a_value_of_another_type_is_seen() -> None:
    assert wrong(None, float | None) == []
    assert wrong(1, float) == []
    assert wrong(json.loads("true"), int)
    assert wrong({}, list[str])
    assert wrong([1, "x"], list[int]) == ["$[]: 'x' is no <class 'int'>"]
    assert wrong("x", typing.Literal["a", "b"])
    finding = PAGE["names_in"]("reports.documents.home")["FindingDocument"]
    assert wrong({"code": "a", "text": "b", "x": 1}, finding) == [
        "$: mend is missing",
        "$: x is not told",
    ]


@pytest.fixture(scope="module")
def place(demo_season: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's home, some watch files, and an athlete."""
    folder = tmp_path_factory.mktemp("json")
    shutil.copytree(demo_season / "home", folder / "home")
    for name in ("watch", "athletes/anna"):
        (folder / name).mkdir(parents=True)
        for file in sorted((demo_season / "watch").iterdir())[-2:]:
            shutil.copy(file, folder / name)
    return folder


@pytest.fixture(autouse=True)
def _there(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AEROBASE_HOME", str(place / "home"))
    monkeypatch.chdir(place)
    with clock_at(MORNING):
        yield


def typed(line: str) -> Any:
    """Return the document of a command, with the ids of a session and an entry put in."""
    for word, listed in (("SESSION", "sessions"), ("ENTRY", "log list")):
        if word in line:
            known = json.loads(aerobase(*listed.split(), "--json").out)
            line = line.replace(word, known[-1]["id"])
    answer = aerobase(*line.split(), *([] if "export" in line else ["--json"]))
    assert answer.code == 0, f"{line}: {answer.err}"
    return json.loads(answer.out) if answer.out else None


@pytest.mark.parametrize("name", COMMANDS)
def test_a_real_document_is_as_the_page_tells(name: str) -> None:
    for line in BEFORE.get(name, []):
        typed(line)
    document = typed(CALLED.get(name, name))
    listed = COMMANDS[name][2]
    items = document if listed else [document]
    assert isinstance(items, list)
    assert items or name == "log import"  # what the diary exports, it knows already
    kinds = PAGE["roots"](name)
    for item in items:
        assert min((wrong(item, kind) for kind in kinds), key=len) == []


def test_every_command_that_has_json_is_told() -> None:
    context = click.Context(cli.app)
    found = {
        name for one in cli.COMMANDS for name in with_json(one, cli.app.get_command(context, one))
    }
    told = {name.split(" --")[0].removesuffix(" DAY") for name in COMMANDS}
    assert {name for name in found - told if not name.startswith("log ")} == set()
    assert told - found == {"log"}  # each kind of entry


def with_json(name: str, command: Any) -> Iterator[str]:
    """Yield the commands from this one down that have `--json`."""
    if any("--json" in parameter.opts for parameter in command.params):
        yield name
    for inner, below in getattr(command, "commands", {}).items():
        yield from with_json(f"{name} {inner}", below)
