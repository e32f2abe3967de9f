"""What a small pain hears at the moment it is said: where to look, in the source's sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner.flags import red_flag
from planner.flags.advice import BOTH_CALVES, where_to_look
from reports.opening import load_athlete
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry
    from ingest.home.home import Home

_CALVES = frozenset({"soleus", "gastrocnemius", "calf"})


def say_where_to_look(home: Home, kept: Sequence[DiaryEntry]) -> None:
    """Say the first thing to look at, and where more stands; nothing beside a red flag.

    Pressing a calf that may hold a clot is the one thing not to say.
    """
    heard = [one for one in kept if (one.score or 0.0) > 0 or one.values.get("unstable") is True]
    if not heard or any(True for _ in red_flag.find(load_athlete(home, kept[-1].day))):
        return
    place = heard[-1].place
    both = {one.side for one in heard}
    said = where_to_look(place)[:1]
    if place in _CALVES and ("both" in both or {"left", "right"} <= both):
        said = (BOTH_CALVES,)
    for one in said:
        click.echo("\n".join(wrapped(one, indent="  ")))
        click.echo(f"  No trial tells whether it helps. More: aerobase advice {place}")
