"""Tables, bars and paragraphs in columns of text."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import click

from reports.words import share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.session import SessionClass


COLUMNS: Final = 80
_COMMAND: Final = re.compile(r"[(`]aerobase [^)`]+[)`]")
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading with the unit, its side, whether it gives way when room is short."""

    head: str
    align: Literal["left", "right"] = "left"
    shrinks: bool = False


def columns_wide() -> int:
    """Return how wide text may be: the terminal's width, at least 80; 80 in a pipe."""
    if not sys.stdout.isatty():
        return COLUMNS
    return max(COLUMNS, shutil.get_terminal_size((COLUMNS, 24)).columns)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    wide: int = COLUMNS,
    colours: Sequence[str | None] | None = None,
) -> list[str]:
    """Return the lines of a table, at most ``wide`` columns each; columns that shrink give way.

    ``colours`` paints whole rows, one entry a row.
    """
    cells = [[one.head for one in columns], *rows]
    widths = [max(map(breadth, column)) for column in zip(*cells, strict=True)]
    over = sum(widths) + 2 * (len(widths) - 1) - wide
    for number in range(len(columns) - 1, -1, -1):
        if over > 0 and columns[number].shrinks:
            taken = min(over, max(0, widths[number] - breadth(columns[number].head)))
            widths[number] -= taken
            over -= taken
    lines = [
        "  ".join(
            _cell(text, width, column.align)
            for text, width, column in zip(row, widths, columns, strict=True)
        ).rstrip()
        for row in cells
    ]
    painted = [None, *(colours or [None] * len(rows))]
    return [paint(line, colour) for line, colour in zip(lines, painted, strict=True)]


def bar(frac: float, wide: int) -> str:
    """Return a bar for a share of 0 to 1, in eighths of a column."""
    eighths = round(min(1.0, max(0.0, frac)) * wide * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def brief_share(frac: float | None) -> str:
    """Return a share for a narrow column: whole per cent, cut, "<1 %", or a dash."""
    said = share(frac)
    return "<1 %" if said.startswith("under") else said


def listed(found: Sequence[str], heading: str, *, most: int, all_of_them: str) -> list[str]:
    """Return a heading and what stands under it, nothing without any.

    Of more than ``most`` the rest are counted, and ``all_of_them`` says where they are named.
    """
    lines = [heading] if found else []
    for text in found[:most]:
        lines += wrapped(text, indent="  ")
    if len(found) > most:
        lines.append(f"  and {len(found) - most:,} more; {all_of_them}")
    return lines


def wrapped(
    text: str, *, indent: str = "", mark: str = "", later: str | None = None, wide: int = COLUMNS
) -> list[str]:
    """Return a paragraph in lines; the first begins with ``mark``, the others line up under it.

    ``later`` is what the others begin with instead. A number keeps its per cent sign, and a
    command stays on its line, so that it can be copied.
    """
    first, then = indent + mark, indent + " " * len(mark) if later is None else later
    room = wide - max(len(first), len(then))
    for command in _COMMAND.findall(text):
        if len(command) <= room:
            text = text.replace(command, command.replace(" ", "\N{NO-BREAK SPACE}"))
    lines = textwrap.wrap(
        text.replace(" %", "\N{NO-BREAK SPACE}%"),
        wide,
        initial_indent=first,
        subsequent_indent=then,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def breadth(text: str) -> int:
    """Return how many columns a text takes; wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def _cell(text: str, width: int, align: Literal["left", "right"]) -> str:
    clean = "".join(one if one.isprintable() else "?" for one in text)  # no escape codes from files
    if breadth(clean) > width:
        while clean and breadth(clean) > width - 1:
            clean = clean[:-1]
        clean += "…"
    room = " " * (width - breadth(clean))
    return clean + room if align == "left" else room + clean


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
