"""The day's work in the light of the morning: what the effect that stands today takes back.

The week that is kept already follows the flags. What only the morning knows is laid over it here
(RULES 5.4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.day.reasons import rank
from planner.week.kinds import EASED
from planner.week.way_back_words import open_questions, stage_words
from planner.week.words import EFFORT, WHAT

if TYPE_CHECKING:
    from datetime import date

    from planner.body.way_back import WayBack
    from planner.day.effect import Effect
    from planner.day.judged import JudgedDay
    from planner.week.model import Day, Plan, Run, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """The day as it may be done; ``changes`` says what was taken back, and why.

    ``stage`` says where a way back after pain stands today, empty without one; ``asks`` are the
    questions whose answers open what comes next.
    """

    run: Run | None
    more_runs: tuple[Run, ...]
    strength: tuple[Strength, ...]
    checks: tuple[str, ...]
    changes: tuple[str, ...]
    stage: str = ""
    asks: tuple[str, ...] = ()


def on_the_way(work: Morning, way: WayBack | None, today: date) -> Morning:
    """Return the day with where a way back stands, and what it has to know."""
    if way is None:
        return work
    return replace(work, stage=stage_words(way, today), asks=open_questions(way, today))


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
    )
    if effect.holds("no_run"):
        rested = _rested(plain, effect.reasons[0].does)
        return replace(rested, strength=(), checks=()) if effect.holds("stop") else rested
    if day.done is not None and day.done.sessions:
        return plain
    eased = None if plain.run is None else EASED.get(plain.run.kind)
    if plain.run is not None and eased is not None and effect.holds(eased):
        said = [one.what for one in effect.reasons if rank(one.effect) >= rank(eased)]
        why = f"Easy instead of {plain.run.kind.replace('_', ' ')}: {'; '.join(said)}."
        return replace(plain, run=_eased(plain.run, easy_band, why), more_runs=(), changes=(why,))
    today_only = [one.what for one in effect.reasons if one.until is not None]
    if today_only and plain.more_runs:
        why = f"One run is enough today: {'; '.join(today_only)}."
        return replace(plain, more_runs=(), changes=(why,))
    return plain


def with_today(plan: Plan, day: JudgedDay) -> Plan:
    """Return the plan with today as it may be done: what every view of the week shows.

    The plan that is kept stays as it was made.
    """
    number = (day.athlete.today - plan.week_start).days
    if not 0 <= number < len(plan.days):
        return plan
    found = morning(plan.days[number], day.effect.on(day.athlete.today), easy_band=plan.band_bpm)
    today = replace(
        plan.days[number],
        run=found.run,
        more_runs=found.more_runs,
        strength=found.strength,
        checks=found.checks,
    )
    days = (*plan.days[:number], today, *plan.days[number + 1 :])
    return replace(plan, days=days, changes=(*plan.changes, *found.changes))


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
