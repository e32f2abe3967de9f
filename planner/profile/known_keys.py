"""The keys of profile.toml: what each takes, in which bounds, what stands without it, what it is.

``planner.profile.keys`` reads them, ``docs/profile.md`` shows them, and a test holds what is said
here against what is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from ingest.plugins import GROUPS
from planner.profile.methods import STATED
from planner.profile.model import Category, Sex, Terrain

Kind: TypeAlias = Literal[
    "day", "number", "yes or no", "word", "weekday", "weekdays", "days", "names", "text", "table"
]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SIDES: Final = ("left", "right", "both")
UNITS: Final = ("metric", "imperial")

# Plausible spans, wide on purpose: they catch slips of the keyboard, not unusual hearts.
HR_MAX_SPAN: Final = (100.0, 240.0)
HR_REST_SPAN: Final = (25.0, 120.0)
THRESHOLD_SPAN: Final = (70.0, 220.0)
UNCERTAINTY_SPAN: Final = (0.0, 50.0)
RACE_SPAN_KM: Final = (0.4, 500.0)
GROW_TO_SPAN_MIN: Final = (10.0, 2400.0)
DAY_SPAN_MIN: Final = (0.0, 1440.0)
OVER_65_SPAN: Final = (0.0, 10.0)  # RULES 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: ``span`` has the least and the most of a number in ``unit``, ``words`` a word's.

    ``dated``: a list of values, each with the day it holds from, may stand in its place.
    ``default`` is what stands without it, as TOML says it; None where nothing does.
    """

    name: str
    kind: Kind
    meaning: str
    words: tuple[str, ...] = ()
    span: tuple[float, float] | None = None
    unit: str = ""
    dated: bool = False
    default: str | bool | int | tuple[()] | None = None


def _of_health(name: str, meaning: str) -> Key:
    return Key(name=name, kind="yes or no", dated=True, default=False, meaning=meaning)


_RUNNER: Final = (
    Key(
        name="birth_date", kind="day",
        meaning="the 180-formula and the estimate of HRmax stand on it",
    ),
    Key(
        name="sex", kind="word", words=get_args(Sex),
        meaning="for the load; without it the mean of both formulas",
    ),
    Key(
        name="category", kind="word", words=get_args(Category), dated=True,
        meaning="of the 180-formula; without it `c` is assumed and said",
    ),
    Key(
        name="over_65_extra_bpm", kind="number", span=OVER_65_SPAN, unit="bpm", default=0,
        meaning="further beats, category d over 65 only",
    ),
    Key(
        name="timezone", kind="text",
        meaning="such as `Europe/Madrid`; says the local day of files that know none",
    ),
    Key(name="units", kind="word", words=UNITS, default="metric", meaning="of all that is shown"),
)  # fmt: skip
_HEART: Final = (
    Key(
        name="hr_max", kind="number", span=HR_MAX_SPAN, unit="bpm", dated=True,
        meaning="highest heart rate ever seen for sure; without it estimated from the age, and"
        " marked",
    ),
    Key(
        name="hr_rest", kind="number", span=HR_REST_SPAN, unit="bpm", dated=True,
        meaning="without it what the watch states of its wearer, marked; without either no load",
    ),
    Key(
        name="lthr", kind="number", span=THRESHOLD_SPAN, unit="bpm", dated=True,
        meaning="mean of the last 20 of 30 minutes all-out; without it estimated from the reserve,"
        " and marked",
    ),
)  # fmt: skip
_THRESHOLDS: Final = (
    Key(
        name="method", kind="word", words=STATED,
        meaning="`entered` is of a laboratory or the field; a plug-in of `[plugins] thresholds`"
        " may be one as well; every entry needs it",
    ),
    Key(
        name="bpm", kind="number", span=THRESHOLD_SPAN, unit="bpm",
        meaning="the ceiling itself; every entry needs it",
    ),
    Key(
        name="since", kind="day",
        meaning="first day it holds; without it all history; a drift test needs it and stands six"
        " months",
    ),
    Key(
        name="tested", kind="day",
        meaning="the day of the test, where `since` lies before it; the six months count from it",
    ),
    Key(
        name="uncertainty_bpm", kind="number", span=UNCERTAINTY_SPAN, unit="bpm",
        meaning="half of a 95 % span",
    ),
    Key(
        name="plugin", kind="yes or no", default=False,
        meaning="true where `method` is the name of a plug-in: it stands whether `[plugins]` names"
        " it or not; `thresholds set` writes it",
    ),
    Key(name="source", kind="text", default="", meaning="where it comes from"),
    Key(name="note", kind="text", default="", meaning="what else there is to say of it"),
    Key(
        name="adopted", kind="yes or no", default=True,
        meaning="whether it may be in force; `dfa_alpha1` is not unless this says so",
    ),
)  # fmt: skip
_HEALTH: Final = (
    _of_health("rate_medicine", "no formula ceiling, only a measured one"),
    _of_health("pacemaker", "the same"),
    _of_health("arrhythmia", "the same"),
    _of_health(
        "pregnant",
        "the same; also nothing hard, no test, no eyes-closed balance, no load; an end with a day"
        " bars running until what is due after a birth is said or cleared",
    ),
    Key(
        name="achilles_last_12_months", kind="word", words=(*SIDES, "no"), dated=True, default="no",
        meaning="with a day it counts for twelve months",
    ),
    Key(
        name="calf_last_12_months", kind="word", words=(*SIDES, "no"), dated=True, default="no",
        meaning="the same",
    ),
)  # fmt: skip
_AVAILABILITY: Final = (
    Key(name="run_days", kind="weekdays", meaning="without it as the habit shows"),
    Key(name="long_run_day", kind="weekday", meaning="without it as the habit shows"),
    Key(
        name="max_minutes", kind="table", span=DAY_SPAN_MIN, unit="min",
        meaning="most minutes of running by weekday, `{ tue = 45 }`",
    ),
    Key(name="blackout", kind="days", default=(), meaning="days without running"),
    Key(
        name="fixed_runs", kind="weekdays", default=(),
        meaning="weekdays with a commitment, such as a club run",
    ),
    Key(name="race_date", kind="day", meaning="day of a race"),
    Key(
        name="race_km", kind="number", span=RACE_SPAN_KM, unit="km",
        meaning="its length, to be given anew with a new race; without it the plan says that the"
        " length is unknown",
    ),
    Key(
        name="terrain", kind="word", words=get_args(Terrain),
        meaning="of the usual routes; with hilly ones the plan says when to choose a flat one",
    ),
    Key(
        name="base_start", kind="day",
        meaning="first day of the base phase; without it after the last three weeks off",
    ),
    Key(
        name="quality_wanted", kind="yes or no", default=False,
        meaning="hard runs once the base allows them",
    ),
    Key(
        name="strides_wanted", kind="yes or no", default=False, meaning="strides of at most 20 s"
    ),
    Key(name="doubles", kind="yes or no", default=False, meaning="two runs on one day"),
)  # fmt: skip
_PLAN: Final = (
    Key(
        name="grow_to_min", kind="number", span=GROW_TO_SPAN_MIN, unit="min",
        meaning="minutes of running a week that you wish to grow to, and no further; without it,"
        " once a year is known, a tenth above the best three months of the last two",
    ),
    Key(
        name="readiness", kind="yes or no", default=True,
        meaning="`false` turns the looks on Monday and Thursday off",
    ),
)  # fmt: skip
_FLAGS: Final = (
    Key(
        name="off", kind="names", default=(),
        meaning="names of [checks](flags.md) that are not asked, by no other check either: with"
        " `life_stress` off, logged stress agrees with no resting heart rate",
    ),
)  # fmt: skip
_OF_PLUGINS: Final = {
    "flags": "of `aerobase.flags`: what they find is shown, and has no effect",
    "readers": "of `aerobase.readers`: content that aerobase does not read",
    "thresholds": "of `aerobase.thresholds`: shown beside the other methods, and such a name may be"
    " a `method` of `[[thresholds]]`",
}
KNOWN: Final[dict[str, tuple[Key, ...]]] = {
    "runner": _RUNNER,
    "heart": _HEART,
    "thresholds": _THRESHOLDS,
    "health": _HEALTH,
    "availability": _AVAILABILITY,
    "plan": _PLAN,
    "flags": _FLAGS,
    "plugins": tuple(
        Key(name=name, kind="names", default=(), meaning=_OF_PLUGINS[name]) for name in GROUPS
    ),
}
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "": (
        "runner",
        "heart",
        "thresholds",
        "health",
        "availability",
        "plan",
        "limits",  # any key of planner.known_names.LIMITS
        "flags",
        "plugins",
    ),
    **{table: tuple(one.name for one in keys) for table, keys in KNOWN.items()},
}
