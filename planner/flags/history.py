"""Warnings over time: which began when, and how long each stood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.flags.standing import CHECKS, SEVERITIES, standing_flags
from planner.judging.balance import monday_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.flags.check import Check
    from planner.flags.model import Flag
    from planner.judging.balance import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One flag from its first standing day to its last; ``flag`` as it stood at its most severe.

    ``last_day`` is today where it still stands.
    """

    flag: Flag
    first_day: date
    last_day: date


def flag_history(
    athlete: Athlete, since: date, checks: Sequence[Check] = CHECKS
) -> tuple[Spell, ...]:
    """Return every spell of a flag that stood on some day from ``since`` to today, oldest first.

    Each day is judged with what was known on it: nothing later is looked at. ``checks`` may be
    some of them where the others do not matter.
    """
    spells: list[Spell] = []
    running: dict[str, Spell] = {}
    for day, flags in _daily(athlete, since, checks):
        still: dict[str, Spell] = {}
        for flag in flags:
            spell = running.get(flag.id)
            if spell is None:
                still[flag.id] = Spell(flag=flag, first_day=day, last_day=day)
            else:
                still[flag.id] = replace(spell, flag=_worse(spell.flag, flag), last_day=day)
        spells += [spell for name, spell in running.items() if name not in still]
        running = still
    spells += running.values()
    return tuple(sorted(spells, key=lambda spell: (spell.first_day, spell.flag.id)))


def on_day(athlete: Athlete, day: date) -> Athlete:
    """Return the athlete as known on an earlier day: everything dated later left out.

    Sessions keep the judgement of their own day, which later days do not change. The week that
    ``day`` lies in is left out: checks judge whole weeks only.
    """
    monday = monday_of(day)
    weeks = athlete.weeks[: bisect_left(athlete.weeks, monday, key=lambda one: one.week_start)]
    return replace(
        athlete,
        today=day,
        sessions=athlete.sessions[
            : bisect_right(athlete.sessions, day, key=lambda one: one.local_date)
        ],
        weeks=weeks,
        days=athlete.days[: bisect_right(athlete.days, day, key=lambda one: one.day)],
        diary=athlete.diary[: bisect_right(athlete.diary, day, key=lambda one: one.day)],
        wellness=athlete.wellness[: bisect_right(athlete.wellness, day, key=lambda one: one.day)],
        tests=tuple(test for test in athlete.tests if test.declaration.day <= day),
        events=tuple(event for event in athlete.events if event.day <= day),
    )


def _daily(
    athlete: Athlete, since: date, checks: Sequence[Check]
) -> Iterator[tuple[date, tuple[Flag, ...]]]:
    day = since
    while day <= athlete.today:
        yield day, standing_flags(on_day(athlete, day), checks)
        day += timedelta(days=1)


def _worse(first: Flag, second: Flag) -> Flag:
    """Return the more severe flag, the later one of two alike."""
    order = SEVERITIES.index
    return first if order(first.severity) < order(second.severity) else second


def flags_by_week(athlete: Athlete, weeks: Sequence[Week]) -> dict[date, tuple[str, ...]]:
    """Return for each week's Monday the ids of the flags that stood on any of its days.

    ``weeks`` are some of the athlete's, oldest first; flags in the order in which they began.
    """
    if not weeks:
        return {}
    spells = flag_history(athlete, weeks[0].week_start)
    found = {}
    for week in weeks:
        last = week.week_start + timedelta(days=6)
        stood = (
            spell.flag.id
            for spell in spells
            if spell.first_day <= last and spell.last_day >= week.week_start
        )
        found[week.week_start] = tuple(dict.fromkeys(stood))
    return found
