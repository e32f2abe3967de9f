"""Ceilings of plug-ins: shown beside ours, and in force only where the runner declares one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ingest.plugins import PluginError, guarded, load, of_group
from planner.plugged.values import checked_number, checked_text
from planner.profile.known_keys import THRESHOLD_SPAN, UNCERTAINTY_SPAN

if TYPE_CHECKING:
    from ingest.plugins import Plugin
    from planner.athlete import Athlete


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The aerobic ceiling of an athlete's day as a plug-in sees it, in bpm.

    ``note`` says in a sentence how it came about, ``source`` where the method comes from;
    ``uncertainty_bpm`` is half of a 95 % span where that is known.
    """

    bpm: float
    note: str
    source: str
    uncertainty_bpm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PluggedThresholds:
    """What plug-ins say of the ceiling, each with who says it, and those that failed."""

    said: tuple[tuple[Plugin, Threshold], ...] = ()
    failed: tuple[Plugin, ...] = ()


def plugged_thresholds(athlete: Athlete) -> PluggedThresholds:
    """Ask every plug-in that the profile names for a ceiling; one that fails stops no other."""
    said: list[tuple[Plugin, Threshold]] = []
    failed: list[Plugin] = []
    for plugin in of_group(athlete.plugins, "thresholds"):
        try:
            find = load(plugin)
            with guarded():
                found = find(replace(athlete))
                if found is not None:
                    said.append((plugin, _checked(found)))
        except PluginError as error:
            failed.append(replace(plugin, problem=str(error)))
    return PluggedThresholds(said=tuple(said), failed=tuple(failed))


def _checked(found: Any) -> Threshold:
    if not isinstance(found, Threshold):
        raise PluginError(f"it gave {type(found).__name__} in place of a Threshold")
    low, high = THRESHOLD_SPAN
    bpm = checked_number(found.bpm, "bpm")
    if bpm is None or not low <= bpm <= high:
        raise PluginError(f"bpm is {found.bpm}, not between {low:g} and {high:g}")
    half = checked_number(found.uncertainty_bpm, "uncertainty_bpm")
    least, most = UNCERTAINTY_SPAN
    if half is not None and not least <= half <= most:
        raise PluginError(f"uncertainty_bpm is {half:g}, not between {least:g} and {most:g}")
    return Threshold(
        bpm=bpm,
        note=checked_text(found.note, "note"),
        source=checked_text(found.source, "source"),
        uncertainty_bpm=half,
    )
