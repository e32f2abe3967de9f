"""The day's work in the light of the morning: what pain, stiffness, sleep and stress change.

The stored week already follows the flags. What only the morning knows is laid over it here, and
never adds anything (RULES 5.4; the source: more stress of life, more rest).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Final

from planner.flags.effects import effects_of
from planner.flags.model import EFFECTS
from planner.profile.limits import own
from planner.week.kinds import EASED
from planner.week.words import EFFORT, WHAT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.flags.model import Flag
    from planner.profile.limits import Limits
    from planner.week.model import Day, Run, Strength

SHORT_NIGHT: Final = own(
    "morning_short_night_h", 6, "h", "sleep under which a hard day becomes easy"
)
MUCH_STRESS: Final = own(
    "morning_much_stress", 8, "0-10", "stress from which a hard day becomes easy"
)
STIFFER: Final = 2  # own choice: over the own median of a fortnight, 0-10 (RULES 5.4)
_FORTNIGHT: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """The day as it may be done; ``changes`` says what was taken back, and why."""

    run: Run | None
    more_runs: tuple[Run, ...]
    strength: tuple[Strength, ...]
    checks: tuple[str, ...]
    changes: tuple[str, ...]


def morning(
    day: Day,
    flags: Sequence[Flag],
    diary: Sequence[DiaryEntry],
    limits: Limits,
    *,
    easy_band: tuple[int, int] | None,
) -> Morning:
    """Return the planned day, adjusted to the flags that stand and to the morning's words.

    ``easy_band`` is the band under the ceiling, for a hard run that becomes easy.
    """
    effects = effects_of(flags)
    plain = Morning(
        run=day.run,
        more_runs=day.more_runs,
        strength=day.strength,
        checks=day.checks,
        changes=(),
    )
    if effects.stop:
        return replace(_rested(plain, EFFECTS["stop"]), strength=(), checks=())
    if effects.no_run:
        return _rested(plain, EFFECTS["no_run"])
    reasons = [*_said_today(day.date, diary, limits)]
    if effects.no_quality:
        reasons.insert(0, "a flag stands that holds or bars hard running")
    if reasons and plain.run is not None and plain.run.kind in EASED:
        why = f"Easy instead of {plain.run.kind.replace('_', ' ')}: {'; '.join(reasons)}."
        return replace(plain, run=_eased(plain.run, easy_band, why), more_runs=(), changes=(why,))
    if reasons and plain.more_runs:
        why = f"One run is enough today: {'; '.join(reasons)}."
        return replace(plain, more_runs=(), changes=(why,))
    return plain


def _rested(plain: Morning, why: str) -> Morning:
    if plain.run is None or plain.run.kind == "rest":
        return replace(plain, more_runs=())
    rest = replace(
        plain.run,
        kind="rest",
        duration_s=0,
        band_bpm=None,
        effort=EFFORT["rest"],
        distance_m_estimate=None,
        warm_up_s=0,
        cool_down_s=0,
        above_s=0,
        hard_band_bpm=None,
        why=why,
    )
    return replace(plain, run=rest, more_runs=(), changes=(f"No run today. {why}",))


def _eased(run: Run, band: tuple[int, int] | None, why: str) -> Run:
    return replace(
        run,
        kind="easy",
        band_bpm=band,
        effort=EFFORT["easy"],
        distance_m_estimate=None,
        above_s=0,
        hard_band_bpm=None,
        why=f"{WHAT['easy']} {why}",
    )


def _said_today(today: date, diary: Sequence[DiaryEntry], limits: Limits) -> list[str]:
    """Return what this morning speaks against hard running."""
    reasons = []
    hours = [
        float(entry.values["hours"] or 0)
        for entry in diary
        if entry.kind == "sleep" and entry.day == today and "hours" in entry.values
    ]
    if hours and hours[-1] < limits[SHORT_NIGHT]:
        reasons.append(f"only {hours[-1]:g} h of sleep")
    stress = [
        entry.score or 0.0 for entry in diary if entry.kind == "stress" and entry.day == today
    ]
    if stress and stress[-1] >= limits[MUCH_STRESS]:
        reasons.append(f"stress {stress[-1]:g} of 10")
    stiff = {
        entry.day: entry.score or 0.0
        for entry in diary
        if entry.kind == "stiffness" and (today - entry.day).days <= _FORTNIGHT
    }
    before = [score for day, score in stiff.items() if day < today]
    if today in stiff and before and stiff[today] >= median(before) + STIFFER:
        reasons.append(f"stiffer than usual ({stiff[today]:g}, usually {median(before):g})")
    return reasons
