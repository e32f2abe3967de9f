"""Which of several statements of a sleep stands, and what is a nap."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.wellness import FileWellness, Sleep
from planner.body.sleeps import night_of, standing

START = datetime(2026, 5, 18, 22, tzinfo=UTC)
HOUR = timedelta(hours=1)


def sleep(start=START, hours=7.0, **changes):
    stop = start + hours * HOUR
    values = {"kind": "night", "start_utc": start, "stop_utc": stop, "stated_utc": stop}
    values |= {"utc_offset_s": 0, "asleep_s": None, "awake_s": 0.0}
    return Sleep(**(values | changes))


def stand(*sleeps):
    """Return the sleeps that stand, each stated by a file of its own."""
    files = [(chr(97 + n) * 64, FileWellness(sleeps=(one,))) for n, one in enumerate(sleeps)]
    return [one.sleep for one in standing(files, UTC)]


def test_of_two_statements_of_a_night_the_later_stands():
    first, later = sleep(hours=6), sleep(hours=7)
    assert stand(first, later) == stand(later, first) == [later]
    taken_back = sleep(hours=7, stated_utc=later.stated_utc + HOUR, deleted=True)
    assert stand(first, later, taken_back) == []


def test_a_night_stands_before_a_nap_that_was_stated_later():
    night = sleep()
    nap = sleep(START + HOUR, 1.0, kind="nap", stated_utc=night.stated_utc + HOUR)
    assert stand(night, nap) == stand(nap, night) == [night]


def test_a_chain_of_statements_is_one_sleep_and_what_begins_at_its_end_another():
    long, inside = sleep(hours=8), sleep(START + HOUR, 1.0)
    after = sleep(START + 7 * HOUR, 2.0, stated_utc=START + 20 * HOUR)
    assert stand(long, inside, after) == [after]  # all three overlap by the first
    apart = sleep(START + 8 * HOUR, 2.0)
    assert stand(long, apart) == [long, apart]


@pytest.mark.parametrize(
    ("begins", "hours", "nap"),
    [
        (13, 2.9, True),
        (13, 3.0, False),  # from three hours on it is no nap
        (5.9, 1.0, False),  # before six in the morning
        (6, 1.0, True),
        (23.5, 1.0, False),  # over midnight
        (23, 1.0, True),  # up to midnight: of the same day
    ],
)
def test_what_is_a_nap(begins, hours, nap):
    day = datetime(2026, 5, 18, tzinfo=UTC)
    (found,) = standing(
        [("a" * 64, FileWellness(sleeps=(sleep(day + begins * HOUR, hours),)))], UTC
    )
    assert found.is_nap is nap
    called = replace(found, sleep=replace(found.sleep, kind="nap"))
    assert called.is_nap


def test_the_night_is_the_longest_that_is_no_nap():
    short, long = sleep(hours=4, awake_s=0.0), sleep(START + 5 * HOUR, 6.0, awake_s=9000.0)
    found = standing([("a" * 64, FileWellness(sleeps=(short, long)))], UTC)
    assert [one.slept_s for one in found] == [4 * 3600, 6 * 3600 - 9000]
    assert night_of(found).sleep == short
    assert night_of([]) is None
