"""Readiness: four markers, looked at on Monday and Thursday (JUDGEMENT 9).

One marker: nothing hard and no test. Two: easy runs are a quarter shorter until the next look. Two
at two looks running, heart-rate variability or how one feels among them: two days off, once, then
easier running until a look without two. Adjusting twice a week beat a fixed plan (Nuuttila 2022,
PMC9473708, n = 30, 10 km - 6.2 % against - 2.9 %, published); there load was raised too, and a rule
that only lowers is untested. Where nothing is known it says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.own_band import (
    BAND_DAYS,
    MEAN_DAYS,
    band_before,
    last_values,
    mean_and_sd,
    values_of,
)
from planner.body.pain import of_left, of_right, pains_by_place, risen
from planner.session import between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry
    from ingest.wellness import WellnessDay
    from planner.session import Session

LOOK_DAYS: Final = (0, 3)  # Monday and Thursday
LEAST_HRV_DAYS: Final = 4  # own choice: of the seven
LEAST_SAID: Final = 2  # own choice: days of the seven on which it was said
STRESS: Final = 7
SLEEP_H: Final = 6.0
SORENESS: Final = 5
RPE: Final = 7
INDEX_SD: Final = 1.5
LEAST_SCATTER: Final = 0.01  # own choice: of speed per beat, that anybody's runs have
LEAST_RUNS: Final = 2  # own choice: of the last seven days, with a steady part
LEAST_BASE_RUNS: Final = 6  # own choice: of the sixty days before
SHORTER: Final = 0.75  # of the minutes of easy runs, from two markers on
OFF_DAYS: Final = 2
TWO: Final = 2  # markers, from which on it does more than bar what is hard
ILL: Final = "Do you feel ill? Then: aerobase log illness (--fever where there is fever)."
EASIER: Final = "Easier running until a look, on Monday or Thursday, finds less than two of these."
WAY_OUT: Final = "Or turn it off: readiness = false under [plan] in profile.toml."
UNTESTED: Final = "That a rule which only lowers does good is untested."
FEELING: Final = frozenset({"hrv", "felt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """One marker that speaks, and by how much, in words."""

    name: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """The state since the last look; ``level`` 0 to 3, ``until`` the day before the next look.

    ``off_until`` is the second of the two days off at level 3, null below it.
    """

    level: int
    look: date
    until: date
    markers: tuple[Marker, ...]
    off_until: date | None = None

    @property
    def said(self) -> str:
        """Return the markers in words."""
        return "; ".join(one.said for one in self.markers)

    def is_off(self, today: date) -> bool:
        """Return whether a day is one of the two days off."""
        return self.off_until is not None and today <= self.off_until

    def does(self, today: date) -> str:
        """Return what it takes back, and what it asks, in words."""
        until = f"until {words.day(self.until)}"
        if self.is_off(today):
            return f"Two days off. {ILL}"
        if self.off_until is not None:
            return f"{EASIER} {WAY_OUT}"
        if self.level > 1:
            return f"Nothing hard and no test, and easy runs are a quarter shorter {until}."
        return f"Nothing hard and no test {until}."

    def sentence(self, today: date) -> str:
        """Return level, markers and what follows; empty where no marker speaks."""
        if not self.level:
            return ""
        return f"Readiness, level {self.level} of 3: {self.said}. {self.does(today)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the markers are read from; sequences oldest first."""

    diary: Sequence[DiaryEntry]
    wellness: Sequence[WellnessDay]
    runs: Sequence[Session]


def readiness_on(known: Known, today: date) -> Readiness:
    """Return the state that the last look left."""
    look = _last_look(today)
    found = markers_on(known, look)
    state = Readiness(level=min(len(found), TWO), look=look, until=_next_look(look), markers=found)
    began = _began(known, look, found)
    if began is None:
        return state
    return replace(state, level=3, off_until=began + timedelta(days=OFF_DAYS - 1))


def _began(known: Known, look: date, found: tuple[Marker, ...]) -> date | None:
    """Return the look that began level 3 where it stands: no look since was without two markers."""
    began, later_feels = None, False
    day, later = look, look
    while len(found) >= TWO:
        feels = any(one.name in FEELING for one in found)
        if feels and later_feels:
            began = later
        day, later, later_feels = _last_look(day - timedelta(days=1)), day, feels
        found = markers_on(known, day)
    return began


def _last_look(day: date) -> date:
    while day.weekday() not in LOOK_DAYS:
        day -= timedelta(days=1)
    return day


def _next_look(look: date) -> date:
    """Return the day before the next look."""
    return look + timedelta(days=2 if look.weekday() == LOOK_DAYS[0] else 3)


def markers_on(known: Known, day: date) -> tuple[Marker, ...]:
    """Return the markers that speak on a look's day, by what was known that morning."""
    found = (_hrv(known, day), _felt(known, day), _index(known, day), _pain(known, day))
    return tuple(one for one in found if one is not None)


def _hrv(known: Known, day: date) -> Marker | None:
    """Return heart-rate variability of seven days outside its own band of sixty."""
    values = values_of(known.wellness, lambda one: one.settled("hrv_rmssd_ms"))
    recent = last_values(values, day, MEAN_DAYS)
    band = band_before(values, day)
    if len(recent) < LEAST_HRV_DAYS or band is None:
        return None
    mean, (low, high) = fmean(recent), band
    if low <= mean <= high:
        return None
    return Marker(
        name="hrv", said=f"HRV {mean:.0f} ms over seven days, usually {low:.0f} to {high:.0f}"
    )


def _felt(known: Known, day: date) -> Marker | None:
    """Return what the runner said of the last seven days, where it is hard."""
    first = day - timedelta(days=MEAN_DAYS - 1)
    said = [one for one in known.diary if first <= one.day <= day]
    stress = [one.score for one in said if one.kind == "stress" and one.score is not None]
    sore = [one.score for one in said if one.kind == "soreness" and one.score is not None]
    slept = [
        value / 3600
        for one in known.wellness
        if first <= one.day <= day and (value := one.settled("sleep_s")) is not None
    ]
    efforts = [
        one.facts.rpe
        for one in between(known.runs, first, day - timedelta(days=1))
        if one.session_class == "aerobic" and one.facts.rpe is not None
    ]
    parts = (
        (stress, 1, STRESS, "stress {:.0f} of 10"),
        (slept, -1, SLEEP_H, "{:.1f} h of sleep"),
        (sore, 1, SORENESS, "soreness {:.0f} of 10"),
        (efforts, 1, RPE, "easy runs felt {:.0f} of 10"),
    )
    found = [
        words.format(fmean(values))
        for values, more_is_worse, limit, words in parts
        if len(values) >= LEAST_SAID
        and (fmean(values) >= limit if more_is_worse > 0 else fmean(values) < limit)
    ]
    if not found:
        return None
    return Marker(name="felt", said=f"{', '.join(found)} on average over seven days")


def _index(known: Known, day: date) -> Marker | None:
    """Return speed per beat of the week's runs, where it is worse than the runner's own."""
    first = day - timedelta(days=MEAN_DAYS)
    values = [
        (one.local_date, one.facts.efficiency)
        for one in between(known.runs, first - timedelta(days=BAND_DAYS), day)
        if one.session_class == "aerobic" and one.facts.efficiency is not None
    ]
    recent = [value for when, value in values if first <= when < day]
    base = [value for when, value in values if first - timedelta(days=BAND_DAYS) <= when < first]
    if len(recent) < LEAST_RUNS or len(base) < LEAST_BASE_RUNS:
        return None
    mean, (usual, sd) = fmean(recent), mean_and_sd(base)
    if mean >= usual - INDEX_SD * max(sd, LEAST_SCATTER * usual):
        return None
    return Marker(
        name="index",
        said=f"speed per beat of the easy runs {100 * (1 - mean / usual):.0f} % under the usual",
    )


def _pain(known: Known, day: date) -> Marker | None:
    """Return a pain that rises, by the rule that makes it a warning."""
    told = [one for one in known.diary if one.day <= day]
    for place, entries in sorted(pains_by_place(told).items()):
        for name, side in (("left", of_left(entries)), ("right", of_right(entries))):
            rise = risen(side, day)
            if rise:
                return Marker(
                    name="pain",
                    said=f"pain of the {words.where(place, name)} rose from {rise[0][1]:g} "
                    f"to {rise[1][1]:g}",
                )
    return None
