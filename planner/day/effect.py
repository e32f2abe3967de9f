"""The effect that stands: how careful a day has to be, with its reasons.

Made once a day from flags, body, morning, base phase and safety; plan, today, status, calendar and
watch files read it, and none works it out again. Each effect includes all milder ones; cuts never
multiply: the strictest stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.day.reasons import clause, rank

if TYPE_CHECKING:
    from datetime import date

    from planner.day.hard_running import HardRunning
    from planner.day.reasons import Reason
    from planner.flags.model import PlanEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How careful a day has to be; ``reasons`` with the strictest first, empty without any.

    ``hard`` says whether hard running is barred, by whatever: these, the base, safety.
    """

    reasons: tuple[Reason, ...]
    hard: HardRunning

    @property
    def level(self) -> PlanEffect:
        """Return the strictest effect of the reasons."""
        return self.reasons[0].effect if self.reasons else "none"

    @property
    def because(self) -> str:
        """Return the strictest reason as a clause; empty without any."""
        return clause(self.reasons)

    def holds(self, effect: PlanEffect) -> bool:
        """Return whether an effect stands: it or a stricter one."""
        return rank(self.level) >= rank(effect)

    def on(self, day: date) -> Effect:
        """Return what of it is known to stand on a day, today or later."""
        reasons = (one for one in self.reasons if one.until is None or day <= one.until)
        return replace(self, reasons=tuple(reasons))

    @property
    def lasting(self) -> Effect:
        """Return it without what has a last day: by this a whole week is planned."""
        return replace(self, reasons=tuple(one for one in self.reasons if one.until is None))
