"""A clock set while recording, of any size and either way, beside pauses that are real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.imports.derive import derive

HOUR = 3600
DAY = 24 * HOUR
EVENT = [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)]
START, STOP = 0, 4


def recorded(leap, **options):
    """Return the facts of :func:`written`."""
    return derive(written(leap, **options), sha256="0" * 64, leg=0)[0]


def written(
    leap,
    *,
    first=900,
    rest=1800,
    events=((0, START),),
    gap=5,
    stated=None,
    elapsed=None,
    laps=(),
    begins=0,
    lost=range(0),
):
    """Return the run of 15 min on one clock and 30 min after a leap of it, the timer running on.

    ``events`` are (record number, kind), written before that record; the true run begins at
    fb.START on the later clock. ``laps`` begin and end at these times of the clocks, and are
    written last. ``begins``: seconds from the first record to the session's start; ``lost``:
    records that are not there.
    """
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS).define(2, 21, EVENT)
    told = dict(events)
    for number in range(first + rest + 1):
        late = number >= first
        at = fb.START + number + (gap - 1 if late else -leap)
        if number in told:
            fit.data(2, at, 0, told[number])
        if number not in lost:
            fit.data(1, at, 130, 280 * number, 2800)
    end = fb.START + first + rest + gap - 1
    fit.data(2, end, 0, STOP)
    fit.define(4, 19, [fb.Field(number, fb.UINT32) for number in (253, 2, 7)])
    for lap_begins, lap_ends in laps:
        fit.data(4, lap_ends, lap_begins, 1000 * 60)
    timer = stated if stated is not None else first + rest + gap - 1
    fit.define(3, 18, fb.SESSION_FIELDS)
    total = timer if elapsed is None else elapsed
    lengths = [min(1000 * one, 0xFFFF_FFFF) for one in (total, timer)]
    fit.data(3, end, fb.START - leap + begins, *lengths, 756_000, 1, 0, 130)
    (activity,) = read_fit(fit.build()).activities
    return activity


@pytest.mark.parametrize(
    "leap", [HOUR, 5 * HOUR, DAY, 7 * DAY, 20 * DAY, 400 * DAY, -HOUR // 2, -HOUR, -9 * DAY]
)
def test_a_step_of_any_size_is_bridged_by_what_the_timer_states(leap):
    facts = recorded(leap)
    assert facts.start_utc == datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)
    assert facts.duration_s == pytest.approx(2704, abs=5)
    assert facts.elapsed_s == pytest.approx(2704, abs=5)
    assert facts.hr_coverage_frac > 0.98
    assert "clock_step" in [note.code for note in facts.quality]


def test_a_real_pause_of_a_day_is_no_step():
    events = ((0, START), (899, STOP), (900, START))
    facts = recorded(DAY, events=events, stated=2700, elapsed=2700 + DAY)
    assert facts.start_utc == datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC) - timedelta(days=1)
    assert facts.duration_s == pytest.approx(2700, abs=10)
    assert "clock_step" not in [note.code for note in facts.quality]


def test_a_gap_that_the_device_counts_as_time_is_no_step():
    """Twenty hours of an ultra with the records lost in the middle."""
    facts = recorded(20 * HOUR, stated=20 * HOUR + 2700)
    assert "clock_step" not in [note.code for note in facts.quality]
    assert facts.duration_s > 20 * HOUR


def test_a_few_records_out_of_order_are_no_step():
    facts = recorded(-30, gap=1)
    assert "clock_step" not in [note.code for note in facts.quality]


def noted(activity):
    return "clock_step" in [note.code for note in activity.notes]


@pytest.mark.parametrize(
    ("leap", "step"), [(595, False), (596, True), (-65, False), (-66, True)]
)  # with the gap of 5 s the times leap by 600 and 601 s, and by -60 and -61 s
def test_a_clock_leaps_by_more_than_ten_minutes_ahead_or_one_back(leap, *, step):
    assert noted(written(leap, first=300, rest=600)) == step


@pytest.mark.parametrize("leap", [HOUR, -HOUR])
@pytest.mark.parametrize(("few", "step"), [(9, False), (10, True)])
def test_on_either_side_of_a_step_lie_ten_records(leap, few, *, step):
    assert noted(written(leap, first=few, rest=300)) == step
    assert noted(written(leap, first=300, rest=few - 1)) == step  # and the record at its end


def test_a_timer_of_no_time_says_nothing_and_what_elapsed_does():
    facts = recorded(HOUR, stated=0, elapsed=2704)
    assert facts.start_utc == datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)


def test_a_lap_that_ends_after_a_step_ahead_began_on_the_clock_before_it():
    """Ten minutes into the run, by a clock that was an hour behind."""
    activity = written(HOUR, laps=[(fb.START - HOUR + 600, fb.START + 2000)])
    assert noted(activity)
    assert [lap.start_s for lap in activity.laps] == [600]


def test_a_lap_after_a_step_back_stays_though_the_clock_before_said_its_time_too():
    """The clock said 1800 to 2700 s, stepped back, and said it again."""
    activity = written(-HOUR // 2, laps=[(fb.START + 2000, fb.START + 2700)])
    assert noted(activity)
    assert [lap.start_s for lap in activity.laps] == [2000]


def start_s(activity):
    """Return when it began, in seconds from the true start."""
    return activity.start_utc.timestamp() - fb.EPOCH_S - fb.START


UNKNOWN = 0xFFFF_FFFF // 1000 + 1


def test_where_nothing_is_stated_a_step_back_takes_a_second_and_none_leads_ahead():
    """Nobody knows of the four seconds more that were between the records."""
    assert start_s(written(-HOUR // 2, stated=UNKNOWN)) == 4
    assert not noted(written(HOUR, stated=UNKNOWN))


@pytest.mark.parametrize(("stated", "step"), [(4501, True), (4502, False)])
def test_a_leap_ahead_is_a_step_if_less_than_half_of_it_is_stated(stated, *, step):
    """Records over 3601 + 2704 s, 3606 s of them between two: 4502 s hold half of that."""
    assert noted(written(3601, stated=stated)) == step


@pytest.mark.parametrize(("begins", "starts"), [(-120, -120), (-121, -121 - HOUR)])
def test_a_start_up_to_two_minutes_off_the_first_record_is_on_its_clock(begins, starts):
    assert start_s(written(HOUR, begins=begins)) == starts


def test_of_two_leaps_the_widest_is_the_clocks():
    """Of 700 s the records are lost, and the timer ran on."""
    activity = written(HOUR, rest=2700, lost=range(1500, 2200))
    assert noted(activity)
    assert start_s(activity) == 0


@pytest.mark.parametrize(
    ("events", "stood"),
    [
        ((), False),
        (((0, START), (300, STOP), (310, START)), False),  # a pause long before
        (((0, START), (900, START)), False),  # started twice, never stopped
        (((0, START), (900, 3)), False),  # a mark is no stop
        (((0, START), (900, STOP)), True),
        (((0, START), (900, STOP), (901, START)), True),
        (((0, START), (899, STOP), (900, START)), True),
    ],
)
def test_where_the_timer_stood_a_leap_is_a_pause(events, *, stood):
    assert noted(written(HOUR, events=events)) != stood


@pytest.mark.parametrize(
    ("leap", "size"),
    [
        (-150, "150 s"),
        (-HOUR, "1.0 hours"),
        (DAY + HOUR, "1 days and 1.0 hours"),
        (2 * DAY, "2 days"),
    ],
)
def test_the_note_says_by_how_much(leap, size):
    (note,) = (one for one in written(leap).notes if one.code == "clock_step")
    assert note.text == (
        f"The watch set its clock during the recording, by {size}; the time before was moved."
    )


@pytest.mark.parametrize("late", [False, True])
def test_a_pause_on_either_side_of_a_step_is_no_part_of_its_gap(*, late):
    """A minute's pause without records, and ten seconds that the step took."""
    at = 1500 if late else 300
    events = ((0, START), (at, STOP), (at + 60, START))
    activity = written(
        HOUR, events=events, gap=10, lost=range(at, at + 60), stated=2709 - 60, elapsed=2709
    )
    assert start_s(activity) == 0
