"""Colour on a terminal only; NO_COLOR and pipes get plain text, and words say the same."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from planner.session import SessionClass

CLASS_COLOURS: Final[dict[SessionClass, str]] = {
    "aerobic": "green",
    "mixed": "yellow",
    "anaerobic": "red",
    "unknown": "bright_black",
}


def paint(text: str, colour: str | None, *, bold: bool = False) -> str:
    """Return ``text`` in a colour where standard output is a terminal and NO_COLOR is not set."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if colour is None or plain or not sys.stdout.isatty():
        return text
    return click.style(text, fg=colour, bold=bold or None)
