"""What a small sign hears at the moment it is said: two lines at most (JUDGEMENT 8).

The first is the source's linking sentence for the place, in our words or a short quotation; the
second one thing to do, and how strong the evidence for it is. More stands in ``advice``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from planner.body.pain import DOWN_TO, SAFE, of_left, of_right, pain_stop, pains_by_place
from planner.body.side_differences import RAISES, side_differences
from planner.flags.advice import CALVES, TISSUES, WHOM
from planner.flags.check import TENDER_FROM
from planner.flags.side_difference import is_far
from planner.flags.small_signs import STIFF_FROM_MIN, is_stiff
from planner.profile.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.diary import DiaryEntry

Lines: TypeAlias = tuple[str, str]
_PUSH_OFF: Final = re.compile(r"push(ing)?[ -]?off|\bstairs?\b|up ?hill|up a hill", re.IGNORECASE)
_TESTS: Final = frozenset({"balance-test", "heel-raise-test"})
_RECENT_DAYS: Final = 14
_PLACED: Final = frozenset({"soreness", "stiffness"})  # of no place they are of the whole body
_PRESS_SOLEUS: Final = "Thumbs below the calf's bulge, 20-30 s. Hot, red or swollen: doctor today."
_PRESS_GLUTE: Final = (
    "Side of the hip, above the bony knob: if tender press 20-30 s, and try again."  # 4, 8, 9
)
_EITHER: Final = "Feel both, press the tender one 20-30 s. Gives way or swells: a clinician."
_KNEE: Final = (
    "The source (no trials): a sore knee may come from soleus or glute medius.",
    "Feel both, press the tender one 20-30 s; squat less deep. Swollen: clinician.",
)
_CALF_LINES: Final = (
    'The source (no trials): "think calf but especially think soleus", below it.',
    _PRESS_SOLEUS,
)
_BONE: Final = (
    "The source is silent here. Sore on the bone itself can be a stress fracture.",
    "On one spot of bone: no run, a clinician. Else easy and flat. Our own rule.",
)
_THIGH: Final = (
    "The source is silent on the thigh. Our own rule:",
    "Easy runs only. Deep inside or in the groin: no run, a clinician this week.",
)
_NOWHERE: Final = (
    "The source has no sentence for this place. Our own rule:",
    "Easy runs until it is gone; see someone if it worsens or lasts two weeks.",
)
_BY_PLACE: Final[dict[str, Lines]] = {
    "soleus": (
        "The source (no trials) links a sore soleus with training too hard and stress.",
        _PRESS_SOLEUS,
    ),
    "gastrocnemius": _CALF_LINES,
    "calf": _CALF_LINES,
    "shin": _BONE,
    "achilles": (
        'The source (no trials): "pretty much stay off the Achilles tendon".',
        "Press the soleus above it instead, 20-30 s. A snap was felt: doctor today.",
    ),
    "heel": (
        "A reader asked the source of a sore heel and got no answer. Our own rule:",
        "On one leg only without pain; a clinician if it lasts two weeks.",
    ),
    "foot": _BONE,
    "knee": _KNEE,
    "knee-front": _KNEE,
    "knee-lateral": (
        'The source (no trials), of the outer knee: "think glute medius up here".',
        _PRESS_GLUTE,
    ),
    "thigh": _THIGH,
    "hip": (
        "The source (no trials): with hip pain look for a tender glute medius.",
        "Side of the hip: press it 20-30 s. Deep in the groin: no run, a clinician.",
    ),
    "glute-medius": (
        "The source (no trials): it steadies hip and knee; the sore side may be weak.",
        _PRESS_GLUTE,
    ),
    "low-back": (
        "The source (no trials): the glute medius affects the sacroiliac joints.",
        "Walk, no loaded bending. Numb crotch, bladder trouble: hospital now.",
    ),
}
_BOTH_CALVES: Final = (
    "Both calves: think of load and stress; seldom it is arteries or tight muscle.",
    "Answer aerobase log redflag --ask; easier till then, press nothing. Own rule.",
)
_WEAK_PUSH: Final = (
    'The source (no trials), weak "up a hill or up stairs": think soleus.',
    "Try one heel raise first. None, or a snap was felt: clinician today, no press.",
)
_WEAK_BEND: Final = (
    "The source (no trials): a weak bend may come from soleus or glute medius.",
    _EITHER,
)
_STIFF: Final = (
    f"Stiff for over {STIFF_FROM_MIN} min: see whether it grows from morning to morning.",
    "Easy and flat today; a clinician if it lasts two weeks. Evidence: weak.",
)
_STIFF_BACK: Final = (
    "Long morning stiffness: a reader in the source names a rheumatologist.",
    "One morning means little; if it keeps on: aerobase log redflag --ask. Weak.",
)
_WEAKER: Final = "{Side} stood shorter. The source (no trials): look to the glute medius there."
_UNEVEN_RAISES: Final = (
    "{Side} is weaker: under 90 % of the other (a practitioner's limit).",
    "Heel raises on that side, on days without a run. Not the source's; weak.",
)
_STOPPED: Final = (
    f"No run until it is {DOWN_TO}; pain-free walking is fine. Evidence: moderate.",
    WHOM["no_run"],
)
_EASED: Final = "Until it is 3: short, easy, flat, a day between, or none. Evidence: moderate."


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
    if pain and _stops(last, (*before, *kept)):
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


def _stops(last: DiaryEntry, diary: Sequence[DiaryEntry]) -> bool:
    """Return whether pain of that place stops running by now: above 5, or not yet down to 2."""
    place = last.place or "other"
    said = pains_by_place(diary).get(place, ())
    sides = {"left": (of_left,), "right": (of_right,)}.get(last.side or "", (of_left, of_right))
    return any(pain_stop(of_side(said), Limits()).since is not None for of_side in sides)


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
            first, then = _UNEVEN_RAISES if one.test == RAISES else (_WEAKER, _PRESS_GLUTE)
            return first.format(Side=one.worse.capitalize()), then
    return ()
