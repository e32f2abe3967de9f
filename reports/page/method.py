"""How every number of the page is made, with its source; and what is unknown here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planner.body.readiness import UNTESTED
from planner.field_tests.aerobic_speed import WINDOW_DAYS
from planner.flags import aerobic_share
from planner.judging import classes
from planner.names import LIMITS
from reports import words

if TYPE_CHECKING:
    from planner.athlete import Athlete
    from planner.profile.limits import Limit, Limits


class How(NamedTuple):
    """One number: its name, how it is made, where that comes from."""

    name: str
    how: str
    source: str


_FIRST: Final = (
    How(
        "Ceiling",
        "A laboratory or field value if one was entered, else a valid drift test of the last half"
        " year, else 180 minus age, changed by one category alone. Sources are never averaged, and"
        " each day is judged by the ceiling of that day.",
        "Maffetone's 180-formula: coaching practice, not a measurement; expect +/- 20 bpm.",
    ),
    How(
        "Aerobic share",
        "Seconds with clean heart rate at or under the ceiling, over all seconds with clean heart"
        " rate. Pauses, gaps over 30 s and excluded samples count on neither side and are shown as"
        " unknown. Shares are cut, not rounded: 89.9 % is never shown as 90 %.",
        "Own rule after Maffetone.",
    ),
)
_LAST: Final = (
    How(
        "Excluded heart rate",
        "Dropouts, jumps, flat lines, readings that follow the steps instead of the heart, and"
        " starts that read too high are left out, each with its reason in the session's own"
        " picture. Nothing is repaired but gaps of up to ten seconds.",
        "Own rules on published ones; wrist sensors err by 4 to 13 % (Navalta 2020, Stahl 2016).",
    ),
    How(
        "Load",
        "Banister's TRIMP summed by beat, scaled so that an hour at the lactate-threshold heart"
        " rate is 100 (HRSS).",
        "Banister 1991, Morton 1990; HRSS as in GoldenCheetah and Elevate.",
    ),
    How(
        "Fitness, fatigue, form",
        "Exponential means of the daily load over 42 and 7 days, and yesterday's difference of the"
        " two. Hidden for the first 42 days. A day without a known load counts as nothing.",
        "Banister's model with the usual constants: coaching practice.",
    ),
    How(
        "Monotony and strain",
        "The mean of seven days' load over its spread (population standard deviation, rest days"
        " are zero, at most 10), and that times the week's load.",
        "Foster 1998.",
    ),
    How(
        "Longest-run ratio",
        "The day's longest run over the longest of the 30 days before. Over 1.10 it is a spike.",
        "Frandsen 2025, BJSM 59:1203: 5,205 runners, by distance alone.",
    ),
    How(
        "Drift",
        "Speed per beat in the first half of a steady run against the second, the first ten"
        " minutes out: how much the second is worse. 5 % or less counts as steady.",
        "Friel: coaching practice; heat and hills confound it.",
    ),
    How(
        "Resting heart rate and HRV",
        "Each morning's value and its mean of seven days, from three known days on.",
        "After Altini's HRV4Training: coaching practice.",
    ),
    How(
        "Readiness",
        "On Monday and Thursday: heart-rate variability of seven days outside the band of the sixty"
        " before, what was felt in seven days, speed per beat of easy runs, a pain that rises. One"
        " bars what is hard, two make easy runs a quarter shorter, two at two looks running give"
        f" two days off and easier running. {UNTESTED}",
        "Nuuttila 2022, n = 30, where load was raised as well.",
    ),
    How(
        "Ladders",
        "The rung that the diary's last tests have reached, each side for itself.",
        "Order from the Sock Doc's video; norms of standing on one leg from Springer 2007.",
    ),
)


def method(athlete: Athlete) -> tuple[How, ...]:
    """Return how each number is made, with the limits that are in force for this runner."""
    return (*_FIRST, *_judged(athlete.profile.limits), *_LAST)


def _judged(limits: Limits) -> tuple[How, ...]:
    share, hard = limits[classes.AEROBIC_SHARE], limits[classes.ANAEROBIC_SHARE]
    return (
        How(
            "Target",
            f"{words.limit(limits[aerobic_share.TARGET_BASE])} of the known running time at or"
            " under the ceiling in the base phase,"
            f" {words.limit(limits[aerobic_share.TARGET_LATER])} later.",
            "Own choice; Maffetone speaks of 80 to 85 % after the base.",
        ),
        How(
            "Class",
            f"Aerobic: at least {words.limit(share)} of the known time no more than"
            f" {_plain(limits, classes.SHARE_TOLERANCE)} above the ceiling, and no stretch of over"
            f" {_plain(limits, classes.LONGEST_BOUT)} more than"
            f" {_plain(limits, classes.BOUT_TOLERANCE)} above it. Anaerobic: {words.limit(hard)} or"
            f" more above, or {limits[classes.ABOVE_ANT] / 60:.0f} min over the anaerobic"
            " threshold,"
            " or declared as intervals or a race. Mixed: all else. Unknown: clean heart rate for"
            f" less than {words.limit(limits[classes.COVERAGE])} of the time.",
            "Own choice; all of these can be changed in profile.toml.",
        ),
        How(
            "Aerobic speed",
            f"The speed at the ceiling, on flat ground, from all steady running of"
            f" {WINDOW_DAYS} days near it, with a band of 95 %; warmth is not corrected.",
            "Own choice, after the Uphill Athlete's four-week average.",
        ),
    )


def _plain(limits: Limits, limit: Limit) -> str:
    return f"{limits[limit]:g} {limit.unit}"


def own_limits(athlete: Athlete) -> list[dict[str, Any]]:
    """Return the limits that the runner has changed, with the default they stand in for."""
    return [
        {
            "meaning": LIMITS[key].meaning,
            "value": f"{value:g}",
            "default": f"{LIMITS[key].default:g}",
            "unit": LIMITS[key].unit,
        }
        for key, value in sorted(athlete.profile.limits.own.items())
    ]


def unknowns(athlete: Athlete) -> list[str]:
    """Return what this page cannot say, each in one sentence."""
    sentences = []
    if athlete.ceiling is None:
        sentences.append("No aerobic ceiling is in force today: nothing recent is called aerobic.")
    elif athlete.ceiling.uncertainty_bpm is not None:
        spread = athlete.ceiling.uncertainty_bpm
        sentences.append(f"The ceiling itself is uncertain by +/- {spread:.0f} bpm.")
    silent = sum(1 for run in athlete.runs if run.session_class == "unknown")
    if silent:
        sentences.append(f"{silent} of {len(athlete.runs)} runs could not be classed.")
    unloaded = [one for one in athlete.sessions if one.hrss is None]
    if unloaded:
        why = f" ({unloaded[-1].load_note})" if unloaded[-1].load_note else ""
        sentences.append(
            f"{len(unloaded)} of {len(athlete.sessions)} sessions have no load{why}: missing, not"
            " zero."
        )
    unknown_s = sum(run.unknown_s for run in athlete.runs)
    if unknown_s >= 60:  # noqa: PLR2004 - a minute
        sentences.append(f"{words.duration(unknown_s)} of all running have no usable heart rate.")
    if not athlete.wellness:
        sentences.append("No resting heart rate or HRV was read or written down.")
    return sentences
