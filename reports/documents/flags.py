"""The JSON of `flags`: a list of warnings, each with what it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.flags.check import Check
    from planner.flags.model import Evidence, Flag


def flag_document(
    flag: Flag, *, state: Literal["standing", "cleared"] = "standing"
) -> dict[str, Any]:
    """Return one flag as plain values."""
    return {
        "id": flag.id,
        "check": flag.check,
        "state": state,
        "severity": flag.severity,
        "title": flag.title,
        "since": flag.since.isoformat(),
        "evidence": [_evidence(one) for one in flag.evidence],
        "source": flag.source,
        "evidence_strength": flag.evidence_strength,
        "tissue": flag.tissue,
        "side": flag.side,
        "advice": list(flag.advice),
        "effect": flag.effect,
        "plan_effect": flag.plan_effect,
    }


def flags_document(
    standing: Sequence[Flag],
    *,
    cleared: Sequence[Flag] = (),
    off: Sequence[Check] = (),
    quiet: Sequence[Check] = (),
) -> list[dict[str, Any]]:
    """Return the standing flags, then, where asked for, cleared flags and silent checks.

    Rows of silent checks (``state`` "off" or "quiet") have every key too, null or empty.
    """
    rows = [flag_document(flag) for flag in standing]
    rows += [flag_document(flag, state="cleared") for flag in cleared]
    rows += [_silent(check, "off") for check in off]
    rows += [_silent(check, "quiet") for check in quiet]
    return rows


def _silent(check: Check, state: str) -> dict[str, Any]:
    keys = ("severity", "since", "source", "evidence_strength", "tissue", "side", "effect")
    return {
        "id": check.name,
        "check": check.name,
        "state": state,
        "title": check.asks,
        "evidence": [],
        "advice": [],
        "plan_effect": None,
    } | dict.fromkeys(keys)


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "what": one.what,
        "value": one.value,
        "unit": one.unit,
        "baseline": one.baseline,
        "limit": one.limit,
        "days": [day.isoformat() for day in one.days],
    }
