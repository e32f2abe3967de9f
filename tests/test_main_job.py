"""The main job from end to end: real files in, verdicts, warnings, week and page out.

Everything goes through the front door, as a runner's own commands do.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from support import json_forms
from support.command_line import Answer, aerobase

from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import Season, season

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST_DAY = date(2026, 5, 20)
TODAY = ("--today", LAST_DAY.isoformat())
WEEKS = 5


@pytest.fixture(scope="module")
def made() -> Season:
    return season("too_hard", last_day=LAST_DAY)


@pytest.fixture(scope="module")
def watch(made: Season, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The season's last weeks as watch files."""
    folder = tmp_path_factory.mktemp("watch")
    for run, activity in zip(made.truth.runs, made.activities, strict=True):
        if run.day > LAST_DAY - timedelta(weeks=WEEKS):
            (folder / f"{run.day}.fit").write_bytes(fit_bytes(smart_recorded(activity)))
    return folder


@pytest.fixture(scope="module")
def told(made: Season, watch: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A home with everything in it, and what the first import said of it."""
    home = tmp_path_factory.mktemp("data") / "home"
    before = os.environ.get("AEROBASE_HOME")
    os.environ["AEROBASE_HOME"] = str(home)
    truth = made.truth
    done(
        aerobase(
            *("init", "--birth-date", truth.birth_date.isoformat()),
            *("--category", truth.category, "--timezone", "Africa/Lagos", "--sex", "female"),
        )
    )
    answer = done(aerobase("import", watch, "--json"))
    yield json.loads(answer.out)
    if before is None:
        del os.environ["AEROBASE_HOME"]
    else:
        os.environ["AEROBASE_HOME"] = before


def done(answer: Answer) -> Answer:
    assert answer.code == 0, answer.err
    return answer


def asked(*words: str) -> Any:
    """Return the one JSON document of a command; nothing else may stand on stdout."""
    return json.loads(done(aerobase(*words, "--json")).out)


def recent(made: Season) -> list[Any]:
    first = LAST_DAY - timedelta(weeks=WEEKS)
    return [run for run in made.truth.runs if run.day > first]


def test_the_import_is_told_as_agreed(told: Any, made: Season) -> None:
    assert json_forms.complaints(told, json_forms.IMPORT) == []
    assert told["imported"] == len(recent(made))
    assert (told["duplicate"], told["refused"], told["salvaged"]) == (0, 0, 0)


def test_the_same_folder_again_counts_nothing_twice(told: Any, watch: Path) -> None:
    again = asked("import", str(watch))
    assert again["imported"] == 0
    assert again["duplicate"] == told["imported"]
    assert len(asked("sessions")) == told["imported"]


@pytest.mark.usefixtures("told")
def test_sessions_are_told_as_agreed(made: Season) -> None:
    sessions = asked("sessions")
    assert json_forms.complaints(sessions, json_forms.SESSIONS) == []
    assert [s["local_date"] for s in sessions] == [run.day.isoformat() for run in recent(made)]
    assert [s["class"] for s in sessions] == [run.session_class for run in recent(made)]
    assert {s["ceiling_bpm"] for s in sessions} == {made.truth.ceiling_bpm}
    assert {s["hr_source"] for s in sessions} == {"chest"}
    for session, run in zip(sessions, recent(made), strict=True):
        assert session["duration_s"] == pytest.approx(len(run.true_bpm) - 1, abs=1)
        assert session["hr_mean_bpm"] == pytest.approx(float(np.mean(run.true_bpm)), abs=0.5)


@pytest.mark.usefixtures("told")
def test_sessions_can_be_bounded() -> None:
    whole = [s["local_date"] for s in asked("sessions")]
    some = asked("sessions", "--since", whole[3], "--until", whole[6])
    assert [s["local_date"] for s in some] == whole[3:7]


@pytest.mark.usefixtures("told")
def test_the_balance_adds_up() -> None:
    weeks = asked("balance", *TODAY)
    sessions = asked("sessions")
    assert json_forms.complaints(weeks, json_forms.BALANCE) == []
    starts = [date.fromisoformat(week["week_start"]) for week in weeks]
    assert all(start.weekday() == 0 for start in starts)
    assert starts == [starts[0] + timedelta(weeks=n) for n in range(len(starts))]
    assert starts[-1] <= LAST_DAY < starts[-1] + timedelta(weeks=1)
    run_s: dict[date, float] = defaultdict(float)
    above_s: dict[date, float] = defaultdict(float)
    for session in sessions:
        day = date.fromisoformat(session["local_date"])
        run_s[day - timedelta(days=day.weekday())] += session["duration_s"]
        above_s[day - timedelta(days=day.weekday())] += session["above_s"]
    for start, week in zip(starts, weeks, strict=True):
        parts = week["aerobic_s"] + week["anaerobic_s"] + week["unknown_s"]
        assert parts == pytest.approx(week["duration_s"], abs=0.5)
        assert week["duration_s"] == pytest.approx(run_s[start], abs=0.5)
        assert week["anaerobic_s"] == pytest.approx(above_s[start], abs=0.5)


@pytest.mark.usefixtures("told")
def test_the_flags_say_what_the_season_knows() -> None:
    flags = asked("flags", *TODAY)
    assert json_forms.complaints(flags, json_forms.FLAGS) == []
    assert len(flags) == len({flag["id"] for flag in flags})
    assert {"hard_days", "aerobic_share"} <= {flag["id"].split("-")[0] for flag in flags}
    assert aerobase("flags", *TODAY, "--check").code == 3


@pytest.mark.usefixtures("told")
def test_the_week_is_told_as_agreed(made: Season) -> None:
    plan = asked("plan", *TODAY)
    assert json_forms.complaints(plan, json_forms.PLAN) == []
    days = [date.fromisoformat(day["date"]) for day in plan["days"]]
    assert days == [date(2026, 5, 18) + timedelta(days=n) for n in range(7)]
    assert plan["ceiling_bpm"] == made.truth.ceiling_bpm
    assert plan["band_bpm"] == [made.truth.ceiling_bpm - 10, made.truth.ceiling_bpm]
    for day in plan["days"]:
        if day["run"] and day["run"]["band_bpm"]:
            assert day["run"]["band_bpm"][1] <= made.truth.ceiling_bpm


@pytest.mark.usefixtures("told")
def test_the_next_week_holds_the_exercises_and_no_quality(made: Season) -> None:
    """Two warnings stand, and ten weeks of base are not over: all under the ceiling."""
    plan = asked("plan", "--next", *TODAY)
    assert json_forms.complaints(plan, json_forms.PLAN) == []
    assert plan["week_start"] == "2026-05-25"
    doses: dict[str, int] = defaultdict(int)
    for day in plan["days"]:
        assert day["run"] is not None
        assert day["run"]["kind"] not in {"quality", "race", "strides"}
        assert day["run"]["why"]
        for exercise in day["strength"]:
            doses[exercise["exercise"]] += 1
    told_unmet = " ".join(f"{u['rule']} {u['why']}" for u in plan["unmet"])
    for exercise, least in {"squat": 7, "balance": 2, "slrdl": 2}.items():
        assert doses[exercise] >= least or exercise in told_unmet.lower()
    assert any(day["run"]["kind"] == "rest" for day in plan["days"])
    assert plan["ceiling_bpm"] == made.truth.ceiling_bpm


@pytest.mark.usefixtures("told")
def test_the_same_question_gets_the_same_plan() -> None:
    first, second = (done(aerobase("plan", *TODAY, "--json")).out for _ in range(2))
    assert first == second


@pytest.mark.usefixtures("told")
def test_the_page_is_one_file(tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    done(aerobase("report", "-o", str(page), *TODAY))
    text = page.read_text("utf-8")
    assert text.lstrip().lower().startswith("<!doctype html>")
    assert 'src="http' not in text
    assert '<link rel="stylesheet" href="http' not in text
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


@pytest.mark.usefixtures("told")
def test_the_verdict_fits_a_terminal() -> None:
    answer = done(aerobase("status", *TODAY))
    lines = answer.out.rstrip("\n").splitlines()
    assert 1 < len(lines) <= 15
    assert max(len(line) for line in lines) <= 80


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("command", ["sessions", "balance", "flags", "status", "plan", "load"])
def test_text_fits_eighty_columns_and_has_no_colour_in_a_pipe(command: str) -> None:
    words = (command,) if command == "sessions" else (command, *TODAY)
    answer = done(aerobase(*words))
    assert answer.out.strip()
    assert "\x1b" not in answer.out
    assert max(len(line) for line in answer.out.splitlines()) <= 80


QUESTIONS = (
    ("sessions",),
    ("balance", *TODAY),
    ("flags", *TODAY),
    ("load", *TODAY),
    ("thresholds", *TODAY),
    ("plan", *TODAY),
)


@pytest.mark.usefixtures("told")
def test_the_archive_is_only_a_cache() -> None:
    """Made anew from originals, profile and journal, every answer is the same."""
    done(aerobase("log", "pain", "2", "soleus", "left", *TODAY))
    before = {words: done(aerobase(*words, "--json")).out for words in QUESTIONS}
    done(aerobase("rebuild"))
    for words, text in before.items():
        assert done(aerobase(*words, "--json")).out == text, words


@pytest.mark.usefixtures("told")
def test_even_without_the_archive_nothing_is_lost() -> None:
    before = {words: done(aerobase(*words, "--json")).out for words in QUESTIONS}
    for path in Path(os.environ["AEROBASE_HOME"]).glob("archive.sqlite*"):
        path.unlink()
    done(aerobase("rebuild"))
    for words, text in before.items():
        assert done(aerobase(*words, "--json")).out == text, words


@pytest.mark.usefixtures("told")
def test_the_order_of_imports_changes_no_answer(watch: Path, tmp_path: Path) -> None:
    """One by one, the newest first, and each twice, in a home of its own."""
    first = Path(os.environ["AEROBASE_HOME"])
    other = ("--home", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    for name in ("profile.toml", "journal.jsonl"):
        if (first / name).exists():
            (tmp_path / "home" / name).write_bytes((first / name).read_bytes())
    for path in sorted(watch.iterdir(), reverse=True):
        done(aerobase(*other, "import", path))
        done(aerobase(*other, "import", path))
    for words in QUESTIONS:
        answer = done(aerobase(*words, "--json")).out
        assert done(aerobase(*other, *words, "--json")).out == answer, words


@pytest.mark.usefixtures("told")
def test_nothing_outside_the_home_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But the file that is named with -o."""
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for words in (*QUESTIONS, ("status", *TODAY), ("rebuild",), ("doctor",)):
        aerobase(*words)
    assert list(tmp_path.iterdir()) == []
    done(aerobase("report", "-o", "page.html", *TODAY))
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("words", QUESTIONS, ids=lambda words: words[0])
def test_with_json_nothing_else_is_said(words: tuple[str, ...]) -> None:
    answer = done(aerobase(*words, "--json"))
    json.loads(answer.out, parse_constant=pytest.fail)


def test_a_new_threshold_judges_all_history_anew(told: Any, made: Season) -> None:
    """Above every heart rate of the season only what is declared as intervals stays hard."""
    sessions = asked("sessions")
    done(aerobase("thresholds", "set", "entered", "180"))
    judged = asked("sessions")
    assert [s["id"] for s in judged] == [s["id"] for s in sessions]
    assert {s["ceiling_bpm"] for s in judged} == {180}
    structured = {run.day.isoformat() for run in recent(made) if run.intent == "intervals"}
    for session in judged:
        declared = session["local_date"] in structured
        assert session["class"] == ("anaerobic" if declared else "aerobic")
    assert len(judged) == told["imported"]
