"""Warnings as text: severity in a word, evidence line by line, what to do, what the plan does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reports import words
from reports.terminal.table import paint, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.flags.model import Flag, Severity

INDENT: Final = 7
BY_PLUGINS: Final = "By plug-ins, without effect on plan and verdict:"
_COLOURS: Final[dict[Severity, str]] = {
    "stop": "red",
    "act": "red",
    "watch": "yellow",
    "note": "blue",
}


def flags_text(
    flags: Sequence[Flag],
    units: words.Units,
    today: date,
    *,
    hard: str,
    plugged: Sequence[Flag] = (),
) -> Iterator[str]:
    """Yield the lines that say the warnings, and what bars hard running; 80 columns at most.

    Those of plug-ins, ``plugged``, come behind ours and say whose they are.
    """
    if not flags:
        yield "No warnings."
    for flag in flags:
        yield from flag_text(flag, units, today)
        yield ""
    if plugged:
        yield BY_PLUGINS
        for flag in plugged:
            yield from flag_text(flag, units, today)
            yield ""
    yield from wrapped(hard)


def brief_flags_text(
    flags: Sequence[Flag], today: date, *, hard: str, plugged: Sequence[Flag] = ()
) -> Iterator[str]:
    """Yield each flag with what to do first, how to see one whole, and what bars hard running."""
    if not flags:
        yield "No warnings."
    for flag in flags:
        yield from _brief(flag, today)
    if plugged:
        yield ""
        yield BY_PLUGINS
        for flag in plugged:
            yield from _brief(flag, today)
    if flags or plugged:
        yield ""
        ids = ", ".join(flag.id for flag in (*flags, *plugged))
        yield from wrapped(
            "For one with its days, numbers and source, type `aerobase flags` and its name, one "
            f"of: {ids}"
        )
    yield from wrapped(hard)


def _brief(flag: Flag, today: date) -> Iterator[str]:
    head, *rest = wrapped(_since(flag, today), indent=" " * INDENT)
    yield severity_word(flag.severity) + head[INDENT:]
    yield from rest
    if flag.advice:
        yield from _part("> ", flag.advice[0])


def _since(flag: Flag, today: date) -> str:
    since = "today" if flag.since == today else words.day_near(flag.since, today)
    return f"{flag.title} (warning since {since})"


def flag_text(flag: Flag, units: words.Units, today: date) -> Iterator[str]:
    """Yield one flag whole: its days and numbers, what to do, what the plan does, its source."""
    head, *rest = wrapped(flag.title, indent=" " * INDENT)
    yield severity_word(flag.severity) + head[INDENT:]
    yield from rest
    where = " ".join(part for part in (flag.side, flag.tissue) if part)
    yield from _part("", f"{flag.id}, warning since {words.day_near(flag.since, today)}, {where}")
    for one in flag.evidence:
        yield from _part("- ", words.evidence(one, units, today))
    for advice in flag.advice:
        yield from _part("> ", advice)
    yield from _part("Plan: ", flag.effect)
    yield from _part(
        "Source: ", f"{flag.source} (evidence: {words.strength(flag.evidence_strength)})"
    )
    if flag.plugin is not None:
        yield from _part("By: ", f"the plug-in {flag.plugin.words}, not aerobase")


def severity_word(severity: Severity) -> str:
    """Return the severity as a word of fixed width, coloured on a terminal."""
    word = f"{severity.upper():<{INDENT}}"
    return paint(word, _COLOURS[severity], bold=severity in {"stop", "act"})


def _part(mark: str, text: str) -> list[str]:
    return wrapped(text, indent=" " * INDENT, mark=mark)
