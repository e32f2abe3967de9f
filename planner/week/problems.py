"""From a situation and what already stands to the two search problems."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.pain import ACCEPTABLE, EASES_FROM
from planner.day.reasons import is_stricter
from planner.week.edits import EditRules, apply_edit
from planner.week.kinds import TESTS, TIRING
from planner.week.leg_days import big_days
from planner.week.limits import FIRST_RUNS_MIN, SLRDL_APART_DAYS, SORENESS_SKIP
from planner.week.proportions import USUAL_RUN_MIN
from planner.week.race import race_min
from planner.week.run_search import LONG_DAY_COST, LONG_HABIT_COST, Placed, RunProblem
from planner.week.situation import NO_LIMIT_MIN, NOT_A_RUN_DAY
from planner.week.slots import LONGER, OWN_SHARE_MOST, Slot, long_cap_min
from planner.week.strength_search import StrengthProblem
from planner.week.target import LONG_BUILD_SHARE, STAGED
from planner.week.way_back_words import begins, waits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.body.exercises import Exercise
    from planner.profile.limits import Limits
    from planner.week.model import RunKind
    from planner.week.run_search import RunWeek
    from planner.week.situation import Situation
    from planner.week.week_so_far import Frame

KNEES: Final = ("knee", "knee-front", "knee-lateral")
LEG_PAIN_SLRDL: Final = 4  # soleus or Achilles pain that skips the deadlift (RULES 6.3)
COUNTS_MIN: Final = 10  # a shorter unplanned run uses up no planned one
SORENESS_AFTER_RACE: Final = 2  # own choice: most soreness of a deadlift in the weeks after a race
EASY_GIVES: Final = 0.9  # own choice: the least of their mean that easy runs keep for a long run
ROUNDING: Final = 0.01  # a share of whole minutes
STAND_PAIN: Final = 3  # pain above it on one leg stops the balance work (own choice, RULES 8)


def run_problem(situation: Situation, frame: Frame) -> RunProblem:
    """Return the run search: days gone stand as planned or as run, the rest is open.

    Where more care makes the week anew, no day to come gets more than stood on it.
    """
    given = given_runs(situation, frame)
    stood = stood_min(situation, frame)  # changes by hand are laid over it later
    free = situation.profile.availability
    share = _least_share(situation)
    left = _left(situation, frame, given)
    limits, careful = situation.profile.limits, situation.careful_runs
    slots, dropped = _in_share(left, given, limits, share, careful=careful)
    return RunProblem(
        slots=slots,
        dropped=dropped,
        open_min=tuple(
            0
            if frame.stored is not None and n < frame.gone
            else min(situation.open_min[n], NO_LIMIT_MIN if stood is None else stood[n])
            for n in range(7)
        ),
        given=given,
        must=frozenset(n for n in free.fixed_runs if n >= frame.gone),
        habit=situation.history.habit,
        long_day=_long_day(situation),
        long_day_cost=LONG_HABIT_COST if free.long_run_day is None else LONG_DAY_COST,
        alternate=situation.target.alternate_days,
        rest_days=1,
        careful_runs=situation.careful_runs,
        limits=situation.profile.limits,
        easy_only=frozenset(() if situation.sore is None else (situation.sore,)),
        sunday=frame.sunday,
        long_share=share,
    )


def stood_min(situation: Situation, frame: Frame) -> tuple[int, ...] | None:
    """Return the minutes of each day's run as they stood, where a week is made anew for more care.

    So it is under a stricter effect, and under `hold` or more while it does not get milder; null
    else, and for runs of a stage, which are as long as that says. On days that were changed by hand
    it is what stood before: a change still standing is made again, one taken back is none.
    """
    stored, now = frame.stored, situation.effect.level
    if stored is None or situation.target.rhythm in STAGED:
        return None
    same = now == stored.effect and situation.effect.holds("hold")
    if not same and not is_stricter(now, stored.effect):
        return None
    before = frame.unchanged or stored
    days = (before.days[n] if n in frame.changed else one for n, one in enumerate(stored.days))
    return tuple(0 if day.run is None else day.run.duration_s // 60 for day in days)


def _least_share(situation: Situation) -> float:
    """Return what the long run may be of the week beyond the usual cap: a build's, or its own."""
    wishes, whole_min = situation.wishes, situation.target.seconds / 60
    second_min = wishes.second_runs * wishes.second_min  # no part of what the search shares out
    own = (situation.history.long_share or 0.0) * whole_min / max(1, whole_min - second_min)
    building = 0.0 if situation.target.long_min is None else LONG_BUILD_SHARE
    usual = min(own, OWN_SHARE_MOST) + ROUNDING if own * situation.history.run_days >= LONGER else 0
    return max(building, usual)


def _long_day(situation: Situation) -> int | None:
    named = situation.profile.availability.long_run_day
    return situation.history.long_day if named is None else named


def given_runs(situation: Situation, frame: Frame) -> dict[int, Placed]:
    """Return the runs that stand: planned on days gone, done without a plan, the race.

    A planned run that was missed stands too: it is never rolled forward. What was already run
    today is today's run: the planned one as it stood, or one without a plan.
    """
    given: dict[int, Placed] = {}
    for number in range(min(7, frame.gone + 1)):
        planned = None if frame.stored is None else frame.stored.days[number].run
        ran_min = frame.ran_min(number)
        if planned is not None and planned.kind != "rest":
            if number < frame.gone or stands_today(situation, frame, number):
                given[number] = Placed(kind=planned.kind, minutes=planned.duration_s // 60)
        elif ran_min >= COUNTS_MIN:
            given[number] = Placed(kind="easy", minutes=ran_min)
    race = situation.race
    if race is not None and race < 7 and not situation.effect.holds("no_run"):  # noqa: PLR2004
        given.setdefault(race, Placed(kind="race", minutes=race_min(situation)))
    return given


def stands_today(situation: Situation, frame: Frame, number: int) -> bool:
    """Return whether a day is today and its planned run was run: no other takes its place.

    Where no run may be today any more, none stands on it.
    """
    ran = number == frame.gone and frame.ran_min(number) >= COUNTS_MIN
    planned = None if frame.stored is None or not ran else frame.stored.days[number].run
    return planned is not None and planned.kind != "rest" and situation.closed[number] is None


def _left(situation: Situation, frame: Frame, given: Mapping[int, Placed]) -> tuple[Slot, ...]:
    """Return the wanted runs that are not used up.

    Runs that stand and runs skipped use one up each, of their kind and nearest in minutes. What
    was run beyond the plan on days gone comes off the rest, so that the week stays inside its
    growth.
    """
    left = list(situation.wishes.slots)
    used = [run for run in given.values() if run.kind != "race"]
    gone = [situation.day(number) for number in range(frame.gone)]
    skipped = [edit.run for edit in situation.edits if edit.kind == "skip" and edit.day in gone]
    for run in (*used, *(run for run in skipped if run is not None)):
        if left:
            left.remove(_used_up(left, run))
    planned = sum(run.minutes for run in given.values() if run.kind != "race")
    beyond = sum(
        frame.beyond_min(number, run.minutes)
        for number, run in given.items()
        if number < frame.gone
    )
    budget = int(situation.target.most_s // 60) - planned - beyond
    whole = situation.target.rhythm in STAGED  # a stage's runs are as long as that says
    return _within(left, budget, shortest=NO_LIMIT_MIN if whole else USUAL_RUN_MIN)


def _within(slots: Sequence[Slot], budget: int, *, shortest: int) -> tuple[Slot, ...]:
    """Return the runs inside so many minutes: shorter easy ones rather than fewer (JUDGEMENT 5).

    Where even the shortest do not fit, the last one is left out.
    """
    left = list(slots)
    while left and sum(slot.minutes for slot in left) > budget:
        over = sum(slot.minutes for slot in left) - budget
        easy = [n for n, slot in enumerate(left) if slot.kind == "easy"]
        room = sum(max(0, left[n].minutes - shortest) for n in easy)
        if room < over:
            left.pop()
            continue
        for _ in range(over):  # a minute at a time off the longest, so that they stay alike
            longest = max(easy, key=lambda n: left[n].minutes)
            left[longest] = replace(left[longest], minutes=left[longest].minutes - 1)
    return tuple(left)


def _in_share(
    slots: tuple[Slot, ...],
    given: Mapping[int, Placed],
    limits: Limits,
    share: float,
    *,
    careful: int,
) -> tuple[tuple[Slot, ...], tuple[RunKind, ...]]:
    """Return the slots with the long run inside its share of the week as it stands now.

    A run that stands may be shorter than the one whose place it took, and the ``careful`` first
    ones after an illness are: the long run gives minutes then, rather than that easy runs are left
    out for its sake, and longer easy ones give theirs. Where that leaves it more than a tenth
    shorter than the others were it is none: an easy one, and the second value names it.
    """
    long = next((slot for slot in slots if slot.kind == "long"), None)
    if long is None:
        return slots, ()
    others = [slot.minutes for slot in slots if slot is not long]
    others = [min(one, FIRST_RUNS_MIN) for one in others[:careful]] + others[careful:]
    stand = [run.minutes for run in given.values()]
    cap, smaller = (
        None,
        long_cap_min(sum(others + stand), len(others) + len(stand) + 1, limits, share),
    )
    while smaller is not None and (cap is None or smaller < cap):
        cap = smaller
        beside = [*(min(one, cap) for one in others), *stand]
        smaller = long_cap_min(sum(beside), len(beside) + 1, limits, share)
    if cap is None or cap >= long.minutes:
        return slots, ()
    if not others or cap >= EASY_GIVES * mean(others):
        return tuple(replace(slot, minutes=min(slot.minutes, cap)) for slot in slots), ()
    kept = Slot(kind="easy", minutes=max(others))
    return tuple(kept if slot is long else slot for slot in slots), ("long",)


def _used_up(left: Sequence[Slot], run: Placed) -> Slot:
    """Return the wanted run that a run uses up: the long one where it was as long as that.

    A long one that is no longer than the others is kept for its day. One test a week: either kind
    uses up the other.
    """
    others = max((slot.minutes for slot in left if slot.kind != "long"), default=0)
    long = [slot for slot in left if slot.kind == "long" and run.minutes >= slot.minutes > others]
    tests = [slot for slot in left if {slot.kind, run.kind} <= TESTS]
    same = [slot for slot in left if slot.kind == run.kind]
    easy = [slot for slot in left if slot.kind == "easy"]
    return min(
        tests or long or same or easy or left, key=lambda slot: abs(slot.minutes - run.minutes)
    )


def edited(situation: Situation, frame: Frame, week: RunWeek) -> tuple[RunWeek, tuple[str, ...]]:
    """Return the week with the runner's own changes, and which of them could not stand."""
    rules = EditRules(
        monday=situation.monday,
        gone=frame.gone,
        most_min=situation.caps_min,
        shut=tuple(None if why == NOT_A_RUN_DAY else why for why in situation.closed),
        alternate=situation.target.alternate_days,
    )
    runs, refused = dict(week.runs), []
    for edit in situation.edits:
        runs, why = apply_edit(runs, edit, rules)
        if why is not None:
            refused.append(why)
    return replace(week, runs=runs), tuple(refused)


def second_runs(situation: Situation, frame: Frame, week: RunWeek) -> dict[int, int]:
    """Return the minutes of second runs by day, for those who have them.

    On easy days only, those beside no long or hard run first, then the runner's own, then the
    earliest; never longer than the first run, nor beyond the day's minutes.
    """
    wishes, runs = situation.wishes, week.runs

    def beside(day: int) -> bool:
        near = (runs.get(day - 1), runs.get(day + 1))
        return any(run is not None and run.kind in TIRING for run in near)

    easy = [day for day in sorted(runs) if runs[day].kind == "easy" and day >= frame.gone]
    if frame.stored is not None and stood_min(situation, frame) is not None:
        easy = [day for day in easy if frame.stored.days[day].more_runs]
    often = situation.history.double_days
    best = sorted(easy, key=lambda day: (beside(day), -often[day], day))[: wishes.second_runs]
    room = {
        day: min(
            wishes.second_min,
            runs[day].minutes,
            situation.day_min[day] - runs[day].minutes,
        )
        for day in best
    }
    return {day: minutes for day, minutes in room.items() if minutes >= USUAL_RUN_MIN}


def strength_problem(situation: Situation, frame: Frame, runs: RunWeek) -> StrengthProblem:
    """Return the strength search around the runs found (RULES 6.2, 6.3)."""
    body, limits = situation.body, situation.profile.limits
    forbidden = strength_forbidden(situation)
    closed = {n for n in range(7) if n < frame.gone or forbidden[n]}
    most = SORENESS_AFTER_RACE if situation.target.rhythm == "after race" else None
    sore = body.soreness >= limits[SORENESS_SKIP] or (most is not None and body.soreness > most)
    out: dict[int, str] = {}
    if sore:
        out = dict.fromkeys(range(frame.gone, frame.gone + 2), f"soreness {body.soreness:g}")
    for number in range(7):
        if situation.resting(number):
            out.setdefault(number, "the legs rest")
        way = situation.history.memory.way_back
        if way is not None and waits(way, situation.day(number)):
            out.setdefault(number, f"the way back {begins(way)}")
    if frame.sunday_slrdl:
        out.setdefault(0, "the last one was yesterday")  # spacing reaches over the weekend
    big = big_days(situation, frame, runs.runs, second_runs(situation, frame, runs))
    if _long_day(situation) == 0:
        big[7] = "the long run"  # of the Monday after
    return StrengthProblem(
        runs=runs.runs,
        closed=frozenset(closed),
        no_slrdl=out,
        big=big,
        balance_given=_given(frame, "balance"),
        slrdl_given=_given(frame, "slrdl"),
        slrdl_allowed=slrdl_forbidden(situation) is None,
        balance_allowed=balance_forbidden(situation) is None,
        apart_days=SLRDL_APART_DAYS,
        race=situation.race,
    )


def _given(frame: Frame, exercise: Exercise) -> frozenset[int]:
    """Return the days gone on which the exercise was planned, or done without a plan."""
    days = set()
    for number in range(frame.gone):
        done = frame.done[number]
        planned = () if frame.stored is None else frame.stored.days[number].strength
        if any(one.exercise == exercise for one in planned) or (
            done is not None and exercise in done.strength
        ):
            days.add(number)
    return frozenset(days)


def strength_forbidden(situation: Situation) -> tuple[str | None, ...]:
    """Return, by weekday, why none of the three exercises may be done, or None."""
    body = situation.body
    worst = body.worst
    reasons: list[str | None] = []
    for number in range(7):
        day = situation.day(number)
        if situation.effect.holds("stop"):
            reasons.append("a sign stands that needs a clinician first")
        elif worst is not None and worst.score > situation.profile.limits[ACCEPTABLE]:
            reasons.append(f"pain {worst.score:g} at the {words.where(worst.place, worst.side)}")
        elif day in body.illness.no_run:
            reasons.append(body.illness.why_no_run)
        else:
            reasons.append(None)
    return tuple(reasons)


def slrdl_forbidden(situation: Situation) -> str | None:
    """Return why the deadlift is out for the week, or None (RULES 6.3)."""
    body = situation.body
    for place in ("soleus", "achilles", "gastrocnemius", "calf", "low-back", "hip", *KNEES):
        if place in body.settling:
            return f"{words.where(place, None)} pain of {EASES_FROM} or more within seven days"
        if place not in KNEES and body.pain(place) >= LEG_PAIN_SLRDL:
            return f"{place} pain {body.pain(place):g}"
    if body.pain(*KNEES) >= LEG_PAIN_SLRDL:
        return f"knee pain {body.pain(*KNEES):g}"
    return balance_forbidden(situation)


def balance_forbidden(situation: Situation) -> str | None:
    """Return why standing on one leg is out for the week, or None."""
    for place in ("heel", "foot"):
        if situation.body.pain(place) > STAND_PAIN:
            return f"{place} pain {situation.body.pain(place):g}; ask a clinician if it stays"
    return None
