"""The one family of errors that reaches a user: a message, what to do, an exit code."""

from __future__ import annotations


class AerobaseError(Exception):
    """Something that could not be done.

    Parameters
    ----------
    message
        One sentence in words a runner understands.
    hint
        What to do about it, or ``None``.

    Raised anywhere, caught once, in the front door.
    """

    exit_code: int = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UnreadableFileError(AerobaseError):
    """A watch file from which nothing could be read; the message says why."""
