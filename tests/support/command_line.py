"""The whole program in this process, as a user calls it: arguments in, streams and code out."""

from __future__ import annotations

import contextlib
import io
import os
from dataclasses import dataclass

from planner import cli


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call said, and how it ended."""

    code: int
    out: str
    err: str


def aerobase(*arguments: str | os.PathLike[str]) -> Answer:
    """Run one command by the front door; stdin is empty, and no terminal is near."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main([os.fspath(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
    return Answer(code, out.getvalue(), err.getvalue())
