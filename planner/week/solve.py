"""From a situation and what already stands to the two search problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.week.limits import PAIN_STOP, SLRDL_APART, SORENESS_SKIP
from planner.week.runs import LONG_DAY_COST, LONG_HABIT_COST, Placed, RunProblem
from planner.week.strength import StrengthProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.week.frame import Frame
    from planner.week.model import Exercise
    from planner.week.orders import Slot
    from planner.week.runs import RunWeek
    from planner.week.situation import Situation

LEG_PAIN_SLRDL: Final = 4  # soleus or Achilles pain that skips the deadlift (RULES 6.3)
COUNTS_MIN: Final = 10  # a shorter unplanned run uses up no planned one
STAND_PAIN: Final = 3  # pain above it on one leg stops the balance work (own choice, RULES 8)


def run_problem(situation: Situation, frame: Frame) -> RunProblem:
    """Return the run search: days gone stand as planned or as run, the rest is open."""
    given = given_runs(situation, frame)
    free = situation.profile.availability
    habit_day = situation.history.long_day
    long_day = habit_day if free.long_run_day is None else free.long_run_day
    return RunProblem(
        slots=_left(situation.slots, given),
        open_min=tuple(
            0 if frame.stored is not None and n < frame.gone else situation.open_min[n]
            for n in range(7)
        ),
        given=given,
        must=frozenset(n for n in free.fixed_runs if n >= frame.gone),
        habit=situation.history.habit,
        long_day=long_day,
        long_day_cost=LONG_HABIT_COST if free.long_run_day is None else LONG_DAY_COST,
        alternate=situation.target.alternate_days,
        rest_days=1,
        careful_runs=situation.careful_runs,
        limits=situation.profile.limits,
    )


def given_runs(situation: Situation, frame: Frame) -> dict[int, Placed]:
    """Return the runs that stand: planned on days gone, done without a plan, the race.

    A planned run that was missed stands too: it is never rolled forward.
    """
    given: dict[int, Placed] = {}
    for number in range(7):
        done = frame.done[number]
        ran_min = 0 if done is None else round(done.duration_s / 60)
        planned = None
        if frame.stored is not None and number < frame.gone:
            planned = frame.stored.days[number].run
        if planned is not None and planned.kind != "rest":
            given[number] = Placed(kind=planned.kind, minutes=planned.duration_s // 60)
        elif ran_min >= COUNTS_MIN and number < frame.gone:
            given[number] = Placed(kind="easy", minutes=ran_min)
    if situation.race is not None and situation.race < 7 and not situation.effects.no_run:  # noqa: PLR2004
        given.setdefault(
            situation.race, Placed(kind="race", minutes=max(situation.open_min, default=0))
        )
    return given


def _left(slots: tuple[Slot, ...], given: Mapping[int, Placed]) -> tuple[Slot, ...]:
    """Return the wanted runs that days gone have not used up; the smallest easy ones go first."""
    left = list(slots)
    for run in given.values():
        if run.kind == "race":
            continue
        same = [slot for slot in left if slot.kind == run.kind]
        easy = [slot for slot in left if slot.kind == "easy"]
        used = (same or easy or left)[-1:]
        for slot in used:
            left.remove(slot)
    return tuple(left)


def strength_problem(situation: Situation, frame: Frame, runs: RunWeek) -> StrengthProblem:
    """Return the strength search around the runs found (RULES 6.2, 6.3)."""
    body, limits = situation.body, situation.profile.limits
    forbidden = strength_forbidden(situation)
    closed = {n for n in range(7) if n < frame.gone or forbidden[n]}
    sore_days = range(frame.gone, frame.gone + 2) if body.soreness >= limits[SORENESS_SKIP] else ()
    return StrengthProblem(
        runs=runs.runs,
        closed=frozenset(closed),
        no_slrdl=frozenset(sore_days),
        balance_given=_given(frame, "balance"),
        slrdl_given=_given(frame, "slrdl"),
        slrdl_allowed=slrdl_forbidden(situation) is None,
        balance_allowed=balance_forbidden(situation) is None,
        apart_days=int(limits[SLRDL_APART]),
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
    """Return, by weekday, why none of the three exercises may be done, or null."""
    body = situation.body
    worst = body.worst
    reasons: list[str | None] = []
    for number in range(7):
        day = situation.day(number)
        ill = (
            body.ill_since is not None
            and body.ill_until is not None
            and body.ill_since <= day <= body.ill_until
        )
        if situation.effects.stop:
            reasons.append("a sign stands that needs a clinician first")
        elif worst is not None and worst.score > situation.profile.limits[PAIN_STOP]:
            reasons.append(f"pain {worst.score:g} at the {worst.side} {worst.place}")
        elif ill:
            reasons.append("illness: rest until two days free of fever")
        else:
            reasons.append(None)
    return tuple(reasons)


def slrdl_forbidden(situation: Situation) -> str | None:
    """Return why the deadlift is out for the week, or null (RULES 6.3)."""
    body = situation.body
    for place in ("soleus", "achilles", "gastrocnemius", "calf", "low-back", "hip"):
        if body.pain(place) >= LEG_PAIN_SLRDL:
            return f"{place} pain {body.pain(place):g}"
    if body.pain("knee", "knee-front", "knee-lateral") >= LEG_PAIN_SLRDL:
        return "knee pain"
    return balance_forbidden(situation)


def balance_forbidden(situation: Situation) -> str | None:
    """Return why standing on one leg is out for the week, or null."""
    for place in ("heel", "foot"):
        if situation.body.pain(place) > STAND_PAIN:
            return f"{place} pain {situation.body.pain(place):g}; ask a clinician if it stays"
    return None
