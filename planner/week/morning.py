"""The day's work in the light of the morning: what the effect that stands today takes back.

The week that is kept already follows the flags. What only the morning knows is laid over it here
(RULES 5.4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from planner.body.morning import sore_this_morning
from planner.day.reasons import rank
from planner.week.kinds import EASED, TESTS
from planner.week.limits import SORENESS_SKIP
from planner.week.model import Day
from planner.week.way_back_words import open_questions, stage_words
from planner.week.words import EFFORT, WHAT, unanswered

if TYPE_CHECKING:
    from datetime import date

    from planner.body.way_back import WayBack
    from planner.day.effect import Effect
    from planner.day.judged import JudgedDay
    from planner.flags.model import PlanEffect
    from planner.week.model import Plan, Run, RunKind, StageNote, Strength

SHORTENED: Final[frozenset[RunKind]] = frozenset({"easy", "long", "recovery", "walk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """The day as it may be done; ``changes`` says what was taken back, and why.

    ``ran_s`` are the seconds run already, 0 while the day's run is still to come.

    ``stage`` says where a way back after pain stands today, empty without one; ``asks`` are the
    questions whose answers open what comes next.
    """

    run: Run | None
    more_runs: tuple[Run, ...]
    strength: tuple[Strength, ...]
    checks: tuple[str, ...]
    changes: tuple[str, ...]
    ran_s: float = 0.0
    stage: str = ""
    asks: tuple[str, ...] = ()


def on_the_way(
    work: Morning, way: WayBack | None, today: date, planned: StageNote | None = None
) -> Morning:
    """Return the day with where a way back stands, and what it has to know."""
    if way is None:
        return work
    stage = stage_words(way, today, planned)
    return replace(work, stage=stage, asks=open_questions(way, today))


def morning(day: Day, effect: Effect, *, easy_band: tuple[int, int] | None) -> Morning:
    """Return the planned day as the effect that stands on it allows; nothing is ever added.

    Parameters
    ----------
    effect
        That of the day itself.
    easy_band
        The band under the ceiling, for a hard run that becomes easy.
    """
    plain = Morning(
        run=day.run,
        more_runs=day.more_runs,
        strength=day.strength,
        checks=day.checks,
        changes=(),
        ran_s=day.ran_s,
    )
    if effect.holds("no_run"):
        rested = _rested(plain, effect.reasons[0].does)
        rested = replace(rested, checks=())
        return replace(rested, strength=()) if effect.holds("stop") else rested
    if day.done is not None and day.done.sessions:
        return plain
    eased = None if plain.run is None else _eased_from(plain.run, effect)
    if plain.run is not None and eased is not None and effect.holds(eased):
        said = [one.what for one in effect.reasons if rank(one.effect) >= rank(eased)]
        why = f"Easy instead of {plain.run.kind.replace('_', ' ')}: {'; '.join(said)}."
        return replace(plain, run=_eased(plain.run, easy_band, why), more_runs=(), changes=(why,))
    shorter = min((one.shorter_frac for one in effect.reasons), default=1.0)
    if plain.run is not None and plain.run.kind in SHORTENED and shorter < 1:
        said = [one.what for one in effect.reasons if one.shorter_frac < 1]
        why = f"A quarter shorter: {'; '.join(said)}."
        return replace(plain, run=_shorter(plain.run, shorter, why), more_runs=(), changes=(why,))
    today_only = [one.what for one in effect.reasons if one.until is not None]
    if today_only and plain.more_runs:
        why = f"One run is enough: {'; '.join(today_only)}."
        return replace(plain, more_runs=(), changes=(why,))
    return plain


def work_of(plan: Plan, day: JudgedDay) -> Morning:
    """Return today's work of a plan as it may be done: by the effect, and by soreness.

    Soreness skips the deadlift (RULES 6.3); much of it this morning leaves no run long. Checks
    answered today are not asked again.
    """
    athlete = day.athlete
    one = plan.days[(athlete.today - plan.week_start).days]
    found = morning(one, day.effect.on(athlete.today), easy_band=plan.band_bpm)
    said, left = [], found.strength
    if day.body.soreness >= athlete.profile.limits[SORENESS_SKIP]:
        left = tuple(exercise for exercise in left if exercise.exercise != "slrdl")
        if left != found.strength:
            said.append(f"No deadlift: soreness {day.body.soreness:g} of 10.")
    run, sore = found.run, sore_this_morning(athlete.diary, athlete.today)
    ran = one.done is not None and one.done.sessions
    if sore and run is not None and run.kind == "long" and not ran:
        why = f"Easy instead of long: soreness {sore:g} of 10."
        runs = [other.run for other in plan.days if other.run is not None]
        easy_s = [other.duration_s for other in runs if other.kind == "easy"]
        most_s = min(run.duration_s, max(easy_s, default=run.duration_s // 2))
        run = _eased(_shorter(run, most_s / run.duration_s, why), plan.band_bpm, why)
        said.append(why)
    checks = unanswered(found.checks, athlete.diary, athlete.today)
    changes = (*found.changes, *said)
    return replace(found, run=run, strength=left, checks=checks, changes=changes)


def with_today(plan: Plan, day: JudgedDay) -> Plan:
    """Return the plan with today as it may be done: what every view of the week shows.

    The plan that is kept stays as it was made.
    """
    number = (day.athlete.today - plan.week_start).days
    if not 0 <= number < len(plan.days):
        return plan
    found = work_of(plan, day)
    today = replace(
        plan.days[number],
        run=found.run,
        more_runs=found.more_runs,
        strength=found.strength,
        checks=found.checks,
    )
    later = [_as_known(one, day.effect, plan) for one in plan.days[number + 1 :]]
    days = (*plan.days[:number], today, *later)
    return replace(plan, days=days, changes=(*plan.changes, *found.changes))


def taken_back(plan: Plan, day: JudgedDay) -> tuple[Day, ...]:
    """Return the days from today on of which less is given than the plan has, with what is.

    A day already run is no longer asked anew: what stood on it before the run stands.
    """
    shown = with_today(plan, day)
    return tuple(
        Day(
            date=now.date,
            run=now.run,
            more_runs=now.more_runs,
            strength=(),
            checks=(),
            done=None,
        )
        for now, own in zip(shown.days, plan.days, strict=True)
        if (now.run, now.more_runs) != (own.run, own.more_runs)
        and (own.done is None or not own.done.sessions)
    )


def _as_known(planned: Day, effect: Effect, plan: Plan) -> Day:
    """Return a later day of the week as what stands until then has it; the rest is in the plan."""
    reasons = [one for one in effect.on(planned.date).reasons if one.until is not None]
    if not reasons:
        return planned
    found = morning(planned, replace(effect, reasons=tuple(reasons)), easy_band=plan.band_bpm)
    run = found.run
    if run is not None and run == planned.run and found.more_runs != planned.more_runs:
        run = replace(run, why=" ".join([run.why, *found.changes]))
    return replace(planned, run=run, more_runs=found.more_runs)


def _eased_from(run: Run, effect: Effect) -> PlanEffect | None:
    """Return the effect from which on a run becomes easy; a test gives way to readiness too."""
    if run.kind in TESTS and any(one.source == "readiness" for one in effect.reasons):
        return "no_quality"
    return EASED.get(run.kind)


def _shorter(run: Run, frac: float, why: str) -> Run:
    """Return an easy run with so much of its minutes, in whole ones."""
    minutes = int(frac * run.duration_s // 60)
    scale = 60 * minutes / run.duration_s if run.duration_s else 1.0
    metres, between = run.distance_m_estimate, run.distance_m_range
    return replace(
        run,
        duration_s=60 * minutes,
        distance_m_estimate=None if metres is None else round(metres * scale, -1),
        distance_m_range=None
        if between is None
        else (round(between[0] * scale, -1), round(between[1] * scale, -1)),
        warm_up_s=int(run.warm_up_s * scale),
        cool_down_s=int(run.cool_down_s * scale),
        why=f"{run.why} {why}",
    )


def _rested(plain: Morning, why: str) -> Morning:
    if plain.run is None or plain.run.kind == "rest":
        return replace(plain, more_runs=())
    rest = replace(
        plain.run,
        kind="rest",
        duration_s=0,
        band_bpm=None,
        effort=EFFORT["rest"],
        distance_m_estimate=None,
        distance_m_range=None,
        warm_up_s=0,
        cool_down_s=0,
        above_s=0,
        hard_band_bpm=None,
        why=why,
    )
    return replace(plain, run=rest, more_runs=(), changes=(f"No run today. {why}",))


def _eased(run: Run, band: tuple[int, int] | None, why: str) -> Run:
    return replace(
        run,
        kind="easy",
        band_bpm=band,
        effort=EFFORT["easy"],
        distance_m_estimate=None,
        distance_m_range=None,
        above_s=0,
        hard_band_bpm=None,
        why=f"{WHAT['easy']} {why}",
    )
