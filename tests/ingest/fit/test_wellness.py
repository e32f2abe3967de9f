"""What wellness files state, message by message."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support import fit_bytes as fb
from support.wellness_files import (
    AWAKE,
    CLOCK,
    DEEP,
    LIGHT,
    REM,
    SLEEP,
    START,
    STOP,
    UNMEASURABLE,
    at,
    fit_s,
    hrv,
    monitoring,
    sleep,
)

from ingest.fit import read_fit

if TYPE_CHECKING:
    from ingest.wellness import Sleep
EVENING, MIDNIGHT, MORNING = at("2026-05-18 23:00"), at("2026-05-19 00:00"), at("2026-05-19 07:00")


def series(data: bytes) -> dict[str, list[tuple[float, float]]]:
    """Return each metric's statements as (UTC seconds, value)."""
    return {
        one.metric: list(zip(one.at_s.tolist(), one.value.tolist(), strict=True))
        for one in read_fit(data).wellness.series
    }


def sleeps(data: bytes) -> tuple[Sleep, ...]:
    return read_fit(data).wellness.sleeps


def test_todays_resting_heart_rate_not_the_weeks() -> None:
    file = read_fit(monitoring(offset_s=7200, resting=[(EVENING, 47), (MIDNIGHT, 46)]))

    assert (file.kind, file.activities) == ("monitoring_b", ())
    (found,) = file.wellness.series
    assert (found.metric, found.utc_offset_s) == ("rhr_bpm", 7200)
    assert found.at_s.tolist() == [EVENING.timestamp(), MIDNIGHT.timestamp()]
    assert found.value.tolist() == [47.0, 46.0]


def test_a_resting_heart_rate_of_nothing_is_none() -> None:
    assert not read_fit(monitoring(resting=[(EVENING, 0xFF), (MORNING, 0)])).wellness


def test_overnight_hrv_with_its_week_and_its_baseline() -> None:
    """uint16 in 1/128 ms (FIT profile, message 370)."""
    found = series(hrv(status=[(MORNING, 44.5)], baseline_ms=(50, 70)))

    assert {metric: [value for _, value in stated] for metric, stated in found.items()} == {
        "hrv_night_ms": [44.5],
        "hrv_week_ms": [60.0],
        "hrv_baseline_low_ms": [50.0],
        "hrv_baseline_high_ms": [70.0],
    }


def test_a_night_without_an_average_yet_has_its_five_minute_values() -> None:
    found = series(hrv(status=[(MORNING, None)], values=[(MIDNIGHT, 40.5), (MORNING, 42)]))

    assert "hrv_night_ms" not in found
    assert [value for _, value in found["hrv_five_minutes_ms"]] == [40.5, 42.0]


def test_stress_is_kept_score_by_score_with_what_could_not_be_measured() -> None:
    stated = [(EVENING, 20), (MIDNIGHT, -1), (MORNING, 101), (MORNING, 60), (MORNING, 100)]

    found = series(monitoring(stress=stated))

    assert [value for _, value in found["stress_score"]] == [20, -1, 60, 100]  # 101 is no score


def test_a_sleep_level_is_of_the_stretch_that_ends_at_it() -> None:
    """23:00 to 7:00; awake to 23:20 and from 3:00 to 3:30: 8 h less 50 min."""
    (found,) = sleeps(
        sleep(
            events=[(EVENING, START), (MORNING, STOP)],
            levels=[
                (at("2026-05-18 23:20"), AWAKE),
                (at("2026-05-19 01:00"), DEEP),
                (at("2026-05-19 03:00"), LIGHT),
                (at("2026-05-19 03:30"), AWAKE),
                (at("2026-05-19 06:58"), REM),
            ],
            score=81,
            offset_s=7200,
        )
    )

    assert (found.start_utc, found.stop_utc) == (EVENING, MORNING)
    assert (found.awake_s, found.asleep_s) == (50 * 60, 7 * 3600 + 10 * 60)
    assert (found.score, found.utc_offset_s, found.kind) == (81.0, 7200, "night")
    assert found.ended


def test_what_could_not_be_measured_is_not_sleep() -> None:
    levels = [(MIDNIGHT, LIGHT), (at("2026-05-19 02:00"), UNMEASURABLE), (MORNING, DEEP)]

    (found,) = sleeps(sleep(events=[(EVENING, START), (MORNING, STOP)], levels=levels))

    assert (found.asleep_s, found.awake_s) == (6 * 3600, 0)


@pytest.mark.parametrize("levels", [[], [(MIDNIGHT, AWAKE), (MORNING, UNMEASURABLE)]])
def test_a_sleep_without_stages_has_its_window_only(levels: list[tuple]) -> None:
    (found,) = sleeps(sleep(events=[(EVENING, START), (MORNING, STOP)], levels=levels))

    assert (found.window_s, found.asleep_s) == (8 * 3600, None)


def test_a_night_whose_end_is_not_told_goes_as_far_as_its_levels() -> None:
    (found,) = sleeps(sleep(events=[(EVENING, START)], levels=[(MIDNIGHT, LIGHT)]))

    assert (found.stop_utc, found.asleep_s, found.ended) == (MIDNIGHT, 3600, False)
    assert sleeps(sleep(events=[(EVENING, START)])) == ()  # begun, and nothing told of it yet


def test_without_events_a_sleep_lasts_from_its_first_level_to_its_last() -> None:
    (found,) = sleeps(sleep(levels=[(EVENING, LIGHT), (MIDNIGHT, AWAKE), (MORNING, DEEP)]))

    assert (found.start_utc, found.stop_utc, found.ended) == (EVENING, MORNING, True)
    assert (found.awake_s, found.asleep_s) == (3600, 7 * 3600)


def test_two_sleeps_of_one_file_are_two_and_the_score_is_of_the_longer() -> None:
    noon, later = at("2026-05-19 12:00"), at("2026-05-19 13:00")
    events = [(EVENING, START), (MORNING, STOP), (noon, START), (later, STOP)]
    levels = [(MORNING, DEEP), (at("2026-05-19 12:30"), AWAKE), (later, LIGHT)]

    night, nap = sleeps(sleep(events=events, levels=levels, score=70))

    assert (night.asleep_s, night.score) == (8 * 3600, 70.0)
    assert (nap.start_utc, nap.asleep_s, nap.awake_s, nap.score) == (noon, 1800, 1800, None)


def test_a_nap_is_told_by_a_message_of_its_own_and_may_be_taken_back() -> None:
    noon, later = at("2026-05-19 12:00"), at("2026-05-19 12:40")
    kept, gone = sleeps(sleep(naps=[(noon, later, later, 0), (noon, later, MORNING, 1)]))

    assert (kept.kind, kept.asleep_s, kept.deleted) == ("nap", 2400, False)
    assert gone.deleted


def test_an_event_of_a_run_is_no_sleep() -> None:
    fit = fb.run(60).define(2, 21, [CLOCK, fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    fit.data(2, fb.START, 74, START).data(2, fb.START + 59, 74, STOP)

    assert sleeps(fb.session(fit, fb.START, 59).build()) == ()


def test_a_wellness_value_without_a_clock_is_left_out() -> None:
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(2, 211, [CLOCK, fb.Field(1, fb.UINT8)]).data(2, 5000, 47)

    assert not read_fit(fit.build()).wellness


def test_sleep_and_hrv_files_are_called_by_name() -> None:
    assert read_fit(sleep(events=[(EVENING, START)])).kind == "sleep"
    assert read_fit(hrv()).kind == "hrv_status"


def test_a_sleep_of_more_than_a_day_is_a_wrong_clock() -> None:
    later = at("2026-05-20 00:00")
    assert sleeps(sleep(events=[(EVENING, START), (later, STOP)], levels=[(later, DEEP)])) == ()
    assert sleeps(sleep(naps=[(EVENING, later, later, 0)])) == ()


def test_in_a_damaged_file_a_score_of_another_year_is_left_out() -> None:
    """One bit of the third time is wrong: 2026 becomes 2030; the check sum tells of damage."""
    scores = [(at(f"2026-05-19 0{hour}:00"), 20 + hour) for hour in range(5)]
    sound = monitoring(stress=scores)
    third = (int(scores[2][0].timestamp()) - fb.EPOCH_S).to_bytes(4, "little")
    place = sound.index(third) + 3
    broken = sound[:place] + bytes([sound[place] ^ 0x08]) + sound[place + 1 :]

    assert [value for _, value in series(sound)["stress_score"]] == [20, 21, 22, 23, 24]
    assert [value for _, value in series(broken)["stress_score"]] == [20, 21, 23, 24]


@pytest.mark.parametrize("level", [LIGHT, DEEP, REM])
def test_one_stage_of_sleep_alone_is_sleep(level: int) -> None:
    (found,) = sleeps(sleep(events=[(EVENING, START), (MORNING, STOP)], levels=[(MORNING, level)]))

    assert (found.asleep_s, found.awake_s) == (8 * 3600, 0)


@pytest.mark.parametrize(("longer_s", "count"), [(0, 1), (1, 0)])
def test_a_sleep_lasts_a_day_at_most(longer_s: int, count: int) -> None:
    stop = EVENING + timedelta(days=1, seconds=longer_s)
    by_events = sleep(events=[(EVENING, START), (stop, STOP)], levels=[(stop, DEEP)])

    assert len(sleeps(by_events)) == count
    assert len(sleeps(sleep(naps=[(EVENING, stop, stop, 0)]))) == count


def test_a_sleep_of_no_time_is_none() -> None:
    assert sleeps(sleep(events=[(EVENING, START), (EVENING, STOP)])) == ()
    assert sleeps(sleep(naps=[(EVENING, EVENING, MORNING, 0)])) == ()


def test_of_a_file_no_more_than_a_hundred_sleeps_are_believed() -> None:
    minutes = [EVENING + timedelta(minutes=n) for n in range(303)]
    naps = [(at, at + timedelta(seconds=50), at, 0) for at in minutes[:101]]
    events = [(at, n % 2) for n, at in enumerate(minutes[:202])]

    assert len(sleeps(sleep(naps=naps))) == 100
    assert len(sleeps(sleep(events=events))) == 100


def test_a_nap_has_its_own_clock_and_was_said_when_it_was_last_said() -> None:
    """Field 3 of message 412: minutes of the local clock beyond UTC where the nap ended."""
    moments = [fb.Field(number, fb.UINT32) for number in (0, 2, 7)]
    fit = fb.file_id(fb.FitFile(), kind=49)
    fit.define(5, 412, [CLOCK, *moments, fb.Field(3, fb.SINT16)])
    start, stop, later = (fit_s(EVENING) + seconds for seconds in (0, 1800, 4000))
    fit.data(5, start, start, stop, later, 345)  # Nepal; said again after its end
    fit.data(5, later, start, stop, start, -210)  # Newfoundland; written after its end
    fit.data(5, start, start, stop, start, 7)  # no zone has that; said no later than it ended

    offsets = [(one.utc_offset_s, fit_s(one.stated_utc) - start) for one in sleeps(fit.build())]

    assert offsets == [(345 * 60, 4000), (-210 * 60, 4000), (None, 1800)]


def test_the_clock_of_a_file_that_only_its_activity_message_tells() -> None:
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(2, 211, [CLOCK, fb.Field(1, fb.UINT8)]).data(2, fit_s(EVENING), 47)
    fit.define(4, 34, [CLOCK, fb.Field(5, fb.UINT32)])
    fit.data(4, fit_s(EVENING), fit_s(EVENING) - 5 * 3600)

    (found,) = read_fit(fit.build()).wellness.series

    assert found.utc_offset_s == -5 * 3600


@pytest.mark.parametrize(("at_s", "values"), [(2**28 - 1, []), (2**28, [47])])
def test_times_count_from_the_first_that_is_no_devices_own(at_s: int, values: list[int]) -> None:
    """Below 0x10000000 they are seconds since the device was started (FIT profile, date_time)."""
    fit = fb.file_id(fb.FitFile(), kind=32)
    fit.define(2, 211, [CLOCK, fb.Field(1, fb.UINT8)]).data(2, at_s, 47)

    assert [one.value.tolist() for one in read_fit(fit.build()).wellness.series] == [values] * len(
        values
    )


def test_zero_is_no_value_and_less_than_one_is() -> None:
    found = series(hrv(values=[(EVENING, 0), (MIDNIGHT, 0.5), (MORNING, 1)]))

    assert [value for _, value in found["hrv_five_minutes_ms"]] == [0.5, 1]


def test_what_is_said_at_one_time_stays_in_the_files_order() -> None:
    said = [(MORNING, score) for score in (7, 3, 9, 1) * 10] + [(EVENING, 50)]

    found = series(monitoring(stress=said))["stress_score"]

    assert [value for _, value in found] == [50, *(7, 3, 9, 1) * 10]


@pytest.mark.parametrize(("sound", "kept"), [(True, 6), (False, 5)])
@pytest.mark.parametrize("ahead", [True, False])
def test_only_a_damaged_file_is_doubted_for_a_time_far_from_the_others(
    kept: int, *, sound: bool, ahead: bool
) -> None:
    """Three days from the middle one are near, a second more is not."""
    middle = [MORNING] * 3
    days = timedelta(days=3) if ahead else timedelta(days=-3)
    far = MORNING + days + timedelta(seconds=1 if ahead else -1)
    times = [*middle, MORNING + days, MORNING - days, far]
    data = monitoring(stress=[(at, 10) for at in times])
    if not sound:
        data = data[:-2] + bytes([data[-2] ^ 1, data[-1]])  # the check sum

    assert len(series(data)["stress_score"]) == kept


@pytest.mark.parametrize(
    ("kind", "level", "score", "count"),
    [(32, True, False, 1), (32, False, True, 1), (32, False, False, 0), (49, False, False, 1)],
)
def test_a_sleep_is_one_where_levels_or_a_score_or_the_files_kind_say_so(
    kind: int, count: int, *, level: bool, score: bool
) -> None:
    fit = fb.file_id(fb.FitFile(), kind=kind)
    fit.define(2, 21, [CLOCK, fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    fit.data(2, fit_s(EVENING), SLEEP, START).data(2, fit_s(MORNING), SLEEP, STOP)
    if level:
        fit.define(3, 275, [CLOCK, fb.Field(0, fb.ENUM)]).data(3, fit_s(MORNING), LIGHT)
    if score:
        fit.define(4, 346, [fb.Field(6, fb.UINT8)]).data(4, 80)

    assert len(sleeps(fit.build())) == count


@pytest.mark.parametrize(("score", "kept"), [(0, None), (1, 1.0), (100, 100.0)])
def test_a_score_of_nothing_is_none(score: int, kept: float | None) -> None:
    (found,) = sleeps(sleep(events=[(EVENING, START), (MORNING, STOP)], score=score))

    assert found.score == kept
