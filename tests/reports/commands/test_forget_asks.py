"""On a terminal `forget` names what goes and asks; a script that names an id means it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.fit_bytes import whole_run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run_id(home: Path, tmp_path: Path) -> str:  # noqa: ARG001 - sets AEROBASE_HOME
    aerobase("init", "--birth-date", "1980-05-01", "--timezone", "Europe/Madrid")
    (tmp_path / "run.fit").write_bytes(whole_run())
    aerobase("import", tmp_path / "run.fit")
    (session,) = json.loads(aerobase("sessions", "--json").out)
    return str(session["id"])


def left() -> int:
    return len(json.loads(aerobase("sessions", "--json").out))


def test_a_no_keeps_it_and_the_question_names_day_distance_and_time(run_id: str) -> None:
    (session,) = json.loads(aerobase("sessions", "--json").out)
    answer = aerobase("forget", run_id, answers=["n"])
    assert answer.code == 130
    assert left() == 1
    assert f"{session['distance_m'] / 1000:.1f} km" in answer.out
    assert f"{session['duration_s'] / 60:.0f} min" in answer.out
    assert f" {int(session['local_date'][-2:])} " in answer.out
    assert "running" in answer.out


@pytest.mark.parametrize(("words", "answers"), [((), ["y"]), (("--yes",), []), ((), None)])
def test_a_yes_said_or_typed_or_a_script_removes_it(
    run_id: str, words: tuple[str, ...], answers: list[str] | None
) -> None:
    assert aerobase("forget", run_id, *words, answers=answers).code == 0
    assert left() == 0


def test_an_unknown_id_is_said_before_anything_is_asked(run_id: str) -> None:
    assert run_id
    answer = aerobase("forget", "ffffffff", answers=[])
    assert answer.code == 1
    assert "ffffffff" in answer.err
