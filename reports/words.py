"""How everything a runner reads is written, one way each; distances in the runner's own units.

Durations, shares and days are said as the planner says them (``planner.words``). Days are words in
sentences; in columns, and where they are typed back, they are YYYY-MM-DD.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal

from planner import words as spoken
from planner.body.exercises import exercise_name
from planner.week.ahead import to_come
from planner.week.kinds import short_name, test_main_s

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.session.facts import SessionFacts
    from planner.flags.model import Evidence, EvidenceStrength
    from planner.week.model import Dose, Plan, Run
    from planner.week.season import SeasonWeek

KM_PER_MILE: Final = 1.609344
M_PER_FOOT: Final = 0.3048
M_PER_YARD: Final = 0.9144
UNKNOWN: Final = "-"

weekday, day, day_near, long_day = spoken.weekday, spoken.day, spoken.day_near, spoken.long_day
limit, percent, where = spoken.limit, spoken.percent, spoken.where


def sport(facts: SessionFacts) -> str:
    """Return "cycling", or "running, trail" for a session that is of a kind."""
    kind = kind_of_sport(facts)
    return facts.sport if kind is None else f"{facts.sport}, {kind}"


def kind_of_sport(facts: SessionFacts) -> str | None:
    """Return "trail" of a trail run; None where the file told no kind."""
    return None if facts.sub_sport == "generic" else facts.sub_sport


def month(key: str) -> str:
    """Return "May 2026" of "2026-05"."""
    year, number = key.split("-")
    return f"{spoken.MONTHS[int(number) - 1]} {year}"


def duration(seconds: float | None) -> str:
    """Return "45 min" or "1 h 05 min", or a dash where it is not known."""
    return UNKNOWN if seconds is None else spoken.duration(seconds)


def h_mm(seconds: float) -> str:
    """Return "1:05", for a column whose head says h:mm."""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def h_mm_ss(seconds: float) -> str:
    """Return "1:05:09", for a column whose head says h:mm:ss."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def hours(seconds: float) -> str:
    """Return "1:05 h", where there is little room."""
    return f"{h_mm(seconds)} h"


def share(frac: float | None) -> str:
    """Return a share as whole per cent, cut and never rounded up: 89.9 % is not a reached 90 %."""
    return UNKNOWN if frac is None else spoken.share(frac)


def share_brief(frac: float) -> str:
    """Return the same in a column: "<1 %" where there is little."""
    return share(frac).replace("under ", "<")


def share_exact(frac: float | None) -> str:
    """Return a share to a tenth of a per cent, cut like ``share``."""
    return UNKNOWN if frac is None else f"{percent(frac, 1):.1f} %"


def change(frac: float | None) -> str:
    """Return a change, "+3.1 %" or "-0.4 %", rounded: it is held against no limit."""
    return UNKNOWN if frac is None else f"{100 * frac:+.1f} %"


def number(value: float | None, digits: int = 0, unit: str = "") -> str:
    """Return a number with its unit, or a dash where it is not known."""
    if value is None:
        return UNKNOWN
    return f"{value:,.{digits}f}{chr(0xA0) + unit if unit else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Distances, heights and paces in the runner's own units."""

    system: Literal["metric", "imperial"] = "metric"

    @property
    def distance_unit(self) -> str:
        """Return "km" or "mi"."""
        return "km" if self.system == "metric" else "mi"

    @property
    def height_unit(self) -> str:
        """Return "m" or "ft"."""
        return "m" if self.system == "metric" else "ft"

    @property
    def temperature_unit(self) -> str:
        """Return "°C" or "°F"."""
        return "°C" if self.system == "metric" else "°F"

    @property
    def climb_unit(self) -> str:
        """Return "m/km" or "ft/mi"."""
        return f"{self.height_unit}/{self.distance_unit}"

    def far(self, metres: float) -> float:
        """Return metres in the unit of distances."""
        kilometres = metres / 1000
        return kilometres if self.system == "metric" else kilometres / KM_PER_MILE

    def high(self, metres: float) -> float:
        """Return metres in the unit of heights."""
        return metres if self.system == "metric" else metres / M_PER_FOOT

    def warm(self, celsius: float) -> float:
        """Return degrees Celsius in the unit of temperatures."""
        return celsius if self.system == "metric" else celsius * 9 / 5 + 32

    def climb(self, metres_a_km: float) -> float:
        """Return metres of climb a kilometre in the unit of climbs."""
        return self.high(metres_a_km) / self.far(1000)

    def distance(self, metres: float | None) -> str:
        """Return "10.0 km" or "6.2 mi"."""
        if metres is None:
            return UNKNOWN
        return f"{self.far(metres):.1f} {self.distance_unit}"

    def height(self, metres: float | None) -> str:
        """Return "84 m" or "276 ft"."""
        return UNKNOWN if metres is None else f"{self.high(metres):.0f} {self.height_unit}"

    def temperature(self, celsius: float | None) -> str:
        """Return "18 °C" or "64 °F"."""
        if celsius is None:
            return UNKNOWN
        return f"{self.warm(celsius):.0f} {self.temperature_unit}"

    def efficiency(self, metres: float) -> str:
        """Return how far a heart beat of a minute carries: "1.42 m/min per bpm"."""
        if self.system == "metric":
            return f"{metres:.2f} m/min per bpm"
        return f"{metres / M_PER_YARD:.2f} yd/min per bpm"

    def pace_s(self, speed_m_s: float) -> float:
        """Return seconds for one unit of distance."""
        return 1000 / speed_m_s * (1.0 if self.system == "metric" else KM_PER_MILE)

    def pace_change(self, before_m_s: float, now_m_s: float) -> str:
        """Return "43 s /km slower", the difference of the paces as shown; nothing where alike."""
        seconds = round(self.pace_s(before_m_s)) - round(self.pace_s(now_m_s))
        if not seconds:
            return ""
        return f"{abs(seconds)} s /{self.distance_unit} {'faster' if seconds > 0 else 'slower'}"

    def pace(self, speed_m_s: float | None) -> str:
        """Return "5:40 /km" or "9:07 /mi"."""
        if not speed_m_s:
            return UNKNOWN
        seconds = round(self.pace_s(speed_m_s))
        return f"{seconds // 60}:{seconds % 60:02d} /{self.distance_unit}"


RUN_NAMES: Final = {
    "rest": "Rest",
    "walk": "Walk",
    "run_walk": "Run and walk",
    "easy": "Easy run",
    "long": "Long run",
    "recovery": "Recovery run",
    "maf_test": "MAF test",
    "drift_test": "Drift test",
    "strides": "Easy run with strides",
    "quality": "Quality run",
    "race": "Race",
}


def exercise(name: str) -> str:
    """Return "Deep squat hold", the name of an exercise at the head of a line."""
    said = exercise_name(name)
    return said[:1].upper() + said[1:]


def run_name(kind: str) -> str:
    """Return the run's name; one that a newer version planned is called by its key."""
    return RUN_NAMES.get(kind, kind.replace("_", " ").capitalize())


def band(bpm: tuple[int, int] | None) -> str:
    """Return "128-138 bpm", or nothing where no band may be given."""
    return "" if bpm is None else f"{bpm[0]}-{bpm[1]} bpm"


def distance_of(planned: Run, units: Units) -> str:
    """Return "6.6-7.4 km", "about 7.1 km" where no range is known, "10.0 km" of a race, or ""."""
    if planned.distance_m_estimate is None:
        return ""
    said = units.distance(planned.distance_m_estimate)
    if planned.distance_m_range is not None:
        low, high = (f"{units.far(metres):.1f}" for metres in planned.distance_m_range)
        return f"about {said}" if low == high else f"{low}-{high} {units.distance_unit}"
    return said if planned.kind == "race" else f"about {said}"


def run(planned: Run) -> str:
    """Return "Easy run 45 min at 128-138 bpm"."""
    name = run_name(planned.kind)
    if not planned.duration_s:
        return name
    beats = f" at {band(planned.band_bpm)}" if planned.band_bpm else ""
    if beats and planned.kind == "maf_test":  # the rest of it is easy
        main_s = test_main_s(planned.duration_s, planned.warm_up_s, planned.cool_down_s)
        beats = f", {duration(main_s)} of it{beats}"
    return f"{name} {duration(planned.duration_s)}{beats}"


def workout_name(planned: Run) -> str:
    """Return what a watch and a calendar call a run, what matters first: "Easy 45 min, up to 134".

    Without beats the words lead; a run-walk is called by its intervals where they are all alike.
    """
    name = f"{short_name(planned.kind)[:1].upper()}{short_name(planned.kind)[1:]}"
    if not planned.duration_s:
        return name
    if planned.kind == "run_walk" and len(planned.intervals) == 1:
        (one,) = planned.intervals
        return f"{name} {one.times} x {_brief(one.run_s)}/{_brief(one.walk_s)}"
    long = f"{name} {_brief(planned.duration_s, unit=True)}"
    if planned.kind in {"maf_test", "drift_test", "quality", "race", "run_walk"}:
        return long
    if planned.band_bpm is not None:
        return f"{long}, up to {planned.band_bpm[1]}"
    return long if planned.kind == "walk" else f"{long}, full sentences"


def _brief(seconds: int, *, unit: bool = False) -> str:
    """Return "1", "1.5" or with its unit "45 min" and "1 h 20", the last minute whole."""
    minutes = seconds / 60
    if not unit:
        return f"{minutes:g}"
    whole = round(minutes)
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02d}"  # noqa: PLR2004


def run_already(ran_s: float) -> str:
    """Return what a day says whose run was run: it is not asked for again."""
    return f"Run already: {duration(ran_s)}"


def week_time(plan: Plan, today: date, what: str = "") -> str:
    """Return a week's time: "3 h 35 min", of a week begun "1 h 20 min run, 1 h 31 min to come".

    ``what`` follows the time where nothing is run yet.
    """
    ran_s = sum(day.ran_s for day in plan.days)
    if not ran_s:
        return time_to_come(plan, today, what)
    return f"{duration(60 * round(ran_s / 60))} run, {time_to_come(plan, today)} to come"


def time_to_come(plan: Plan, today: date, what: str = "") -> str:
    """Return the time of a week's runs to come, and that a race is beside them."""
    ahead = [run for one in plan.days for run in to_come(one, today)]
    left = duration(sum(run.duration_s for run in ahead if run.kind != "race"))
    race = " and the race" if any(run.kind == "race" for run in ahead) else ""
    return f"{left}{what}{race}"


def season_week(week: SeasonWeek) -> str:
    """Return what a week ahead is: "base, lighter, MAF test", "race, race on Sun 6 Sep"."""
    parts = (
        week.phase if week.race is None else "",
        "lighter" if week.rhythm == "deload" else "",
        "MAF test" if week.test else "",
        "" if week.race is None else f"race on {day(week.race)}",
    )
    return ", ".join(part for part in parts if part)


def race_ahead(weeks: Sequence[SeasonWeek]) -> str:
    """Return how long the race takes against the longest run before it, empty where not known."""
    race_s = next((week.race_s for week in weeks if week.race_s), None)
    before = takewhile(lambda week: week.race is None, weeks)
    longest_s = max((week.longest_s for week in before if week.longest_s is not None), default=0.0)
    if race_s is None or not longest_s or longest_s >= race_s:
        return ""
    return (
        f"The race takes about {duration(60 * round(race_s / 60))} at your easy pace; the longest "
        f"run before it would be {duration(60 * round(longest_s / 60))}."
    )


def dose(given: Dose) -> str:
    """Return "60 s a side", "10 a side", "10 a side with 8 kg"."""
    parts = []
    if given.reps is not None:
        parts.append(f"{given.reps}" + (" a side" if given.sides == 2 else " times"))  # noqa: PLR2004
    if given.hold_s is not None:
        held = f"{given.hold_s} s" if given.hold_s < 120 else duration(given.hold_s)  # noqa: PLR2004
        parts.append(held + (" a side" if given.sides == 2 else ""))  # noqa: PLR2004
    load = "" if given.load_kg is None else f" with {given.load_kg:g} kg"
    return ", ".join(parts) + load


def strength(known: EvidenceStrength) -> str:
    """Return how strong the evidence is, in words."""
    return "one practitioner's view, no trials" if known == "source only" else known


def evidence(shown: Evidence, units: Units, today: date) -> str:
    """Return one number of a flag with what it is held against, and the days it stands on."""
    held = []
    if shown.baseline is not None:
        held.append(f"{shown.baseline_is} {_measured(shown.baseline, shown, units)}")
    if shown.limit is not None:
        held.append(f"limit {_measured(shown.limit, shown, units)}")
    value = "" if shown.value is None else f": {_measured(shown.value, shown, units)}"
    beside = f" ({', '.join(held)})" if held else ""
    return f"{shown.what}{value}{beside}{_on(shown.days, today)}"


def _on(days: Sequence[date], today: date) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return f", {day_near(first, today)}"
    return f", {len(days)} days from {day_near(first, today)} to {day_near(last, today)}"


def _measured(value: float, shown: Evidence, units: Units) -> str:
    """Return a number of a flag in the runner's units, by what its unit measures."""
    by_measure = {
        "share": share_exact,
        "change": change,
        "distance": units.distance,
        "height": units.height,
        "speed": units.pace,
    }
    if shown.measure is not None:
        return by_measure[shown.measure](value)
    if shown.unit == "0-10":
        return f"{value:g}/10"
    plain = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"  # noqa: PLR2004
    return plain if shown.unit in {"", "1"} else f"{plain} {shown.unit}"
