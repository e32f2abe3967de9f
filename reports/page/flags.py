"""A flag as the page shows it: what stands, since when, the numbers, what the plan does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.flags.model import Flag

_MOST_EVIDENCE = 6


def anchor_of(flag: Flag, flags: Sequence[Flag]) -> str:
    """Return where a flag stands in the page, by its place among those that stand."""
    return f"flag-{[one.id for one in flags].index(flag.id) + 1}"


def flag_card(flag: Flag, anchor: str, units: words.Units, today: date) -> dict[str, Any]:
    """Return the texts of one flag."""
    lines = [words.evidence(one, units, today) for one in flag.evidence]
    if len(lines) > _MOST_EVIDENCE:
        more = len(lines) - _MOST_EVIDENCE
        lines = [*lines[:_MOST_EVIDENCE], f"and {more} more: aerobase flags --json"]
    where = flag.tissue if flag.side is None else f"{flag.side} {flag.tissue}"
    about = [
        f"warning since {words.day_near(flag.since, today)}",
    ]
    if flag.tissue != "general" and where not in flag.title:
        about.append(where)
    if flag.plugin is not None:
        about.append(f"by the plug-in {flag.plugin.name}")
    return {
        "anchor": anchor,
        "check": flag.check,
        "severity": flag.severity,
        "title": flag.title,
        "about": ", ".join(about),
        "strength": words.strength(flag.evidence_strength),
        "evidence": lines,
        "effect": flag.effect,
        "advice": flag.advice,
        "source": flag.source,
        "by": None if flag.plugin is None else flag.plugin.words,
    }
