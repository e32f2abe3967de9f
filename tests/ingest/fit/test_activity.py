"""Whole files of our own making to activities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.errors import UnreadableFileError
from ingest.fit import read_fit

FIRST = datetime(1989, 12, 31, tzinfo=UTC) + timedelta(seconds=fb.START)


@pytest.mark.parametrize("big_endian", [False, True])
def test_a_plain_run(*, big_endian: bool) -> None:
    file = read_fit(fb.whole_run(60, big_endian=big_endian))

    assert (file.kind, file.salvaged, file.notes) == ("activity", False, ())
    (activity,) = file.activities
    assert activity.start_utc == FIRST
    assert (activity.sport, activity.sub_sport) == ("running", None)
    assert activity.device == "Garmin Forerunner 255"
    np.testing.assert_array_equal(activity.stream.t_s, np.arange(60.0))
    np.testing.assert_array_equal(activity.stream.hr_bpm, 100.0 + np.arange(60))
    np.testing.assert_array_equal(activity.stream.distance_m, 3.0 * np.arange(60))
    np.testing.assert_array_equal(activity.stream.speed_m_s, np.full(60, 3.0))
    assert np.isnan(activity.stream.power_w).all()
    assert activity.summary.distance_m == 177.0
    assert activity.pauses_s.shape == (0, 2)
    assert not activity.damaged


def test_pause_from_timer_events() -> None:
    fit = fb.run(60)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    for offset, kind in ((0, 0), (20, 4), (35, 0), (59, 4)):
        fit.data(2, fb.START + offset, 0, kind)

    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities

    np.testing.assert_array_equal(activity.pauses_s, [[20.0, 35.0]])


def test_offset_of_the_local_clock() -> None:
    fit = fb.session(fb.run(5), fb.START, 4)
    fit.define(4, 34, [fb.Field(253, fb.UINT32), fb.Field(5, fb.UINT32)])
    fit.data(4, fb.START, fb.START + 5 * 3600 + 2700)

    (activity,) = read_fit(fit.build()).activities

    assert activity.utc_offset_s == 20_700


@pytest.mark.parametrize(("stated_s", "meant_s"), [(28_801, 28_800), (-3_603, -3_600), (5, 0)])
def test_offset_a_few_seconds_off_a_quarter_hour_is_that_quarter_hour(
    stated_s: int, meant_s: int
) -> None:
    fit = fb.session(fb.run(5), fb.START, 4)
    fit.define(4, 34, [fb.Field(253, fb.UINT32), fb.Field(5, fb.UINT32)])
    fit.data(4, fb.START, fb.START + stated_s)

    (activity,) = read_fit(fit.build()).activities

    assert activity.utc_offset_s == meant_s


@pytest.mark.parametrize("wrong_s", [11, 450, 889, 15 * 3600, -fb.START + 5])
def test_offset_that_no_zone_has_is_unknown(wrong_s: int) -> None:
    fit = fb.session(fb.run(5), fb.START, 4)
    fit.define(4, 34, [fb.Field(253, fb.UINT32), fb.Field(5, fb.UINT32)])
    fit.data(4, fb.START, fb.START + wrong_s)

    (activity,) = read_fit(fit.build()).activities

    assert activity.utc_offset_s is None


def test_transitions_are_left_out() -> None:
    fit = fb.run(90)
    for start, seconds, sport in ((0, 40, 2), (40, 10, 3), (50, 39, 1)):
        fb.session(fit, fb.START + start, seconds, sport=sport)

    ride, run = read_fit(fit.build()).activities

    assert (ride.sport, len(ride.stream)) == ("cycling", 40)
    assert (run.sport, len(run.stream)) == ("running", 40)
    assert run.start_utc == FIRST + timedelta(seconds=50)
    assert run.stream.t_s[0] == 0.0


EXPORT = "Export the original FIT file from the watch."
COPY = "Copy it from the watch again."


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "The file is empty.", COPY),
        (b"just some notes\n", "This is a text file, not a FIT file.", EXPORT),
        (
            b"  <?xml version='1.0'?><gpx/>",
            "This is an XML file (GPX, TCX?), not a FIT file.",
            EXPORT,
        ),
        (b"<!DOCTYPE html><html></html>", "This is a web page, not a FIT file.", EXPORT),
        (b"\n<HTML></html>", "This is a web page, not a FIT file.", EXPORT),
        (b"PK\x03\x04" + bytes(30), "This is a ZIP archive, not a FIT file.", EXPORT),
        (b"\x1f\x8b" + bytes(30), "This is a gzip file, not a FIT file.", EXPORT),
        (bytes([200]) * 64, "This is not a FIT file.", EXPORT),
        (
            fb.FitFile().build(),
            "The file has a FIT header but no readable data behind it.",
            COPY,
        ),
    ],
)
def test_other_content_is_refused_in_plain_words(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_fit(data)
    assert (refused.value.message, refused.value.hint) == (message, hint)


LAP_FIELDS = [fb.Field(number, fb.UINT32) for number in (253, 2, 7, 8, 9)]


def test_laps_of_a_workout_carry_its_steps_names() -> None:
    fit = fb.run(60)
    fit.define(5, 27, [fb.Field(254, fb.UINT16), fb.Field(0, fb.STRING, 8), fb.Field(7, fb.ENUM)])
    fit.data(5, 0, b"Einlauf", 2).data(5, 1, b"hart", 0)
    fit.define(6, 26, [fb.Field(8, fb.STRING, 12)]).data(6, b"Schwelle")
    extra = [fb.Field(n, fb.UINT8) for n in (15, 23, 24)]
    fit.define(4, 19, [*LAP_FIELDS, *extra, fb.Field(71, fb.UINT16)])
    fit.data(4, fb.START + 20, fb.START, 20_000, 18_000, 6000, 110, 2, 1, 0)
    fit.data(4, fb.START + 59, fb.START + 20, 39_000, 39_000, 11_700, 0xFF, 0, 0, 0xFFFF)

    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities

    first, second = activity.laps
    assert activity.name == "Schwelle"
    assert (first.start_s, first.end_s, first.timer_s, first.distance_m) == (0, 20, 18, 60)
    assert (first.name, first.intensity, first.trigger) == ("Einlauf", "warmup", "time")
    assert first.hr_mean_bpm == 110
    assert (second.start_s, second.end_s) == (20, 59)
    assert (second.name, second.intensity, second.trigger) == (None, "active", "manual")
    assert second.hr_mean_bpm is None


def test_a_lap_without_its_start_is_placed_by_its_end() -> None:
    fit = fb.run(60).define(4, 19, LAP_FIELDS)
    fit.data(4, fb.START + 30, 0xFFFF_FFFF, 20_000, 20_000, 6000)

    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities

    assert [(lap.start_s, lap.end_s) for lap in activity.laps] == [(10, 30)]


def test_a_session_without_samples_says_so() -> None:
    fit = fb.session(fb.file_id(fb.FitFile()), fb.START, 1800, metres=5000, hr=141)

    (activity,) = read_fit(fit.build()).activities

    assert (len(activity.stream), activity.sport) == (0, "running")
    assert (activity.summary.elapsed_s, activity.summary.hr_mean_bpm) == (1800, 141)
    assert [note.code for note in activity.notes] == ["no_records"]


def test_what_the_watch_believes_of_its_wearer() -> None:
    fit = fb.run(5)
    fit.define(4, 3, [fb.Field(1, fb.ENUM), fb.Field(8, fb.UINT8), fb.Field(11, fb.UINT8)])
    fit.data(4, 0, 0, 185)
    fit.define(5, 7, [fb.Field(1, fb.UINT8), fb.Field(2, fb.UINT8)]).data(5, 192, 168)
    fit.define(6, 216, [fb.Field(11, fb.UINT8), fb.Field(12, fb.UINT8)]).data(6, 0xFF, 47)

    (activity,) = read_fit(fb.session(fit, fb.START, 4).build()).activities

    athlete = activity.athlete
    assert (athlete.hr_rest_bpm, athlete.hr_max_bpm) == (47, 192)
    assert (athlete.lthr_bpm, athlete.sex) == (168, "female")


def test_the_watchs_values_for_this_sport_stand_before_those_of_any() -> None:
    fit = fb.run(5)
    fit.define(4, 7, [fb.Field(1, fb.UINT8), fb.Field(2, fb.UINT8)]).data(4, 172, 177)
    fit.define(5, 216, [fb.Field(11, fb.UINT8), fb.Field(13, fb.UINT8)]).data(5, 203, 173)

    (activity,) = read_fit(fb.session(fit, fb.START, 4).build()).activities

    assert (activity.athlete.hr_max_bpm, activity.athlete.lthr_bpm) == (203, 173)


def test_the_makers_default_maximum_is_none() -> None:
    fit = fb.run(5).define(4, 3, [fb.Field(11, fb.UINT8)]).data(4, 185)

    (activity,) = read_fit(fb.session(fit, fb.START, 4).build()).activities

    assert activity.athlete.hr_max_bpm is None


@pytest.mark.parametrize(("sports", "expected"), [([1], "running"), ([1, 2], "unknown")])
def test_sport_of_a_file_without_session(sports: list[int], expected: str) -> None:
    fit = fb.run(5).define(4, 12, [fb.Field(0, fb.ENUM)])
    for sport in sports:
        fit.data(4, sport)

    (activity,) = read_fit(fit.build()).activities

    assert activity.sport == expected


@pytest.mark.parametrize(("message", "sport", "sub_sport"), [(12, 0, 1), (19, 25, 39)])
def test_sub_sport_of_a_file_without_session(message: int, sport: int, sub_sport: int) -> None:
    """It stands in the sport message, else in the laps."""
    fields = [fb.Field(253, fb.UINT32), fb.Field(sport, fb.ENUM), fb.Field(sub_sport, fb.ENUM)]
    fit = fb.run(5).define(4, message, fields).data(4, fb.START + 4, 1, 3)

    (activity,) = read_fit(fit.build()).activities

    assert (activity.sport, activity.sub_sport) == ("running", "trail")


def test_the_name_of_the_workout_is_the_first_that_is_said() -> None:
    fit = fb.run(60).define(4, 26, [fb.Field(8, fb.STRING, 12)])
    fit.data(4, b"").data(4, b"6 x 400 m").data(4, b"Other")
    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities
    assert activity.workout == "6 x 400 m"
    (without,) = read_fit(fb.whole_run(60)).activities
    assert without.workout is None


@pytest.mark.parametrize(("workout", "name"), [(b"6 x 400 m", "6 x 400 m"), (b"", "Forest")])
def test_a_run_has_its_workouts_name_else_that_of_the_sport_on_the_watch(
    workout: bytes, name: str
) -> None:
    fit = fb.run(60).define(4, 26, [fb.Field(8, fb.STRING, 12)]).data(4, workout)
    fit.define(5, 12, [fb.Field(0, fb.ENUM), fb.Field(3, fb.STRING, 12)]).data(5, 1, b"Forest")
    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities
    assert activity.name == name


def test_a_sport_that_has_no_name_is_asked_of_the_laps() -> None:
    """The number 250 stands for no sport of the profile."""
    fit = fb.run(5).define(4, 12, [fb.Field(0, fb.ENUM)]).data(4, 250)
    fit.define(5, 19, [fb.Field(253, fb.UINT32), fb.Field(25, fb.ENUM)]).data(5, fb.START + 4, 1)

    (activity,) = read_fit(fit.build()).activities

    assert activity.sport == "running"


@pytest.mark.parametrize("cut", [False, True])
def test_a_leg_whose_session_was_cut_off_is_still_a_leg(*, cut: bool) -> None:
    fit = fb.session(fb.run(300), fb.START, 100, sport=2)
    fit.define(4, 19, [*LAP_FIELDS, fb.Field(25, fb.ENUM)])
    fit.data(4, fb.START + 200, fb.START + 110, 90_000, 90_000, 30_000, 1)
    data = fit.build()

    activities = read_fit(data[:-1] if cut else data).activities

    legs = [(activity.sport, len(activity.stream)) for activity in activities]
    assert legs == ([("cycling", 100), ("running", 200)] if cut else [("cycling", 300)])


@pytest.mark.parametrize(("start_s", "elapsed_s", "ends_s"), [(0, 59, 59), (5, 50, 55)])
def test_the_timer_ends_where_the_session_does_by_the_streams_clock(
    start_s: int, elapsed_s: int, ends_s: int
) -> None:
    """The first record is at 0 s; a session may begin behind it."""
    fit = fb.session(fb.run(60), fb.START + start_s, elapsed_s)
    (activity,) = read_fit(fit.build()).activities
    assert activity.timer_end_s == ends_s


def test_where_no_session_is_nobody_knows_when_the_timer_ended() -> None:
    (activity,) = read_fit(fb.run(60).build()).activities
    assert activity.timer_end_s is None


def test_each_leg_has_the_beat_intervals_of_its_own_time() -> None:
    """One a second, of 500 ms and as many more as seconds have passed."""
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    fit.define(5, 78, [fb.Field(0, fb.UINT16)])
    for second in range(60):
        fit.data(1, fb.START + second, 100, 0, 0).data(5, 500 + second)
    fb.session(fit, fb.START, 30, sport=2)
    fb.session(fit, fb.START + 30, 29)

    ride, run = read_fit(fit.build()).activities

    assert ride.rr is not None
    assert run.rr is not None
    np.testing.assert_array_equal(ride.rr.t_s, np.arange(30))
    np.testing.assert_array_equal(ride.rr.rr_ms, 500 + np.arange(30))
    np.testing.assert_array_equal(run.rr.t_s, np.arange(30))
    np.testing.assert_array_equal(run.rr.rr_ms, 530 + np.arange(30))


def test_what_a_session_sums_up() -> None:
    """Numbers, scales and units of FIT's session message; 192 and 193 stand in no profile."""
    wanted = {
        "elapsed_s": (7, fb.UINT32, 61_500, 61.5),
        "timer_s": (8, fb.UINT32, 60_250, 60.25),
        "moving_s": (59, fb.UINT32, 58_000, 58.0),
        "distance_m": (9, fb.UINT32, 17_755, 177.55),
        "hr_mean_bpm": (16, fb.UINT8, 141, 141.0),
        "hr_max_bpm": (17, fb.UINT8, 160, 160.0),
        "ascent_m": (22, fb.UINT16, 31, 31.0),
        "descent_m": (23, fb.UINT16, 29, 29.0),
        "training_effect": (24, fb.UINT8, 34, 3.4),
        "anaerobic_training_effect": (137, fb.UINT8, 5, 0.5),
        "feel": (192, fb.UINT8, 75, 75.0),
        "rpe": (193, fb.UINT8, 40, 4.0),
    }
    fields = [fb.Field(253, fb.UINT32), fb.Field(2, fb.UINT32), fb.Field(5, fb.ENUM)]
    fit = fb.run(5)
    fit.define(3, 18, fields + [fb.Field(number, kind) for number, kind, _, _ in wanted.values()])
    fit.data(3, fb.START + 4, fb.START, 1, *(raw for _, _, raw, _ in wanted.values()))

    (activity,) = read_fit(fit.build()).activities

    found = {name: getattr(activity.summary, name) for name in wanted}
    assert found == {name: value for name, (_, _, _, value) in wanted.items()}


@pytest.mark.parametrize(
    ("begins", "lasts", "found"),
    [
        (-6, 30, []),
        (-5, 30, [(0, 25)]),  # a first lap may begin a moment before its session
        (0, 0, [(0, 0)]),
        (59, 10, [(59, 69)]),
        (60, 10, []),  # the last record is at 59 s
    ],
)
def test_a_lap_belongs_to_the_session_it_begins_in(
    begins: int, lasts: int, found: list[tuple[int, int]]
) -> None:
    fit = fb.run(60).define(4, 19, LAP_FIELDS)
    fit.data(4, fb.START + begins + lasts, fb.START + begins, 1000 * lasts, 0, 0)

    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities

    assert [(lap.start_s, lap.end_s) for lap in activity.laps] == found


def test_a_lap_of_no_stated_length_lasts_until_it_is_written_and_none_is_shorter() -> None:
    fit = fb.run(60).define(4, 19, [*LAP_FIELDS, fb.Field(21, fb.UINT16)])
    fit.data(4, fb.START + 50, fb.START + 30, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF)
    fit.data(4, fb.START + 30, fb.START + 10, 0xFFFF_FFFF, 18_500, 6050, 12)
    fit.data(4, fb.START + 20, fb.START + 55, 0xFFFF_FFFF, 0, 0, 0)  # written before it began

    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities

    first, second = activity.laps
    assert (first.start_s, first.end_s, first.timer_s) == (10, 30, 18.5)
    assert (first.distance_m, first.ascent_m) == (60.5, 12)
    assert (second.start_s, second.end_s, second.timer_s) == (30, 50, None)
    assert (second.distance_m, second.ascent_m, second.name) == (None, None, None)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("off_s", "meant_s"),
    [(14 * 3600, 50_400), (14 * 3600 + 900, None), (900 - 10, 900), (900 - 11, None), (10, 0)],
)
def test_a_zone_is_a_quarter_hour_within_fourteen_hours(
    off_s: int, meant_s: int | None, sign: int
) -> None:
    fit = fb.session(fb.run(5), fb.START, 4)
    fit.define(4, 34, [fb.Field(253, fb.UINT32), fb.Field(5, fb.UINT32)])
    fit.data(4, fb.START, fb.START + sign * off_s)

    (activity,) = read_fit(fit.build()).activities

    assert activity.utc_offset_s == (None if meant_s is None else sign * meant_s)


@pytest.mark.parametrize(("count", "legs"), [(100, 100), (101, 100)])
def test_no_more_than_a_hundred_legs_are_believed(count: int, legs: int) -> None:
    fit = fb.run(300)
    for leg in range(count):
        fb.session(fit, fb.START + 2 * leg, 2)

    assert len(read_fit(fit.build()).activities) == legs


@pytest.mark.parametrize(("early_s", "starts_s"), [(0, 0), (86_400, -86_400), (86_401, 0), (-1, 0)])
def test_a_session_begins_at_most_a_day_before_its_first_record(
    early_s: int, starts_s: int
) -> None:
    """And never behind it."""
    fit = fb.session(fb.run(60), fb.START - early_s, 59)

    (activity,) = read_fit(fit.build()).activities

    assert activity.start_utc == FIRST + timedelta(seconds=starts_s)


@pytest.mark.parametrize(("value", "sex"), [(0, "female"), (1, "male"), (2, None)])
def test_the_wearers_sex_is_one_of_two_words(value: int, sex: str | None) -> None:
    fit = fb.run(5).define(4, 3, [fb.Field(1, fb.ENUM)]).data(4, value)

    (activity,) = read_fit(fb.session(fit, fb.START, 4).build()).activities

    assert activity.athlete.sex == sex


def test_of_the_wearers_values_nothing_is_none_and_the_last_counts() -> None:
    fit = fb.run(5).define(5, 7, [fb.Field(1, fb.UINT8), fb.Field(2, fb.UINT8)])
    fit.data(5, 180, 160).data(5, 190, 1).data(5, 0, 0)

    (activity,) = read_fit(fb.session(fit, fb.START, 4).build()).activities

    assert (activity.athlete.hr_max_bpm, activity.athlete.lthr_bpm) == (190, 1)
    assert activity.athlete.hr_rest_bpm is None


@pytest.mark.parametrize(
    ("timer_s", "metres_a_s", "pauses"),
    [
        (119, 3, [[20, 21]]),  # the timer says that the run went on
        (20, 3, [[20, 119]]),  # it says that nothing did
        (119, 0, [[20, 119]]),  # and nobody moved
    ],
)
def test_a_stop_that_no_start_follows_is_over_where_the_run_goes_on(
    timer_s: int, metres_a_s: int, pauses: list[list[int]]
) -> None:
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    fit.data(2, fb.START, 0, 0)
    for second in range(120):
        fit.data(1, fb.START + second, 100, 100 * metres_a_s * second, 3000)
    fit.data(2, fb.START + 20, 0, 4)

    (activity,) = read_fit(fb.session(fit, fb.START, timer_s).build()).activities

    assert activity.pauses_s.tolist() == pauses


@pytest.mark.parametrize(
    ("moved_m", "until_s", "over"),
    [(50, 51, True), (49, 51, False), (50, 50, False), (50, 60, True)],
)
def test_it_is_over_after_fifty_metres_and_thirty_seconds(
    moved_m: int, until_s: int, *, over: bool
) -> None:
    """From the first record behind the stop at 20 s, that of 21 s, to the last."""
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    fit.data(2, fb.START, 0, 0).data(2, fb.START + 20, 0, 4)
    for second in (*range(22), until_s):
        fit.data(1, fb.START + second, 100, 100 * moved_m * (second == until_s), 3000)

    (activity,) = read_fit(fb.session(fit, fb.START, until_s).build()).activities

    assert activity.pauses_s.tolist() == ([[20, 21]] if over else [[20, until_s]])
