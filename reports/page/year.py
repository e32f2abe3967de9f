"""Twelve months as a calendar: a line a week, a square a day; earlier years on request."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from planner.flags.aerobic_share import share_target
from planner.judging.balance import monday_of
from planner.past.memory import race_days
from planner.session import Split
from reports import words
from reports.page.input import inside
from reports.week_sentence import week_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.judging.balance import Week
    from planner.session import Session
    from reports.page.input import PageInput
    from reports.words import Units

YEAR_WEEKS: Final = 52
CELL: Final = 16
_LEAST, _MOST = 5.0, 14.0  # sides of a square
_FULL_S: Final = 90 * 60.0  # own choice: a run as long as this fills its square
PAIN_KINDS: Final = frozenset({"pain", "soreness", "stiffness", "tenderness"})


def year(page: PageInput, units: Units) -> dict[str, Any]:
    """Return the last 52 weeks, newest first, in two columns, and what they come to in words."""
    weeks = _shown(page)
    lines = _lines(page, weeks[:YEAR_WEEKS], units)
    half = (len(lines) + 1) // 2
    return {
        "columns": [part for part in (lines[:half], lines[half:]) if part],
        "title": "Twelve months" if len(weeks) >= YEAR_WEEKS else f"The last {len(weeks)} weeks",
        "summary": _summary(weeks[:YEAR_WEEKS], share_target(page.athlete), page.athlete.today),
        "marks": {name for line in lines for name, _ in line["squares"]},
        "first": lines[0]["said"] if lines else "",
        "units": (units.distance_unit, units.height_unit),
        "earlier": max(0, len(weeks) - YEAR_WEEKS),
    }


def earlier_years(page: PageInput, units: Units) -> Iterator[list[dict[str, Any]]]:
    """Yield the lines of each year before the last 52 weeks, the newest first."""
    weeks = _shown(page)
    for first in range(YEAR_WEEKS, len(weeks), YEAR_WEEKS):
        yield _lines(page, weeks[first : first + YEAR_WEEKS], units)


def _shown(page: PageInput) -> Sequence[Week]:
    """Return the weeks of the page's window, newest first."""
    return [week for week in page.athlete.weeks if inside(week.week_start, page)][::-1]


def _lines(page: PageInput, weeks: Sequence[Week], units: Units) -> list[dict[str, Any]]:
    if not weeks:
        return []
    first, last = weeks[-1].week_start, weeks[0].week_start + timedelta(days=6)
    by_day: dict[date, list[Session]] = defaultdict(list)
    for run in page.athlete.runs:
        if first <= run.local_date <= last:
            by_day[run.local_date].append(run)
    diary = [] if page.redact else page.athlete.diary
    pains = {
        one.day: one.points
        for one in sorted(diary, key=lambda one: one.points)
        if one.kind in PAIN_KINDS and one.points and first <= one.day <= last
    }
    told: dict[date, list[DiaryEntry]] = defaultdict(list)
    for one in diary:
        told[monday_of(one.day)].append(one)
    races = race_days(page.athlete) & by_day.keys()
    return [
        _line(
            week,
            week_sentence(week, told.get(week.week_start, ()), units),
            _squares(week.week_start, by_day, pains, races, page.athlete.today),
            page.athlete.today,
            units,
        )
        for week in weeks
    ]


def _line(
    week: Week, sentence: str, squares: list[tuple[str, str]], today: date, units: Units
) -> dict[str, Any]:
    is_now = week.week_start == monday_of(today)
    so_far = "So far, " if is_now and week.sessions else ""
    return {
        "name": words.day(week.week_start).partition(" ")[2],
        "far": f"{units.far(week.distance_m):.0f}" if week.distance_m else "",
        "time": words.h_mm(week.duration_s) if week.duration_s else "",
        "climb": f"{units.high(week.ascent_m):.0f}" if week.ascent_m else "",
        "share": "" if week.aerobic_frac is None else words.share_brief(week.aerobic_frac),
        "said": so_far + sentence,
        "is_now": is_now,
        "squares": squares,
    }


def _squares(
    monday: date,
    by_day: Mapping[date, Sequence[Session]],
    pains: Mapping[date, float],
    races: AbstractSet[date],
    today: date,
) -> list[tuple[str, str]]:
    """Return (class, path) of what is drawn of a week: one path a class, in a row of 7 cells."""
    paths: dict[str, list[str]] = defaultdict(list)
    for number in range(7):
        day = monday + timedelta(days=number)
        middle, runs = CELL * number + CELL / 2, by_day.get(day, ())
        seconds = sum(run.facts.duration_s for run in runs)
        if day == today:
            paths["now"].append(f"M{middle - 7.5:g} .5h15v15h-15z")
        if seconds > 0:
            side = round(max(_LEAST, _MOST * min(1.0, sqrt(seconds / _FULL_S))), 1)
            for name, path in _square(runs, middle, side):
                paths[name].append(path)
        elif day <= today:
            paths["rest"].append(f"M{middle:g} 8h.01")
        if day in races:
            paths["race"].append(f"M{middle - 7.4:g} 8a7.4 7.4 0 1 0 14.8 0a7.4 7.4 0 1 0-14.8 0")
        if day in pains:
            paths["pain"].append(f"M{middle + 3:g} 4a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0")
    order = ("rest", "aerobic", "above", "unknown", "race", "now", "pain")
    return [(name, "".join(paths[name])) for name in order if name in paths]


def _square(runs: Sequence[Session], middle: float, side: float) -> Iterator[tuple[str, str]]:
    """Yield the parts of one day's square: under from below, over on top, hatched where unknown."""
    split = Split.of(runs)
    left, foot = middle - side / 2, CELL / 2 + side / 2
    if split.unknown_s >= split.known_s:
        yield (
            "unknown",
            (
                f"M{left:g} {foot - side:g}h{side:g}v{side:g}h-{side:g}z"
                f"M{left:g} {foot - side / 2:g}l{side / 2:g}-{side / 2:g}"
                f"M{left:g} {foot:g}l{side:g}-{side:g}"
                f"M{middle:g} {foot:g}l{side / 2:g}-{side / 2:g}"
            ),
        )
        return
    high = round(side * split.aerobic_s / split.known_s, 1)
    if high > 0:
        yield "aerobic", f"M{left:g} {foot:g}v-{high:g}h{side:g}v{high:g}z"
    if side > high:
        yield "above", f"M{left:g} {foot - high:g}V{foot - side:g}h{side:g}V{foot - high:g}z"


def _summary(weeks: Sequence[Week], target: float, today: date) -> str:
    over = [week for week in weeks if week.week_start + timedelta(days=7) <= today]
    known = [week.aerobic_frac for week in over if week.aerobic_frac is not None]
    if not known:
        return "No week that is over has heart rate and a ceiling to judge it by."
    reached = sum(1 for frac in known if frac >= target)
    return (
        f"{reached} of the last {len(known)} weeks with heart rate reached"
        f" {words.limit(target)} aerobic."
    )
