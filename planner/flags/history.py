"""Warnings over time: which began when, and how long each stood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.flags.checks import CHECKS
from planner.flags.standing import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.flags.check import Check
    from planner.flags.model import Flag
    from planner.flags.standing import FlagDays
    from planner.judging.balance import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One flag from its first standing day to its last; ``flag`` as it stood at its most severe.

    ``last_day`` is today where it still stands.
    """

    flag: Flag
    first_day: date
    last_day: date


def flag_history(
    days: FlagDays, since: date, checks: Sequence[Check] = CHECKS
) -> tuple[Episode, ...]:
    """Return every episode of a flag that stood on some day from ``since`` to today, oldest first.

    ``checks`` may be some of them where the others do not matter.
    """
    episodes: list[Episode] = []
    running: dict[str, Episode] = {}
    for number in range((days.athlete.today - since).days + 1):
        day = since + timedelta(days=number)
        still: dict[str, Episode] = {}
        for flag in days.standing(day, checks):
            episode = running.get(flag.id)
            if episode is None:
                still[flag.id] = Episode(flag=flag, first_day=day, last_day=day)
            else:
                still[flag.id] = replace(episode, flag=_worse(episode.flag, flag), last_day=day)
        episodes += [episode for name, episode in running.items() if name not in still]
        running = still
    episodes += running.values()
    return tuple(sorted(episodes, key=lambda episode: (episode.first_day, episode.flag.id)))


def _worse(first: Flag, second: Flag) -> Flag:
    """Return the more severe flag, the later one of two alike."""
    order = SEVERITIES.index
    return first if order(first.severity) < order(second.severity) else second


def flags_by_week(days: FlagDays, weeks: Sequence[Week]) -> dict[date, tuple[str, ...]]:
    """Return for each week's Monday the ids of the flags that stood on any of its days.

    ``weeks`` are some of the athlete's, oldest first; flags in the order in which they began.
    """
    if not weeks:
        return {}
    episodes = flag_history(days, weeks[0].week_start)
    found = {}
    for week in weeks:
        last = week.week_start + timedelta(days=6)
        stood = (
            episode.flag.id
            for episode in episodes
            if episode.first_day <= last and episode.last_day >= week.week_start
        )
        found[week.week_start] = tuple(dict.fromkeys(stood))
    return found
