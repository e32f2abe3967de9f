"""`aerobase flags`: the warnings that stand, their evidence, and clearing one."""

from __future__ import annotations

import os
import textwrap
from typing import TYPE_CHECKING

import click

from ingest import journal
from ingest.errors import AerobaseError
from planner.flags import CHECKS, cleared_flags, standing_flags
from reports.commands.common import clock, echo_json, home_option, json_option, today_option
from reports.commands.opening import load_athlete
from reports.documents.flags import flag_document, flags_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ingest.home import Home
    from planner.athlete import Athlete
    from planner.flags.model import Evidence, Flag, Severity

ATTENTION = 3
WIDTH = 80
INDENT = 7
_COLOURS: dict[Severity, str] = {"stop": "red", "act": "red", "watch": "yellow", "note": "blue"}
_UNITS = {"1": "", "0-10": "/10"}


class FlagError(AerobaseError):
    """A flag that was named does not stand."""


@click.group("flags", invoke_without_command=True)
@click.option("--check", is_flag=True, help="Exit with 3 when a flag stands.")
@click.option("--all", "show_all", is_flag=True, help="Also what is cleared, off or quiet.")
@click.option("--limits", "show_limits", is_flag=True, help="Every limit, its value and its tag.")
@home_option
@today_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    home: Home,
    today: date | None,
    check: bool,
    show_all: bool,
    show_limits: bool,
    as_json: bool,
) -> None:
    """Show the warnings that stand, with their evidence.

    No warning is a probability or a diagnosis: each says which days and numbers
    it stands on, against which limit, and how strong the evidence behind it is.
    """
    if ctx.invoked_subcommand is not None:
        return
    athlete = load_athlete(home, today)
    if show_limits:
        _show_limits(athlete, as_json=as_json)
        return
    standing = standing_flags(athlete)
    cleared = cleared_flags(athlete) if show_all else ()
    off = [one for one in CHECKS if one.name in athlete.profile.flags_off] if show_all else []
    heard = {flag.check for flag in (*standing, *cleared)} | {one.name for one in off}
    quiet = [one for one in CHECKS if one.name not in heard] if show_all else []
    if as_json:
        echo_json(flags_document(standing, cleared=cleared, off=off, quiet=quiet))
    else:
        for line in flags_text(standing):
            click.echo(line)
        for flag in cleared:
            click.echo(f"cleared  {flag.id}: {flag.title}")
        for one in off:
            click.echo(f"off      {one.name}: {one.asks}")
        for one in quiet:
            click.echo(f"quiet    {one.name}: {one.asks}")
    if check and standing:
        ctx.exit(ATTENTION)


@command.command("clear")
@click.argument("flag_id", metavar="ID")
@click.option("--note", required=True, help="Why it is settled; kept in the journal.")
@home_option
@today_option
@json_option
def clear(*, home: Home, today: date | None, flag_id: str, note: str, as_json: bool) -> None:
    """Take a warning off until its condition begins anew."""
    athlete = load_athlete(home, today)
    standing = {flag.id: flag for flag in standing_flags(athlete)}
    if flag_id not in standing:
        raise FlagError(
            f"No flag called {flag_id!r} stands on {athlete.today}.",
            hint=f"Standing: {', '.join(standing) or 'none'}.",
        )
    if not note.strip():
        raise FlagError(
            "A flag is cleared with a note.", hint="For example --note 'seen by a doctor'."
        )
    journal.append(
        home, kind="clear", day=athlete.today, data={"flag": flag_id, "note": note}, now=clock()
    )
    if as_json:
        echo_json(flag_document(standing[flag_id], state="cleared"))
    else:
        click.echo(f"Cleared: {standing[flag_id].title}")


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
    head, *rest = textwrap.wrap(flag.title, WIDTH - INDENT)
    yield _severity(flag.severity) + head
    for line in rest:
        yield " " * INDENT + line
    where = " ".join(part for part in (flag.side, flag.tissue) if part)
    yield from _wrapped("", f"{flag.id}, since {flag.since.isoformat()}, {where}")
    for one in flag.evidence:
        yield from _wrapped("- ", _evidence_text(one))
    for advice in flag.advice:
        yield from _wrapped("> ", advice)
    yield from _wrapped("Plan: ", flag.effect)
    yield from _wrapped("Source: ", f"{flag.source} (evidence: {flag.evidence_strength})")


def _severity(severity: Severity) -> str:
    word = f"{severity.upper():<{INDENT}}"
    if os.environ.get("NO_COLOR"):
        return word
    return click.style(word, fg=_COLOURS[severity], bold=severity in {"stop", "act"})


def _wrapped(mark: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * INDENT + mark,
        subsequent_indent=" " * (INDENT + len(mark)),
    )


def _evidence_text(one: Evidence) -> str:
    unit = _UNITS.get(one.unit, f" {one.unit}")

    def figure(value: float) -> str:
        return f"{value:.4g}{unit}"

    parts = [f"{one.what}: {'unknown' if one.value is None else figure(one.value)}"]
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


def _show_limits(athlete: Athlete, *, as_json: bool) -> None:
    limits = athlete.profile.limits
    rows = [
        {
            "check": check.name,
            "key": limit.key,
            "value": limits[limit],
            "default": limit.default,
            "unit": limit.unit,
            "tag": limit.tag,
            "meaning": limit.meaning,
            "source": limit.source,
        }
        for check in CHECKS
        for limit in check.limits
    ]
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo(f"{row['key']} = {row['value']:g} {row['unit']}  [{row['tag']}]")
        for line in _wrapped("", f"{row['meaning']} ({row['source']})"):
            click.echo(line)
