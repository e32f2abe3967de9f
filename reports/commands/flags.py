"""`aerobase flags`: the warnings that stand, their evidence, and clearing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from ingest.home import journal
from planner.day.judged import judge_day
from planner.flags.checks import CHECKS
from planner.flags.standing import standing_flags
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.documents.flags import flag_document, flags_document
from reports.documents.limits import check_limits_document
from reports.opening import load_athlete
from reports.terminal.flags import flags_text
from reports.terminal.limits import limits_text
from reports.words import Units

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from planner.athlete import Athlete

ATTENTION = 3


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
    day = judge_day(athlete)
    standing = day.flags
    cleared = day.days.cleared() if show_all else ()
    off = [one for one in CHECKS if one.name in athlete.profile.flags_off] if show_all else []
    heard = {flag.check for flag in (*standing, *cleared)} | {one.name for one in off}
    quiet = [one for one in CHECKS if one.name not in heard] if show_all else []
    if as_json:
        echo_json(flags_document(standing, athlete.today, cleared=cleared, off=off, quiet=quiet))
    else:
        units = Units(system=athlete.profile.units)
        for line in flags_text(standing, units, athlete.today, hard=day.effect.hard.sentence):
            click.echo(line)
        if athlete.profile.flags_off and not show_all:
            click.echo(f"Off: {', '.join(sorted(athlete.profile.flags_off))} (flags --all)")
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
        echo_json(flag_document(standing[flag_id], athlete.today, state="cleared"))
    else:
        click.echo(f"Cleared: {standing[flag_id].title}")


def _show_limits(athlete: Athlete, *, as_json: bool) -> None:
    rows = check_limits_document(athlete.profile.limits, CHECKS)
    if as_json:
        echo_json(rows)
        return
    click.echo("\n".join(limits_text(rows)))
