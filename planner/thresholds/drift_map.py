"""The drift map: up to which heart rate the runner's own steady runs stay coupled (JUDGEMENT 7).

Experimental: it never becomes the ceiling by itself. The limit of 5 % an hour is Friel's for long
runs (practitioner); bins, runs and weeks are own choices.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Final

from planner.profile.model import latest
from planner.session import WARMER_C
from planner.thresholds.formulas import LTHR_SHARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.profile.model import Profile
    from planner.session import Session

WEEKS: Final = timedelta(weeks=8)  # own choice: so far back a stretch tells
BIN_BPM: Final = 5  # own choice
LEAST_RUNS: Final = 4  # own choice: so many make a bin's word
LIMIT_FRAC: Final = 0.05  # practitioner: Friel, an hour of a long run


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One steady stretch: its day, its mean heart rate, its loss of speed per beat an hour."""

    day: date
    hr_bpm: float
    hour_frac: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftBin:
    """Stretches of five beats, ``high_bpm`` the upper edge; fewer than four runs say nothing."""

    low_bpm: int
    high_bpm: int
    runs: int
    median_frac: float

    @property
    def speaks(self) -> bool:
        """Return whether there are enough runs."""
        return self.runs >= LEAST_RUNS

    @property
    def passes(self) -> bool:
        """Return whether half of its stretches or more stayed within the limit."""
        return self.median_frac <= LIMIT_FRAC


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftMap:
    """What the stretches of eight weeks support; None where they say nothing.

    ``supported_bpm`` is the upper edge of the highest bin that passes with every bin below it;
    ``failed_bpm`` the lower edge of the lowest bin that does not, or, where no bin says so, the
    heart rate from which on all runs together do not. ``within`` of ``counted``
    stretches up to the supported edge stayed within the limit.
    """

    stretches: tuple[Stretch, ...]
    bins: tuple[DriftBin, ...]
    supported_bpm: int | None
    failed_bpm: int | None
    within: int
    counted: int


def drift_map(
    sessions: Sequence[Session], today: date, *, lthr_bpm: float | None = None
) -> DriftMap:
    """Return the map of a day; ``sessions`` oldest first, ``lthr_bpm`` the threshold if known.

    Nothing above 0.89 of the threshold heart rate is supported.
    """
    found = tuple(_stretches(sessions, today))
    bins = tuple(_bins(found))
    speaking = [one for one in bins if one.speaks]
    failed = next((one for one in speaking if not one.passes), None)
    passing = [one for one in speaking if failed is None or one.high_bpm <= failed.low_bpm]
    supported = passing[-1].high_bpm if passing else None
    fails_from = _fails_from(found, supported) if failed is None else failed.low_bpm
    if supported is not None and lthr_bpm is not None:
        supported = min(supported, int(LTHR_SHARE * lthr_bpm))
    counted = [one for one in found if supported is not None and one.hr_bpm <= supported]
    return DriftMap(
        stretches=found,
        bins=bins,
        supported_bpm=supported,
        failed_bpm=fails_from,
        within=sum(one.hour_frac <= LIMIT_FRAC for one in counted),
        counted=len(counted),
    )


def _fails_from(stretches: Sequence[Stretch], supported: int | None) -> int | None:
    """Return from which heart rate on the fewest runs, taken as one bin, fail (own choice).

    Nobody runs far above a threshold often: in two bins of three runs each the map would say
    nothing of six that all drifted. A threshold lies inside a step as often as at its edge, so the
    last supported one may be cut in two.
    """
    if supported is None:
        return None
    near = [one for one in stretches if one.hr_bpm > supported - BIN_BPM]
    for cut in sorted((one.hr_bpm for one in near), reverse=True):
        above = [one.hour_frac for one in near if one.hr_bpm >= cut]
        if len(above) >= LEAST_RUNS and median(above) > LIMIT_FRAC:
            return int(cut)
    return None


def drift_map_on(sessions: Sequence[Session], profile: Profile, today: date) -> DriftMap:
    """Return the map of a day, held by the threshold that the runner, else the watch, states."""
    stated, watch = latest(profile.lthr, today), profile.watch and profile.watch.lthr
    of_watch = watch.bpm if watch else None
    return drift_map(sessions, today, lthr_bpm=of_watch if stated is None else stated.value)


def _stretches(sessions: Sequence[Session], today: date) -> list[Stretch]:
    """Return the stretches of eight weeks, but those of runs much warmer than the median of them.

    Heat makes a heart drift at any effort: such a run says little of the threshold.
    """
    first = bisect_right(sessions, today - WEEKS, key=lambda one: one.local_date)
    behind = bisect_right(sessions, today, key=lambda one: one.local_date)
    found = [
        (Stretch(day=one.local_date, hr_bpm=bpm, hour_frac=frac), one.facts.temperature_mean_c)
        for one in sessions[first:behind]
        if one.is_run
        and (bpm := one.facts.drift_hr_bpm) is not None
        and (frac := one.facts.drift_hour_frac) is not None
    ]
    known = [warmth for _, warmth in found if warmth is not None]
    most = median(known) + WARMER_C if known else None
    return [one for one, warmth in found if most is None or warmth is None or warmth <= most]


def _bins(stretches: Sequence[Stretch]) -> list[DriftBin]:
    """Return the bins that hold a stretch, lowest first: over 145 to 150 bpm, to 155 and so on."""

    def edge(one: Stretch) -> int:
        return -int(-one.hr_bpm // BIN_BPM) * BIN_BPM

    ordered = sorted(stretches, key=edge)
    return [
        DriftBin(
            low_bpm=high - BIN_BPM,
            high_bpm=high,
            runs=len(fracs),
            median_frac=median(fracs),
        )
        for high, group in groupby(ordered, edge)
        if (fracs := [one.hour_frac for one in group])
    ]
