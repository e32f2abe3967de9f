"""What a plug-in gives, looked at before it is shown: texts, words and numbers."""

from __future__ import annotations

import math
from typing import Any, Final

from ingest.plugins import PluginError

MOST_LETTERS: Final = 400  # own choice: longer is no sentence


def checked_text(value: Any, what: str, *, empty: bool = False) -> str:
    """Return a text that can be shown on a terminal; raises ``PluginError``."""
    if not isinstance(value, str):
        raise PluginError(f"{what} is {type(value).__name__}, which is no text")
    if not (value.strip() or empty) or len(value) > MOST_LETTERS or not value.isprintable():
        raise PluginError(f"{what} is empty, longer than {MOST_LETTERS} letters, or no plain text")
    return value


def checked_word(value: Any, what: str, words: tuple[Any, ...]) -> Any:
    """Return one of some words; raises ``PluginError``."""
    if not isinstance(value, str) or value not in words:
        raise PluginError(f"{what} is {value!r}, none of {', '.join(words)}")
    return value


def checked_number(value: Any, what: str) -> float | None:
    """Return a finite number, None where it is unknown; raises ``PluginError``."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PluginError(f"{what} is {type(value).__name__}, which is no number")
    if not math.isfinite(value):
        raise PluginError(f"{what} is {value}: unknown is None")
    return float(value)
