"""What each past week was, and the reference that comes of them."""

from datetime import date, timedelta

import pytest
from support.made_athletes import athlete
from support.made_past import WEEK, facts
from support.made_weeks import MONDAY, NOW

from ingest.home.events import Event
from planner.past.asked import asked_weeks
from planner.past.weeks import PastRace, past_weeks, reference


def reasons(*minutes, **special):
    return [week.reason for week in past_weeks(facts(*minutes, **special))]


def reference_min(*minutes, exits=(), **special):
    found = reference(past_weeks(facts(*minutes, **special), exits=exits), MONDAY, exits=exits)
    return None if found is None else round(found / 60, 1)


def test_the_reference_is_the_median_of_three_ordinary_weeks_of_two_the_lower_of_one_that_one():
    assert reference_min() is None
    assert reference_min(200) == 200
    assert reference_min(200, 180) == 180
    assert reference_min(200, 180, 220) == 200
    assert reference_min(100, 200, 180, 220) == 200


def test_a_week_made_small_by_a_reason_is_no_part_of_the_reference():
    assert reference_min(200, 200, 200, 60, w3={"pain": True}) == 200
    assert reference_min(200, 200, 200, 60, w3={"ill_days": 5}) == 200
    assert reference_min(200, 200, 200, 60, w3={"away_days": 3}) == 200
    assert (
        reference_min(200, 200, 200, 150, w3={"asked_s": 150 * 60.0, "planned_less": True}) == 200
    )


def test_without_an_ordinary_week_the_last_weeks_count_by_the_days_off_since():
    last = MONDAY - timedelta(days=15)  # 14 days off leave 75 % (RULES 7.4)
    ill = {f"w{n}": {"ill_days": 7, "last_run": last} for n in range(2)}
    assert reference_min(100, 100, **ill) == 75


@pytest.mark.parametrize(
    ("last", "given", "reason"),
    [
        (200, {}, "ordinary"),
        (120, {}, "ordinary"),  # 60 % of 200
        (119, {}, "quiet"),
        (160, {"asked_s": 200 * 60.0}, "lighter"),  # under 85 % of what was asked
        (170, {"asked_s": 200 * 60.0}, "ordinary"),
        (100, {"asked_s": 200 * 60.0}, "quiet"),
        (100, {"asked_s": 100 * 60.0, "planned_less": True}, "lighter"),
        (150, {"pain": True, "ill_days": 4}, "pain"),
        (150, {"ill_days": 3}, "ordinary"),
        (150, {"ill_days": 3, "fever": True}, "ill"),
        (110, {"ill_days": 2}, "ill"),
        (150, {"away_days": 2}, "ordinary"),
        (150, {"away_days": 3}, "away"),
        (0, {}, "quiet"),
    ],
)
def test_one_reason_a_week(last, given, reason):
    assert reasons(200, 200, 200, last, w3=given)[-1] == reason


def test_three_quiet_weeks_running_are_the_new_habit():
    assert reasons(200, 200, 200, 100, 100)[-2:] == ["quiet", "quiet"]
    assert reasons(200, 200, 200, 100, 100, 100)[-3:] == ["ordinary"] * 3
    assert reference_min(200, 200, 200, 100, 90, 110) == 100


@pytest.mark.parametrize("reason", ["pain", "eased", "ill", "away"])
def test_a_reason_stays_until_four_fifths_of_the_reference_are_run(reason):
    given = {
        "pain": {"pain": True},
        "eased": {"eased": True},
        "ill": {"ill_days": 5},
        "away": {"away_days": 7},
    }[reason]
    found = reasons(200, 200, 200, 50, 100, 159, 160, w3=given)
    assert found[3:] == [reason, reason, reason, "ordinary"]


def race(week, km, **more):
    return PastRace(day=MONDAY - week * WEEK + timedelta(days=6), km=km, declared=True, **more)


@pytest.mark.parametrize(("km", "shaped"), [(10.0, 2), (21.1, 3), (42.2, 4), (80.0, 4)])
def test_weeks_after_a_race_are_its_own_by_its_length(km, shaped):
    found = reasons(*[200] * 9, w3={"race": race(6, km)})
    assert found[3] == "race"
    assert found[4 : 4 + shaped] == ["after race"] * shaped
    assert set(found[4 + shaped :]) == {"ordinary"}


def test_a_short_race_within_the_longest_leaves_its_week_ordinary():
    found = reasons(*[200] * 5, w3={"race": race(2, 5.0, small=True)})
    assert found == ["ordinary"] * 5


def test_weeks_before_a_finished_way_back_count_no_more():
    finished = MONDAY - timedelta(days=3)
    assert reference_min(200, 200, 200, 60, 90, exits=[finished], w4={"pain": True}) == 90
    later = MONDAY - 2 * WEEK + timedelta(days=2)
    assert reference_min(200, 200, 200, 60, 90, 100, exits=[later], w4={"pain": True}) == 90


def test_weeks_of_more_than_twelve_weeks_ago_are_forgotten():
    assert reference_min(300, 300, 300, *[150] * 12) == 150
    away = {f"w{n}": {"ill_days": 7, "last_run": MONDAY - timedelta(days=1)} for n in range(3, 15)}
    assert reference_min(300, 300, 300, *[60] * 12, **away) == 60


@pytest.mark.parametrize(
    ("effect", "made", "eased"),
    [
        ("easier", MONDAY, True),
        ("easier", MONDAY - timedelta(days=1), True),  # stood still on Monday
        ("easier", MONDAY + timedelta(days=6), True),
        ("stop", MONDAY, True),
        ("hold", MONDAY, False),
        ("no_run", MONDAY, False),  # of pain and illness the diary tells
    ],
)
def test_a_week_is_eased_by_the_effect_its_plans_were_made_under(effect, made, eased):
    def plan(day, under):
        data = {"week_start": MONDAY.isoformat(), "effect": under, "plan": {"target_s": 3600}}
        return Event(id=f"{day}{under}", kind="plan", at_utc=NOW, day=day, data=data)

    def asked(*events):
        return asked_weeks(athlete(MONDAY + timedelta(days=6), events=events))[MONDAY]

    last = plan(MONDAY + timedelta(days=6), "none")
    assert asked(plan(made, effect), last).eased == eased
    assert not asked(plan(MONDAY - timedelta(days=2), effect), plan(MONDAY, "none")).eased


@pytest.mark.parametrize(
    ("km", "rest", "shares"),
    [
        (12.0, 1, (0.75, 1.0)),
        (12.1, 3, (0.4, 0.7, 1.0)),
        (25.0, 3, (0.4, 0.7, 1.0)),
        (25.1, 5, (0.25, 0.5, 0.75, 1.0)),
        (45.0, 5, (0.25, 0.5, 0.75, 1.0)),
        (45.1, 7, (0.25, 0.5, 0.75, 1.0)),
    ],
)
def test_what_follows_a_race(km, rest, shares):
    rule = PastRace(day=date(2026, 5, 17), km=km, declared=True).rule
    assert (rule.rest_days, rule.shares) == (rest, shares)
