"""What a person types and reads, as a terminal of 80 columns shows it, at a given time."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unittest.mock import patch

from planner import cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = "~"


class Screen(io.StringIO):
    """Both streams of a terminal, in the order in which they are written."""

    def isatty(self) -> bool:
        return True


class Keyboard(io.StringIO):
    """A line typed for each question; what is typed is seen on the screen."""

    def __init__(self, lines: list[str], screen: Screen) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.screen = screen

    def isatty(self) -> bool:
        return True

    def readline(self, size: int = -1, /) -> str:
        line = super().readline(size)
        self.screen.write(line)
        return line


@dataclass(slots=True)
class Person:
    """Somebody at a terminal, with a home and a folder of watch files of their own."""

    folder: Path
    home: str = "home"  # its folder's name
    now: datetime = datetime(2026, 5, 20, 7, 0, tzinfo=UTC)
    told: list[str] = field(default_factory=list)
    keys: int = 0  # of the last command, with its answers

    def says(self, heading: str) -> None:
        """Begin a part of the transcript."""
        self.told.append(f"\n## {heading}\n")

    def notes(self, text: str) -> None:
        """Say something between two commands."""
        self.told.append(f"\n{text}\n")

    def types(self, line: str, *answers: str, code: int = 0) -> str:
        """Type a command and the answers to its questions; return what the screen then shows."""
        screen = Screen()
        with self._at(), _streams(screen, list(answers)):
            ended = _run(shlex.split(line)[1:])
        assert ended == code, screen.getvalue()
        self.keys = sum(len(one) + 1 for one in (line, *answers))
        said = screen.getvalue().replace(str(self.folder), HERE).rstrip()
        said = re.sub(r"\x1b\[\d*m|[^\n]*\r", "", said)  # colours, and bars that were cleared
        said = re.sub(r" in \d+\.\d s:", " in 0.4 s:", said)  # how quick is the machine's affair
        self.told.append(f"```\n$ {line}\n{said}\n```\n")
        return said

    @contextlib.contextmanager
    def _at(self) -> Iterator[None]:
        """Stand in the folder, at the person's own time."""
        places = {
            "AEROBASE_HOME": str(self.folder / self.home),
            "TZ": "Europe/Madrid",
            "COLUMNS": "80",
        }
        before = os.getcwd()  # noqa: PTH109
        with clock_at(self.now), patch.dict(os.environ, places):
            os.chdir(self.folder)
            try:
                yield
            finally:
                os.chdir(before)


@contextlib.contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Have the program's clock stand at an aware instant."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment if tz is None else moment.astimezone(tz)  # type: ignore[arg-type]

    with patch("reports.clock.datetime", Clock):
        yield


@contextlib.contextmanager
def _streams(screen: Screen, answers: list[str]) -> Iterator[None]:
    typed = sys.stdin
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        sys.stdin = Keyboard(answers, screen)
        try:
            yield
        finally:
            sys.stdin = typed


def _run(words: list[str]) -> int:
    try:
        cli.main(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    return 0
