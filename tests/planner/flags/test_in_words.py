"""Every warning as a runner and a script get it: one example each, the whole of it.

``in_words.txt`` holds them. Where a warning comes out differently it must be read again:
``AEROBASE_REVIEW=1`` writes the new text, for a person to judge. The figures of an example follow
from RULES.md, as the line beside it says.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from support.made_athletes import athlete, run, said

from ingest.diary.kinds import PLACES
from ingest.session.facts import BPM, SPEED_BINS
from ingest.wellness import WellnessDay
from planner.flags import (
    aerobic_share,
    aerobic_speed,
    calf_load,
    decoupling,
    distance_spike,
    hard_days,
    heart_rate_gaps,
    illness,
    intensity,
    life_stress,
    load_jump,
    load_strain,
    maf_test,
    pain,
    prior_injury,
    recovery,
    red_flag,
    side_difference,
    small_signs,
    soleus_watch,
    strength_neglected,
    time_away,
)
from planner.flags.checks import CHECKS
from planner.flags.red_flag_signs import BY_NAME, RED_FLAGS
from planner.load.days import LoadDay
from planner.profile.model import Condition, Health, Profile
from planner.session import Ceiling
from planner.test_results import Declaration, MafTest

MONDAY = date(2026, 5, 18)
WORDS = Path(__file__).with_name("in_words.txt")
CEILING = Ceiling(
    bpm=140, floor_bpm=130, method="maf", uncertainty_bpm=None, rough=False, note="as the test says"
)
LEFT_SOLEUS = {"place": "soleus", "side": "left"}


def ago(days):
    return MONDAY - timedelta(days=days)


def of(check, runs=(), *others, **known):
    return list(check.find(athlete(MONDAY, runs, **known), *others))


def low_share():
    """Two weeks of 100 min with 70 of them under the ceiling, where 90 are asked (5.3)."""
    runs = [
        run(ago(7 * back), minutes=100, aerobic=0.7 if back <= 2 else 1) for back in (4, 3, 2, 1)
    ]
    return of(aerobic_share, runs)


def steady(back, speed_m_s):
    """Return half an hour at 140 bpm, all at one speed."""
    made = run(ago(back))
    seconds = np.zeros(BPM, np.float32)
    seconds[140] = 1800
    vectors = replace(
        made.facts.vectors, steady_s=seconds, steady_m=seconds * np.float32(speed_m_s)
    )
    return replace(made, facts=replace(made.facts, vectors=vectors))


def day_of_load(back, load, **more):
    empty = dict.fromkeys(("fitness", "fatigue", "form", "ramp", "monotony", "strain"))
    values = empty | {"run_distance_m": 0.0, "longest_run_ratio": None} | more
    return LoadDay(day=ago(back), load_hrss=load, **values)


def speed(now, before, poor=(), days=()):
    """Every other day for twelve weeks, the last four of them, 14 runs, at another speed."""
    runs = [steady(back, now if back <= 28 else before) for back in range(1, 90, 2)]
    made = replace(athlete(MONDAY, runs, days=days), ceiling=CEILING)
    return list(aerobic_speed.find(made, poor))


def loaded_weeks():
    """Eight weeks of three runs on days apart, then seven days of more of everything (5.2).

    Climb: 300 m a week, then 7 x 210 m; the limit is the larger of twice the mean and 200 m more.
    Fast: 3 x 3 min a week, then 7 x 10 min; the limit is 15 min more. A twentieth of the weeks' 3 h
    is 9 min: those at 3.3 m/s.
    """
    made = []
    for back in range(9, 0, -1):
        last = back == 1
        values = {
            "ascent_m": 210.0 if last else 100.0,
            "descent_m": 220.0 if last else 100.0,
            "cadence_mean_spm": 190.0 if last else 200.0,
            "stance_time_mean_ms": 220.0 if last else 200.0,
            "stance_balance_mean_percent": 51.5 if last else 50.0,
            "speed_seconds": _speeds(m25=3000, m33=600) if last else _speeds(m25=3420, m33=180),
        }
        days = (1, 2, 3, 4, 5, 6, 7) if last else (1, 3, 5)
        made += [run(ago(7 * back - day + 1), **values) for day in days]
    return made


def _speeds(**seconds_at):
    bins = np.zeros(SPEED_BINS, np.float32)
    for name, seconds in seconds_at.items():
        bins[int(name[1:])] = seconds
    return bins


def like_runs():
    """Three runs of 8 % after four of 2 %: over 5 % (3.2)."""
    recent = [run(ago(n), decoupling_frac=0.08) for n in (0, 2, 4)]
    return [*recent, *(run(ago(n), decoupling_frac=0.02) for n in (30, 40, 50, 60))]


def longer(km, minutes=60.0):
    return [*(run(ago(n), km=10) for n in range(2, 29, 3)), run(MONDAY, km=km, minutes=minutes)]


def hard(*days):
    return of(hard_days, [run(ago(n), kind="anaerobic") for n in days])


def gaps(source):
    """Two hours, in one of which half the heart rate is missing: a quarter."""
    runs = [run(ago(3), hr_coverage_frac=1.0), run(ago(1), hr_coverage_frac=0.5, hr_source=source)]
    return of(heart_rate_gaps, runs)


def above():
    """Twice 160 min a week; 80 min above the ceiling a week, then 140: over 1.5 times, 120."""
    return [
        run(ago(7 * back - day), minutes=160, aerobic=1 - (0.4375 if back <= 2 else 0.25))
        for back in range(8, 0, -1)
        for day in (0, 6)
    ]


def harder():
    """Hours of 50 after hours of 40: a quarter more, over the 1.15 times of 46."""
    recent = [run(ago(n), hrss=50.0) for n in (0, 4, 8, 13)]
    return [*recent, *(run(ago(n), hrss=40.0) for n in (14, 21, 28, 35, 42, 49, 56, 69))]


def jump(minutes, *, a_week):
    """Return weeks of so many runs of an hour; then a run of so many minutes (JUDGEMENT 10)."""
    days = [7 * back - n for back in range(12, 0, -1) for n in range(a_week)]
    return [*(run(ago(back), minutes=60) for back in days), run(MONDAY, minutes=minutes)]


def even_week(monotony):
    """44 strains of 1, 2, 3 ...: nine tenths of them are 39.6, so the 40th is the limit."""
    days = [
        day_of_load(
            49 - n,
            10.0,
            monotony=monotony if n > 5 else 1.0,
            strain=float(n - 5) if n > 5 else None,
        )
        for n in range(50)
    ]
    return of(load_strain, days=days)


def maf_tests(*speeds):
    """Tests four weeks apart, the last one today."""
    tests = []
    for number, metres in enumerate(speeds):
        day = ago(28 * (len(speeds) - 1 - number))
        said_so = Declaration(
            kind="maf", session_id=f"s{number}", day=day, course="track", protocol=None
        )
        tests.append(
            MafTest(declaration=said_so, speed_m_s=metres, hr_mean_bpm=138.0, ceiling_bpm=140)
        )
    return list(maf_test.find(replace(athlete(MONDAY), tests=tuple(tests))))


def hurts(back, score, **parts):
    return said(ago(back), "pain", score=score, **({"place": "achilles", "side": "left"} | parts))


def morning(back, score):
    return hurts(back, score, when="next morning", entry_id=f"m{back}")


def wellness(by, **more):
    """Nine days so much higher; of 60 days their mean is 9/60 of the step (5.6)."""
    return [
        WellnessDay(
            day=ago(n),
            rhr_bpm=50.0 + by * (n < 9),
            **{name: (now if n < 9 else before) for name, (now, before) in more.items()},
        )
        for n in range(90)
    ]


def sides(kind, left, right, **parts):
    def entry(side, value):
        values = {"values": value} if isinstance(value, dict) else {"score": float(value)}
        return said(ago(2), kind, side=side, entry_id=side, **parts, **values)

    return of(side_difference, diary=[entry("left", left), entry("right", right)])


def signs():
    return [
        said(ago(1), "tenderness", score=3, place="soleus", side="left"),
        said(ago(2), "tenderness", score=4, place="soleus", side="right", entry_id="r"),
        said(ago(2), "pain", score=2, place="shin", side="left"),
        said(ago(1), "stiffness", score=1, place="low-back", values={"minutes": 45}),
        said(ago(3), "knee-bend-test", score=2, side="right"),
        said(ago(3), "knee-bend-test", score=0, side="left", values={"unstable": True}),
    ]


def said_sign(name, **parts):
    return of(red_flag, diary=[said(ago(2), "redflag", values={"name": name}, **parts)])


def pregnancy_over():
    dated = (
        Condition(name="pregnant", value=True, since=ago(300)),
        Condition(name="pregnant", value=False, since=ago(10)),
    )
    return of(red_flag, profile=Profile(conditions=dated))


def watched(*checks):
    others = [replace(one, check=name) for one in hard(0, 3, 6) for name in checks]
    diary = [said(ago(n), "soreness", score=2, entry_id=f"s{n}", **LEFT_SOLEUS) for n in (2, 1)]
    return of(soleus_watch, (), others, diary=diary)


def strength():
    days = {"squat": (1, 2, 3, 10), "balance": (2,), "slrdl": (2, 5)}
    diary = [
        said(ago(n), "strength", values={"exercise": name}, entry_id=f"{name}{n}")
        for name, back in days.items()
        for n in back
    ]
    return of(strength_neglected, diary=diary)


EXAMPLES = {
    "aerobic_share": low_share,
    "aerobic_speed": lambda: speed(2.6, 2.8),
    "aerobic_speed, faster": lambda: speed(
        3.0,
        2.7,
        poor=[replace(one, check="recovery") for one in of(recovery, (), (), wellness=wellness(6))],
        days=[day_of_load(n, 60.0 if n < 7 else 40.0) for n in range(34, -1, -1)],
    ),
    "calf_load": lambda: of(calf_load, loaded_weeks()),
    "calf_load, sore": lambda: of(
        calf_load, loaded_weeks(), diary=[said(ago(1), "soreness", score=2, **LEFT_SOLEUS)]
    ),
    "decoupling": lambda: of(decoupling, like_runs()),
    "distance_spike, small": lambda: of(distance_spike, longer(12)),
    "distance_spike, moderate": lambda: of(distance_spike, longer(15)),
    "distance_spike, large": lambda: of(distance_spike, longer(20.5)),
    "hard_days": lambda: hard(0, 3, 6),
    "hard_days, in a row": lambda: hard(0, 1),
    "heart_rate_gaps, wrist": lambda: gaps("wrist"),
    "heart_rate_gaps, chest": lambda: gaps("chest"),
    "illness": lambda: of(illness, diary=[said(ago(n), "illness") for n in (2, 1)]),
    "illness with fever": lambda: of(
        illness, diary=[said(ago(2), "illness", values={"fever": True})]
    ),
    "illness over": lambda: of(
        illness,
        diary=[
            said(ago(4), "illness", values={"fever": True}),
            said(ago(1), "illness", values={"over": True}),
        ],
    ),
    "intensity, above the ceiling": lambda: of(intensity, above(), ()),
    "intensity, easy runs": lambda: of(intensity, harder(), ()),
    "life_stress": lambda: of(
        life_stress, diary=[said(ago(n), "stress", score=n + 6.0) for n in (1, 2, 3)]
    ),
    "load_jump, week": lambda: of(load_jump, jump(100, a_week=1), ()),
    "load_jump, run": lambda: of(load_jump, jump(125, a_week=2), ()),
    "load_strain": lambda: even_week(1.5),
    "load_strain, critical": lambda: even_week(2.0),
    "maf_test, once": lambda: maf_tests(2.5, 2.4),
    "maf_test, twice": lambda: maf_tests(2.6, 2.5, 2.4),
    "maf_test, plateau": lambda: maf_tests(2.5, 2.5, 2.5, 2.5),
    "pain, stop": lambda: of(pain, diary=[hurts(1, 6)]),
    "pain, stop for weeks": lambda: of(pain, diary=[hurts(15, 7), hurts(1, 4)]),
    "pain, eased": lambda: of(pain, diary=[hurts(1, 4), hurts(0, 5)]),
    "pain, no running in the morning": lambda: of(
        pain, diary=[morning(2, 3), morning(1, 4), morning(0, 5)]
    ),
    "pain, mornings": lambda: of(pain, diary=[morning(1, 1), morning(0, 2)]),
    "pain, each place": lambda: of(
        pain, diary=[hurts(1, 4, place=place, entry_id=place) for place in PLACES]
    ),
    "pain, a leap": lambda: of(pain, diary=[morning(1, 0), morning(0, 2)]),
    "pain, repeated": lambda: of(pain, diary=[hurts(n, 3) for n in (6, 3, 0)]),
    "pain, repeated elsewhere": lambda: of(
        pain, diary=[hurts(n, 3, place="foot", side=None) for n in (6, 3, 0)]
    ),
    "pain, rose": lambda: of(pain, diary=[hurts(5, 0, when="after"), hurts(1, 2, when="after")]),
    "pain, unanswered": lambda: of(pain, [run(ago(n)) for n in (9, 5, 1)], diary=[hurts(20, 4)]),
    "pain, forgotten": lambda: of(pain, [run(ago(n)) for n in (9, 5, 1)], diary=[hurts(28, 4)]),
    "prior_injury, Achilles": lambda: of(
        prior_injury, profile=Profile(health=Health(prior_achilles_side="left"))
    ),
    "prior_injury, calf": lambda: of(
        prior_injury, profile=Profile(health=Health(prior_calf_side="both"))
    ),
    "recovery, one": lambda: of(recovery, (), (), wellness=wellness(6)),
    "recovery, all": lambda: of(
        recovery,
        (),
        (),
        wellness=wellness(10, hrv_rmssd_ms=(40, 60), sleep_s=(21600, 27000), stress_score=(40, 30)),
    ),
    "side_difference, raises": lambda: sides("heel-raise-test", {"reps": 25}, {"reps": 20}),
    "side_difference, balance": lambda: sides(
        "balance-test", {"level": "B1", "seconds": 20}, {"level": "B1", "seconds": 60}
    ),
    "side_difference, tenderness": lambda: sides("tenderness", 1, 4, place="soleus"),
    "side_difference, bend": lambda: sides("knee-bend-test", 4, 1),
    "small_signs": lambda: of(small_signs, (), (), diary=signs()),
    "soleus_watch": lambda: watched("hard_days"),
    "soleus_watch, all of the pattern": lambda: watched(
        "distance_spike", "aerobic_share", "hard_days", "recovery"
    ),
    "strength_neglected": strength,
    "time_away": lambda: of(time_away, [run(ago(30)), run(ago(28)), run(ago(26))]),
    "time_away, back": lambda: of(time_away, [run(ago(32)), run(ago(30)), run(ago(2))]),
    "red_flag, not known": lambda: said_sign("glowing-toes", side="left"),
    "red_flag, pregnancy over": pregnancy_over,
    **{
        f"red_flag, {sign.name}": lambda name=sign.name: said_sign(name, side="right")
        for sign in RED_FLAGS
    },
}


def days_in_words(days):
    if not days:
        return ""
    first, last = days[0].isoformat(), days[-1].isoformat()
    return f", {first}" if len(days) == 1 else f", {len(days)} days {first} to {last}"


def figure(one):
    value, baseline, limit = (
        "-" if number is None else f"{number:g}" for number in (one.value, one.baseline, one.limit)
    )
    kind = f" ({one.measure})" if one.measure else ""
    against = f"{one.baseline_is} {baseline}, limit {limit}"
    return f"    {one.what}: {value} {one.unit or '-'}{kind}, {against}{days_in_words(one.days)}"


def in_words(flag):
    """Return a flag as text, all of it."""
    side = "" if flag.side is None else f" {flag.side}"
    head = f"  {flag.id}: {flag.severity} since {flag.since.isoformat()}, {flag.tissue}{side}"
    return "\n".join([
        head,
        f"    {flag.title}",
        *map(figure, flag.evidence),
        f"    {flag.source} ({flag.evidence_strength})",
        *(f"    - {line}" for line in flag.advice),
        f"    => {flag.plan_effect}: {flag.effect}",
    ])  # fmt: skip


def written():
    """Return what stands in the file, by the name of the example."""
    parts = WORDS.read_text("utf-8").split("\n\n") if WORDS.exists() else []
    return {part.split("\n")[0].strip(): part.rstrip("\n") for part in parts}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_whole_warning(name):
    found = EXAMPLES[name]()
    assert found
    sign = BY_NAME.get(name.removeprefix("red_flag, "))
    asked = [] if sign is None else [f"  {sign.question}"]
    text = "\n".join([name, *asked, *map(in_words, found)])
    if os.environ.get("AEROBASE_REVIEW"):
        kept = {one: part for one, part in written().items() if one in EXAMPLES} | {name: text}
        WORDS.write_text("\n\n".join(kept[one] for one in sorted(kept)) + "\n", "utf-8")
    assert text == written()[name]


def test_every_check_has_an_example():
    assert {name.split(",")[0].split(" ")[0] for name in EXAMPLES} == {one.name for one in CHECKS}


def test_nothing_stands_in_the_file_that_is_no_example():
    assert set(written()) == set(EXAMPLES)
