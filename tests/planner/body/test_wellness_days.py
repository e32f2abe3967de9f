"""A watch's day out of its files: which value closes it, what is summed, what is still open."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from support.made_athletes import said
from support.wellness_files import (
    AWAKE,
    DEEP,
    LIGHT,
    START,
    STOP,
    at,
    hrv,
    monitoring,
    sleep,
)

from ingest.fit import read_fit
from ingest.wellness import WellnessDay
from planner.body.wellness_days import wellness_days

if TYPE_CHECKING:
    from ingest.wellness import WellnessDay

MADRID = ZoneInfo("Europe/Madrid")  # UTC + 2 h in May
TWO_HOURS = 7200
MONDAY, TUESDAY = date(2026, 5, 18), date(2026, 5, 19)


def days(*files: bytes, diary=(), zone=MADRID, today=date(2026, 6, 1)) -> dict[date, WellnessDay]:
    """Return the days of these files; a file's hash is its place as a letter."""
    read = [(chr(97 + n) * 64, read_fit(data).wellness) for n, data in enumerate(files)]
    return {one.day: one for one in wellness_days(read, diary, zone=zone, today=today)}


def night(start: str, stop: str, *levels: tuple[str, int], ended=True, **options) -> bytes:
    """Return a sleep file of one sleep; without levels all of it is light sleep."""
    told = [(at(time), level) for time, level in levels] or [(at(stop), LIGHT)]
    events = [(at(start), START), (at(stop), STOP)][: 2 if ended else 1]
    return sleep(events=events, levels=told, **options)


def test_a_value_at_midnight_closes_the_day_before():
    """Local midnight between Monday and Tuesday is 22:00 UTC."""
    found = days(
        monitoring(
            offset_s=TWO_HOURS,
            resting=[
                (at("2026-05-18 06:00"), 52),
                (at("2026-05-18 22:00"), 48),
                (at("2026-05-18 22:01"), 55),
            ],
        )
    )

    assert (found[MONDAY].rhr_bpm, found[TUESDAY].rhr_bpm) == (48.0, 55.0)


def test_the_files_own_offset_is_the_day_not_the_profiles_zone():
    late = at("2026-05-18 23:30")
    assert list(days(monitoring(offset_s=-5 * 3600, resting=[(late, 50)]))) == [MONDAY]
    assert list(days(monitoring(resting=[(late, 50)]))) == [TUESDAY]
    assert list(days(monitoring(resting=[(late, 50)]), zone=ZoneInfo("UTC"))) == [MONDAY]


def test_stress_is_the_mean_over_all_files_of_the_day_each_instant_once():
    early, noon, late = at("2026-05-18 06:00"), at("2026-05-18 12:00"), at("2026-05-18 20:00")
    first = monitoring(offset_s=TWO_HOURS, stress=[(early, 10), (noon, 30), (late, -2)])
    second = monitoring(offset_s=TWO_HOURS, stress=[(noon, 30), (late, 80)])

    (day,) = days(first, second).values()

    assert (day.stress_score, day.stress_scores) == (40.0, 3)  # (10 + 30 + 80) / 3
    assert day.sources["stress_score"] == ("a" * 64, "b" * 64)
    (alone,) = days(second).values()
    assert (alone.stress_score, alone.sources["stress_score"]) == (55.0, ("a" * 64,))


def test_stress_at_midnight_is_of_the_new_day():
    found = days(monitoring(offset_s=TWO_HOURS, stress=[(at("2026-05-18 22:00"), 30)]))
    assert list(found) == [TUESDAY]


def test_no_score_that_could_be_measured_is_no_stress_not_zero():
    noon = at("2026-05-18 12:00")
    (day,) = days(
        monitoring(offset_s=TWO_HOURS, resting=[(noon, 50)], stress=[(noon, -1)])
    ).values()
    assert day.stress_score is None
    (calm,) = days(monitoring(offset_s=TWO_HOURS, stress=[(noon, 0)])).values()
    assert calm.stress_score == 0.0


def test_neither_order_nor_copies_of_files_change_a_day():
    files = (
        monitoring(
            offset_s=TWO_HOURS,
            resting=[(at("2026-05-18 08:00"), 52)],
            stress=[(at("2026-05-18 08:00"), 20), (at("2026-05-18 09:00"), 25)],
        ),
        monitoring(
            offset_s=TWO_HOURS,
            resting=[(at("2026-05-18 08:00"), 52), (at("2026-05-18 22:00"), 50)],
            stress=[(at("2026-05-18 09:00"), 25), (at("2026-05-18 10:00"), 60)],
        ),
        night("2026-05-17 21:00", "2026-05-18 04:30"),
        night("2026-05-17 21:00", "2026-05-18 05:00"),
    )
    read = [(chr(97 + n) * 64, read_fit(data).wellness) for n, data in enumerate(files)]
    found = [wellness_days(order, (), zone=MADRID, today=TUESDAY) for order in permutations(read)]
    assert all(one == found[0] for one in found)
    (day,) = found[0]
    assert (day.rhr_bpm, day.stress_score, day.sleep_s) == (50.0, 35.0, 8 * 3600)
    copies = [("e" * 64, read[1][1]), ("f" * 64, read[3][1])]
    (again,) = wellness_days([*read, *copies], (), zone=MADRID, today=TUESDAY)
    assert (again.rhr_bpm, again.stress_score, again.sleep_s) == (50.0, 35.0, 8 * 3600)


def test_a_night_is_of_the_day_on_which_it_ends():
    (day,) = days(
        night(
            "2026-05-18 21:00",
            "2026-05-19 05:00",
            ("2026-05-18 21:30", AWAKE),
            ("2026-05-19 05:00", DEEP),
            score=77,
        )
    ).values()

    assert day.day == TUESDAY
    assert (day.sleep_s, day.sleep_awake_s, day.sleep_score) == (7.5 * 3600, 1800, 77.0)
    assert (day.sleep_start, day.sleep_stop) == (
        at("2026-05-18 21:00"),
        at("2026-05-19 05:00"),
    )


@pytest.mark.parametrize("turned", [False, True])
def test_a_later_file_of_the_same_night_goes_further_and_stands(turned):
    files = [
        night("2026-05-18 21:00", "2026-05-19 04:00"),
        night("2026-05-18 21:00", "2026-05-19 05:00", ("2026-05-19 04:50", LIGHT)),
    ]
    (day,) = days(*(reversed(files) if turned else files)).values()

    assert day.sleep_s == 8 * 3600
    assert day.sources["sleep_s"] == (("a" if turned else "b") * 64,)
    assert (day.second_sleep_s, day.nap_s) == (None, None)


def test_two_watches_in_one_night_slept_once():
    (day,) = days(
        night("2026-05-18 21:00", "2026-05-19 05:00"), night("2026-05-18 21:10", "2026-05-19 05:02")
    ).values()
    assert day.sleep_s == 7 * 3600 + 52 * 60
    assert (day.second_sleep_s, day.nap_s) == (None, None)


def test_naps_are_kept_apart_from_the_night():
    """One the watch calls a nap, one that is short and by day."""
    said_so = sleep(
        naps=[(at("2026-05-19 11:00"), at("2026-05-19 11:40"), at("2026-05-19 11:40"), 0)]
    )
    (day,) = days(
        night("2026-05-18 21:00", "2026-05-19 05:00"),
        said_so,
        night("2026-05-19 16:00", "2026-05-19 17:00"),
    ).values()

    assert (day.sleep_s, day.nap_s, day.second_sleep_s) == (8 * 3600, 2400 + 3600, None)
    assert day.sources["nap_s"] == ("b" * 64, "c" * 64)
    assert day.sources["sleep_s"] == ("a" * 64,)


def test_a_nap_alone_is_no_night():
    (day,) = days(night("2026-05-19 12:00", "2026-05-19 13:00")).values()
    assert (day.sleep_s, day.nap_s) == (None, 3600)


def test_a_night_of_two_hours_is_a_night():
    (day,) = days(night("2026-05-19 00:30", "2026-05-19 02:30")).values()
    assert (day.sleep_s, day.nap_s) == (7200, None)


def test_a_nap_taken_back_later_is_gone_in_either_order():
    start, end = at("2026-05-19 11:00"), at("2026-05-19 11:40")
    files = [
        sleep(naps=[(start, end, end, 0)]),
        sleep(naps=[(start, end, end + timedelta(hours=1), 1)]),
    ]
    assert days(*files) == days(*reversed(files)) == {}


def test_two_nights_that_end_on_one_day_are_two():
    """To bed at 1, up at 7; to bed at 19, up at 23:30, all on Tuesday."""
    (day,) = days(
        night("2026-05-18 23:00", "2026-05-19 05:00"), night("2026-05-19 17:00", "2026-05-19 21:30")
    ).values()
    assert (day.sleep_s, day.second_sleep_s, day.nap_s) == (6 * 3600, 4.5 * 3600, None)


def test_a_day_no_file_goes_beyond_is_a_day_so_far():
    morning = monitoring(
        offset_s=TWO_HOURS,
        resting=[(at("2026-05-19 00:10"), 58)],
        stress=[(at("2026-05-19 00:10"), 20)],
    )
    (day,) = days(morning).values()

    assert day.so_far
    assert day.said_until == at("2026-05-19 00:10")
    assert (day.rhr_bpm, day.stress_score) == (58.0, 20.0)
    assert (day.settled("rhr_bpm"), day.settled("stress_score")) == (None, None)


def test_each_day_is_asked_by_itself_whether_a_file_goes_beyond_it():
    """Monday to Tuesday is told, Wednesday is not, Thursday is so far."""
    told = [
        monitoring(offset_s=TWO_HOURS, resting=[(at(f"2026-05-{day} 10:00"), 50)])
        for day in (18, 19, 21)
    ]
    so_far = {day.day: one.so_far for day, one in days(*told).items()}
    assert so_far == {18: False, 19: True, 21: True}


def test_after_the_night_the_resting_heart_rate_stands_the_stress_does_not():
    (day,) = days(
        night("2026-05-18 21:00", "2026-05-19 05:00"),
        monitoring(
            offset_s=TWO_HOURS,
            resting=[(at("2026-05-19 05:30"), 49)],
            stress=[(at("2026-05-19 05:30"), 20)],
        ),
    ).values()

    assert day.so_far
    assert (day.settled("rhr_bpm"), day.settled("sleep_s")) == (49.0, 8 * 3600)
    assert day.settled("stress_score") is None


def test_a_later_file_completes_the_day():
    begun = monitoring(offset_s=TWO_HOURS, stress=[(at("2026-05-19 00:10"), 20)])
    rest = monitoring(
        offset_s=TWO_HOURS,
        resting=[(at("2026-05-19 22:00"), 51)],
        stress=[(at("2026-05-19 12:00"), 40)],
    )
    for files in ((begun, rest), (rest, begun)):
        day = days(*files)[TUESDAY]
        assert not day.so_far
        assert (day.settled("rhr_bpm"), day.settled("stress_score")) == (51.0, 30.0)


def test_a_hole_of_days_does_not_complete_the_day_before_it():
    first = monitoring(offset_s=TWO_HOURS, resting=[(at("2026-05-18 00:10"), 58)])
    later = monitoring(offset_s=TWO_HOURS, resting=[(at("2026-05-25 08:00"), 50)])
    found = days(first, later)
    assert found[MONDAY].so_far
    assert found[MONDAY].settled("rhr_bpm") is None


def test_a_night_not_ended_is_sleep_so_far():
    (day,) = days(night("2026-05-18 21:00", "2026-05-19 02:00", ended=False)).values()
    assert (day.sleep_s, day.settled("sleep_s")) == (5 * 3600, None)


def test_hrv_is_the_nights_average_else_the_mean_of_what_there_is_else_said():
    values = [(at("2026-05-18 21:30"), 40.0), (at("2026-05-19 03:00"), 50.0)]
    morning = at("2026-05-19 05:00")
    (averaged,) = days(hrv(status=[(morning, 48)], values=values, baseline_ms=(40, 60))).values()
    assert (averaged.hrv_rmssd_ms, averaged.hrv_baseline_low_ms) == (48.0, 40.0)
    assert averaged.hrv_how == "the watch's nightly average"
    assert averaged.settled("hrv_rmssd_ms") == 48.0

    (meant,) = days(hrv(status=[(morning, None)], values=values)).values()
    assert (meant.day, meant.hrv_rmssd_ms) == (TUESDAY, 45.0)
    assert meant.hrv_how == "mean of 2 five-minute values, no nightly average yet"
    assert meant.settled("hrv_rmssd_ms") is None

    (lacking,) = days(hrv(status=[(morning, None)])).values()
    assert (lacking.hrv_rmssd_ms, lacking.hrv_how) == (None, "no nightly average yet")


def test_the_first_values_of_a_night_are_no_settled_hrv_of_the_day_to_come():
    (day,) = days(hrv(values=[(at("2026-05-18 21:10"), 40.0)])).values()
    assert (day.day, day.hrv_rmssd_ms, day.said_until) == (TUESDAY, 40.0, None)
    assert day.so_far
    assert day.settled("hrv_rmssd_ms") is None


def test_five_minute_values_of_two_files_count_once():
    one, two, three = (at(f"2026-05-19 0{hour}:00") for hour in (1, 2, 3))
    first = hrv(values=[(one, 30.0), (two, 40.0)])
    second = hrv(values=[(two, 40.0), (three, 80.0)])
    for files in ((first, second), (second, first)):
        assert days(*files)[TUESDAY].hrv_rmssd_ms == 50.0


def test_what_the_runner_wrote_stands_and_is_named_as_the_source():
    diary = [
        said(TUESDAY, "sleep", values={"hours": 6.0}),
        said(MONDAY, "wellness", values={"rhr_bpm": 47}),
    ]
    found = days(night("2026-05-18 21:00", "2026-05-19 02:00", ended=False), diary=diary)

    assert (found[TUESDAY].sleep_s, found[TUESDAY].settled("sleep_s")) == (6 * 3600, 6 * 3600)
    assert found[TUESDAY].sources["sleep_s"] == (f"diary {diary[0].id}",)
    assert found[TUESDAY].sources["sleep_window"] == ("a" * 64,)
    assert (found[MONDAY].rhr_bpm, found[MONDAY].so_far) == (47.0, False)


def test_later_than_today_is_hidden():
    files = [monitoring(offset_s=TWO_HOURS, resting=[(at("2026-05-19 12:00"), 50)])]
    assert days(*files, today=MONDAY) == {}


def test_no_files_no_days():
    assert days() == {}
