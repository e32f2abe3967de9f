"""What `status` keeps is what it would say: after every command, on every day, by every program."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta

import pytest
from support.command_line import aerobase
from support.fit_bytes import whole_run
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

from reports import opening
from reports.commands import import_told, kept_status, status_lines

DAY = "2026-05-20"
NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)
EPOCH = datetime(1989, 12, 31, tzinfo=UTC)  # where watches begin to count


@pytest.fixture
def at(monkeypatch):
    """Let the clock stand; files count as settled though they were written just now."""
    for name in ("SETTLED_S", "FINE_SETTLED_S"):
        monkeypatch.setattr(kept_status, name, float("-inf"))

    def stands(now):
        for module in (opening, kept_status, status_lines):
            monkeypatch.setattr(module, "clock", lambda: now)

    stands(NOON)
    return stands


@pytest.fixture
def runner(home):
    return fill(home, weeks_of_runs(date(2026, 5, 19), 8))


def said(*words):
    answer = aerobase(*words)
    assert answer.code == 0, answer.err
    return answer.out


def kept_is_right(monkeypatch):
    """Ask for the lines anew, then as they are kept; the last time nothing can be worked out."""
    anew = said("--debug", "status")
    assert said("status") == anew
    with monkeypatch.context() as broken:
        broken.setattr(opening, "load_day", lambda *_: pytest.fail("worked out again"))
        assert said("status") == anew
    return anew


ON_DAY = (
    ("log", "pain", "7", "achilles", "left"),
    ("log", "illness", "--fever"),
    ("log", "illness", "--over"),
    ("log", "redflag", "tendon-snap"),
    ("flags", "clear", "red_flag-tendon-snap", "--note", "seen"),
    ("log", "pain", "1", "achilles", "left"),
    ("log", "stress", "8"),
    ("plan",),
    ("thresholds", "set", "entered", "120"),
)


@pytest.mark.usefixtures("at", "runner")
def test_it_is_what_it_would_be_after_every_command(tmp_path, monkeypatch):
    run = tmp_path / "run.fit"
    start = NOON - timedelta(hours=3) - EPOCH
    run.write_bytes(whole_run(1800, start=int(start.total_seconds())))
    told = [kept_is_right(monkeypatch)]
    for words in ON_DAY:
        said(*words, "--today", DAY)
        told.append(kept_is_right(monkeypatch))
    said("import", run)
    told.append(kept_is_right(monkeypatch))
    last = json.loads(said("sessions", "--json"))[-1]["id"]
    for words in (
        ("done", "4", "--today", DAY),
        ("forget", last),
        ("init", "--timezone", "Asia/Tokyo"),
        ("import", run, "--again"),
        ("rebuild",),  # all that has an original is one run
    ):
        said(*words)
        told.append(kept_is_right(monkeypatch))
    assert len(set(told)) >= 5  # the commands mattered


@pytest.mark.usefixtures("at", "runner")
def test_an_import_keeps_what_status_will_say(tmp_path, monkeypatch, home):
    before = said("status")
    run = tmp_path / "run.fit"
    start = NOON - timedelta(hours=3) - EPOCH
    run.write_bytes(whole_run(1800, start=int(start.total_seconds())))
    said("import", run)
    with monkeypatch.context() as broken:
        broken.setattr(opening, "load_day", lambda *_: pytest.fail("worked out again"))
        kept = said("status")
    assert kept == said("--debug", "status") != before
    written_ns = (home / "status.json").stat().st_mtime_ns
    said("import", run)  # known: nothing changes
    assert (home / "status.json").stat().st_mtime_ns == written_ns
    with monkeypatch.context() as broken:
        broken.setattr(opening, "load_day", lambda *_: pytest.fail("worked out again"))
        assert said("status") == kept


@pytest.mark.usefixtures("at", "runner")
def test_an_import_keeps_nothing_where_nobody_has_asked(tmp_path, home, monkeypatch):
    run = tmp_path / "run.fit"
    run.write_bytes(whole_run(1800, start=int((NOON - timedelta(hours=3) - EPOCH).total_seconds())))
    with monkeypatch.context() as broken:
        broken.setattr(status_lines, "plan_of", lambda *_: pytest.fail("planned"))
        said("import", run)
    assert not (home / "status.json").exists()
    kept_is_right(monkeypatch)


@pytest.mark.usefixtures("at", "runner")
def test_beside_many_files_status_is_kept_at_once(tmp_path, home, monkeypatch):
    monkeypatch.setattr(import_told, "MANY_FILES", 2)
    for number in (1, 2):
        start = NOON - timedelta(days=number, hours=3)
        run = whole_run(1800, start=int((start - EPOCH).total_seconds()))
        (tmp_path / f"{number}.fit").write_bytes(run)
    said("import", tmp_path / "1.fit", tmp_path / "2.fit")
    assert (home / "status.json").exists()
    kept_is_right(monkeypatch)


@pytest.mark.usefixtures("at")
def test_a_write_of_our_own_takes_the_times_of_after(runner):
    """What is put into the archive for other programs changes nothing that is said."""
    state = kept_status.state_of(runner, None)
    own = kept_status.OwnWrite(runner, state)
    with own:
        archive = runner.archive
        os.utime(archive, ns=(0, archive.stat().st_mtime_ns + 1_000_003))
    assert own.state is not None
    assert own.state[0][0] == [archive.stat().st_mtime_ns, *state[0][0][1:]]
    assert own.state[1:] == state[1:]


@pytest.mark.usefixtures("at")
@pytest.mark.parametrize("name", ["journal", "profile", "archive"])
def test_what_somebody_else_wrote_before_is_not_taken_for_it(runner, name):
    state = kept_status.state_of(runner, None)
    assert state is not None
    path = getattr(runner, name)
    path.touch()
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_003))
    own = kept_status.OwnWrite(runner, state)
    with own:
        os.utime(runner.archive, ns=(0, 2_000_000_000_000_000_003))
    assert own.state is None


@pytest.mark.usefixtures("at")
def test_a_time_that_a_later_change_could_bear_too_is_not_taken(runner):
    """A file system that counts whole seconds tells two writes of one second not apart."""
    own = kept_status.OwnWrite(runner, kept_status.state_of(runner, None))
    with own:
        os.utime(runner.archive, ns=(0, 2_000_000_000_000_000_000))
    assert own.state is None


@pytest.mark.usefixtures("at", "runner")
@pytest.mark.parametrize("how", ["--json", "--quiet"])
def test_an_import_that_tells_no_verdict_keeps_none(tmp_path, home, how):
    run = tmp_path / "run.fit"
    run.write_bytes(whole_run(1800, start=int((NOON - timedelta(hours=3) - EPOCH).total_seconds())))
    said("import", run, how)
    assert not (home / "status.json").exists()


@pytest.mark.usefixtures("runner")
def test_it_ends_with_the_runners_own_day(at, monkeypatch):
    said("init", "--timezone", "Asia/Tokyo")  # nine hours ahead: its 21 May begins at 15:00
    wednesday = kept_is_right(monkeypatch)
    at(NOON.replace(hour=14, minute=59))
    assert said("status") == wednesday
    at(NOON.replace(hour=15))
    assert kept_is_right(monkeypatch).startswith("Thursday 21 May 2026")
    at(NOON)
    assert said("status") == wednesday  # a clock set back


@pytest.mark.usefixtures("runner")
def test_it_ends_with_the_machines_day_where_no_zone_is_named(at, monkeypatch, home):
    (home / "profile.toml").write_text("[runner]\nbirth_date = 1980-05-01\n")
    wednesday = kept_is_right(monkeypatch)
    at((NOON + timedelta(days=1)).astimezone())
    assert kept_is_right(monkeypatch) != wednesday


@pytest.mark.usefixtures("at", "runner")
def test_another_program_says_it_itself(tmp_path, monkeypatch):
    for room in kept_status.ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "words.py").write_text("1")
    monkeypatch.setattr(kept_status, "PROGRAM", tmp_path)
    before = kept_status.state_of(opening.Home.locate(), None)
    (tmp_path / "planner" / "words.py").write_text("12")
    assert kept_status.state_of(opening.Home.locate(), None) != before


@pytest.mark.usefixtures("at", "runner")
@pytest.mark.parametrize("text", ["", "{}", "[]", '{"state": null}', "\x00"])
def test_what_is_damaged_is_worked_out_anew(text, monkeypatch, home):
    told = kept_is_right(monkeypatch)
    (home / "status.json").write_text(text)
    assert said("status") == told
    assert json.loads((home / "status.json").read_text())["lines"] == told.splitlines()


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize(
    ("odd_ns", "settled_s"),
    [(0, 2.0), (1_230_000_000, 2.0), (4_000_001, 0.05)],
    ids=["whole seconds", "hundredths", "a fine clock"],
)
def test_nothing_is_kept_while_a_file_may_be_changing(at, monkeypatch, home, odd_ns, settled_s):
    monkeypatch.setattr(kept_status, "SETTLED_S", 2.0)
    monkeypatch.setattr(kept_status, "FINE_SETTLED_S", 0.05)
    written_ns = int(NOON.timestamp()) * 10**9 + odd_ns
    for path in home.iterdir():
        os.utime(path, ns=(written_ns, written_ns))
    at(datetime.fromtimestamp(written_ns / 1e9 + 0.9 * settled_s, tz=UTC))
    said("status")
    assert not (home / "status.json").exists()
    at(datetime.fromtimestamp(written_ns / 1e9 + 1.1 * settled_s, tz=UTC))
    said("status")
    assert (home / "status.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("runner")
def test_a_day_that_is_asked_for_is_kept_as_that_day(at, monkeypatch):
    wednesday = kept_is_right(monkeypatch)
    earlier = said("status", "--today", "2026-05-13")
    assert earlier == said("--debug", "status", "--today", "2026-05-13") != wednesday
    at(NOON + timedelta(days=30))
    with monkeypatch.context() as broken:
        broken.setattr(opening, "load_day", lambda *_: pytest.fail("worked out again"))
        assert said("status", "--today", "2026-05-13") == earlier
    at(NOON)
    assert said("status") == wednesday
    assert said("status", "--today", "2026-05-12") != earlier


@pytest.mark.usefixtures("at", "runner")
def test_json_is_always_worked_out(home):
    said("status", "--json")
    assert not (home / "status.json").exists()


@pytest.mark.usefixtures("at", "runner")
def test_a_name_without_effect_is_said_each_time(home):
    with (home / "profile.toml").open("a") as stream:
        stream.write("\n[limits]\nplan_begin_min = 25\n")
    answers = [aerobase("status") for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0].err == "profile.toml: plan_begin_min has no effect any more.\n"
