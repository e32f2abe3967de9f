"""`aerobase flags`: the warnings that stand, their evidence, and clearing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from ingest.home import journal
from planner.day.judged import judge_day
from planner.flags.checks import CHECKS
from planner.flags.standing import standing_flags
from planner.near import did_you_mean
from reports import words
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.plugged import ask_plugins
from reports.documents.flags import flag_document, flags_document
from reports.documents.limits import check_limits_document
from reports.opening import load_athlete
from reports.terminal.flags import brief_flags_text, flag_text, flags_text
from reports.terminal.limits import limits_text
from reports.terminal.table import wrapped
from reports.words import Units

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.day.judged import JudgedDay
    from planner.flags.check import Check
    from planner.flags.model import Flag
    from planner.plugged.flags import PluggedFlags
    from reports.documents.flags import FlagDocument

ATTENTION = 3


class FlagError(AerobaseError):
    """A flag that was named does not stand."""


class FlagsGroup(click.Group):
    """`flags`, where what is no command is the id of a flag: `flags pain-soleus-left`."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, else one that shows the flag of that id."""
        found = super().get_command(ctx, cmd_name)
        if found is not None:
            return found

        @click.command(cmd_name, hidden=True)
        @home_option
        @today_option
        @json_option
        def one(*, home: Home, today: date | None, as_json: bool) -> None:
            """Show one warning whole."""
            _show_one(load_athlete(home, today), cmd_name, as_json=as_json)

        return one


@click.group("flags", cls=FlagsGroup, invoke_without_command=True)
@click.option("--check", is_flag=True, help="Exit with 3 when a warning stands.")
@click.option("--all", "show_all", is_flag=True, help="Also what is cleared, off or quiet.")
@click.option("--verbose", "-v", is_flag=True, help="Each with its days, numbers and source.")
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
    verbose: bool,
    as_json: bool,
) -> None:
    """Show the warnings that stand, and what to do first; `flags ID` shows one whole.

    No warning is a probability or a diagnosis: each says which days and numbers
    it stands on, against which limit, and how strong the evidence behind it is.
    Those of plug-ins have no effect, and --check does not count them.
    """
    if ctx.invoked_subcommand is not None:
        return
    athlete = load_athlete(home, today)
    if show_limits:
        _show_limits(athlete, as_json=as_json)
        return
    day = judge_day(athlete)
    plugged = ask_plugins(athlete, day.flags)
    if as_json:
        echo_json(_document(day, plugged, show_all=show_all))
    else:
        _echo_text(day, plugged, show_all=show_all, verbose=verbose)
    if check and day.flags:
        ctx.exit(ATTENTION)


def _others(day: JudgedDay) -> tuple[tuple[Flag, ...], list[Check], list[Check]]:
    """Return the flags that were cleared, the checks that are off, and those that are quiet."""
    cleared = day.days.cleared()
    off = [one for one in CHECKS if one.name in day.athlete.profile.flags_off]
    heard = {flag.check for flag in (*day.flags, *cleared)} | {one.name for one in off}
    return cleared, off, [one for one in CHECKS if one.name not in heard]


def _document(day: JudgedDay, plugged: PluggedFlags, *, show_all: bool) -> list[FlagDocument]:
    today, standing = day.athlete.today, (*day.flags, *plugged.standing)
    if not show_all:
        return flags_document(standing, today)
    cleared, off, quiet = _others(day)
    return flags_document(
        standing,
        today,
        cleared=(*cleared, *plugged.cleared),
        off=off,
        quiet=quiet,
        failed=plugged.failed,
    )


def _echo_text(day: JudgedDay, plugged: PluggedFlags, *, show_all: bool, verbose: bool) -> None:
    today, profile, hard = day.athlete.today, day.athlete.profile, day.effect.hard.sentence
    if verbose:
        units = Units(system=profile.units)
        lines = flags_text(day.flags, units, today, hard=hard, plugged=plugged.standing)
    else:
        lines = brief_flags_text(day.flags, today, hard=hard, plugged=plugged.standing)
    for line in lines:
        click.echo(line)
    if profile.flags_off and not show_all:
        click.echo(f"Off: {', '.join(sorted(profile.flags_off))} (flags --all)")
    if show_all:
        cleared, off, quiet = _others(day)
        rows = [("cleared", f"{flag.id}: {flag.title}") for flag in (*cleared, *plugged.cleared)]
        rows += [("off", f"{one.name}: {one.asks}") for one in off]
        rows += [("quiet", f"{one.name}: {one.asks}") for one in quiet]
        rows += [("failed", f"{one.name}: {one.problem}") for one in plugged.failed]
        for word, text in rows:
            click.echo("\n".join(wrapped(text, mark=f"{word:<9}")))


def _show_one(athlete: Athlete, flag_id: str, *, as_json: bool) -> None:
    flag = _standing(athlete, flag_id)
    if as_json:
        echo_json([flag_document(flag, athlete.today, state="standing")])
        return
    units = Units(system=athlete.profile.units)
    for line in flag_text(flag, units, athlete.today):
        click.echo(line)


def _standing(athlete: Athlete, flag_id: str) -> Flag:
    """Return the standing flag of that id, ours or a plug-in's.

    Raises
    ------
    FlagError
        None stands that is called so.
    """
    standing = _all_standing(athlete)
    if flag_id not in standing:
        raise FlagError(
            f"No warning called {flag_id!r} stands on {words.day(athlete.today)}.",
            hint=did_you_mean(flag_id, standing) or f"Standing: {', '.join(standing) or 'none'}.",
        )
    return standing[flag_id]


def _all_standing(athlete: Athlete) -> dict[str, Flag]:
    own = standing_flags(athlete)
    return {flag.id: flag for flag in (*own, *ask_plugins(athlete, own).standing)}


@command.command("clear")
@click.argument("flag_id", metavar="ID")
@click.option("--note", required=True, help="Why it is settled; kept in the journal.")
@home_option
@today_option
@json_option
def clear(*, home: Home, today: date | None, flag_id: str, note: str, as_json: bool) -> None:
    """Take a warning off until its condition begins anew."""
    athlete = load_athlete(home, today)
    flag = _standing(athlete, flag_id)
    if not note.strip():
        raise FlagError(
            "A warning is cleared with a note.", hint="For example --note 'seen by a doctor'."
        )
    journal.append(
        home, kind="clear", day=athlete.today, data={"flag": flag_id, "note": note}, now=clock()
    )
    left = _all_standing(load_athlete(home, today)).get(flag_id)
    if as_json:
        known = flag_document(left or flag, athlete.today)
        echo_json(known if left else known | {"state": "cleared"})
    elif left is None:
        click.echo(f"Cleared: {flag.title}")
    else:  # a sign that holds for so long whatever is said
        click.echo("\n".join(wrapped(f"Kept, but it still stands: {left.title}. {left.effect}")))


def _show_limits(athlete: Athlete, *, as_json: bool) -> None:
    rows = check_limits_document(athlete.profile.limits, CHECKS)
    if as_json:
        echo_json(rows)
        return
    click.echo("\n".join(limits_text(rows)))
