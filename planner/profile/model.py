"""The runner's profile as values: who, how old, what is known of the heart, when running fits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, tzinfo
from typing import TYPE_CHECKING, Literal, NewType, TypeAlias, TypeVar

from planner.profile.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

Category: TypeAlias = Literal["a", "b", "c", "d"]
Sex: TypeAlias = Literal["female", "male"]
ConditionName: TypeAlias = Literal["rate_medicine", "pacemaker", "arrhythmia", "pregnant"]
Terrain: TypeAlias = Literal["flat", "hilly"]
ThresholdMethod: TypeAlias = Literal[
    "entered",  # lab or field value the runner brings
    "drift_test",
    "dfa_alpha1",
    "maf",
    "lthr",
    "hr_max",
    "karvonen",
    "watch",
]
PluginMethod = NewType("PluginMethod", str)  # the name of a plug-in whose value the runner declares
AnyMethod: TypeAlias = ThresholdMethod | PluginMethod

INJURY_DAYS = 365  # prior Achilles trouble within a year: OR 6.3 (Lagas 2020)
CHILD_AGE = 16  # under it no quality and no load (RULES 1.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A value in force from ``since`` on; without a date, for all history."""

    value: float
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCategory:
    """A 180-formula category in force from ``since`` on; without a date, for all history."""

    category: Category
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdEntry:
    """One aerobic threshold the profile states, in bpm, with where it comes from."""

    method: AnyMethod
    value_bpm: float
    since: date | None = None
    uncertainty_bpm: float | None = None
    source: str = ""
    note: str = ""
    adopted: bool = True  # experimental or estimated methods stand only when adopted
    tested: date | None = None  # the day of the test, where it speaks for weeks before it too


Since = TypeVar("Since", Dated, DatedCategory, ThresholdEntry)


def latest(entries: Iterable[Since], day: date) -> Since | None:
    """Return the entry in force on ``day``: the youngest that has begun; undated ones always have.

    Of two with one date the later written stands.
    """
    begun = [entry for entry in entries if entry.since is None or entry.since <= day]
    return max(reversed(begun), key=lambda entry: entry.since or date.min, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the runner answered about conditions that change the rules (RULES 1.1, 5.2)."""

    rate_medicine: bool = False
    pacemaker: bool = False
    arrhythmia: bool = False
    pregnant: bool = False
    prior_achilles_side: Literal["left", "right", "both"] | None = None  # in the last 12 months
    prior_calf_side: Literal["left", "right", "both"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition that forbids formula ceilings, begun or ended on ``since``."""

    name: ConditionName
    value: bool
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Injury:
    """Achilles or calf trouble on ``since``; it counts for twelve months, undated ones always."""

    name: Literal["achilles", "calf"]
    side: Literal["left", "right", "both"] | None
    since: date | None = None

    def counts_on(self, day: date) -> bool:
        """Return whether it was no more than twelve months before ``day``."""
        return self.since is None or 0 <= (day - self.since).days <= INJURY_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """When running fits; weekdays count from Monday = 0. ``None`` means: as the habit shows."""

    run_days: frozenset[int] | None = None
    long_run_day: int | None = None
    max_minutes: tuple[int | None, ...] = (None,) * 7  # most minutes of running by weekday
    blackout: frozenset[date] = frozenset()
    fixed_runs: frozenset[int] = frozenset()  # weekdays with a commitment, such as a club run
    race_date: date | None = None
    race_km: float | None = None
    terrain: Terrain | None = None  # what the usual routes are like
    base_start: date | None = None
    quality_wanted: bool = False
    strides_wanted: bool = False
    doubles: bool = False

    @property
    def longest_min(self) -> int | None:
        """Return the most minutes a run may take on any day with running; None without a limit."""
        found = [
            self.max_minutes[day]
            for day in range(7)
            if self.run_days is None or day in self.run_days
        ]
        known = [minutes for minutes in found if minutes is not None]
        return max(known) if known and len(known) == len(found) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchValue:
    """One setting of the watch, and the day of the newest file that states it."""

    bpm: float
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """What the watch believes of its wearer's heart; None where no file says so."""

    hr_max: WatchValue | None
    lthr: WatchValue | None
    hr_rest: WatchValue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything of profile.toml, checked; None where the runner did not say.

    ``watch`` alone is not the runner's: the newest settings in the watch's files, never stored.
    """

    birth_date: date | None = None
    sex: Sex | None = None
    zone: tzinfo = UTC
    zone_name: str | None = None
    units: Literal["metric", "imperial"] = "metric"
    categories: tuple[DatedCategory, ...] = ()
    over_65_extra_bpm: float = 0.0  # 0-10, category d above 65 only (RULES 1.1)
    hr_max: tuple[Dated, ...] = ()
    hr_rest: tuple[Dated, ...] = ()
    lthr: tuple[Dated, ...] = ()
    thresholds: tuple[ThresholdEntry, ...] = ()
    health: Health = field(default_factory=Health)
    conditions: tuple[Condition, ...] = ()  # as dated in the file; `health` has the last of each
    injuries: tuple[Injury, ...] = ()  # likewise
    availability: Availability = field(default_factory=Availability)
    grow_to_min: float | None = None  # minutes a week, beyond which no week shall grow
    readiness: bool = True  # looked at on Mondays and Thursdays
    limits: Limits = field(default_factory=Limits)
    flags_off: frozenset[str] = frozenset()
    watch: WatchSettings | None = None

    def health_on(self, day: date) -> Health:
        """Return the health of a day: what begins later does not hold yet, old injuries no more."""

        def stood(name: ConditionName) -> bool:
            dated = [one for one in self.conditions if one.name == name]
            begun = [one for one in dated if one.since is None or one.since <= day]
            if not dated:
                return bool(getattr(self.health, name))
            return max(begun, key=lambda one: one.since or date.min).value if begun else False

        def injured(name: str) -> Literal["left", "right", "both"] | None:
            counting = [one for one in self.injuries if one.name == name and one.counts_on(day)]
            return max(counting, key=lambda one: one.since or date.min).side if counting else None

        known = {one.name for one in self.injuries}
        health = self.health
        return replace(
            health,
            prior_achilles_side=injured("achilles")
            if "achilles" in known
            else health.prior_achilles_side,
            prior_calf_side=injured("calf") if "calf" in known else health.prior_calf_side,
            rate_medicine=stood("rate_medicine"),
            pacemaker=stood("pacemaker"),
            arrhythmia=stood("arrhythmia"),
            pregnant=stood("pregnant"),
        )

    def age_on(self, day: date) -> int | None:
        """Return completed years on ``day``; None without a birth date, and before it."""
        born = self.birth_date
        if born is None or day < born:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
