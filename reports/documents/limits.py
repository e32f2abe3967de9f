"""The JSON of `flags --limits` and `plan --limits`: every limit as it stands in this profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from planner.known_names import LIMITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.flags.check import Check
    from planner.profile.limits import Limit, Limits, Tag


class LimitDocument(TypedDict):
    """One limit: its value in force, its tag and its source."""

    key: str
    value: float
    default: float
    unit: str
    tag: Tag
    meaning: str
    source: str


class CheckLimitDocument(LimitDocument):
    """A limit with the check that uses it."""

    check: str


def limits_document(limits: Limits) -> list[LimitDocument]:
    """Return every limit by its key."""
    return [_limit(limits, one) for one in LIMITS.values()]


def check_limits_document(limits: Limits, checks: Sequence[Check]) -> list[CheckLimitDocument]:
    """Return every limit of the checks."""
    return [
        {"check": check.name, **_limit(limits, one)} for check in checks for one in check.limits
    ]


def _limit(limits: Limits, limit: Limit) -> LimitDocument:
    return {
        "key": limit.key,
        "value": limits[limit],
        "default": limit.default,
        "unit": limit.unit,
        "tag": limit.tag,
        "meaning": limit.meaning,
        "source": limit.source,
    }
