"""A flag as the page shows it: what stands, since when, the numbers, what the plan does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports import words

if TYPE_CHECKING:
    from datetime import date

    from planner.flags.model import Evidence, Flag

_MOST_EVIDENCE = 6


def flag_card(flag: Flag, number: int, today: date) -> dict[str, Any]:
    """Return the texts of one flag, the ``number``-th of the page."""
    lines = [evidence_line(one) for one in flag.evidence]
    if len(lines) > _MOST_EVIDENCE:
        more = len(lines) - _MOST_EVIDENCE
        lines = [*lines[:_MOST_EVIDENCE], f"and {more} more: aerobase flags --json"]
    where = flag.tissue if flag.side is None else f"{flag.side} {flag.tissue}"
    about = [f"since {words.day_near(flag.since, today)}", f"evidence: {flag.evidence_strength}"]
    if flag.tissue != "general":
        about.append(where)
    return {
        "anchor": f"flag-{number}",
        "severity": flag.severity,
        "title": flag.title,
        "about": ", ".join(about),
        "evidence": lines,
        "effect": flag.effect,
        "advice": flag.advice,
        "open": flag.severity in {"stop", "act"},
        "source": flag.source,
    }


def evidence_line(one: Evidence) -> str:
    """Return one number with what it is held against, as a sentence."""
    as_share = one.unit == "1" and "share" in one.what
    held = []
    if one.baseline is not None:
        held.append(f"usually {_value(one.baseline, one.unit, as_share=as_share)}")
    if one.limit is not None:
        held.append(f"limit {_value(one.limit, one.unit, as_share=as_share)}")
    beside = f" ({', '.join(held)})" if held else ""
    when = f", {_days(one)}" if one.days else ""
    return f"{one.what}: {_value(one.value, one.unit, as_share=as_share)}{beside}{when}"


def _days(one: Evidence) -> str:
    first, last = one.days[0], one.days[-1]
    if first == last:
        return words.day(first)
    return f"{words.day(first)} to {words.day(last)}"


def _value(value: float | None, unit: str, *, as_share: bool) -> str:
    if value is None:
        return words.UNKNOWN
    if as_share:
        return words.share_exact(value)
    if unit == "0-10":
        return f"{value:g}/10"
    shown = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"  # noqa: PLR2004
    return shown if unit in {"", "1"} else f"{shown} {unit}"
