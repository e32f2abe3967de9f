"""Too little sound heart rate to judge the running by (RULES 3.1, 4.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.flags.check import holding, runs_back
from planner.flags.model import Evidence, Flag
from planner.profile.limits import own
from planner.session import between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.athlete import Athlete
    from planner.session import Session

UNKNOWN_SHARE: Final = own(
    "heart_rate_unknown_share",
    0.1,
    "1",
    "share of a fortnight without sound heart rate that is noted",
    "what the aerobic target leaves",
)
LEAST_MINUTES: Final = 60  # own choice: running in a fortnight that the share needs (RULES 5.3)
_FORTNIGHT: Final = 14
_QUIET_DAYS: Final = 7
_LOOK_BACK: Final = 120


def find(athlete: Athlete) -> Iterator[Flag]:
    """Note a fortnight of which too much is unknown."""
    limits = athlete.profile.limits
    least_s = LEAST_MINUTES * 60

    def share_on(day: date) -> float:
        runs = between(athlete.runs, day - timedelta(days=_FORTNIGHT - 1), day)[::-1]
        total_s = sum(run.facts.duration_s for run in runs)
        return sum(_lost_s(run) for run in runs) / total_s if total_s >= least_s else 0.0

    standing = holding(
        athlete.today,
        lambda day: share_on(day) >= limits[UNKNOWN_SHARE],
        _QUIET_DAYS,
        most_days=_LOOK_BACK - _FORTNIGHT,
    )
    if standing:
        yield _flag(athlete, standing, round(share_on(standing[-1]), 3))


def _lost_s(run: Session) -> float:
    return run.facts.duration_s * (1 - min(1.0, run.facts.hr_coverage_frac))


def _flag(athlete: Athlete, standing: tuple[date, ...], share: float) -> Flag:
    runs = [
        run
        for run in runs_back(athlete, _LOOK_BACK)
        if 0 <= (standing[-1] - run.local_date).days < _FORTNIGHT
    ]
    poor = [run for run in runs if _lost_s(run) >= 0.1 * run.facts.duration_s]
    wrist = any(run.facts.hr_source == "wrist" for run in poor)
    return Flag(
        id="heart_rate_gaps",
        severity="note",
        title=f"{words.share(share)} of the fortnight's running has no sound heart rate",
        since=standing[0],
        evidence=(
            Evidence(
                what="share of running time without sound heart rate, 14 days",
                value=share,
                unit="1",
                measure="share",
                baseline=None,
                limit=athlete.profile.limits[UNKNOWN_SHARE],
                days=tuple(sorted({run.local_date for run in poor})),
            ),
        ),
        source="Navalta 2020, PLoS One 15:e0238569: a wrist sensor on trails was 13 % off on "
        "average, a chest strap 2 %",
        evidence_strength="moderate",
        advice=(
            "Wear the watch tight and above the wrist bone, or a moist chest strap."
            if wrist
            else "Moisten the strap, and see whether its battery is low.",
            "Until then go by the talk test: speak in full sentences, breathe through the nose.",
        ),
    )
