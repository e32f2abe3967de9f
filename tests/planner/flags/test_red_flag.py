"""Red flags stop everything until they are cleared, and come back when felt again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from support.made_athletes import athlete, cleared, said

from ingest.home.events import Event
from planner.flags import red_flag
from planner.flags.red_flag_signs import RED_FLAGS, questions_for, stop_signs
from planner.flags.standing import standing_flags
from planner.profile.model import Condition, Profile

DAY = date(2026, 5, 20)


def sign(day: date, name: str = "tendon-snap", entry_id: str = "e1"):
    return said(day, "redflag", entry_id=entry_id, values={"name": name}, side="left")


def written(entry) -> Event:
    at = datetime(entry.day.year, entry.day.month, entry.day.day, tzinfo=UTC)
    return Event(id=entry.id, kind="log", at_utc=at, day=entry.day, data={"kind": "redflag"})


def person(*entries, events=(), today=DAY):
    return athlete(today, diary=entries, events=events)


def test_it_stops_everything_and_says_so_in_plain_words():
    entry = sign(DAY)
    (flag,) = standing_flags(person(entry, events=[written(entry)]))
    assert (flag.severity, flag.plan_effect, flag.side) == ("stop", "stop", "left")
    assert "clinician" in flag.advice[0]
    assert "flags clear red_flag-tendon-snap" in flag.advice[-1]


def test_it_never_fades_by_itself():
    entry = sign(DAY)
    later = DAY + timedelta(days=400)
    assert len(standing_flags(person(entry, events=[written(entry)], today=later))) == 1


def test_clearing_takes_it_off_and_feeling_it_again_brings_it_back_the_same_day():
    first, again = sign(DAY), sign(DAY, entry_id="e2")
    clear = cleared(DAY, "red_flag-tendon-snap")
    assert standing_flags(person(first, events=[written(first), clear])) == ()
    events = [written(first), clear, written(again)]
    (flag,) = standing_flags(person(first, again, events=events))
    assert flag.severity == "stop"


def test_beside_a_stop_no_other_flag_gives_advice():
    # Pressing a calf that may hold a clot is the one thing not to say.
    entry = sign(DAY, "calf-swelling")
    pain = said(DAY, "pain", score=7, place="calf", side="left")
    stop, other = standing_flags(person(entry, pain, events=[written(entry)]))
    assert stop.severity == "stop"
    assert other.check == "pain"
    assert all("source says" not in line for line in other.advice)


def test_every_sign_has_a_question_and_a_clinician_or_an_emergency():
    assert all(flag.question.endswith("?") for flag in RED_FLAGS)
    assert all("clinician" in flag.say or "emergency" in flag.say for flag in RED_FLAGS)


def test_questions_fit_the_place():
    calf = {flag.name for flag in questions_for("calf")}
    assert {"tendon-snap", "calf-swelling", "chest-pain", "quinolone", "fever-pain"} <= calf
    assert "saddle-numbness" not in calf
    assert "saddle-numbness" in {flag.name for flag in questions_for("low-back")}
    assert questions_for("knee") == RED_FLAGS


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.name)
def test_each_sign_bars_what_it_must(flag):
    entry = sign(DAY, flag.name)
    (found,) = standing_flags(person(entry, events=[written(entry)]))
    milder = {
        "missed-periods": ("watch", "no_quality"),
        "quinolone": ("watch", "hold"),
        "after-birth": ("act", "no_run"),
    }
    assert (found.severity, found.plan_effect) == milder.get(flag.name, ("stop", "stop"))
    assert found.advice[0] == flag.say


def test_after_a_birth_the_effect_says_its_twelve_weeks_and_the_signs_that_end_it():
    entry = sign(DAY, "after-birth")
    (found,) = standing_flags(person(entry, events=[written(entry)]))
    assert "twelve weeks" in found.effect
    assert "pelvic floor" in found.effect


def test_a_quinolone_holds_for_thirty_days_after_it_is_over():
    entry = sign(DAY, "quinolone")
    events = [written(entry), cleared(DAY + timedelta(days=5), "red_flag-quinolone")]

    def stands(days):
        return bool(standing_flags(person(entry, events=events, today=DAY + timedelta(days=days))))

    assert [stands(days) for days in (4, 5, 34, 35)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("place", "score", "days", "effect"),
    [
        ("achilles", 1, 2, "stop"),
        ("achilles", 0, 2, "hold"),
        ("knee", 3, 2, "hold"),
        ("achilles", 1, 15, "hold"),
    ],
)
def test_a_quinolone_and_a_tendon_that_hurts_stop_all(place, score, days, effect):
    entry = sign(DAY, "quinolone")
    pain = said(DAY - timedelta(days=days), "pain", score=score, place=place, side="left")
    found = standing_flags(person(entry, pain, events=[written(entry)]))
    assert [one.plan_effect for one in found if one.check == "red_flag"] == [effect]


@pytest.mark.parametrize(
    ("scores", "effect"),
    [
        ((("left", 3), ("right", 0)), "stop"),  # the left one's last word is that it hurts
        ((("left", 3), ("left", 0)), "hold"),
        ((("both", 3), ("left", 0)), "stop"),
        ((("both", 3), ("left", 0), ("right", 0)), "hold"),
        ((("left", 3), (None, 0)), "hold"),
    ],
)
def test_each_side_s_last_word_says_whether_a_tendon_hurts_beside_a_quinolone(scores, effect):
    entry = sign(DAY - timedelta(days=9), "quinolone")
    pains = [
        said(DAY - timedelta(days=8 - n), "pain", score=score, place="achilles", side=side)
        for n, (side, score) in enumerate(scores)
    ]
    found = standing_flags(person(entry, *pains, events=[written(entry)]))
    assert [one.plan_effect for one in found if one.check == "red_flag"] == [effect]


def test_a_sore_shin_at_one_spot_asks_about_bone_and_periods():
    asked = {flag.name for flag in questions_for("shin")}
    assert {"bone-pain", "missed-periods"} <= asked


def test_on_paper_every_sign_that_stops_is_told_once_the_most_urgent_first():
    told = stop_signs()
    assert [do.split(",")[0] for do, _ in told] == ["Call for help now", "Stop", "Stop"]
    assert "Chest pain or short of breath" in told[0][1]
    titles = [title for _, signs in told for title in signs]
    stops = [one.title for one in RED_FLAGS if one.effect == "stop"]
    assert sorted(titles) == sorted(one for one in stops if "pregnancy" not in one)


@pytest.mark.parametrize(("name", "flags"), [("pregnant", 1), ("rate_medicine", 0)])
def test_only_a_pregnancy_that_is_over_is_asked_about(name, flags):
    dated = (
        Condition(name=name, value=True, since=DAY - timedelta(days=300)),
        Condition(name=name, value=False, since=DAY - timedelta(days=20)),
    )
    found = standing_flags(athlete(DAY, profile=Profile(conditions=dated)))
    assert [flag.id for flag in found] == ["red_flag-after-birth"] * flags


def over(name: str) -> Profile:
    dated = ((date(2025, 6, 1), True), (DAY - timedelta(days=9), False))
    return Profile(conditions=tuple(Condition(name=name, since=at, value=one) for at, one in dated))


@pytest.mark.parametrize(
    ("entries", "profile", "can"),
    [
        ((), Profile(), False),
        ((said(DAY, "pain", score=7, place="calf"),), Profile(), False),
        ((sign(DAY - timedelta(days=90)),), Profile(), True),
        ((), over("pregnant"), True),
        ((), over("pacemaker"), False),
    ],
)
def test_where_none_can_stand_none_is_found(entries, profile, can):
    """So that who logs a pain need not be judged for it."""
    one = athlete(DAY, diary=entries, profile=profile)
    assert red_flag.may_stand(one.diary, one.profile) == can
    assert bool(list(red_flag.find(one))) == can
