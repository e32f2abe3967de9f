"""Where to look and what to leave alone, as the source has it, in our own words.

The source is the Sock Doc video "Leg Power: Key Muscles For Stability, Balance, & Performance"
and its comments. No controlled evidence was found for its mechanism; every sentence therefore
says that the source says it. Short quotations stand in quotation marks. The numbers in comments
are the claims of ``docs/source-map.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.body.heel_raises import DOSE

if TYPE_CHECKING:
    from planner.flags.model import Tissue

THE_VIDEO: Final = "The Sock Doc's video"  # whose sentence it is, each time
VIDEO: Final = f"{THE_VIDEO} (no trials)"
# 13, 16: how and where to feel for the soleus; 17, 18: why for a knee. A clot comes first.
SOLEUS: Final = (
    "If the calf is hot, red or swollen, see a doctor today and press nothing. Otherwise, the Sock "
    "Doc's video says: feel for tender spots in the soleus, below the thick part of the calf where "
    "it thins out, pushing both thumbs upwards and inwards, on both sides."
)
# 4 to 9: glute medius, where and how long.
GLUTE_MEDIUS: Final = (
    f"{THE_VIDEO} says: feel for a tender spot in the glute medius, between the front bone of the "
    "pelvis and the bony knob at the side of the hip, and work it in circles or with deep pressure "
    'for "just 20 or 30 seconds"; then test one-leg standing again.'
)
# 16: the tendon itself is left alone.
LEAVE_TENDON: Final = (
    f'{THE_VIDEO} says "pretty much stay off the Achilles tendon" while it is sore: no pressing, '
    "no rubbing there; go up to the soleus."
)
# Evidence for pressing: RULES 5.4.
COMFORT: Final = (
    "Pressing is a comfort measure: trials found less tenderness to pressure, and no effect on "
    "the pain people report (meta-analysis, PMC9434898)."
)
NO_STRETCH: Final = (
    f"{THE_VIDEO} says not to stretch or ice a sore soleus; no trial settles it."  # 1.4
)
KNEE_ELSEWHERE: Final = (
    f"{THE_VIDEO} says: with a knee that hurts in a light bend, do not look at the knee only; the "
    "soleus below and the glute medius above may be behind it."
)
# 15: push-off, hills and stairs.
PUSH_OFF: Final = (
    f"{THE_VIDEO} says: trouble pushing off, up a hill or up stairs, points to the calf, and there "
    "to the soleus."
)
LESS_DEEP: Final = "With knee pain, squat less deep (the Sock Doc's video)."  # 35
HEEL_PAIN: Final = (
    f"{THE_VIDEO} leaves open whether to stand on one leg with a burning heel; here: stop the "
    "balance work while it hurts over 3, and see a clinician if it stays."
)  # 64
NO_MASKING: Final = (
    "Do not run on painkillers: they hide the score that decides here (the Sock Doc's video leaves "
    "that question unanswered)."
)  # 69
RAISE_THEM: Final = (
    f"Heel raises on the weaker side, once a day on days without a run: {DOSE}. Not from the Sock "
    "Doc's video; the soleus was found weaker in runners with Achilles pain (O'Neill 2019)."
)
SI_JOINT: Final = (
    f"{THE_VIDEO} says the glute medius strongly affects the sacroiliac joints; in its comments "
    "rest relieved such pain and loaded bending brought it back."
)  # 58 to 60
BOTH_CALVES: Final = (
    f"{THE_VIDEO} was asked about both calves at once and gave no answer. Answer the questions of "
    "`aerobase log redflag --ask`, press nothing before, and see a clinician if it stays."
)  # 70
LIFE: Final = (
    f'{THE_VIDEO} says to think about "overall stress in your life" too: sleep and a lighter day '
    "count as training."
)  # 20 to 22
CALVES: Final = frozenset({"soleus", "gastrocnemius", "calf"})
CLINICIAN_AFTER_DAYS: Final = 14
# Whom to see for pain that cuts running, by what it does: at once, and once it has lasted.
WHOM: Final[dict[str, str]] = {
    "easier": "See a physiotherapist if it has not eased within two weeks, sooner if it gets "
    "worse.",
    "no_run": "Have a physiotherapist or clinician look at it this week, sooner if it gets worse.",
}
WHOM_NOW: Final = "This has lasted more than two weeks: see a physiotherapist or clinician."
WHOM_LINES: Final = frozenset({*WHOM.values(), WHOM_NOW})

TISSUES: Final[dict[str, Tissue]] = {
    "soleus": "soleus",
    "gastrocnemius": "calf",
    "calf": "calf",
    "shin": "calf",
    "achilles": "achilles",
    "heel": "achilles",
    "knee": "knee",
    "knee-front": "knee",
    "knee-lateral": "knee",
    "hip": "hip",
    "glute-medius": "hip",
    "low-back": "hip",
}
_BY_PLACE: Final[dict[str, tuple[str, ...]]] = {
    "soleus": (SOLEUS, COMFORT, NO_STRETCH, PUSH_OFF),
    "gastrocnemius": (SOLEUS, COMFORT),
    "calf": (SOLEUS, COMFORT, PUSH_OFF),
    "shin": (),
    "achilles": (LEAVE_TENDON, SOLEUS, COMFORT),
    "heel": (HEEL_PAIN, LEAVE_TENDON),
    "foot": (),
    "knee": (KNEE_ELSEWHERE, SOLEUS, GLUTE_MEDIUS, LESS_DEEP),
    "knee-front": (KNEE_ELSEWHERE, SOLEUS, GLUTE_MEDIUS, LESS_DEEP),
    "knee-lateral": (GLUTE_MEDIUS, KNEE_ELSEWHERE, LESS_DEEP),
    "hip": (GLUTE_MEDIUS,),
    "glute-medius": (GLUTE_MEDIUS,),
    "low-back": (SI_JOINT, GLUTE_MEDIUS),
}


def tissue_of(place: str | None) -> Tissue:
    """Return the tissue that a place of the diary belongs to."""
    return TISSUES.get(place or "", "general")


def where_to_look(place: str | None) -> tuple[str, ...]:
    """Return what the source says of a painful place, first things first; empty for others."""
    return _BY_PLACE.get(place or "", ())
