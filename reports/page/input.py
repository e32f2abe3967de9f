"""What a page is made of, and which days it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ingest.plugins import Plugin
    from ingest.session.trace import Trace
    from planner.athlete import Athlete
    from planner.body.readiness import Readiness
    from planner.flags.model import Flag
    from planner.plugged.thresholds import Threshold
    from planner.week.model import Plan
    from planner.week.season import SeasonWeek

LEFT_OUT: Final = (
    "This page is made to be shared: names, notes, the diary, flags, the week, devices, resting"
    " heart rate and HRV are left out."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInput:
    """Everything a page is made of; ``since`` and ``until`` bound its charts and tables.

    ``plan`` is the week of today; ``week`` is the one that the week section shows, None where that
    is the same.
    ``redact`` leaves out what is private: see ``LEFT_OUT``.
    """

    athlete: Athlete
    flags: Sequence[Flag]
    plugged: Sequence[Flag] = ()  # what plug-ins say beside them
    ceilings: Sequence[tuple[Plugin, Threshold]] = ()  # what they say of the ceiling
    plugins: Sequence[str] = ()  # those that count here, by name, version and package
    unasked: Sequence[str] = ()  # plug-ins that could not be asked, each in a sentence
    readiness: Readiness | None = None
    hard: str = ""  # whether hard running is barred, and why
    plan: Plan | None
    week: Plan | None = None
    no_plan: str = ""  # why there is no plan
    season: Sequence[SeasonWeek] = ()  # the weeks ahead, the plan's first
    traces: Mapping[str, Trace] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    redact: bool = False


def inside(day: date, page: PageInput) -> bool:
    """Return whether a day lies between the page's ``since`` and ``until``."""
    return (page.since is None or day >= page.since) and (page.until is None or day <= page.until)
