"""Which ceiling is in force on a day: every known one in its order, never an average (RULES 2.5).

Laboratory or field value > drift test of the last six months > DFA-alpha1 if adopted >
180-formula > LTHR x 0.89 > Karvonen if adopted > HRmax x 0.75; the last ones are rough.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.profile.limits import own
from planner.profile.methods import MEASURED, method_of, methods_of
from planner.profile.model import latest
from planner.session import Ceiling
from planner.thresholds.by_formula import FORMULAS
from planner.thresholds.formulas import BAND_BPM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.profile.methods import Method
    from planner.profile.model import (
        AnyMethod,
        Condition,
        Dated,
        DatedCategory,
        Profile,
        ThresholdEntry,
    )

DRIFT_TEST_DAYS: Final = own(
    "drift_test_days", 183, "d", "days that a drift test stands before the formula", "RULES 2.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What one method says of a day; ``barred`` is why it cannot be in force, or None."""

    method: AnyMethod
    value_bpm: float
    since: date | None
    uncertainty_bpm: float | None  # half of a 95 % span where it is known
    rough: bool
    note: str
    source: str
    barred: str | None

    def ceiling(self) -> Ceiling:
        """Return it as a ceiling; whole beats, rounded down: 151.3 allows 151, not 152."""
        bpm = int(self.value_bpm)
        return Ceiling(
            bpm=bpm,
            floor_bpm=bpm - BAND_BPM,
            method=self.method,
            uncertainty_bpm=self.uncertainty_bpm,
            rough=self.rough,
            note=self.note,
        )


class Ceilings:
    """The ceiling of every day between two days, worked out once for each change of it."""

    def __init__(self, profile: Profile, first: date, last: date) -> None:
        changes = (day for day in _change_days(profile, first, last) if day <= last)
        starts = {first, *(max(first, day) for day in changes)}
        self._starts = sorted(starts)
        self._ceilings = [ceiling_on(profile, day) for day in self._starts]

    def on(self, day: date) -> Ceiling | None:
        """Return the ceiling in force on ``day``, or None where none may be given."""
        return self._ceilings[self.stretch(day)]

    def stretch(self, day: date) -> int:
        """Return the number of the stretch of days that ``day`` lies in.

        In one stretch no entry of the profile begins or ends, and the runner is of one age: what a
        profile says of one of its days beside a ceiling, it says of all of them.
        """
        return max(0, bisect_right(self._starts, day) - 1)

    def stretches(self, days: Iterable[date]) -> list[int]:
        """Return the number of the stretch of each day; quick where they are in order."""
        found = []
        number, last = -1, date.min
        for day in days:
            if number < 0 or not self._starts[number] <= day < last:
                number = self.stretch(day)
                following = number + 1
                last = self._starts[following] if following < len(self._starts) else date.max
            found.append(number)
        return found

    def periods(self) -> tuple[tuple[date, Ceiling | None], ...]:
        """Return (first day, ceiling) of each stretch of one ceiling, oldest first."""
        found: list[tuple[date, Ceiling | None]] = []
        for start, ceiling in zip(self._starts, self._ceilings, strict=True):
            if not found or found[-1][1] != ceiling:
                found.append((start, ceiling))
        return tuple(found)


def ceiling_on(profile: Profile, day: date) -> Ceiling | None:
    """Return the ceiling in force on ``day``: the first candidate that nothing bars."""
    for candidate in candidates(profile, day):
        if candidate.barred is None:
            return candidate.ceiling()
    return None


def candidates(profile: Profile, day: date) -> tuple[Candidate, ...]:
    """Return what every method with its inputs known says of ``day``, the strongest first.

    What the runner states for a method stands for its formula.
    """
    found = (_candidate(profile, method, day) for method in methods_of(profile))
    return tuple(one for one in found if one is not None)


def no_ceiling_reason(profile: Profile, day: date) -> str:
    """Return why no ceiling is in force, in words, for a day without one."""
    barred = medical_bar(profile, day)
    if barred:
        return f"no formula ceiling: {barred}"
    if profile.birth_date is None:
        return "no ceiling: the profile has no birth date"
    if not candidates(profile, day):
        return "no ceiling: the profile's values begin later"
    return "no ceiling is in force"


def speaks_from(profile: Profile, tested: date) -> date:
    """Return the first day that a value measured on ``tested`` speaks for.

    It says more of the months before it than a formula that was in force then: as far back as a
    drift test stands afterwards, and no further than the last day of another value, or of none
    (own choice). Else the runner who adopts it would stay judged by the formula it replaces.
    """
    first = tested - timedelta(days=profile.limits.whole(DRIFT_TEST_DAYS))
    found = tested
    for start, ceiling in reversed(Ceilings(profile, first, tested - timedelta(days=1)).periods()):
        if ceiling is None or method_of(ceiling.method).stated:
            break
        found = start
    return found


def medical_bar(profile: Profile, day: date) -> str | None:
    """Return the condition that forbids any formula ceiling on a day, or None.

    RULES 1.1, own choice.
    """
    health = profile.health_on(day)
    for stated, words in (
        (health.rate_medicine, "medicine that changes the heart rate"),
        (health.pacemaker, "a pacemaker"),
        (health.arrhythmia, "a known arrhythmia"),
        (health.pregnant, "pregnancy"),
    ):
        if stated:
            return words
    return None


def _candidate(profile: Profile, method: Method, day: date) -> Candidate | None:
    stated = latest((e for e in profile.thresholds if e.method == method.name), day)
    if stated is not None:
        return _entry_candidate(profile, stated, day)
    formula = FORMULAS.get(method.name)
    said = None if formula is None else formula(profile, day)
    if said is None:
        return None
    return Candidate(
        method=method.name,
        value_bpm=said.bpm,
        since=said.since,
        uncertainty_bpm=said.uncertainty_bpm,
        rough=said.rough,
        note=said.note,
        source=method.source,
        barred=medical_bar(profile, day) or said.barred,
    )


def _entry_candidate(profile: Profile, entry: ThresholdEntry, day: date) -> Candidate:
    method = method_of(entry.method)
    what = "stated by the runner" if entry.method == "entered" else method.words
    dated = f" from {entry.since.isoformat()} on" if entry.since else ""
    if entry.tested:
        dated = f" of {entry.tested.isoformat()}"
    source = f", {entry.source}" if entry.source else ""
    own_note = f"; {entry.note}" if entry.note else ""
    return Candidate(
        method=entry.method,
        value_bpm=entry.value_bpm,
        since=entry.since,
        uncertainty_bpm=entry.uncertainty_bpm,
        rough=method.rough,
        note=f"{what}{dated}{source}{own_note}",
        source=entry.source or method.source,
        barred=_entry_bar(profile, entry, day),
    )


def _entry_bar(profile: Profile, entry: ThresholdEntry, day: date) -> str | None:
    if not entry.adopted:
        return "experimental: stands only when adopted"
    stands = profile.limits[DRIFT_TEST_DAYS]
    tested = entry.tested or entry.since
    if entry.method == "drift_test" and tested and (day - tested).days > stands:
        return "older than six months"
    health = profile.health_on(day)
    if entry.method == "dfa_alpha1" and (health.arrhythmia or health.pacemaker):
        return "beat intervals of a paced or irregular heart say nothing here"
    return None if entry.method in MEASURED else medical_bar(profile, day)


def _change_days(profile: Profile, first: date, last: date) -> set[date]:
    """Return the days on which a ceiling may change, some of before and after among them.

    These are of dated entries, expiries, birthdays.
    """
    dated: tuple[Dated | DatedCategory | ThresholdEntry | Condition, ...] = (
        *profile.categories,
        *profile.conditions,
        *profile.hr_max,
        *profile.hr_rest,
        *profile.lthr,
        *profile.thresholds,
    )
    days = {entry.since for entry in dated if entry.since is not None}
    stands = int(profile.limits[DRIFT_TEST_DAYS]) + 1
    tested = (e.tested or e.since for e in profile.thresholds if e.method == "drift_test")
    days |= {
        day + timedelta(days=stands)
        for day in tested
        if day is not None and 0 < stands <= (last - day).days
    }
    if profile.birth_date is not None:
        years = range(first.year, last.year + 1)
        days |= {_birthday(profile.birth_date, year) for year in years}
    return days


def _birthday(born: date, year: int) -> date:
    """Return the birthday of a year; of 29 February, 1 March where there is none."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
