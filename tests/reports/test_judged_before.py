"""A home that remembers judgements says what one says that does not, whatever happens to it."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.command_line import aerobase
from support.compared_sessions import plain
from support.made_sessions import facts, weeks_of_runs
from support.small_archives import put, reading
from support.stored_home import PROFILE, fill

from ingest.home import journal, judged
from ingest.home.lock import exclusive
from ingest.imports.opening import open_archive
from planner.athlete import build_athlete
from planner.judging.remembered import WHOLE, Judgement
from reports.opening import load_athlete, load_profile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.home.home import Home
    from planner.athlete import Athlete

TODAY = date(2026, 5, 20)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home of eight weeks, with some harder runs, a ride and a run without heart rate."""
    odd = [
        facts(TODAY - timedelta(days=4), [(1800, 140), (1800, 163)]),
        facts(TODAY - timedelta(days=9), [(1200, 0)]),
        facts(TODAY - timedelta(days=11), [(3600, 130)], sport="cycling"),
        facts(TODAY - timedelta(days=1), [(2500, 149)], utc_offset_s=None, hour=23),
    ]
    return fill(tmp_path / "home", [*weeks_of_runs(TODAY - timedelta(days=20), 8), *odd])


def told(athlete: Athlete) -> dict[str, Any]:
    """All that an athlete is, as values that compare."""
    parts = ("today", "profile", "ceiling", "weeks", "diary", "wellness", "events", "tests")
    return {name: getattr(athlete, name) for name in parts} | {
        "sessions": plain(athlete.sessions),
        "days": tuple(athlete.days),
    }


def anew(home: Home) -> dict[str, Any]:
    """The same without anything remembered."""
    with open_archive(home) as archive:
        return told(
            build_athlete(
                profile=load_profile(home),
                facts=archive.sessions(),
                wellness=archive.wellness(),
                events=journal.read(home),
                today=TODAY,
                aliases=archive.kept(),
            )
        )


def looked_at(home: Home) -> list[str]:
    """Look at a home twice; it says what it says without memory, and remembers all of it.

    Returns the ids that were judged anew at the first look.
    """
    before = judged.read(home)
    expected = anew(home)
    assert told(load_athlete(home, TODAY)) == expected
    after = judged.read(home)
    assert after.keys() == {WHOLE, *(one["facts"]["id"] for one in expected["sessions"])}
    written = home.judged.stat().st_mtime_ns
    assert told(load_athlete(home, TODAY)) == expected
    assert home.judged.stat().st_mtime_ns == written
    return [name for name, one in after.items() if name != WHOLE and before.get(name) != one]


def profile(change: str, by: str) -> Callable[[Home], object]:
    """What changes a line of the profile."""
    assert change in PROFILE
    return lambda home: home.profile.write_text(home.profile.read_text().replace(change, by))


def another_run(home: Home) -> None:
    put(home, reading(facts(TODAY - timedelta(days=1), [(3000, 151)])))


def a_run_less(home: Home) -> None:
    with open_archive(home) as archive:
        name = archive.sessions()[3].id
    assert aerobase("forget", name, "--yes", "--home", home.path).code == 0
    assert not home.judged.exists()


def intervals(home: Home) -> None:
    with open_archive(home) as archive:
        one = archive.sessions()[5]
    words = ("--session", one.id, "--type", "intervals", "--date", f"{one.start_utc:%Y-%m-%d}")
    said = aerobase("done", *words, "--home", home.path)
    assert said.code == 0, said.err


ALL, ONE = 36, 1


@pytest.mark.parametrize(
    ("change", "many"),
    [
        (another_run, ONE),
        (a_run_less, ALL - 1),
        (intervals, ONE),
        (profile("bpm = 150", "bpm = 149"), ALL),
        (profile("bpm = 150", "bpm = 141\nsince = 2026-05-10"), ALL),
        (profile("1980-05-01", "1979-05-01"), 0),  # a stated ceiling asks for no age
        (profile("hr_rest = 60", "hr_rest = 58"), ALL),
        (profile('"male"', '"female"'), ALL),
        (profile("[heart]", "[limits]\nclass_coverage = 0.9\n\n[heart]"), ALL),
        (profile("Europe/Madrid", "Asia/Tokyo"), 0),  # the day moves, what is judged does not
    ],
    ids=[
        "import", "forget", "declared", "ceiling", "ceiling from a day", "birth date", "rest",
        "sex", "limits", "time zone",
    ],
)  # fmt: skip
def test_after_every_change_it_is_as_without_memory(
    home: Home, change: Callable[[Home], object], many: int
) -> None:
    assert len(looked_at(home)) == ALL
    change(home)
    assert len(looked_at(home)) == many


def test_a_moved_day_is_judged_by_its_own_ceiling(home: Home) -> None:
    """A run at 23 UTC on the eve of another ceiling lies, for a runner in Madrid, behind it."""
    profile("bpm = 150", "bpm = 150\n\n[[thresholds]]\nmethod = 'entered'\nbpm = 140\n"
            "since = 2026-05-20")(home)  # fmt: skip
    looked_at(home)
    last = load_athlete(home, TODAY).sessions[-1]
    profile("Europe/Madrid", "UTC")(home)
    looked_at(home)
    moved = load_athlete(home, TODAY).sessions[-1]
    assert (last.local_date.day, moved.local_date.day) == (20, 19)
    assert [one.ceiling and one.ceiling.bpm for one in (last, moved)] == [140, 150]
    assert (last.session_class, moved.session_class) == ("anaerobic", "aerobic")


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"no sum\n{}", b"00000000\n{}", b"\xff\xfe", b"a3830348\n[1]", b"{" * 99],
    ids=range(7),
)
def test_a_damaged_file_is_made_again(home: Home, data: bytes) -> None:
    looked_at(home)
    whole = home.judged.read_bytes()
    home.judged.write_bytes(data)
    assert judged.read(home) == {}
    looked_at(home)
    assert home.judged.read_bytes() == whole


def test_one_changed_digit_is_found(home: Home) -> None:
    looked_at(home)
    whole = home.judged.read_bytes()
    at = whole.index(b".", 200) - 1
    home.judged.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert judged.read(home) == {}
    looked_at(home)


def test_rows_of_another_home_and_of_sessions_that_are_gone_do_nothing(home: Home) -> None:
    looked_at(home)
    kept = judged.read(home)
    names = [name for name in kept if name != WHOLE]
    judged.write(home, kept | {names[0]: kept[names[-1]], names[1]: "x", "gone": kept[names[0]]})
    assert set(looked_at(home)) == {names[0], names[1]}
    judged.write(home, kept | {"gone": kept[names[0]]})
    assert looked_at(home) == []


def test_what_another_look_put_in_place_of_one_is_not_taken_for_it(home: Home) -> None:
    """The whole says which judgements it led to: of those of another profile it takes none."""
    looked_at(home)
    ours = judged.read(home)
    text = home.profile.read_text()
    profile("bpm = 150", "bpm = 141")(home)
    looked_at(home)
    theirs = judged.read(home)
    home.profile.write_text(text)
    name = next(one for one in ours if one != WHOLE and ours[one] != theirs[one])
    judged.write(home, ours | {name: theirs[name]})
    assert looked_at(home) == [name]


def test_a_damaged_whole_is_made_again(home: Home) -> None:
    looked_at(home)
    kept = judged.read(home)
    whole = kept[WHOLE]
    for damaged in (None, [], whole[:2], [whole[0], "", []], ["", *whole[1:]], [*whole[:2], [1]]):
        judged.write(home, kept | {WHOLE: damaged})
        assert looked_at(home) == []
        assert judged.read(home)[WHOLE] == whole


def test_what_another_profile_would_say_is_not_kept(home: Home) -> None:
    looked_at(home)
    before = home.judged.read_bytes()
    text = home.profile.read_text()
    profile("bpm = 150", "bpm = 120")(home)
    other = load_profile(home)
    home.profile.write_text(text)
    classes = {one.session_class for one in load_athlete(home, TODAY, profile=other).runs}
    assert classes == {"anaerobic", "unknown"}
    assert home.judged.read_bytes() == before


def test_a_look_back_keeps_what_lies_behind_it(home: Home) -> None:
    looked_at(home)
    before = home.judged.read_bytes()
    assert len(load_athlete(home, TODAY - timedelta(days=30)).sessions) < ALL
    assert home.judged.read_bytes() == before


def test_nobody_waits_for_a_writer(home: Home) -> None:
    """An import holds lock and archive for minutes; a reader looks, and remembers beside it."""
    expected = anew(home)
    with exclusive(home.lock), closing(sqlite3.connect(home.archive)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        began_s = time.monotonic()
        assert told(load_athlete(home, TODAY)) == expected
        assert time.monotonic() - began_s < 5.0
    assert looked_at(home) == []


def test_several_readers_at_once_say_the_same(home: Home) -> None:
    expected = anew(home)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(told(load_athlete(home, TODAY))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
    assert looked_at(home) == []


def test_a_home_that_cannot_be_written_is_read_without(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(judged, "write_atomic", refused)
    assert told(load_athlete(home, TODAY)) == anew(home)
    assert not home.judged.exists()


def test_it_is_private_and_named_nowhere_but_by_ids(home: Home) -> None:
    looked_at(home)
    assert os.name != "posix" or home.judged.stat().st_mode & 0o077 == 0
    text = home.judged.read_text()
    assert "Garmin" not in text
    values = json.loads(text.partition("\n")[2])
    assert len(values.pop(WHOLE)) == 3
    assert all(len(one[1]) == len(Judgement._fields) for one in values.values())


def test_a_rebuild_that_begins_without_it_answers_alike(home: Home) -> None:
    looked_at(home)
    asked = ("sessions", "--json", "--home", home.path, "--today", TODAY.isoformat())
    before = aerobase(*asked).out
    judged.remove(home)
    judged.remove(home)
    assert aerobase(*asked).out == before
