"""Limits as text: key, value and tag, then what it means and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.documents.limits import LimitDocument


def limits_text(rows: Sequence[LimitDocument]) -> Iterator[str]:
    """Yield the lines of each limit; values stand as they would in profile.toml."""
    for row in rows:
        yield f"{row['key']} = {row['value']:g} {row['unit']}  [{row['tag']}]"
        yield from wrapped(f"{row['meaning']} ({row['source']})", indent="    ")
