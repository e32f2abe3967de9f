"""Slower at the same heart rate, or faster for a doubtful reason (RULES 1.2, 5.5).

Slower at the same heart rate is for Maffetone the earliest sign of overtraining. Faster is not
always fitter: overreaching lowers heart rate too (Aubry 2015; Bellenger 2020, Front Physiol,
10.3389/fphys.2020.614765), so gains in a week of much load and poor recovery are called ambiguous.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from planner import words
from planner.field_tests.aerobic_speed import aerobic_speed
from planner.flags.model import Evidence, Flag
from planner.load.own_week import is_load_peak
from planner.profile.limits import own
from planner.session import WARMER_C, apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.athlete import Athlete
    from planner.field_tests.aerobic_speed import SpeedPoint

CHANGE: Final = own(
    "speed_change",
    0.03,
    "1",
    "change of the speed at the ceiling in eight weeks that counts",
    "scatters more than RULES 1.2",
)
HILLIER_M_KM: Final = 8  # own choice: no source fixes it
WALKED_FRAC: Final = 0.10  # own choice: of the time; run and walk does not compare with running
_APART: Final = timedelta(days=56)
SOURCE: Final = "Maffetone; Aubry 2015; Bellenger 2020, Front Physiol 11:614765"


class _Known(NamedTuple):
    """A point that tells a speed, and the span around it."""

    point: SpeedPoint
    speed_m_s: float
    low_m_s: float
    high_m_s: float


def find(athlete: Athlete, poor: Sequence[Flag]) -> Iterator[Flag]:
    """Yield a warning where four weeks are slower than those eight weeks before.

    Whole weeks only, and only where the 95 % spans do not touch, and weather, hills and gait
    are alike.

    Parameters
    ----------
    poor
        What ``recovery`` and ``life_stress`` found: a gain beside them is doubtful.
    """
    sunday = athlete.today - timedelta(days=athlete.today.weekday() + 1)
    now = _known(aerobic_speed(athlete, sunday))
    if now is None:
        return
    before = _known(aerobic_speed(athlete, sunday - _APART))
    if before is None or not _alike(now.point, before.point):
        return
    change = now.speed_m_s / before.speed_m_s - 1
    limit = athlete.profile.limits[CHANGE]
    if change <= -limit and now.high_m_s < before.low_m_s:
        yield _slower(now, before, change, limit)
    faster = change >= limit and now.low_m_s > before.high_m_s
    if faster and (doubt := _doubt(athlete, poor)):
        yield _ambiguous(now, before, change, (limit, doubt))


def _known(point: SpeedPoint | None) -> _Known | None:
    """Return a point that tells a speed, with it; None where it tells none."""
    if point is None or point.speed_m_s is None or point.low_m_s is None or point.high_m_s is None:
        return None
    return _Known(point, point.speed_m_s, point.low_m_s, point.high_m_s)


def _alike(now: SpeedPoint, before: SpeedPoint) -> bool:
    pairs = (
        (now.temperature_c, before.temperature_c, WARMER_C),
        (now.climb_m_km, before.climb_m_km, HILLIER_M_KM),
        (now.run_share, before.run_share, WALKED_FRAC),
    )
    return not any(apart(*pair) for pair in pairs)


def _doubt(athlete: Athlete, poor: Sequence[Flag]) -> str:
    """Return why a gain may be fatigue: much load this week, and a sign of poor recovery."""
    if not is_load_peak(athlete.days, athlete.today):
        return ""
    checks = {flag.check for flag in poor}
    if "recovery" in checks:
        return "resting heart rate or HRV is outside your usual range"
    return "stress is high" if "life_stress" in checks else ""


def _slower(now: _Known, before: _Known, change: float, limit: float) -> Flag:
    return Flag(
        id="aerobic_speed",
        severity="watch",
        title=f"{-100 * change:.0f} % slower at the same heart rate than eight weeks ago",
        since=now.point.day + timedelta(days=1),
        evidence=_evidence(now, before, -limit),
        source=SOURCE,
        evidence_strength="weak",
        advice=(
            "Ask what has changed: hard running, stress, food, illness, iron.",
            "A new sensor or course can look the same; either way, an easy week first.",
        ),
        plan_effect="no_growth",
    )


def _ambiguous(now: _Known, before: _Known, change: float, found: tuple[float, str]) -> Flag:
    limit, doubt = found
    return Flag(
        id="aerobic_speed-ambiguous",
        severity="note",
        title=f"{100 * change:.0f} % faster at the same heart rate, but {doubt}",
        since=now.point.day + timedelta(days=1),
        evidence=_evidence(now, before, limit),
        source=SOURCE,
        evidence_strength="weak",
        advice=("It may be fatigue, which lowers heart rate; look again after an easy week.",),
    )


def _evidence(now: _Known, before: _Known, limit: float) -> tuple[Evidence, ...]:
    point = now.point
    return (
        Evidence(
            what=f"speed at {point.ceiling_bpm} bpm, four weeks to {words.day(point.day)} "
            f"({point.runs} runs)",
            value=round(now.speed_m_s, 3),
            unit="m/s",
            measure="speed",
            baseline=round(before.speed_m_s, 3),
            limit=round(before.speed_m_s * (1 + limit), 3),
            days=(before.point.day, point.day),
        ),
    )
