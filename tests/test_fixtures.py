"""The generated watch files: made again byte for byte, and read as their table says."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from support.command_line import aerobase

FIXTURES = Path(__file__).parents[1] / "fixtures"
WATCH = FIXTURES / "watch"
ROWS = json.loads((WATCH / "right.json").read_text("utf-8"))


def document(*words: str | Path, home: Path) -> object:
    """Return the JSON of a command."""
    return json.loads(aerobase(*words, "--home", home, "--json").out)


def test_the_script_writes_the_same_bytes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("watch_files", FIXTURES / "watch_files.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    script.main(str(tmp_path))

    names = sorted(path.name for path in WATCH.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        assert (tmp_path / name).read_bytes() == (WATCH / name).read_bytes(), name


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_an_import_makes_of_it_what_the_table_says(row: dict, home: Path) -> None:
    report = document("import", WATCH / row["file"], home=home)
    outcomes = {one["outcome"] for one in report["files"]} - {"skipped"}
    assert (outcomes or {"skipped"}) == {row["outcome"]}
    if row["day"]:
        (day,) = document("wellness", home=home)
        assert {name: day[name] for name in row["day"]} == row["day"]
    if not row["sessions"]:
        return
    found = document("sessions", home=home)
    told = [(one["sport"], one["duration_s"], one["distance_m"]) for one in found]
    for (sport, seconds, metres), right in zip(told, row["sessions"], strict=True):
        assert sport == right["sport"]
        assert seconds == pytest.approx(right["duration_s"], abs=2)
        assert metres == pytest.approx(right["distance_m"], abs=10)
    assert sorted({code for one in found for code in one["quality"]}) == sorted(row["quality"])


def test_the_whole_folder_is_one_import(home: Path) -> None:
    report = document("import", WATCH, home=home)
    assert report["refused"] == 0
    wanted = sum(len(row["sessions"]) for row in ROWS)
    assert len(document("sessions", home=home)) == wanted
