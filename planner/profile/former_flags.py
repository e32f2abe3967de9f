"""Flag ids and names of checks as they were: what a runner cleared or switched off stays so."""

from __future__ import annotations

from typing import Final

# A check's name, an id, or an id's beginning up to a hyphen: its name of today. A renamed check
# stands here for ever. None was renamed so far.
FORMER: Final[dict[str, str]] = {}


def present_id(flag_id: str) -> str:
    """Return a flag's id, or a check's name, of any version by its name of today."""
    parts = flag_id.split("-")
    for length in range(len(parts), 0, -1):
        beginning = "-".join(parts[:length])
        if beginning in FORMER:
            return "-".join((FORMER[beginning], *parts[length:]))
    return flag_id
