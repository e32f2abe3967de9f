"""Lines on standard error that a command says once, however often it meets what they tell."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.home.home import Home
    from ingest.plugins import Plugin

# What the command has said so far; None where none runs, as in a notebook: then each time.
SAID: Final[ContextVar[set[str] | None]] = ContextVar("said", default=None)


def say_once(line: str) -> None:
    """Write a line to standard error, if this command has not written it yet."""
    said = SAID.get()
    if said is not None:
        if line in said:
            return
        said.add(line)
    sys.stderr.write(f"{line}\n")


def say_missing(home: Home) -> None:
    """Say that the home that was named is not there: to read, it is an empty one."""
    if home.is_missing:
        say_once(f"There is no data directory at {home.path}; it reads as an empty one.")


def plugin_problems(plugins: Iterable[Plugin]) -> Sequence[str]:
    """Return for each plug-in with a problem a line that says it."""
    return [
        f"The plug-in {one.name} of [plugins] {one.group} could not be asked: {one.problem}."
        for one in plugins
        if one.problem is not None
    ]


def say_problems(plugins: Iterable[Plugin]) -> None:
    """Say which plug-ins could not be asked, and why; everything else goes on without them."""
    for line in plugin_problems(plugins):
        say_once(line)
