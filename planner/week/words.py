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

TEST_MAIN: Final = "15 min or more"
AT_THE_CEILING: Final = "just at the ceiling"
EFFORT: Final[dict[RunKind, str]] = {
    "rest": "no running",
    "walk": "Walk briskly, speak in full sentences, breathe through the nose",
    "run_walk": "Run 1 min, walk 2 min; always able to speak in full sentences",
    "easy": "Speak in full sentences, breathe through the nose",
    "long": "Speak in full sentences to the end, breathe through the nose; slower is right",
    "recovery": "Easier than easy: you could sing",
    "maf_test": f"12 min easy, then {TEST_MAIN} {AT_THE_CEILING}, steady and flat, then easy home",
    "drift_test": "15 min easy, then 45 min at one steady pace at which you speak easily in full"
    " sentences; let the heart rate do what it does",
    "strides": "Easy; 4 to 6 times 20 s quick and relaxed, easy between",
    "quality": "Comfortably hard in the main part: short sentences only",
    "race": "Your race: start slower than you want to",
}

WHAT: Final[dict[RunKind, str]] = {
    "rest": "The body adapts on the days between.",
    "walk": "Under your ceiling this is a walk, and a walk is training.",
    "run_walk": "Run-walk keeps the effort low and the legs fresh.",
    "easy": "Easy running builds the aerobic base.",
    "long": "The longest run of the week, by time.",
    "recovery": "A short, very easy run after the long one.",
    "maf_test": "It measures your pace at the ceiling. Use the course and heart rate of the last "
    "test, or note both for the next one.",
    "drift_test": "The ceiling is in doubt, and this settles it: how far heart rate drifts at one "
    "pace.",
    "strides": "Quick legs without time above the ceiling.",
    "quality": "The base is laid: a little above the ceiling, once a week.",
    "race": "The day the plan makes room for.",
}

CHECKS: Final = (
    (
        "Soleus, below the thick part of the calf: push both thumbs upwards and inwards (not on "
        "a calf that is hot, red or swollen: see a doctor today). Left tender? Right? "
        f"({LOG['tenderness']})"
    ),
    f"Light knee bend on each leg: pain, weak or wobbly? ({LOG['knee-bend-test']})",
    (
        "Glute medius, between the front of the hip bone and the bony knob at the side of the "
        f"hip: left tender? Right? ({LOG['glute']})"
    ),
    f"Stand on each leg, eyes open: seconds left and right. ({LOG['balance-test']})",
)
RAISES_CHECK: Final = (
    f"Heel raises on each leg, how many? Not from the Sock Doc's video. ({LOG['heel-raise-test']})"
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
WHEN_WELL: Final = (
    "Ill: the runs below are for when you are well again. Until you say so, on the first well day "
    "(aerobase log illness --over), each day is rest."
)
# Lines of a plan's why that no short form of it leaves out.
STOPS: Final = frozenset({STOP_PREGNANT, STOP_HEART, STOP_ILL, WHEN_WELL})
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
