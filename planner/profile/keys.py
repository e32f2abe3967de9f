"""How profile.toml is read: every key of ``known_keys``, and the values checked.

A key or a value that is not understood is an error that names it: a misspelt ceiling that is
passed over in silence would judge years of running wrongly.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from ingest.plugins import NAME
from planner.near import did_you_mean
from planner.profile.former_flags import present_id
from planner.profile.known_keys import (
    DAY_SPAN_MIN,
    GROW_TO_SPAN_MIN,
    HR_MAX_SPAN,
    HR_REST_SPAN,
    KEYS,
    OVER_65_SPAN,
    RACE_SPAN_KM,
    SIDES,
    THRESHOLD_SPAN,
    UNCERTAINTY_SPAN,
    UNITS,
)
from planner.profile.limits import Limits
from planner.profile.methods import METHODS, STATED
from planner.profile.model import (
    Availability,
    Category,
    Condition,
    ConditionName,
    Dated,
    DatedCategory,
    Health,
    Injury,
    Profile,
    Sex,
    Terrain,
    ThresholdEntry,
)
from planner.profile.values import (
    ProfileError,
    choice,
    day,
    flag,
    names,
    number,
    optional,
    text,
    weekday,
    weekdays,
    with_dates,
    zone,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

OLDEST_YEARS: Final = 110  # own choice: older is a slip of the keyboard


def profile_from(document: Mapping[str, Any], *, plugged: tuple[str, ...] = ()) -> Profile:
    """Return the profile a parsed TOML document states.

    ``plugged`` are plug-ins whose value ``[[thresholds]]`` may declare, beside our own methods; an
    entry with ``plugin = true`` stands whether its plug-in is among them or not.

    Raises
    ------
    ProfileError
        A key is unknown, or a value is not of its kind; the message names it.
    """
    _only_known(document, "")
    runner, heart = table_of(document, "runner"), table_of(document, "heart")
    methods = (*STATED, *plugged)
    zone_name = text(runner, "timezone") if "timezone" in runner else None
    return Profile(
        birth_date=optional(runner, "birth_date", day),
        sex=_sex(runner),
        zone=Profile().zone if zone_name is None else zone(zone_name),
        zone_name=zone_name,
        units=_units(runner),
        categories=_categories(runner.get("category")),
        over_65_extra_bpm=number(
            runner.get("over_65_extra_bpm", 0), "over_65_extra_bpm", OVER_65_SPAN
        ),
        hr_max=_dated(heart, "hr_max", HR_MAX_SPAN),
        hr_rest=_dated(heart, "hr_rest", HR_REST_SPAN),
        lthr=_dated(heart, "lthr", THRESHOLD_SPAN),
        thresholds=tuple(_threshold(entry, methods) for entry in _tables(document, "thresholds")),
        health=_health(table_of(document, "health")),
        conditions=_conditions(table_of(document, "health")),
        injuries=_injuries(table_of(document, "health")),
        availability=_availability(table_of(document, "availability")),
        grow_to_min=_grow_to_min(table_of(document, "plan").get("grow_to_min")),
        readiness=flag({"readiness": True, **table_of(document, "plan")}, "readiness"),
        limits=_limits(document.get("limits", {})),
        flags_off=frozenset(map(present_id, names(table_of(document, "flags"), "off"))),
    )


def check_birth_date(born: date | None, today: date) -> None:
    """Stop where nobody who runs ``today`` can be born then: it would judge every run wrong.

    Raises
    ------
    ProfileError
        The date is not before ``today``, or too long before it.
    """
    if born is None:
        return
    mend = "`aerobase init --birth-date YEAR-MONTH-DAY` puts it right."
    if born >= today:
        raise ProfileError(f"The birth date {born} is not before {today}.", hint=mend)
    if today.year - born.year > OLDEST_YEARS:
        raise ProfileError(
            f"The birth date {born} is more than {OLDEST_YEARS} years ago.", hint=mend
        )


def _only_known(table: Mapping[str, Any], name: str) -> None:
    for key in table:
        if key in KEYS[name]:
            continue
        place = f"[{name}]" if name else "a table of profile.toml"
        hint = did_you_mean(key, KEYS[name]) or f"Known are: {', '.join(KEYS[name])}."
        raise ProfileError(f"{key} is not a key of {place}.", hint=hint)


def table_of(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a table of a parsed document, an empty one where it is not there; its keys known."""
    table = document.get(name, {})
    if not isinstance(table, dict):
        raise ProfileError(f"{name} is not a table.", hint=f"Write [{name}] on a line of its own.")
    _only_known(table, name)
    return table


def _tables(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    tables = document.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ProfileError(
            f"{name} is not a list of tables.", hint=f"Write [[{name}]] above each entry."
        )
    for table in tables:
        _only_known(table, name)
    return tables


def _sex(runner: Mapping[str, Any]) -> Sex | None:
    if runner.get("sex") is None:
        return None
    return "female" if choice(runner["sex"], "sex", get_args(Sex)) == "female" else "male"


def _units(runner: Mapping[str, Any]) -> Any:
    return choice(runner.get("units", "metric"), "units", UNITS)


def _categories(value: Any) -> tuple[DatedCategory, ...]:
    options = get_args(Category)
    found: list[DatedCategory] = []
    for entry, since in with_dates(value, "category"):
        letter: Any = choice(entry, "category", options)
        found.append(DatedCategory(category=letter, since=since))
    return tuple(found)


def _dated(table: Mapping[str, Any], key: str, span: tuple[float, float]) -> tuple[Dated, ...]:
    return tuple(
        Dated(value=number(value, key, span), since=since)
        for value, since in with_dates(table.get(key), key)
    )


def _threshold(entry: Mapping[str, Any], methods: tuple[str, ...]) -> ThresholdEntry:
    for key in ("method", "bpm"):
        if key not in entry:
            raise ProfileError(
                f"An entry of [[thresholds]] has no {key}.",
                hint="Write it with `aerobase thresholds set entered 150 --since 2026-01-31`.",
            )
    method: Any = _method(entry, methods)
    since = optional(entry, "since", day)
    if method == "drift_test" and since is None:
        raise ProfileError(
            "A drift test without a day is of no use: it stands for six months.",
            hint="Give the day of the test: since = 2026-01-31.",
        )
    uncertainty = entry.get("uncertainty_bpm")
    return ThresholdEntry(
        method=method,
        value_bpm=number(entry["bpm"], "bpm", THRESHOLD_SPAN),
        since=since,
        uncertainty_bpm=None
        if uncertainty is None
        else number(uncertainty, "uncertainty_bpm", UNCERTAINTY_SPAN),
        source=text(entry, "source"),
        note=text(entry, "note"),
        adopted=flag(entry, "adopted") if "adopted" in entry else method != "dfa_alpha1",
        tested=optional(entry, "tested", day),
    )


def _method(entry: Mapping[str, Any], methods: tuple[str, ...]) -> str:
    """Return the method of an entry; the mark of a plug-in tells its name from a misspelt one."""
    name = entry["method"]
    if not flag(entry, "plugin"):
        if name in methods:
            return str(name)
        known = f"One of: {', '.join(methods)}; beside a plug-in's that is gone: plugin = true."
        raise ProfileError(f"method = {name!r} is unknown.", hint=known)
    if not isinstance(name, str) or not NAME.fullmatch(name) or name in METHODS:
        raise ProfileError(
            f"method = {name!r} is no plug-in's name.", hint="Take plugin = true out of its entry."
        )
    return name


def _health(table: Mapping[str, Any]) -> Health:
    """Return the last of every condition and injury that is stated."""
    last = {one.name: one.value for one in _conditions(table)}
    sides = {one.name: one.side for one in _injuries(table)}
    return Health(
        rate_medicine=last.get("rate_medicine", False),
        pacemaker=last.get("pacemaker", False),
        arrhythmia=last.get("arrhythmia", False),
        pregnant=last.get("pregnant", False),
        prior_achilles_side=sides.get("achilles"),
        prior_calf_side=sides.get("calf"),
    )


def _injuries(table: Mapping[str, Any]) -> tuple[Injury, ...]:
    """Return Achilles and calf trouble as stated, the youngest last."""
    found: list[Injury] = []
    hurt: tuple[Literal["achilles", "calf"], ...] = ("achilles", "calf")
    for name in hurt:
        key = f"{name}_last_12_months"
        for value, since in with_dates(table.get(key), key):
            side = _side(choice(value, key, (*SIDES, "no")))
            found.append(Injury(name=name, side=side, since=since))
    return tuple(sorted(found, key=lambda one: one.since or date.min))


def _conditions(table: Mapping[str, Any]) -> tuple[Condition, ...]:
    """Return every condition stated, the youngest last."""
    found: list[Condition] = []
    for name in get_args(ConditionName):
        for value, since in with_dates(table.get(name), name):
            found.append(Condition(name=name, value=flag({name: value}, name), since=since))
    return tuple(sorted(found, key=lambda one: one.since or date.min))


def _side(value: Any) -> Any:
    return None if value == "no" else value


def _availability(table: Mapping[str, Any]) -> Availability:
    minutes: list[int | None] = [None] * 7
    if not isinstance(table.get("max_minutes", {}), dict):
        raise ProfileError(
            "max_minutes is not a table.", hint="Write max_minutes = { tue = 45, sat = 120 }."
        )
    for name, most in table.get("max_minutes", {}).items():
        minutes[weekday(name, "max_minutes")] = int(
            number(most, f"max_minutes.{name}", DAY_SPAN_MIN)
        )
    long_day = table.get("long_run_day")
    return Availability(
        run_days=weekdays(table, "run_days"),
        long_run_day=None if long_day is None else weekday(long_day, "long_run_day"),
        max_minutes=tuple(minutes),
        blackout=_blackout(table.get("blackout", [])),
        fixed_runs=weekdays(table, "fixed_runs") or frozenset(),
        race_date=optional(table, "race_date", day),
        race_km=_race_km(table.get("race_km")),
        terrain=_terrain(table.get("terrain")),
        base_start=optional(table, "base_start", day),
        quality_wanted=flag(table, "quality_wanted"),
        strides_wanted=flag(table, "strides_wanted"),
        doubles=flag(table, "doubles"),
    )


def _terrain(value: Any) -> Terrain | None:
    if value is None:
        return None
    return "hilly" if choice(value, "terrain", get_args(Terrain)) == "hilly" else "flat"


def _race_km(value: Any) -> float | None:
    return None if value is None else number(value, "race_km", RACE_SPAN_KM)


def _grow_to_min(value: Any) -> float | None:
    return None if value is None else number(value, "grow_to_min", GROW_TO_SPAN_MIN)


def _blackout(value: Any) -> frozenset[date]:
    if not isinstance(value, list):
        raise ProfileError("blackout is not a list.", hint="Write blackout = [2026-07-01].")
    return frozenset(day(entry, "blackout") for entry in value)


def _limits(table: Any) -> Limits:
    if not isinstance(table, dict):
        raise ProfileError("limits is not a table.", hint="Write [limits] on a line of its own.")
    finite = (-1e9, 1e9)
    return Limits(own={key: number(value, key, finite) for key, value in table.items()})
