"""Sentences of the week: effort in words, and why a run stands where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.week.model import RunKind

EFFORT: Final[dict[RunKind, str]] = {
    "rest": "no running",
    "walk": "brisk walking, full sentences, nose breathing",
    "run_walk": "run 1 min, walk 2 min, always in full sentences",
    "easy": "full sentences, nose breathing",
    "long": "full sentences to the end, nose breathing; slower is right",
    "recovery": "easier than easy: you could sing",
    "maf_test": "12 min easy, then 15 min at the ceiling itself, steady and flat, then easy home",
    "drift_test": "15 min easy, then 45 min at one steady pace at which whole sentences come"
    " easily; let the heart rate do what it does",
    "strides": "easy; 4 to 6 times 20 s quick and relaxed, easy between",
    "quality": "comfortably hard in the main part: short sentences only",
    "race": "your race: start slower than you want to",
}

WHAT: Final[dict[RunKind, str]] = {
    "rest": "The body adapts on the days between.",
    "walk": "Under your ceiling this is a walk, and a walk is training.",
    "run_walk": "Run-walk keeps the effort low and the legs fresh.",
    "easy": "Easy running builds the aerobic base.",
    "long": "The longest run of the week, by time.",
    "recovery": "Short of effort after the long run.",
    "maf_test": "Same course and beats as the last test, or note them for the next one.",
    "drift_test": "The ceiling is in doubt, and this tells: how far heart rate drifts at one pace.",
    "strides": "Quick legs without time above the ceiling.",
    "quality": "The base is laid: a little above the ceiling, once a week.",
    "race": "The day the plan makes room for.",
}

CHECKS: Final = (
    "Soleus, below the meaty calf: thumbs up and in. Left tender? Right? (aerobase log tenderness)",
    "Light knee bend on each leg: pain, weak or wobbly? (aerobase log knee-bend-test)",
    "Glute medius, hip bone to bony knob: left tender? Right? (aerobase log tenderness N glute)",
    "Stand on each leg, eyes open: seconds left and right. (aerobase log balance-test)",
)
RAISES_CHECK: Final = (
    "Heel raises on each leg, how many? Not from the source. (aerobase log heel-raise-test)"
)
