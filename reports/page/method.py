"""How every number of the page is made, with its source; and what is unknown here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reports.page import words

if TYPE_CHECKING:
    from planner.athlete import Athlete


class How(NamedTuple):
    """One number: its name, how it is made, where that comes from."""

    name: str
    how: str
    source: str


METHOD: Final = (
    How(
        "Ceiling",
        "A laboratory or field value if one was entered, else a valid drift test of the last half"
        " year, else 180 minus age, changed by one category alone. Sources are never averaged, and"
        " each day is judged by the ceiling of that day.",
        "Maffetone's 180-formula: coaching practice, not a measurement; expect ± 20 bpm.",
    ),
    How(
        "Aerobic share",
        "Seconds with clean heart rate at or under the ceiling, over all seconds with clean heart"
        " rate. Pauses, gaps over 30 s and excluded samples count on neither side and are shown as"
        " unknown.",
        "Own rule after Maffetone.",
    ),
    How(
        "Target",
        "90 % of the known running time at or under the ceiling in the base phase, 80 % later.",
        "Own choice; Maffetone speaks of 80 to 85 % after the base.",
    ),
    How(
        "Class",
        "Aerobic: at least 90 % of the known time no more than 2 bpm above the ceiling, and no"
        " stretch of over 120 s more than 5 bpm above it. Anaerobic: 20 % or more above, or 8 min"
        " above the anaerobic threshold, or declared as intervals or a race. Mixed: all else."
        " Unknown: clean heart rate for less than 70 % of the time.",
        "Own choice; all of these can be changed in profile.toml.",
    ),
    How(
        "Load",
        "Banister's TRIMP summed by beat, scaled so that an hour at the lactate-threshold heart"
        " rate is 100 (HRSS).",
        "Banister 1991, Morton 1990; HRSS as in GoldenCheetah and Elevate.",
    ),
    How(
        "Drift",
        "Speed per beat in the first half of a steady run against the second, the first ten"
        " minutes out: how much the second is worse. 5 % or less counts as steady.",
        "Friel: coaching practice; heat and hills confound it.",
    ),
)


def unknowns(athlete: Athlete) -> list[str]:
    """Return what this page cannot say, each in one sentence."""
    found = []
    if athlete.ceiling is None:
        found.append("No aerobic ceiling is in force today: nothing recent is called aerobic.")
    elif athlete.ceiling.uncertainty_bpm is not None:
        found.append(
            f"The ceiling itself is uncertain by ± {athlete.ceiling.uncertainty_bpm:.0f} bpm."
        )
    silent = sum(1 for run in athlete.runs if run.session_class == "unknown")
    if silent:
        found.append(f"{silent} of {len(athlete.runs)} runs could not be classed.")
    unloaded = sum(1 for one in athlete.sessions if one.hrss is None)
    if unloaded:
        found.append(
            f"{unloaded} of {len(athlete.sessions)} sessions have no load: missing, not zero."
        )
    unknown_s = sum(run.unknown_s for run in athlete.runs)
    if unknown_s >= 60:  # noqa: PLR2004 - a minute
        found.append(f"{words.duration(unknown_s)} of all running have no usable heart rate.")
    return found
