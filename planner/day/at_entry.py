"""What a small sign hears at the moment it is said: two lines at most (JUDGEMENT 8).

The first is the source's linking sentence for the place, in our words or a short quotation; the
second one thing to do, and how strong the evidence for it is. More stands in ``advice``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from planner.body.pain import SAFE, STOP_SCORE
from planner.body.side_differences import RAISES, side_differences
from planner.flags.advice import CALVES, TISSUES
from planner.flags.side_difference import is_far
from planner.flags.small_signs import STIFF_FROM_MIN, TENDER_FROM, is_stiff

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.diary import DiaryEntry

Lines: TypeAlias = tuple[str, str]
_PUSH_OFF: Final = re.compile(r"push(ing)?[ -]?off|\bstairs?\b|up ?hill|up a hill", re.IGNORECASE)
_TESTS: Final = frozenset({"balance-test", "heel-raise-test"})
_RECENT_DAYS: Final = 14
_PLACED: Final = frozenset({"soreness", "stiffness"})  # of no place they are of the whole body
_PRESS_SOLEUS: Final = (
    "Thumbs in below the meaty calf, 20 to 30 s, test again. Evidence: source only."
)
_PRESS_GLUTE: Final = (
    "Press it, front hip bone to bony knob, 20 to 30 s; test again. Source only."  # 4, 8, 9
)
_KNEE: Final = (
    "The source: not the knee alone; the soleus below it, the glute medius above.",
    "Feel for both, 20 to 30 s each; squat less deep; test again. Source only.",
)
_CALF_LINES: Final = (
    'The source: "think calf but especially think soleus", below the meaty part.',
    _PRESS_SOLEUS,
)
_BONE: Final = (
    "The source says nothing of this place; a bone sore at one spot can be more.",
    "Easy and flat until it is gone; one sore spot on bone: a clinician. Own rule.",
)
_NOWHERE: Final = (
    "The source has no sentence for this place.",
    "Easy until it is gone; see somebody if it grows or lasts two weeks. Own rule.",
)
_BY_PLACE: Final[dict[str, Lines]] = {
    "soleus": (
        "The source links a sore soleus with too much, too hard, and stress.",
        _PRESS_SOLEUS,
    ),
    "gastrocnemius": _CALF_LINES,
    "calf": _CALF_LINES,
    "shin": _BONE,
    "achilles": (
        'The source: "pretty much stay off the Achilles tendon"; go up to the soleus.',
        "Leave the tendon; thumbs into the soleus above, 20 to 30 s. Source only.",
    ),
    "heel": (
        "The source: stay off a sore tendon, go up to the soleus; heels it leaves open.",
        "No one-leg work that hurts over 3; a clinician if it stays. Our own rule.",
    ),
    "foot": _BONE,
    "knee": _KNEE,
    "knee-front": _KNEE,
    "knee-lateral": (
        'The source, of the outer knee: "think glute medius up here".',
        _PRESS_GLUTE,
    ),
    "hip": (
        "The source: with hip pain look for a tender spot in the glute medius.",
        _PRESS_GLUTE,
    ),
    "glute-medius": (
        "The source: it steadies hip and knee on one leg; a sore side is the weak one.",
        _PRESS_GLUTE,
    ),
    "low-back": (
        "The source: the glute medius strongly affects the sacroiliac joints.",
        "Rest, no loaded bending; press the glute medius 20 to 30 s. Source only.",
    ),
}
_BOTH_CALVES: Final = (
    "Both calves: the source asks for load and stress; arteries, compartments too.",
    "Answer aerobase log redflag --ask; easier till then, press nothing. Weak.",
)
_WEAK_PUSH: Final = (
    'The source: trouble pushing off, "up a hill or up stairs": think soleus.',
    _PRESS_SOLEUS,
)
_WEAK_BEND: Final = (
    "The source, of a weak or sore knee bend: the soleus or the glute medius.",
    _KNEE[1],
)
_STIFF: Final = (
    f"Stiff for over {STIFF_FROM_MIN} min: watch it from morning to morning (pain monitoring).",
    "Easy and flat today; a clinician if it stays two weeks. Evidence: weak.",
)
_STIFF_BACK: Final = (
    f"Over {STIFF_FROM_MIN} min stiff, better moving: the source's comments name a rheumatologist.",
    "Answer aerobase log redflag --ask (ASAS criteria). Evidence: moderate.",
)
_WEAKER: Final = (
    "The source: weaker on one side: look for a tender spot in the glute medius.",
    _PRESS_GLUTE,
)
_UNEVEN_RAISES: Final = (
    "One side under 90 % of the other (a practitioner's limit, not the source).",
    "Heel raises on that side, pain to 5, on days without a run. Evidence: weak.",
)
_STOPPED: Final = (
    "No run until it is 3 or less; walking and cycling without pain are fine.",
    "Pain monitoring (Silbernagel 2007). Evidence: moderate.",
)
_EASED: Final = "Until it is 3: 45 min easy, flat at most, a day between. Evidence: moderate."


def at_entry(kept: Sequence[DiaryEntry], before: Sequence[DiaryEntry]) -> tuple[str, ...]:
    """Return the two lines that entries hear; empty where they say nothing is wrong.

    Parameters
    ----------
    before
        The diary before them: the other calf, or the other side of a test, may stand there.
    """
    heard = [one for one in kept if _speaks(one)]
    if not heard:
        return _uneven(kept, before)
    last = heard[-1]
    pain = last.score or 0.0 if last.kind == "pain" else 0.0
    if pain > STOP_SCORE:
        return _STOPPED
    first, then = _both(heard, before) or _lines(last)
    return first, _EASED if pain > SAFE.default else then


def _speaks(one: DiaryEntry) -> bool:
    if one.kind in {"note", "strength", "done"}:
        return bool(_PUSH_OFF.search(one.text))
    if one.kind == "knee-bend-test" and one.values.get("unstable") is True:
        return True
    if one.kind in _PLACED and one.place is None and not is_stiff(one):
        return False
    known = one.kind in {"pain", "tenderness", "knee-bend-test", *_PLACED}
    return known and ((one.score or 0.0) > 0 or bool(_PUSH_OFF.search(one.text)))


def _lines(one: DiaryEntry) -> Lines:
    if _PUSH_OFF.search(one.text) and (one.place or "calf") in CALVES:
        return _WEAK_PUSH
    if is_stiff(one):
        return _STIFF_BACK if TISSUES.get(one.place or "") == "hip" else _STIFF
    if one.kind == "knee-bend-test":
        return _WEAK_BEND
    return _BY_PLACE.get(one.place or "", _NOWHERE)


def _both(heard: Sequence[DiaryEntry], before: Iterable[DiaryEntry]) -> Lines | None:
    """Return what both calves hear: at once, or the other one within the last two weeks."""
    if not any(_sore_calf(one) for one in heard):
        return None
    last = heard[-1].day
    recent = [one for one in before if (last - one.day).days <= _RECENT_DAYS]
    sides = {one.side for one in (*recent, *heard) if _sore_calf(one)}
    return _BOTH_CALVES if "both" in sides or {"left", "right"} <= sides else None


def _sore_calf(one: DiaryEntry) -> bool:
    least = TENDER_FROM if one.kind == "tenderness" else 1
    known = one.kind in {"pain", "tenderness", "stiffness"}
    return known and one.place in CALVES and (one.score or 0.0) >= least


def _uneven(kept: Sequence[DiaryEntry], before: Sequence[DiaryEntry]) -> tuple[str, ...]:
    """Return what a test hears in which one side is clearly the weaker."""
    kinds = {one.kind for one in kept} & _TESTS
    for one in side_differences([*(e for e in before if e.kind in kinds), *kept]) if kinds else ():
        if one.worse is not None and one.days[-1] == kept[-1].day and is_far(one):
            return _UNEVEN_RAISES if one.test == RAISES else _WEAKER
    return ()
