"""The weekly balance as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.flags.aerobic_share import share_target
from planner.judging.balance import monday_of
from planner.past.weeks import WEEK
from reports.terminal.speed import speed_lines
from reports.terminal.table import Column, bar, brief_share, columns_wide, table, wrapped
from reports.week_sentence import week_sentence
from reports.windows import recent
from reports.words import UNKNOWN, Units, day_near, h_mm, limit, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planner.day.judged import JudgedDay
    from planner.judging.balance import Week

BAR: Final = 12
SAID: Final = 2  # weeks told in a sentence: this one and the last


def balance_text(
    day: JudgedDay, weeks: Sequence[Week], flags: Mapping[date, Sequence[str]]
) -> list[str]:
    """Return a table of weeks, oldest first, with the share drawn and the flags counted."""
    units = Units(system=day.athlete.profile.units)
    columns = (
        Column(head="week of"),
        Column(head="runs", align="right"),
        Column(head="h:mm", align="right"),
        Column(head=units.distance_unit, align="right"),
        Column(head="aerobic", align="right"),
        Column(head=""),
        Column(head="above", align="right"),
        Column(head="unknown", align="right"),
        Column(head="HRSS", align="right"),
        Column(head="flags", align="right"),
    )
    lines = table(
        columns,
        [_row(week, units, len(flags.get(week.week_start, ()))) for week in weeks],
        wide=columns_wide(),
    )
    said = [week_sentence(week, day.athlete.diary, units) for week in weeks[-SAID:]]
    told = [line for sentence in said for line in wrapped(sentence)]
    return [*lines, "", *_legend(), "", *told, "", *_phase(day), *speed_lines(day.athlete)]


def _phase(day: JudgedDay) -> list[str]:
    today = day.athlete.today
    _, weeks, *base = recent(day.athlete)
    goal = f"{limit(share_target(day.athlete))} is the target"
    lines = [f"The last 28 days, as in `status`: {share(weeks.aerobic_frac)} aerobic; {goal}."]
    for phase in base:
        number = (monday_of(today) - phase.first) // WEEK
        long = f"{number} week{'' if number == 1 else 's'}"
        lines.append(
            f"Base: {long} since {day_near(phase.first, today)}, "
            f"{share(phase.aerobic_frac)} aerobic."
        )
    return [*lines, *wrapped(day.effect.hard.sentence)]


def _row(week: Week, units: Units, flags: int) -> list[str]:
    drawn = "" if week.aerobic_frac is None else bar(week.aerobic_frac, BAR)
    return [
        week.week_start.isoformat(),
        f"{week.sessions}",
        h_mm(week.duration_s),
        UNKNOWN if week.distance_m is None else f"{units.far(week.distance_m):.1f}",
        brief_share(week.aerobic_frac),
        drawn.ljust(BAR),
        h_mm(week.anaerobic_s),
        h_mm(week.unknown_s),
        UNKNOWN if week.load_hrss is None else f"{week.load_hrss:.0f}",
        f"{flags}" if flags else "",
    ]


def _legend() -> list[str]:
    return wrapped(
        "aerobic: share of the running time with clean heart rate at or under the ceiling; "
        "above, unknown: h:mm over it, and without clean heart rate."
    )
