"""The whole program in this process, as a user calls it: arguments in, streams and code out."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner import cli

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call said, and how it ended."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def aerobase(*arguments: str | os.PathLike[str], answers: Sequence[str] | None = None) -> Answer:
    """Run one command by the front door.

    Without ``answers`` no terminal is near; with them the command is on one, where somebody types
    a line each.
    """
    stream = io.StringIO if answers is None else Terminal
    out, err = stream(), stream()
    code, typed = 0, sys.stdin
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        sys.stdin = typed if answers is None else Terminal("".join(f"{line}\n" for line in answers))
        try:
            cli.main([os.fspath(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
        finally:
            sys.stdin = typed
    return Answer(code, out.getvalue(), err.getvalue())
