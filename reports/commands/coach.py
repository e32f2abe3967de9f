"""`aerobase coach`: one page of many athletes, who needs a word first in front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.clock import clock
from reports.commands.common import quiet_option, today_option
from reports.commands.pages import write_page
from reports.commands.params import NEW_FILE
from reports.terminal.importing import ProgressBar
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from reports.coach.model import Squad

ATTENTION: int = 3  # exit code: done, but of an athlete nothing, or not all, could be read
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("coach")
@click.argument("folders", metavar="OUT|HOMES...", nargs=-1, required=True, type=_FOLDER)
@click.option(
    "-o", "--output", type=NEW_FILE, required=True, metavar="FILE", help="Where it is written."
)
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with alias and name: the page names people.",
)
@click.option("--open", "show", is_flag=True, help="Show the page in the browser.")
@quiet_option
@today_option
def command(
    *,
    folders: Sequence[Path],
    output: Path,
    names: Path | None,
    show: bool,
    quiet: bool,
    today: date | None,
) -> int:
    """Write a coach's page: everyone on one screen, who needs a word today first.

    OUT is the folder that `aerobase cohort` wrote (needs aerobase[parquet]); HOMES are homes of
    aerobase, one an athlete, judged here and called by the folder's name. Aliases alone stand in
    the page unless --names says who is who; athletes.csv may be given for that as it is.

    The page is one HTML file without scripts or network, readable by its owner only. A row opens
    the athlete's week, in which what is opened prints as sheets; without any the board prints.
    docs/coach.md says how it is sorted.
    """
    from reports.coach.names import read_names
    from reports.coach.render import render

    known = {} if names is None else read_names(names)
    squad = _squad(folders, today, quiet=quiet)
    path = output.absolute()
    write_page(path, render(squad, known))
    _tell(squad, path, known, quiet=quiet)
    if show:
        click.launch(path.as_uri())
    return ATTENTION if any(one.error or one.unread for one in squad.athletes) else 0


def _squad(folders: Sequence[Path], today: date | None, *, quiet: bool) -> Squad:
    from reports.coach.errors import CoachError
    from reports.coach.homes import judge_homes
    from reports.coach.tables import is_tables, read_tables

    if not any(map(is_tables, folders)):
        bar = ProgressBar(what="athletes", quiet=quiet)
        try:
            return judge_homes(folders, today, progress=bar)
        finally:
            bar.clear()
    if len(folders) > 1:
        raise CoachError(
            "More was named than one folder of tables.",
            hint="Name the one folder that `aerobase cohort` wrote, or homes alone.",
        )
    squad = read_tables(folders[0])
    if today is not None and squad.today not in {None, today}:
        raise CoachError(
            f"These tables look from {squad.today}, not {today}.",
            hint=f"Make them of that day: aerobase cohort ROOT -o OUT --today {today}",
        )
    return squad


def _tell(squad: Squad, path: Path, names: Mapping[str, str], *, quiet: bool) -> None:
    """Say where the page is, and what needs attention."""
    lines = []
    for one in squad.athletes:
        why = one.error or (f"{' and '.join(one.unread)} cannot be read" if one.unread else "")
        if why:
            lines += wrapped(f"{one.alias}: {why}")
    strangers = len(names.keys() - {one.alias for one in squad.athletes})
    if strangers:
        lines += wrapped(f"Names of nobody here: {strangers:,}.")
    if not quiet:
        if squad.today is not None and squad.today < clock().date():
            lines += wrapped(f"It looks from {squad.today}.")
        lines += wrapped(f"The page is {path}")
    click.echo("".join(f"{line}\n" for line in lines), nl=False)
