"""Who is told how far files are read: in an import, and after an upgrade."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Progress(Protocol):
    """Told how far an import is; ``expected`` grows as archives are opened."""

    def __call__(self, done: int, expected: int) -> None:
        """Take note of ``done`` files of ``expected``."""


# Told how far sessions are derived again after an upgrade, wherever an archive is first opened.
RENEWING: Final[ContextVar[Progress | None]] = ContextVar("renewing", default=None)
# Told where the archive of before such an upgrade lies, once it has been replaced.
KEPT_BEFORE: Final[ContextVar[Callable[[Path], object] | None]] = ContextVar(
    "kept_before", default=None
)
