"""Sentences of the week: effort in words, and why a run stands where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from planner.words import LOG

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
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
    f"Soleus, below the meaty calf: thumbs up and in. Left tender? Right? ({LOG['tenderness']})",
    f"Light knee bend on each leg: pain, weak or wobbly? ({LOG['knee-bend-test']})",
    f"Glute medius, hip bone to bony knob: left tender? Right? ({LOG['glute']})",
    f"Stand on each leg, eyes open: seconds left and right. ({LOG['balance-test']})",
)
RAISES_CHECK: Final = (
    f"Heel raises on each leg, how many? Not from the source. ({LOG['heel-raise-test']})"
)
STOP_PREGNANT: Final = (
    "Stop, and ask your midwife or doctor, for bleeding, fluid, painful contractions, "
    "chest pain, faintness, breathlessness before effort, or a swollen calf. Less is right "
    "on any day."
)
STOP_HEART: Final = (
    "As agreed with your cardiologist. Stop, and ask, for palpitations, faintness or chest pain."
)
STOP_ILL: Final = (
    "Stop, and see a doctor, for chest pain, palpitations or unusual breathlessness; "
    "turn round when it feels harder than it should."
)
STOPS: Final = frozenset({STOP_PREGNANT, STOP_HEART, STOP_ILL})  # lines of a plan's why
_ASKED: Final = re.compile(r"aerobase log ([a-z-]+)")
_SIDES: Final = frozenset({"left", "right"})


def unanswered(checks: Sequence[str], diary: Sequence[DiaryEntry], today: date) -> tuple[str, ...]:
    """Return the self-checks that today's entries have not answered yet, for both sides."""
    said = [entry for entry in diary if entry.day == today]
    return tuple(check for check in checks if not _is_answered(check, said))


def _is_answered(check: str, said: Sequence[DiaryEntry]) -> bool:
    asked = _ASKED.search(check)
    glute = check.startswith("Glute")
    sides = {
        side
        for entry in said
        if asked is not None
        and entry.kind == asked[1]
        and (entry.kind != "tenderness" or (entry.place == "glute-medius") is glute)
        for side in (_SIDES if entry.side in {None, "both"} else (entry.side,))
    }
    return sides >= _SIDES
