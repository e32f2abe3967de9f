"""What a flag says as a whole: its id, words, figures, days and what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, cleared, said

from ingest.wellness import WellnessDay
from planner.flags import pain, prior_injury, recovery, red_flag, side_difference, soleus_watch
from planner.flags.model import Evidence, Flag
from planner.flags.red_flag_signs import safety_questions
from planner.profile.model import Health, Profile

DAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def sheet(flag):
    """Return id, title, day, tissue, side."""
    return flag.id, flag.title, flag.since, flag.tissue, flag.side


def figures(flag):
    """Return value, what it is held against, limit and days of each line."""
    return [(one.value, one.baseline, one.limit, one.days) for one in flag.evidence]


def told(kind, left, right, **parts):
    def entry(side, value):
        values = {"values": value} if isinstance(value, dict) else {"score": float(value)}
        return said(ago(2), kind, side=side, entry_id=side, **parts, **values)

    return athlete(DAY, diary=[entry("left", left), entry("right", right)])


def test_sides():
    (raises,) = side_difference.find(told("heel-raise-test", {"reps": 25}, {"reps": 20}))
    title = "Heel raises: the right side is weaker"
    assert sheet(raises) == ("side_difference-heel_raises", title, ago(2), "calf", "right")
    assert figures(raises) == [(20, 25, 22.5, (ago(2),))]  # nine tenths of the other side
    assert "not from the Sock Doc's video" in raises.source
    stand = {"level": "B1"}
    (balance,) = side_difference.find(
        told("balance-test", stand | {"seconds": 20}, stand | {"seconds": 60})
    )
    title = "Balance B1: the left side is weaker"
    assert sheet(balance) == ("side_difference-balance_B1", title, ago(2), "hip", "left")
    assert figures(balance) == [(20, 60, 45, (ago(2),))]
    (tender,) = side_difference.find(told("tenderness", 1, 4, place="soleus"))
    title = "Tenderness of the soleus: the right side is sorer"
    assert sheet(tender) == ("side_difference-tenderness-soleus", title, ago(2), "soleus", "right")
    assert figures(tender) == [(4, 1, 3, (ago(2),))]
    assert "sorer or weaker" in tender.source


def hurts(days, score, **parts):
    return said(ago(days), "pain", score=score, **({"place": "achilles", "side": "left"} | parts))


def pains(*entries):
    return list(pain.find(athlete(DAY, diary=entries)))


def test_pain():
    (flag,) = pains(hurts(3, 2), hurts(2, 4), hurts(0, 5))
    title = "Pain 5 of 10 (left Achilles)"
    assert sheet(flag) == ("pain-achilles-left", title, ago(2), "achilles", "left")
    assert figures(flag) == [(4, None, 3, (ago(2),)), (5, None, 3, (DAY,))]
    both = pains(hurts(0, 5, side="both"))
    assert [(one.id, one.side) for one in both] == [("pain-achilles-both", "both")]
    nobody = pains(hurts(0, 5, side=None))
    assert [(one.id, one.side) for one in nobody] == [("pain-achilles", None)]
    apart = pains(hurts(0, 5), hurts(0, 6, side="right"))
    assert [one.id for one in apart] == ["pain-achilles-left", "pain-achilles-right"]


@pytest.mark.parametrize(("late", "words"), [(14, "this week"), (15, "clinician")])
def test_a_stop_names_whom_to_see(late, words):
    (flag,) = pains(hurts(late, 6))
    assert (flag.severity, flag.plan_effect, flag.since) == ("act", "no_run", ago(late))
    assert words in flag.advice[0] or late == 14
    (fresh,), (old,) = pains(hurts(14, 6)), pains(hurts(15, 6))
    assert fresh.advice[0] != old.advice[0]
    assert fresh.advice[1].startswith("Do not run on this")


@pytest.mark.parametrize(("apart", "stands"), [(6, True), (7, False)])
def test_rising_mornings_hold_for_a_week(apart, stands):
    mornings = [hurts(apart + 1, 1, when="next morning"), hurts(apart, 2, when="next morning")]
    found = pains(*mornings)
    low, high = (f"{ago(days):%a}" for days in (apart + 1, apart))
    assert [(one.title, one.plan_effect) for one in found] == [
        (f"Morning pain rising: 1 on {low}, 2 on {high} (left Achilles)", "hold")
    ] * stands


def test_a_rise_within_a_week():
    (flag,) = pains(hurts(5, 0, when="after"), hurts(1, 2, when="after"))
    assert flag.title == "Pain rose from 0 to 2 within a week (left Achilles)"
    assert figures(flag) == [(0, None, 2, (ago(5),)), (2, None, 2, (ago(1),))]


def sign(name, day=DAY, **parts):
    return said(day, "redflag", values={"name": name}, **parts)


def test_a_red_flag_of_a_newer_program_stops_all_the_same():
    (flag,) = red_flag.find(athlete(DAY, diary=[sign("glowing-toes", side="left")]))
    assert flag.id == "red_flag-glowing-toes"
    assert flag.title == "A sign you logged: glowing-toes"
    assert (flag.plan_effect, flag.severity, flag.side) == ("stop", "stop", "left")
    assert flag.evidence[0].days == (DAY,)


@pytest.mark.parametrize(("days", "due"), [(92, False), (93, True)])
def test_the_safety_questions_come_again_after_a_quarter(days, due):
    assert red_flag.safety_due([said(ago(days), "safety"), said(ago(400), "safety")], DAY) is due
    assert red_flag.safety_due([said(ago(1), "note")], DAY) is True


def test_men_are_not_asked_what_concerns_women():
    men, women, unknown = (safety_questions(sex) for sex in ("male", "female", None))
    assert women == unknown
    assert {"missed-periods"} <= {one.name for one in set(women) - set(men)}
    assert set(men) < set(women)
    assert all(one.asked for one in women)


def after_quinolone(*entries, events=(), today=DAY):
    return list(red_flag.find(athlete(today, diary=entries, events=events)))


@pytest.mark.parametrize("side", ["left", "right", "both", None])
def test_quinolone_holds_and_stops_with_tendon_pain(side):
    taken = sign("quinolone", ago(3))
    (calm,) = after_quinolone(taken)
    assert calm.plan_effect == "hold"
    sore = said(ago(1), "pain", score=2, place="achilles", side=side)
    (stop,) = after_quinolone(taken, sore)
    assert stop.plan_effect == "stop"
    assert stop.title == f"{calm.title}, with pain that it makes worse"
    over = said(DAY, "pain", score=0, place="achilles", side=side)
    (again,) = after_quinolone(taken, sore, over)
    assert (again.plan_effect, again.title) == ("hold", calm.title)


def test_prior_injuries():
    (flag,) = prior_injury.find(
        athlete(DAY, profile=Profile(health=Health(prior_calf_side="both")))
    )
    title = "Trouble with the left and right calf in the last twelve months"
    assert sheet(flag) == ("prior_injury-calf", title, DAY, "calf", "both")
    assert figures(flag) == [(None, None, None, ())]
    assert flag.evidence_strength == "moderate"
    (flag,) = prior_injury.find(
        athlete(DAY, profile=Profile(health=Health(prior_achilles_side="left")))
    )
    title = "Trouble with the left Achilles tendon in the last twelve months"
    assert sheet(flag) == ("prior_injury-achilles", title, DAY, "achilles", "left")
    assert figures(flag) == [(6.3, 1.0, None, ())]


def wellness(by, days=9):
    return [WellnessDay(day=ago(n), rhr_bpm=50.0 + (by if n < days else 0)) for n in range(90)]


@pytest.mark.parametrize(
    ("by", "severity"), [(3.52, None), (3.54, "watch"), (8.22, "watch"), (8.25, "act")]
)
def test_resting_heart_rate(by, severity):
    """Nine days higher: 51 of 60 parts of the step are over the own mean; 3 bpm amber, 7 red."""
    found = list(recovery.find(athlete(DAY, wellness=wellness(by)), ()))
    assert [one.severity for one in found] == [severity] * (severity is not None)
    for one in found:
        assert one.title == "Resting heart rate above your usual range"
        assert figures(one)[0][:3] == (
            round(50 + by, 1),
            round(50 + by * 9 / 60, 1),
            round(50 + by * 9 / 60 + 3, 1),
        )
        assert one.since == DAY or by > 4  # the third day in a row outside is the first


HARD = Flag(
    id="hard_days",
    check="hard_days",
    severity="watch",
    title="3 hard days within seven",
    since=ago(5),
    evidence=(
        Evidence(what="a", value=1.0, unit="d", baseline=None, limit=3.0, days=()),
        Evidence(what="b", value=3.0, unit="d", baseline=None, limit=3.0, days=()),
    ),
    source="",
    evidence_strength="source only",
    advice=(),
)


def watch(*entries, others=(HARD,)):
    return list(soleus_watch.find(athlete(DAY, diary=entries), others))


def test_the_soleus_watch():
    entries = [
        said(ago(n), "soreness", score=2, place="soleus", side="left") for n in range(6, 0, -1)
    ]
    (flag,) = watch(*entries)
    title = "Hard training and soleus soreness together: hard days too close together"
    assert sheet(flag) == ("soleus_watch", title, ago(5), "soleus", "left")
    # the last figure of the pattern, and the last four words of the body
    assert [one.what for one in flag.evidence] == ["b", *["left soleus soreness"] * 4]
    assert [one.days for one in flag.evidence[1:]] == [(ago(n),) for n in (4, 3, 2, 1)]
    other = replace(entries[-1], side="right", id="r")
    (both,) = watch(*entries, other)
    assert both.side == "both"
    assert both.advice[0] != flag.advice[0]
    assert watch(*entries, others=()) == []


@pytest.mark.parametrize(
    ("score", "back", "noted"), [(1, 0, True), (0.5, 0, False), (1, 13, True), (1, 14, False)]
)
def test_which_symptoms_make_a_watch(score, back, noted):
    entry = said(ago(back), "soreness", score=score, place="soleus", side="left")
    assert bool(watch(entry)) is noted


def test_a_sign_that_is_cleared_stands_no_more():
    entry = sign("tendon-snap", ago(2), entry_id="e1")
    assert len(after_quinolone(entry)) == 1
    # cleared by an event that is older than the entry, it stands
    assert len(after_quinolone(entry, events=[cleared(ago(3), "red_flag-tendon-snap")])) == 1
