"""Warnings as text: severity in a word, evidence line by line, what to do, what the plan does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reports.terminal.table import paint, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.flags.model import Evidence, Flag, Severity

INDENT: Final = 7
_COLOURS: Final[dict[Severity, str]] = {
    "stop": "red",
    "act": "red",
    "watch": "yellow",
    "note": "blue",
}
_UNITS: Final = {"1": "", "0-10": "/10", "": ""}


def flags_text(flags: Sequence[Flag]) -> Iterator[str]:
    """Yield the lines that say the flags, at most 80 columns wide."""
    if not flags:
        yield "No flag stands."
        return
    for number, flag in enumerate(flags):
        if number:
            yield ""
        yield from _flag_lines(flag)


def _flag_lines(flag: Flag) -> Iterator[str]:
    head, *rest = wrapped(flag.title, indent=" " * INDENT)
    yield severity_word(flag.severity) + head[INDENT:]
    yield from rest
    where = " ".join(part for part in (flag.side, flag.tissue) if part)
    yield from _part("", f"{flag.id}, since {flag.since.isoformat()}, {where}")
    for one in flag.evidence:
        yield from _part("- ", _evidence_text(one))
    for advice in flag.advice:
        yield from _part("> ", advice)
    yield from _part("Plan: ", flag.effect)
    yield from _part("Source: ", f"{flag.source} (evidence: {flag.evidence_strength})")


def severity_word(severity: Severity) -> str:
    """Return the severity as a word of fixed width, coloured on a terminal."""
    word = f"{severity.upper():<{INDENT}}"
    return paint(word, _COLOURS[severity], bold=severity in {"stop", "act"})


def _part(mark: str, text: str) -> list[str]:
    return wrapped(text, indent=" " * INDENT, mark=mark)


def _evidence_text(one: Evidence) -> str:
    unit = _UNITS.get(one.unit, f" {one.unit}")

    def figure(value: float) -> str:
        share = one.unit == "1" and "share" in one.what
        return f"{100 * value:.1f} %" if share else f"{value:.4g}{unit}"

    parts = [one.what if one.value is None else f"{one.what}: {figure(one.value)}"]
    if one.baseline is not None:
        parts.append(f"baseline {figure(one.baseline)}")
    if one.limit is not None:
        parts.append(f"limit {figure(one.limit)}")
    if one.days:
        parts.append(_days(one.days))
    return ", ".join(parts)


def _days(days: Sequence[date]) -> str:
    first, last = min(days).isoformat(), max(days).isoformat()
    return first if first == last else f"{len(days)} days from {first} to {last}"
