"""Own constants: every limit that no source fixes, named, labelled, and the runner's to change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Tag: TypeAlias = Literal["published", "practitioner", "own choice", "memory", "measured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One configurable figure; ``key`` is its name under ``[limits]`` in profile.toml."""

    key: str
    default: float
    unit: str
    meaning: str
    tag: Tag
    source: str  # the section of the rules, or the paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The figures in force: the defaults with the runner's own in their place."""

    own: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, limit: Limit) -> float:
        return self.own.get(limit.key, limit.default)
