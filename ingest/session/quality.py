"""Quality notes: what is wrong with a session's data, in a code and in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityNote:
    """One thing a reader must know before trusting a session's numbers.

    ``code`` is stable (``truncated``, ``cadence_lock``, …) and appears in JSON;
    ``text`` is a sentence for people; ``seconds`` is how much of the session it concerns, if that
    has a meaning.
    """

    code: str
    text: str
    seconds: float | None = None
