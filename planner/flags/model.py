"""What a warning is made of: the days, the numbers, the limit, the source, the effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner.body.pain import DOWN_TO

if TYPE_CHECKING:
    from datetime import date

    from ingest.diary import Side
    from ingest.plugins import Plugin

Severity: TypeAlias = Literal["note", "watch", "act", "stop"]
EvidenceStrength: TypeAlias = Literal["strong", "moderate", "weak", "source only"]
Tissue: TypeAlias = Literal["soleus", "achilles", "knee", "hip", "calf", "general"]
PlanEffect: TypeAlias = Literal[
    "none",
    "no_growth",  # the week's target does not rise
    "no_quality",  # no strides, no quality, no hills
    "hold",  # both of these, no test, no long run
    "easier",  # at most 60 % of the usual week, short runs with a day between
    "no_run",  # no running until pain is down to 2
    "stop",  # nothing at all: see a clinician
]
EFFECTS: Final[dict[PlanEffect, str]] = {
    "none": "By itself it changes nothing in the plan.",
    "no_growth": "The week's target does not rise.",
    "no_quality": "The week does not grow; no strides, no hills, nothing hard.",
    "hold": "Little more than last week; easy and flat only, no long run, no test.",
    "easier": "At most 60 % of the usual week, 45 minutes a run, a day between; nothing hard.",
    "no_run": f"No running until the pain is {DOWN_TO}.",
    "stop": "No runs and no strength until this is cleared.",
}


# What a number measures, where its unit alone does not say how a runner would read it.
Measure: TypeAlias = Literal["share", "change", "distance", "height", "speed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One number behind a flag, with what it is held against; ``what`` names no units.

    ``baseline_is`` says what the baseline is, in front of it.
    """

    what: str
    value: float | None
    unit: str
    baseline: float | None
    limit: float | None
    days: tuple[date, ...]
    measure: Measure | None = None
    baseline_is: str = "usually"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One warning that stands; never a probability, never a diagnosis.

    ``id`` is made of the check's name and what it concerns, and stays the same from day to day;
    ``check`` is the check's name as it can be switched off in the profile: who asks the checks
    writes it in. ``effect_words`` only where those of ``plan_effect`` do not fit. ``plugin`` is who
    says it, where that is none of ours: then it has no effect.
    """

    id: str
    check: str = ""
    severity: Severity
    title: str
    since: date
    evidence: tuple[Evidence, ...]
    source: str
    evidence_strength: EvidenceStrength
    tissue: Tissue = "general"
    side: Side | None = None
    advice: tuple[str, ...]
    plan_effect: PlanEffect = "none"
    effect_words: str = ""
    plugin: Plugin | None = None

    @property
    def effect(self) -> str:
        """What the planner does because of it, in words."""
        return self.effect_words or EFFECTS[self.plan_effect]
