"""The JSON of `flags`: a list of warnings, each with what it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from reports.documents.plugins import plugin_document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import Side
    from ingest.plugins import Plugin
    from planner.flags.check import Check
    from planner.flags.model import (
        Evidence,
        EvidenceStrength,
        Flag,
        PlanEffect,
        Severity,
        Tissue,
    )
    from reports.documents.plugins import PluginDocument

State: TypeAlias = Literal["standing", "cleared", "off", "quiet", "failed"]


class EvidenceDocument(TypedDict):
    """One number behind a flag, with what it is held against."""

    what: str
    value: float | None
    unit: str
    baseline: float | None
    limit: float | None
    days: list[str]


class FlagDocument(TypedDict):
    """One warning; of a check that is off or quiet, only what it asks.

    ``plugin`` says whose it is where it is none of ours; of one that could not be asked
    (``failed``) the title says why.
    """

    id: str
    check: str
    state: State
    severity: Severity | None
    title: str
    since: str | None
    evidence: list[EvidenceDocument]
    source: str | None
    evidence_strength: EvidenceStrength | None
    tissue: Tissue | None
    side: Side | None
    advice: list[str]
    effect: str | None
    plan_effect: PlanEffect | None
    standing_days: int | None
    do_today: str | None
    plugin: PluginDocument | None


def flag_document(flag: Flag, today: date, *, state: State = "standing") -> FlagDocument:
    """Return one flag; ``standing_days`` counts up to ``today``, with it."""
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
        "standing_days": (today - flag.since).days + 1 if state == "standing" else None,
        "do_today": flag.advice[0] if flag.advice else None,
        "plugin": None if flag.plugin is None else plugin_document(flag.plugin),
    }


def flags_document(
    standing: Sequence[Flag],
    today: date,
    *,
    cleared: Sequence[Flag] = (),
    off: Sequence[Check] = (),
    quiet: Sequence[Check] = (),
    failed: Sequence[Plugin] = (),
) -> list[FlagDocument]:
    """Return the standing flags, then, where asked for, cleared flags and silent checks."""
    return [
        *(flag_document(flag, today) for flag in standing),
        *(flag_document(flag, today, state="cleared") for flag in cleared),
        *(_silent(check.name, check.asks, "off") for check in off),
        *(_silent(check.name, check.asks, "quiet") for check in quiet),
        *(
            _silent(one.name, f"Could not be asked: {one.problem}.", "failed", one)
            for one in failed
        ),
    ]


def _silent(name: str, title: str, state: State, plugin: Plugin | None = None) -> FlagDocument:
    return {
        "id": name,
        "check": name,
        "state": state,
        "severity": None,
        "title": title,
        "since": None,
        "evidence": [],
        "source": None,
        "evidence_strength": None,
        "tissue": None,
        "side": None,
        "advice": [],
        "effect": None,
        "plan_effect": None,
        "standing_days": None,
        "do_today": None,
        "plugin": None if plugin is None else plugin_document(plugin),
    }


def _evidence(evidence: Evidence) -> EvidenceDocument:
    return {
        "what": evidence.what,
        "value": evidence.value,
        "unit": evidence.unit,
        "baseline": evidence.baseline,
        "limit": evidence.limit,
        "days": [day.isoformat() for day in evidence.days],
    }
