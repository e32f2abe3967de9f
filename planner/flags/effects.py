"""What the standing flags do to a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.flags.model import Flag, PlanEffect

_ORDER: Final[tuple[PlanEffect, ...]] = (
    "none",
    "no_growth",
    "no_quality",
    "hold",
    "easier",
    "no_run",
    "stop",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Each effect holds with all milder ones but growth and quality, which stand alone."""

    no_growth: bool = False
    no_quality: bool = False
    easier: bool = False
    no_run: bool = False
    stop: bool = False


def strictest(effects: Effects) -> PlanEffect:
    """Return the strictest effect by its name."""
    named: tuple[tuple[bool, PlanEffect], ...] = (
        (effects.stop, "stop"),
        (effects.no_run, "no_run"),
        (effects.easier, "easier"),
        (effects.no_growth and effects.no_quality, "hold"),
        (effects.no_quality, "no_quality"),
        (effects.no_growth, "no_growth"),
    )
    return next((name for holds, name in named if holds), "none")


def is_stricter(one: PlanEffect, other: str) -> bool:
    """Return whether one effect asks for more care than another; a foreign word is none."""
    rank = _ORDER.index(other) if other in _ORDER else 0
    return _ORDER.index(one) > rank


def effects_of(flags: Sequence[Flag]) -> Effects:
    """Return the joint effect: a harsher one brings every milder one with it."""
    named = {flag.plan_effect for flag in flags}
    rank = max((_ORDER.index(effect) for effect in named), default=0)
    easier = rank >= _ORDER.index("easier")
    return Effects(
        no_growth=easier or bool(named & {"no_growth", "hold"}),
        no_quality=easier or bool(named & {"no_quality", "hold"}),
        easier=easier,
        no_run=rank >= _ORDER.index("no_run"),
        stop=rank >= _ORDER.index("stop"),
    )
