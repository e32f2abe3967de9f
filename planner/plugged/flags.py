"""Warnings of plug-ins: checked, named by who says them, and without effect on anything of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, get_args

from ingest.diary import Side
from ingest.plugins import PluginError, guarded, load, of_group
from planner.flags.check import cleared_id
from planner.flags.model import Evidence, EvidenceStrength, Flag, Measure, Severity, Tissue
from planner.flags.standing import CLINICIAN_FIRST, by_severity
from planner.plugged.values import checked_number, checked_text, checked_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.plugins import Plugin
    from planner.athlete import Athlete

MOST_FLAGS: Final = 20  # own choice: of one plug-in; more is no warning but a list
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PluggedFlags:
    """What plug-ins warn of on a day, the most severe first, and those that could not be asked."""

    standing: tuple[Flag, ...] = ()
    cleared: tuple[Flag, ...] = ()
    failed: tuple[Plugin, ...] = ()


def plugged_flags(athlete: Athlete, *, stopped: bool) -> PluggedFlags:
    """Ask every plug-in that the profile names for warnings; one that fails stops no other.

    No flag is more than ``watch``, and none has an effect. ``stopped``: a sign for a clinician
    stands, so that none of them gives advice either.
    """
    found: list[Flag] = []
    failed: list[Plugin] = []
    for plugin in of_group(athlete.plugins, "flags"):
        try:
            found += _asked(athlete, plugin)
        except PluginError as error:
            failed.append(replace(plugin, problem=str(error)))
    if stopped:
        found = [replace(one, advice=(CLINICIAN_FIRST,)) for one in found]
    found.sort(key=by_severity)
    cleared = [one for one in found if _is_cleared(athlete, one)]
    return PluggedFlags(
        standing=tuple(one for one in found if one not in cleared),
        cleared=tuple(cleared),
        failed=tuple(failed),
    )


def _asked(athlete: Athlete, plugin: Plugin) -> list[Flag]:
    find = load(plugin)
    with guarded():
        said: list[Flag] = []
        for flag in find(replace(athlete)):  # a copy: what we work out again is kept with ours
            if len(said) == MOST_FLAGS:
                raise PluginError(f"it gave more than {MOST_FLAGS} flags")
            said.append(_checked(flag, plugin, athlete.today))
        if len({one.id for one in said}) < len(said):
            raise PluginError("it gave two flags of one id")
    return said


def _checked(flag: Any, plugin: Plugin, today: date) -> Flag:
    if not isinstance(flag, Flag):
        raise PluginError(f"it gave {type(flag).__name__} in place of a Flag")
    flag_id: Any = flag.id
    if not isinstance(flag_id, str) or not _ID.fullmatch(flag_id):
        raise PluginError("the id of a flag is not letters, digits, - and _")
    severity: Severity = checked_word(flag.severity, "severity", get_args(Severity))
    evidence = tuple(_checked_evidence(one, today) for one in flag.evidence)
    if not any(one.value is not None for one in evidence):
        raise PluginError("a flag without a number in its evidence")
    if not any(one.days for one in evidence):
        raise PluginError("a flag without a day in its evidence")
    return Flag(
        id=f"{plugin.name}:{flag_id}",
        check=plugin.name,
        severity="watch" if severity in {"act", "stop"} else severity,
        title=checked_text(flag.title, "title"),
        since=_checked_day(flag.since, "since", today),
        evidence=evidence,
        source=checked_text(flag.source, "source"),
        evidence_strength=checked_word(
            flag.evidence_strength, "evidence_strength", get_args(EvidenceStrength)
        ),
        tissue=checked_word(flag.tissue, "tissue", get_args(Tissue)),
        side=None if flag.side is None else checked_word(flag.side, "side", get_args(Side)),
        advice=tuple(checked_text(one, "advice") for one in _listed(flag.advice, "advice")),
        plugin=plugin,
    )


def _checked_evidence(one: Any, today: date) -> Evidence:
    if not isinstance(one, Evidence):
        raise PluginError(f"it gave {type(one).__name__} in place of Evidence")
    return Evidence(
        what=checked_text(one.what, "what"),
        value=checked_number(one.value, "value"),
        unit=checked_text(one.unit, "unit", empty=True),
        baseline=checked_number(one.baseline, "baseline"),
        limit=checked_number(one.limit, "limit"),
        days=tuple(_checked_day(day, "days", today) for day in _listed(one.days, "days")),
        measure=None
        if one.measure is None
        else checked_word(one.measure, "measure", get_args(Measure)),
        baseline_is=checked_text(one.baseline_is, "baseline_is"),
    )


def _checked_day(day: Any, what: str, today: date) -> date:
    if not isinstance(day, date) or isinstance(day, datetime):
        raise PluginError(f"{what} is {day!r}, which is no date")
    if day > today:
        raise PluginError(f"{what} is {day}, after {today}")
    return day


def _listed(values: Any, what: str) -> Iterator[Any]:
    if not isinstance(values, tuple | list):
        raise PluginError(f"{what} is {type(values).__name__}, which is no tuple")
    yield from values


def _is_cleared(athlete: Athlete, flag: Flag) -> bool:
    return any(event.day >= flag.since and cleared_id(event) == flag.id for event in athlete.events)
