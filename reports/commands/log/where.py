"""What a small sign hears at the moment it is said, whichever command says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.commands.log.redflag import ask_red_flags, worrying
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry
    from ingest.home.home import Home


def say_where_to_look(
    home: Home, kept: Sequence[DiaryEntry], before: Sequence[DiaryEntry], *, as_json: bool
) -> None:
    """Say two short parts at most, and ask for red flags where the pain is of that kind.

    Nothing to press or try is said before those questions are answered, nor while a sign holds or
    stops: a calf may hold a clot.
    """
    from planner.day.at_entry import at_entry

    said, asks = at_entry(kept, before), worrying(kept, before)
    if as_json and not asks:
        return
    signs = _signs(home, kept, before) if said else ()
    if signs and not as_json:
        _echo("A sign stands that needs a clinician first: press nothing. aerobase flags", signs[0])
        return
    if not asks:
        _echo(*said)
        return
    if not as_json:
        _echo(*said[:1])
    if ask_red_flags(home, kept[-1].day, place=kept[-1].place) and not as_json:
        _echo(*said[1:])


def _signs(home: Home, kept: Sequence[DiaryEntry], before: Sequence[DiaryEntry]) -> tuple[str, ...]:
    from planner.flags import red_flag
    from planner.names import NAMES
    from planner.profile.file import load_profile

    if not red_flag.may_stand((*before, *kept), load_profile(home, NAMES)):
        return ()
    from planner.day.reasons import rank
    from reports.opening import load_athlete

    found = red_flag.find(load_athlete(home, kept[-1].day))
    return tuple(one.title for one in found if rank(one.plan_effect) >= rank("hold"))


def _echo(*lines: str) -> None:
    for part in lines:
        for line in wrapped(part, indent="  ", later="    "):
            click.echo(line)
