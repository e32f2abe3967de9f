"""What a command leaves behind that changes what is known: what `status` will say now.

Only what was kept is kept up: lines that stood as the command began. So nobody waits who never asks
for `status`, and nothing is read that an upgrade would have to make anew first. It comes after the
command's own output, and whatever hinders it is for the next `status` to say.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from reports.commands.kept_status import files_of, kept_lines, kept_state, settled_state

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home

_PROGRAM: Final = slice(1, -1)  # of a state: the program's own files, and the offset from UTC


def leave_lines(home: Home, before: list[list[int]], asked: date | None) -> None:
    """Keep what `status` will say, where the home is no more what ``before`` tells.

    ``before`` is ``kept_status.files_of`` as the command began, ``asked`` the day that it looked
    from, where one was given.
    """
    if files_of(home) == before:
        return
    kept = kept_state(home)
    if kept is None or kept[0] != before:
        return
    # The command has done its work: what goes wrong from here on, `status` will meet again.
    with suppress(Exception):
        from reports.commands.status_lines import lines_kept
        from reports.opening import load_day

        state = settled_state(home, asked)
        if state is None or state[_PROGRAM] != kept[_PROGRAM]:
            return
        if kept_lines(home, state) is None:
            lines_kept(home, state, load_day(home, asked), asked=asked)
