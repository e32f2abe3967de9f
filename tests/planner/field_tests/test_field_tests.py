"""Declared MAF and drift tests: figures, refusals with their reason, trends between like tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from support.made_sessions import facts

from ingest.home.events import Event
from ingest.session.quality import QualityNote
from ingest.session.stream import SessionStream
from ingest.wellness import WellnessDay
from planner.athlete import build_athlete
from planner.field_tests import Declaration, MafTest, declarations, maf_trends
from planner.field_tests.computed import results
from planner.field_tests.drift import drift_test
from planner.field_tests.maf import maf_test
from planner.field_tests.seconds import seconds_of
from planner.judging.judge import judge
from planner.profile.model import Dated, Profile, ThresholdEntry

DAY = date(2026, 5, 20)
PROFILE = Profile(
    thresholds=(ThresholdEntry(method="entered", value_bpm=140),),
    hr_rest=(Dated(value=50),),
    hr_max=(Dated(value=190),),
)
TEST = Declaration(kind="maf", session_id="x", day=DAY, course="track", protocol=None)


def stream(parts, *, pauses=(), every=1, drop=None, climb=0.0):
    """Return a stream of (seconds, bpm, m/s) parts; bpm may be a pair, run through evenly."""
    hr = np.concatenate(
        [np.linspace(*(b if isinstance(b, tuple) else (b, b)), s) for s, b, _ in parts]
    )
    speed = np.concatenate([np.full(s, v) for s, _, v in parts])
    t = np.arange(len(hr), dtype=float)
    for start, long in pauses:
        t[t >= start] += long
    keep = np.ones(len(t), bool)
    keep[np.arange(len(t)) % every != 0] = False
    if drop is not None:
        keep[slice(*drop)] = False
    distance = np.cumsum(speed)
    arrays = {
        "t_s": t[keep],
        "hr_bpm": hr[keep],
        "speed_m_s": speed[keep],
        "distance_m": distance[keep],
        "altitude_m": (climb * distance)[keep],
        "pauses_s": np.array([(start, start + long) for start, long in pauses]).reshape(-1, 2),
    }
    return SessionStream.from_arrays(arrays)


def session(**changes):
    return judge([facts(DAY, [(3600, 140)], **changes)], [DAY], PROFILE)[0]


def measure(parts, *, profile=PROFILE, **changes):
    judged = judge([facts(DAY, [(3600, 140)])], [DAY], profile)[0]
    return maf_test(TEST, judged, seconds_of(stream(parts, **changes)))


EXAMPLE = [(720, 125, 2.2), (901, 140, 2.5)]


def test_the_published_example():
    # garmin_data_hub's public tests: 720 s of warm-up, 900 s at 2.5 m/s: 2250 m at 400 s/km.
    found = measure(EXAMPLE)

    assert found.refused is None
    assert found.measured_s == 900
    assert found.distance_m == pytest.approx(2250)
    assert 1000 / found.speed_m_s == pytest.approx(400)
    assert found.split_s == pytest.approx((400, 400))
    assert found.fade_frac == pytest.approx(0)
    assert found.hr_mean_bpm == pytest.approx(140)


@pytest.mark.parametrize("every", [1, 5])
def test_a_cool_down_and_slow_records_change_nothing(every):
    found = measure([*EXAMPLE, (600, 115, 1.8)], every=every)

    assert found.measured_s == pytest.approx(900, abs=5)
    assert 1000 / found.speed_m_s == pytest.approx(400, rel=0.01)


def test_short_pauses_take_no_time():
    found = measure([(720, 125, 2.2), (1001, 140, 2.5)], pauses=[(1000, 20)])

    assert found.measured_s == pytest.approx(1000, abs=1)
    assert found.distance_m == pytest.approx(2500, rel=0.005)


def test_fading_splits_are_the_rule_and_faster_ones_suspect():
    fading = measure([(720, 125, 2.2), (500, 140, 2.5), (600, 140, 2.4)])
    faster = measure([(720, 125, 2.2), (500, 140, 2.4), (600, 140, 2.5)])

    assert fading.fade_frac > 0
    assert not any("warm-up" in note for note in fading.notes)
    assert faster.fade_frac < 0
    assert any("warm-up may be too short" in note for note in faster.notes)


@pytest.mark.parametrize(
    ("parts", "changes", "part"),
    [
        (
            [(720, 125, 2.2), (850, 140, 2.5)],
            {},
            "only 14 min near 140 bpm after 12 min of warm-up; 15 are needed",
        ),
        ([(3000, 120, 2.2)], {}, "only 0 min near 140 bpm after 12 min of warm-up; 15 are needed"),
        (
            [(720, 125, 2.2), (1800, 150, 2.5)],
            {},
            "run at 150 bpm, more than 5 from the ceiling, 140",
        ),
        (
            [(720, 125, 2.2), (1800, 140, 2.5)],
            {"pauses": [(1500, 31)]},
            "a pause or hole of 31 s, 30 are allowed",
        ),
        (
            [(720, 125, 2.2), (1800, 140, 2.5)],
            {"drop": (1000, 1040)},
            "a pause or hole of 41 s, 30 are allowed",
        ),
        (
            [(720, 125, 2.2), (1800, 140, np.nan)],
            {},
            "heart rate and speed for only 1 % of it, 95 % are needed",
        ),  # 30 s are held
        ([(720, 125, 2.2), (1800, 140, 0.0)], {}, "no distance"),
        (
            [(720, 125, 2.2), (1800, 140, 2.5)],
            {"climb": 0.02},
            "a net grade of +2.0 %: not a flat course",
        ),
    ],
)
def test_a_test_is_refused_with_its_reason(parts, changes, part):
    found = measure(parts, **changes)

    assert found.refused == part
    assert found.speed_m_s is None


def test_without_a_ceiling_there_is_no_test():
    found = measure(EXAMPLE, profile=Profile())

    assert "no ceiling" in found.refused


def drift(parts, **changes):
    one = Declaration(kind="drift", session_id="x", day=DAY, course=None, protocol=None)
    return drift_test(one, session(), seconds_of(stream(parts, **changes)))


@pytest.mark.parametrize(
    ("halves", "expected"),
    [
        (((140, 3.0), (147, 3.0)), 0.04762),  # constant speed, heart rate 5 percent up
        (((140, 3.0), (143, 2.9)), 0.05361),
    ],
)
def test_drift_figures(halves, expected):
    (first_hr, first_speed), (second_hr, second_speed) = halves
    found = drift([(900, 130, 2.5), (1800, first_hr, first_speed), (1801, second_hr, second_speed)])

    assert found.refused is None
    assert found.measured_s == 3600
    assert found.drift_frac == pytest.approx(expected, abs=5e-5)
    assert found.start_hr_bpm == pytest.approx(first_hr)


def test_a_drift_is_that_of_one_hour_whatever_follows():
    hour = [(900, 130, 2.5), (1800, 140, 3.0), (1800, 147, 3.0)]
    found, longer = drift([*hour, (1, 147, 3.0)]), drift([*hour, (1200, 180, 2.0)])

    assert longer.measured_s == found.measured_s == 3600
    assert longer.drift_frac == pytest.approx(1 - 140 / 147)


@pytest.mark.parametrize(
    ("later", "threshold", "advice"),
    [
        (142, None, "5 bpm higher"),
        (146.2, 140, "is the aerobic threshold"),
        (150, None, "5 bpm lower"),
    ],
)
def test_what_a_drift_says_of_its_start(later, threshold, advice):
    found = drift([(900, 130, 2.5), (1800, 140, 3.0), (1801, later, 3.0)])

    assert advice in found.advice
    assert found.aerobic_bpm == (None if threshold is None else pytest.approx(threshold))


@pytest.mark.parametrize(
    ("parts", "changes", "part"),
    [
        (
            [(900, 130, 2.5), (2000, 140, 3.0)],
            {},
            "only 33 min after 15 min of warm-up; 44 are needed",
        ),
        (
            [(900, 130, 2.5), (3600, 140, 3.0)],
            {"pauses": [(2000, 90)]},
            "a pause or hole of 90 s, 30 are allowed",
        ),
        (
            [(900, 130, 2.5), (3600, np.nan, 3.0)],
            {},
            "heart rate and speed for only 0 % of it, 95 % are needed",
        ),
        (
            [(900, 130, 2.5), *[(300, 140, v) for v in (2.0, 3.0) * 6]],
            {},
            "speed varied by 20 % from minute to minute, under 10 % is steady",
        ),
        (
            [(900, 130, 2.5), (3600, 140, 3.0)],
            {"climb": -0.02},
            "a net grade of -2.0 %: not a flat course",
        ),
    ],
)
def test_a_drift_test_is_refused_with_its_reason(parts, changes, part):
    assert drift(parts, **changes).refused == part


def event(n, day, **data):
    return Event(
        id=f"e{n}", kind="log", at_utc=datetime(2026, 5, 20, tzinfo=UTC), day=day, data=data
    )


def athlete_of(runs, events=(), profile=PROFILE):
    return build_athlete(profile=profile, facts=runs, wellness=(), events=events, today=DAY)


def test_only_what_is_declared_is_a_test():
    runs = [
        facts(DAY - timedelta(days=n), [(3600, 140)], id=f"run{n}", name=name)
        for n, name in enumerate(["MAF test", None, None, "drift-test", "long"])
    ]
    events = [
        event(1, DAY - timedelta(days=1), kind="maf-test", values={"session": "copy1"}),
        event(2, DAY - timedelta(days=2), kind="maf-test", values={"course": " Track "}),
        event(3, DAY - timedelta(days=40), kind="maf-test"),
        event(4, DAY, kind="note", text="no test"),
    ]
    found = declarations(athlete_of(runs, events), {"copy1": "run1"})

    assert [(one.session_id, one.kind, one.course) for one in found] == [
        ("run3", "drift", None),
        ("run2", "maf", "track"),
        ("run1", "maf", None),
        ("run0", "maf", None),
    ]


@pytest.mark.parametrize(("named", "meant"), [("late", ["late"]), (None, []), ("gone", [])])
def test_of_two_runs_of_a_day_the_one_that_is_named_is_the_test(named, meant):
    runs = [
        facts(DAY, [(3600, 140)], id=one, hour=hour) for one, hour in (("early", 7), ("late", 18))
    ]
    values = {} if named is None else {"session": named}
    found = declarations(athlete_of(runs, [event(1, DAY, kind="maf-test", values=values)]), {})
    assert [one.session_id for one in found] == meant


def test_tests_of_one_day_come_in_the_order_of_their_sessions():
    """By day, session, then kind, however they were declared."""
    runs = [
        facts(DAY, [(3600, 140)], id=one, hour=hour, name=name)
        for one, hour, name in (("b", 7, "MAF test"), ("a", 12, None), ("c", 18, "AeT test"))
    ]
    said = [
        event(1, DAY, kind="maf-test", values={"session": "c"}),
        event(2, DAY, kind="maf-test", values={"session": "a"}),
        event(3, DAY, kind="drift-test", values={"session": "a"}),
    ]
    found = declarations(athlete_of(runs, said), {})
    assert [(one.session_id, one.kind) for one in found] == [
        ("a", "drift"),
        ("a", "maf"),
        ("b", "maf"),
        ("c", "drift"),
        ("c", "maf"),
    ]


def test_the_diary_stands_before_the_name():
    runs = [facts(DAY, [(3600, 140)], id="run0", name="MAF test")]
    said = event(1, DAY, kind="maf-test", values={"session": "run0", "course": "track"})

    (one,) = declarations(athlete_of(runs, [said]), {})
    assert one.course == "track"


def test_results_read_only_the_declared_sessions():
    runs = [facts(DAY - timedelta(days=n), [(3600, 140)], id=f"run{n}") for n in range(3)]
    said = event(1, DAY, kind="maf-test", values={"session": "run0"})
    athlete = athlete_of(runs, [said])
    read = []

    def samples(session_id):
        read.append(session_id)
        return stream(EXAMPLE)

    (found,) = results(athlete, declarations(athlete, {}), samples)
    assert read == ["run0"]
    assert found.speed_m_s == pytest.approx(2.5)


def maf(day, speed, **changes):
    values = {
        "declaration": replace(TEST, day=day, session_id=str(day)),
        "ceiling_bpm": 140,
        "measured_s": 1800.0,
        "hr_mean_bpm": 140.0,
        "speed_m_s": speed,
        "temperature_c": 15.0,
        "climb_m_km": 2.0,
    }
    return MafTest(**(values | changes))


def weeks(n):
    return DAY - timedelta(weeks=12 - n)


@pytest.mark.parametrize(
    ("speed", "expected"),
    [
        (2.5 / 0.985, "progress"),
        (2.5 / 0.986, "plateau"),
        (2.5 / 1.014, "plateau"),
        (2.5 / 1.015, "regress"),
    ],
)
def test_the_tolerance_is_one_and_a_half_percent_of_pace(speed, expected):
    first, second = maf_trends([maf(weeks(0), 2.5), maf(weeks(4), speed)], athlete_of([]))

    assert first.rating == "first"
    assert second.rating == expected
    assert second.against == weeks(0)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"temperature_c": 23.1}, "warmer"),
        ({"hr_mean_bpm": 144.0}, "heart rate"),
        ({"climb_m_km": 8.0}, "climb"),
        ({"declaration": replace(TEST, day=weeks(4), course=None)}, "course"),
        ({"declaration": replace(TEST, day=weeks(4), course="park")}, "course"),
        ({"declaration": replace(TEST, day=weeks(4), protocol="5 km")}, "protocol"),
    ],
)
def test_unlike_tests_have_no_trend(changes, part):
    _, second = maf_trends([maf(weeks(0), 2.5), maf(weeks(4), 2.7, **changes)], athlete_of([]))

    assert second.rating == "not comparable"
    assert second.change_frac is None
    assert part in second.why


def test_the_last_comparable_one_counts():
    hot = maf(weeks(4), 2.3, temperature_c=30.0)
    trends = maf_trends([maf(weeks(0), 2.5), hot, maf(weeks(8), 2.6)], athlete_of([]))

    assert [trend.rating for trend in trends] == ["first", "not comparable", "progress"]
    assert trends[2].against == weeks(0)


def test_a_refused_test_is_in_no_trend():
    refused = MafTest(declaration=replace(TEST, day=weeks(4)), refused="a pause")

    assert [t.rating for t in maf_trends([maf(weeks(0), 2.5), refused], athlete_of([]))] == [
        "first"
    ]


def test_a_plateau_turns_abnormal_after_three_tests_over_twelve_weeks():
    def ratings(step):
        tests = [maf(DAY - timedelta(weeks=step * (3 - n)), 2.5) for n in range(4)]
        return [trend.rating for trend in maf_trends(tests, athlete_of([]))]

    assert ratings(4) == ["first", "plateau", "plateau", "abnormal plateau"]
    assert ratings(3) == ["first", "plateau", "plateau", "plateau"]


def test_a_day_whose_load_nobody_knows_hides_no_peak():
    """A run without heart rate has no load; the others make the peak all the same."""
    unknown = {3, 20}
    runs = [
        facts(DAY - timedelta(days=n), [(5400 if n < 7 else 2700, 140 * (n not in unknown))])
        for n in range(35)
    ]
    events = [
        event(1, DAY - timedelta(days=20), kind="stress", score=3),
        event(2, DAY - timedelta(days=2), kind="stress", score=6),
    ]
    athlete = athlete_of(runs, events, replace(PROFILE, birth_date=date(1980, 1, 1)))
    assert [one.load_hrss for one in athlete.days].count(None) == len(unknown)

    assert maf_trends([maf(weeks(8), 2.5), maf(DAY, 2.6)], athlete)[1].rating == "ambiguous"


@pytest.mark.parametrize(
    ("last_week_minutes", "scores", "expected"),
    [(90, (3, 6), "ambiguous"), (45, (3, 6), "progress"), (90, (3, 4), "progress")],
)
def test_faster_while_feeling_worse_in_a_peak_of_load_is_ambiguous(
    last_week_minutes, scores, expected
):
    runs = [
        facts(
            DAY - timedelta(days=n), [(60 * (last_week_minutes if n < 7 else 45), 140)], id=f"r{n}"
        )
        for n in range(35)
    ]
    events = [
        event(1, DAY - timedelta(days=20), kind="stress", score=scores[0]),
        event(2, DAY - timedelta(days=2), kind="stress", score=scores[1]),
    ]
    profile = replace(PROFILE, birth_date=date(1980, 1, 1))
    tests = [maf(weeks(8), 2.5), maf(DAY, 2.6)]

    assert maf_trends(tests, athlete_of(runs, events, profile))[1].rating == expected


@pytest.mark.parametrize("felt", ["stress", "done", "sleep"])
@pytest.mark.parametrize(
    ("worse", "usual", "expected"),
    # the last seven days against the four weeks before them (RULES 5.5)
    [
        (6, 7, "ambiguous"),
        (0, 34, "ambiguous"),
        (7, 20, "progress"),
        (6, 35, "progress"),
        (-1, 20, "progress"),
    ],
)
def test_what_feels_worse_is_of_its_own_days(felt, worse, usual, expected):
    runs = [
        facts(DAY - timedelta(days=n), [(5400 if n < 7 else 2700, 140)], id=f"r{n}")
        for n in range(35)
    ]
    now, before = DAY - timedelta(days=worse), DAY - timedelta(days=usual)
    said = [event(1, before, kind=felt, score=3), event(2, now, kind=felt, score=6)]
    slept = (WellnessDay(day=before, sleep_s=8 * 3600), WellnessDay(day=now, sleep_s=6 * 3600))
    profile = replace(PROFILE, birth_date=date(1980, 1, 1))
    who = athlete_of(runs, () if felt == "sleep" else said, profile)
    who = replace(who, wellness=slept if felt == "sleep" else ())
    assert maf_trends([maf(weeks(8), 2.5), maf(DAY, 2.6)], who)[1].rating == expected


def test_a_test_on_a_heart_rate_that_may_be_wrong_throughout_is_refused():
    doubtful = (QualityNote(code="hr_doubtful", text="Heart rate may be wrong throughout."),)
    one = session(quality=doubtful)
    steady = seconds_of(stream([(900, 130, 2.5), (3601, 140, 2.5)]))
    said = "the heart rate of this session may be wrong throughout"
    assert maf_test(TEST, one, steady).refused == said
    assert drift_test(TEST, one, steady).refused == said


def test_a_tests_climb_is_told_by_the_kilometre():
    one = judge([facts(DAY, [(3600, 140)], ascent_m=45.0)], [DAY], PROFILE)[0]
    found = maf_test(TEST, one, seconds_of(stream(EXAMPLE)))
    assert found.climb_m_km == pytest.approx(5.0)  # 45 m on the 9 km of the whole run
