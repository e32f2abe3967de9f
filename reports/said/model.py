"""What cannot be understood."""

from __future__ import annotations


class SaidError(ValueError):
    """Words that mean nothing here, or two things; the message says what to write.

    ``word`` is the one that was not understood and ``near`` what it may have meant, where known.
    """

    def __init__(self, message: str, *, word: str = "", near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.word, self.near = word, near
