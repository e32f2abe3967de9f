"""Sessions against the ceiling of their day: times, classes with reasons, dates, loads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_sessions import facts, weeks_of_runs

from ingest.diary import DiaryEntry
from ingest.session.lap import Lap
from ingest.session.quality import QualityNote
from planner.judging.balance import balance_weeks
from planner.judging.judge import judge
from planner.judging.workout_structure import Effort, declared_efforts
from planner.profile.limits import Limits
from planner.profile.model import Dated, Health, Profile, ThresholdEntry
from planner.thresholds.heart import (
    HR_MAX_ESTIMATED,
    LTHR_ESTIMATED,
    REST_FROM_WATCH,
    REST_UNKNOWN,
    passed_hr_max,
)

DAY = date(2026, 5, 20)
BORN = Profile(birth_date=date(1980, 5, 1))  # 46: ceiling 134, band from 124
AT_150 = replace(BORN, thresholds=(ThresholdEntry(method="entered", value_bpm=150),))


def one(blocks, profile=AT_150, declared=None, **changes):
    session = facts(DAY, blocks, **changes)
    return judge([session], [DAY], profile, declared={session.id: declared} if declared else None)[
        0
    ]


def test_times_below_in_and_above_the_band():
    session = one([(100, 139), (200, 140), (300, 150), (400, 151)])

    assert (session.below_s, session.in_band_s, session.above_s) == (100, 500, 400)
    assert session.unknown_s == 0
    assert session.aerobic_frac == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("blocks", "expected", "words"),
    [
        ([(3600, 150)], "aerobic", "100 % of the time at or below 152"),
        ([(3600, 152)], "aerobic", "100 % of the time at or below 152"),  # two beats are forgiven
        ([(900, 140), (100, 153)], "aerobic", "90 % of the time"),
        ([(899, 140), (101, 153)], "mixed", "10 % of the time above 152"),
        ([(3600, 140), (120, 156)], "aerobic", "96 % of the time"),
        ([(3600, 140), (121, 156)], "mixed", "one stretch of 121 s above 155"),
        ([(801, 140), (199, 153)], "mixed", "19 % of the time above 152"),
        ([(800, 140), (200, 153)], "anaerobic", "20 % of the time above 152"),
        # AnT = 150 / 0.9 = 166.7, so 167 and more is above it
        ([(7000, 140), (480, 167)], "anaerobic", "8 min above the anaerobic threshold (166"),
        ([(7000, 140), (480, 166)], "mixed", "one stretch"),
    ],
)
def test_class_and_reason(blocks, expected, words):
    session = one(blocks)

    assert session.session_class == expected
    assert words in session.class_reason


def test_known_lthr_is_the_anaerobic_threshold():
    profile = replace(AT_150, lthr=(Dated(value=180),))

    assert one([(7000, 140), (480, 175)], profile).session_class == "mixed"
    assert one([(7000, 140), (480, 181)], profile).session_class == "anaerobic"


@pytest.mark.parametrize(("heard", "expected"), [(700, "aerobic"), (699, "unknown")])
def test_thin_heart_rate_is_unknown_rather_than_a_guess(heard, expected):
    session = one([(heard, 140), (1000 - heard, 0)])

    assert session.session_class == expected
    assert session.in_band_s == heard
    assert session.unknown_s == 1000 - heard
    assert (session.trimp is None) == (expected == "unknown" or "resting" in session.load_note)


def test_no_heart_rate_at_all():
    session = one([(1000, 0)])

    assert session.session_class == "unknown"
    assert session.class_reason == "no heart rate"
    assert session.below_s is session.above_s is session.aerobic_frac is None
    assert session.unknown_s == 1000


def test_no_ceiling_says_why():
    session = one([(1000, 140)], Profile())
    pregnant = one([(1000, 140)], replace(BORN, health=Health(pregnant=True)))

    assert session.session_class == pregnant.session_class == "unknown"
    assert "birth date" in session.class_reason
    assert "pregnancy" in pregnant.class_reason
    assert session.ceiling is None
    assert session.unknown_s == 1000


def test_what_is_declared_counts_more_than_beats():
    session = one([(3600, 130)], declared=Effort(hard=True, text="declared intervals"))

    assert (session.session_class, session.class_reason) == ("anaerobic", "declared intervals")


def workout(work_s, work_m_s, *, repeats=6, easy="warmup", rest="rest"):
    """Return laps: ten easy minutes at 2.5 m/s, then work and a minute of rest in turn."""
    laps = [Lap(start_s=0.0, end_s=600.0, distance_m=1500.0, intensity=easy)]
    for _ in range(repeats):
        start = laps[-1].end_s
        end = start + work_s
        laps += [
            Lap(start_s=start, end_s=end, distance_m=work_s * work_m_s, intensity="active"),
            Lap(start_s=end, end_s=end + 60.0, distance_m=90.0, intensity=rest),
        ]
    return tuple(laps)


@pytest.mark.parametrize(
    ("laps", "expected", "words"),
    [
        (workout(60, 4.0), "anaerobic", "6 repeats in the workout"),
        (workout(60, 4.0, easy="cooldown", rest="recovery"), "anaerobic", "6 repeats"),
        (workout(20, 4.5), "aerobic", "6 strides of at most 20 s"),
        (workout(60, 2.6), "aerobic", "100 %"),  # run-walk: no faster than the warm-up
        (workout(60, 4.0, easy="active"), "aerobic", "100 %"),  # no easy lap to compare with
        (workout(60, 4.0, rest="active"), "aerobic", "100 %"),  # laps of a watch, no workout
        (workout(60, 4.0, repeats=2), "aerobic", "100 %"),
        (workout(900, 4.0), "aerobic", "100 %"),
    ],
)
def test_laps_show_what_heart_rate_cannot(laps, expected, words):
    session = one([(3600, 130)], laps=laps)

    assert session.session_class == expected
    assert words in session.class_reason


def test_automatic_laps_marked_interval_say_nothing():
    laps = tuple(
        Lap(start_s=360.0 * n, end_s=360.0 * n + 360, distance_m=1000.0, intensity="interval")
        for n in range(10)
    )

    assert one([(3600, 130)], laps=laps).session_class == "aerobic"


@pytest.mark.parametrize(
    "name",
    [
        *("Race", "City Marathon", "parkrun", "6 x 800 m", "Intervals", "Tempo run", "Sprint"),
        *("Lauf", "Wettkampf", "Intervalle", "Dauerlauf"),
        *("Carrera", "Carrera por senderos", "Series", "Fraccionado", "Maratón"),
        *("Course à pied", "Course officielle", "Fractionné", "Trail"),
        *("Corsa", "Gara", "Ripetute"),
        *("Corrida", "Prova", "Hardlopen", "Wedstrijd", "Løb", "Konkurrence"),
        *("Bieg", "Zawody", "Běh", "Závod", "ランニング", "レース", "跑步", "比赛"),
    ],
)
@pytest.mark.parametrize("what", ["name", "workout"])
def test_no_name_makes_a_run_hard(name, what):
    assert one([(3600, 130)], **{what: name}).session_class == "aerobic"


def test_a_workouts_name_suggests_and_says_how_to_tell():
    reason = one([(3600, 130)], workout="City Marathon").class_reason
    assert "suggests a race" in reason
    assert "done --type race" in reason
    assert "suggests" not in one([(3600, 130)], name="Carrera", workout="Traceability").class_reason


def test_each_session_by_the_ceiling_of_its_day():
    sessions = [facts(date(2026, 4, 30), [(3600, 135)]), facts(date(2026, 5, 1), [(3600, 135)])]
    before, after = judge(sessions, [date(2026, 4, 30), date(2026, 5, 1)], BORN)

    assert (before.ceiling.bpm, after.ceiling.bpm) == (135, 134)  # a birthday between
    assert (before.above_s, after.above_s) == (0, 3600)


def test_a_later_correction_judges_the_past_anew():
    sessions = weeks_of_runs(DAY, 3, bpm=140)
    days = [session.start_utc.date() for session in sessions]

    assert {s.session_class for s in judge(sessions, days, BORN)} == {"anaerobic"}
    assert {s.session_class for s in judge(sessions, days, AT_150)} == {"aerobic"}


def test_limits_are_the_runners_to_change():
    stricter = replace(AT_150, limits=Limits(own={"class_share_tolerance_bpm": 0}))

    assert one([(1000, 152)], stricter).session_class == "anaerobic"


def test_vectors_longer_than_the_timer_are_scaled_onto_it():
    session = one([(500, 139), (501, 151)], duration_s=1000.0)

    parts = (session.below_s, session.in_band_s, session.above_s, session.unknown_s)
    assert sum(parts) == pytest.approx(1000.0, abs=1e-9)
    assert session.above_s == pytest.approx(501 * 1000 / 1001)


def test_load_says_what_is_estimated():
    rested = replace(AT_150, hr_rest=(Dated(value=50),))
    known = replace(rested, hr_max=(Dated(value=190),), lthr=(Dated(value=165),), sex="male")

    assert one([(3600, 140)]).trimp is None
    assert REST_UNKNOWN in one([(3600, 140)]).load_note
    assert one([(3600, 140)], rested).load_note == f"{HR_MAX_ESTIMATED}; {LTHR_ESTIMATED}"
    assert one([(3600, 165)], known).load_note == ""
    assert one([(3600, 165)], known).hrss == pytest.approx(100)


def test_the_watch_may_state_the_resting_heart_rate():
    days = [date(2026, 5, n) for n in (1, 2, 3)]
    sessions = [
        facts(day, [(3600, 140)], device_hr_rest_bpm=rest)
        for day, rest in zip(days, (None, 48, None), strict=True)
    ]
    judged = judge(sessions, days, AT_150)

    assert all(REST_FROM_WATCH in session.load_note for session in judged)
    assert len({session.trimp for session in judged}) == 1


@given(
    blocks=st.lists(st.tuples(st.integers(1, 2000), st.integers(60, 200)), min_size=2, max_size=12),
    cut=st.integers(1, 11),
    ceiling=st.integers(80, 190),
)
def test_a_session_split_in_two_keeps_its_times(blocks, cut, ceiling):
    profile = replace(BORN, thresholds=(ThresholdEntry(method="entered", value_bpm=ceiling),))
    cut = min(cut, len(blocks) - 1)
    whole, first, second = judge(
        [facts(DAY, part) for part in (blocks, blocks[:cut], blocks[cut:])], [DAY] * 3, profile
    )

    for name in ("below_s", "in_band_s", "above_s", "unknown_s"):
        parts = getattr(first, name) + getattr(second, name)
        assert getattr(whole, name) == pytest.approx(parts, rel=1e-6)


@given(bpm=st.lists(st.integers(60, 200), min_size=1, max_size=400), ceiling=st.integers(80, 190))
def test_vectors_judge_as_the_samples_would(bpm, ceiling):
    profile = replace(BORN, thresholds=(ThresholdEntry(method="entered", value_bpm=ceiling),))
    session = judge([facts(DAY, [(1, beat) for beat in bpm])], [DAY], profile)[0]
    beats = np.array(bpm)

    assert session.below_s == (beats < ceiling - 10).sum()
    assert session.in_band_s == ((beats >= ceiling - 10) & (beats <= ceiling)).sum()
    assert session.above_s == (beats > ceiling).sum()


def entry(kind="done", day=DAY, **values):
    return DiaryEntry(id="e", day=day, kind=kind, values=values)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (entry(type="intervals", session="kept"), "declared as intervals"),
        (entry(type="race", session="copy"), "declared as a race"),  # by an alias
        (entry(type="race"), "declared as a race"),  # the day's only run
        (entry(type="race", day=date(2026, 5, 19)), None),
        (entry(type="easy", session="kept"), None),
        (entry(kind="maf-test", type="race", session="kept"), None),
    ],
)
def test_what_the_diary_says_of_a_session(said, expected):
    done = [facts(DAY, [(600, 130)], id="kept"), facts(DAY, [], sport="cycling")]
    found = declared_efforts([said], [DAY, DAY], done, {"copy": "kept", "kept": "kept"})

    assert [effort.text for effort in found.values()] == ([expected] if expected else [])
    assert set(found) <= {"kept"}


def test_two_runs_of_a_day_need_to_be_named():
    done = [facts(DAY, [], id="a"), facts(DAY, [], id="b")]

    assert declared_efforts([entry(type="race")], [DAY, DAY], done, {}) == {}


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([(3000, 140), (60, 195)], 195),
        ([(3000, 140), (59, 195)], None),
        ([(3000, 140), (40, 193), (20, 195)], 193),
        ([(3000, 140), (600, 190)], None),
    ],
)
def test_a_minute_above_hr_max_says_that_it_is_too_low(blocks, expected):
    profile = replace(AT_150, hr_max=(Dated(value=190),))
    found = passed_hr_max(profile, [(DAY, facts(DAY, blocks))])

    assert (None if found is None else found.held_bpm) == expected
    assert passed_hr_max(Profile(), [(DAY, facts(DAY, blocks))]) is None


def test_the_highest_minute_above_the_hr_max_of_its_own_day_is_told():
    """None is known on the first day; 190 holds for two days, then 195; of equals the first."""
    stated = (Dated(value=190, since=DAY), Dated(value=195, since=DAY + timedelta(days=2)))
    profile = replace(AT_150, birth_date=None, hr_max=stated)
    dated = [
        (day, facts(day, [(3000, 140), (60, bpm)]))
        for day, bpm in (
            (DAY - timedelta(days=1), 205),
            (DAY, 192),
            (DAY + timedelta(days=1), 194),
            (DAY + timedelta(days=1), 193),
            (DAY + timedelta(days=2), 195),
            (DAY + timedelta(days=3), 194),
        )
    ]
    found = passed_hr_max(profile, dated)
    assert (found.day, found.held_bpm, found.hr_max_bpm) == (DAY + timedelta(days=1), 194, 190)
    again = passed_hr_max(replace(profile, hr_max=stated[:1]), [*dated[:3], dated[-1]])
    assert again.day == DAY + timedelta(days=1)


def test_a_doubtful_heart_rate_judges_nothing():
    """The whole recording may be wrong: its class is unknown, its time unknown time, no load."""
    note = QualityNote(code="hr_doubtful", text="It may be wrong throughout.")
    session = one([(3600, 140)], quality=(note,), device_hr_max_bpm=190.0)
    assert session.session_class == "unknown"
    assert "wrong throughout" in session.class_reason
    assert (session.below_s, session.in_band_s, session.above_s) == (None, None, None)
    assert session.unknown_s == 3600
    assert session.aerobic_frac is session.trimp is session.hrss is None
    assert "wrong throughout" in session.load_note
    (week,) = balance_weeks([session], DAY)
    assert (week.unknown_s, week.aerobic_s + week.anaerobic_s) == (3600, 0)
