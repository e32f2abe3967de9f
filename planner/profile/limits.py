"""Limits: the figures that a runner may turn under ``[limits]``, each named and labelled.

One is declared beside the rule that it belongs to, by the kind of its source::

    HARD_DAYS: Final = own("hard_days_in_seven", 3, "d", "hard days in a week", "RULES 5.3")
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

Tag: TypeAlias = Literal["published", "practitioner", "own choice", "memory", "measured"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One configurable figure; ``key`` is its name under ``[limits]`` in profile.toml."""

    key: str
    default: float
    unit: str
    meaning: str
    source: str = "no source fixes it"  # the section of the rules, or the paper
    tag: Tag = "own choice"


_TEN_YEARS: Final = 3653

own = partial(Limit, tag="own choice")
published = partial(Limit, tag="published")
practitioner = partial(Limit, tag="practitioner")
memory = partial(Limit, tag="memory")


def limits_of(module: ModuleType) -> tuple[Limit, ...]:
    """Return the limits that a module declares or takes from the room below, in their order."""
    return tuple(one for one in vars(module).values() if isinstance(one, Limit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The figures in force: the defaults with the runner's own in their place."""

    own: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, limit: Limit) -> float:
        return self.own.get(limit.key, limit.default)

    def whole(self, limit: Limit, *, least: int = 0) -> int:
        """Return a limit that counts days or weeks as a whole number from ``least`` on.

        The runner may write anything into the profile; a count outside of that, or beyond ten
        years of days, means its nearest end.
        """
        return int(min(max(self[limit], least), _TEN_YEARS))
