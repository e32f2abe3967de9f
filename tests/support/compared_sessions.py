"""Judged sessions as values that compare to the last bit."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from support.small_archives import as_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.session import Session


def plain(sessions: Iterable[Session]) -> list[dict[str, Any]]:
    """Return every value of the sessions that compares, and of their facts."""
    return [
        {one.name: getattr(session, one.name) for one in fields(session) if one.compare}
        | {"facts": as_plain(session.facts)}
        for session in sessions
    ]
