"""Who is told how far files are read: in an import, and after an upgrade."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final, Protocol


class Progress(Protocol):
    """Told how far an import is; ``expected`` grows as archives are opened."""

    def __call__(self, done: int, expected: int) -> None:
        """Take note of ``done`` files of ``expected``."""


# Told how far sessions are derived again after an upgrade, wherever an archive is first opened.
RENEWING: Final[ContextVar[Progress | None]] = ContextVar("renewing", default=None)
