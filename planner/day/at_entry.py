"""What a small sign hears at the moment it is said: two short parts at most (JUDGEMENT 8).

The first is the source's linking sentence for the place, in our words or a short quotation; the
second one thing to do, and how strong the evidence for it is. More stands in ``advice``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from planner.body.pain import (
    DOWN_TO,
    SAFE,
    STOP_SCORE,
    of_left,
    of_right,
    pain_stop,
    pains_by_place,
)
from planner.body.side_differences import RAISES, side_differences
from planner.flags.advice import CALVES, THE_VIDEO, VIDEO, WHOM, tissue_of
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
_PRESS_SOLEUS: Final = (
    "If the calf is hot, red or swollen, see a doctor today and do not press it. Otherwise press "
    "with both thumbs below the thick part of the calf, 20-30 s."
)
_PRESS_GLUTE: Final = (  # 4, 8, 9
    "Feel the side of the hip, above its bony knob. If it is tender, press 20-30 s and try again."
)
_EITHER: Final = (
    "If the knee gives way or swells, see a clinician. Otherwise feel both muscles and press the "
    "tender one 20-30 s."
)
_KNEE: Final = (
    f"{VIDEO}: a sore knee may come from soleus or glute medius.",
    (
        "If the knee is swollen, see a clinician. Otherwise feel both muscles and press the "
        "tender one 20-30 s; squat less deep."
    ),
)
_CALF_LINES: Final = (
    f'{VIDEO}: "think calf but especially think soleus", the deeper calf muscle.',
    _PRESS_SOLEUS,
)
_BONE: Final = (
    (
        f"{THE_VIDEO} does not speak of this place. A bone that is sore itself can be a stress "
        "fracture."
    ),
    (
        "If one spot of the bone is sore, do not run, and see a clinician. Otherwise easy and "
        "flat: aerobase's own rule."
    ),
)
_THIGH: Final = (
    f"{THE_VIDEO} does not speak of the thigh. aerobase's own rule:",
    (
        "Easy runs only. If it is deep inside or in the groin, do not run, and see a clinician "
        "this week."
    ),
)
_NOWHERE: Final = (
    f"{THE_VIDEO} does not speak of this place. aerobase's own rule:",
    "Easy runs until it is gone; see a clinician if it gets worse or lasts two weeks.",
)
_BY_PLACE: Final[dict[str, Lines]] = {
    "soleus": (
        f"{VIDEO} links a sore soleus with training too hard and with stress.",
        _PRESS_SOLEUS,
    ),
    "gastrocnemius": _CALF_LINES,
    "calf": _CALF_LINES,
    "shin": _BONE,
    "achilles": (
        f'{VIDEO}: "pretty much stay off the Achilles tendon".',
        (
            "If you felt a snap, or the calf is hot, red or swollen, see a doctor today. Otherwise "
            "press the soleus above the tendon, 20-30 s."
        ),
    ),
    "heel": (
        f"{THE_VIDEO} was asked about a sore heel and gave no answer. aerobase's own rule:",
        "Stand on one leg only where it does not hurt; see a clinician if it lasts two weeks.",
    ),
    "foot": _BONE,
    "knee": _KNEE,
    "knee-front": _KNEE,
    "knee-lateral": (
        f'{VIDEO}, of the outer knee: "think glute medius up here".',
        _PRESS_GLUTE,
    ),
    "thigh": _THIGH,
    "hip": (
        f"{VIDEO}: with hip pain look for a tender glute medius.",
        (
            "If it is deep in the groin, do not run, and see a clinician. Otherwise press the "
            "side of the hip 20-30 s."
        ),
    ),
    "glute-medius": (
        f"{VIDEO}: it steadies hip and knee; the sore side may be weak.",
        _PRESS_GLUTE,
    ),
    "low-back": (
        f"{VIDEO}: the glute medius affects the sacroiliac joints.",
        (
            "If you are numb between the legs, or bladder or bowel have changed, go to a "
            "hospital now. Otherwise walk, and do not bend under load."
        ),
    ),
}
_BOTH_CALVES: Final = (
    "Both calves: think of training load and stress; rarely it is the arteries or tight muscle.",
    (
        "Answer the questions of `aerobase log redflag --ask` first. Until then run easier and "
        "press nothing: aerobase's own rule."
    ),
)
_WEAK_PUSH: Final = (
    f'{VIDEO}, of weakness "up a hill or up stairs": think soleus.',
    (
        "Try one heel raise on that leg. If you cannot do one, or felt a snap, see a clinician "
        "today and press nothing."
    ),
)
_WEAK_BEND: Final = (
    f"{VIDEO}: a weak bend may come from soleus or glute medius.",
    _EITHER,
)
_STIFF: Final = (
    f"Stiff for over {STIFF_FROM_MIN} min: see whether it grows from morning to morning.",
    "Easy and flat today; see a clinician if it lasts two weeks. Evidence: weak.",
)
_STIFF_BACK: Final = (
    "Long morning stiffness of the back: a reader of the Sock Doc's video names a rheumatologist.",
    "One morning means little. If it goes on: `aerobase log redflag --ask`. Evidence: weak.",
)
_WEAKER: Final = (
    "You stood for less time on the {side} leg. The Sock Doc's video (no trials): look to the "
    "glute medius there."
)
_UNEVEN_RAISES: Final = (
    "The {side} leg is weaker: under 90 % of the other (a practitioner's limit).",
    (
        "Heel raises on that side, on days without a run. Not from the Sock Doc's video; evidence: "
        "weak."
    ),
)
_STOPPED: Final = (
    (
        f"Pain above {STOP_SCORE} stops running until it is {DOWN_TO}; walk as much as you like "
        "without pain. Evidence: moderate."
    ),
    WHOM["no_run"],
)
_EASED: Final = (
    "Until it is 3 or less: short, easy, flat runs with a day between, or none. Evidence: moderate."
)


def at_entry(kept: Sequence[DiaryEntry], before: Sequence[DiaryEntry]) -> tuple[str, ...]:
    """Return the two parts that entries hear; empty where they say nothing is wrong.

    Parameters
    ----------
    before
        The diary before them: the other calf, or the other side of a test, may stand there.
    """
    heard = [one for one in kept if _speaks(one)]
    if not heard:
        return _uneven(kept, before)
    last = heard[-1]
    pain = last.points if last.kind == "pain" else 0.0
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
    return known and (one.points > 0 or bool(_PUSH_OFF.search(one.text)))


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
        return _STIFF_BACK if tissue_of(one.place) == "hip" else _STIFF
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
    return known and one.place in CALVES and one.points >= least


def _uneven(kept: Sequence[DiaryEntry], before: Sequence[DiaryEntry]) -> tuple[str, ...]:
    """Return what a test hears in which one side is clearly the weaker."""
    kinds = {one.kind for one in kept} & _TESTS
    for one in side_differences([*(e for e in before if e.kind in kinds), *kept]) if kinds else ():
        if one.worse is not None and one.days[-1] == kept[-1].day and is_far(one):
            first, then = _UNEVEN_RAISES if one.test == RAISES else (_WEAKER, _PRESS_GLUTE)
            return first.format(side=one.worse), then
    return ()
