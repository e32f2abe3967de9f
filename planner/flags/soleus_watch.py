"""The source's pattern: too much, too hard or too stressed, and a leg that says so (RULES 5.3).

"overtraining or … stressed out and training too hard" - "an Achilles tendonitis issue, knee pain …
coming from a soleus issue" (Sock Doc, Leg Power). No prospective study of this mechanism was
found; fast sessions (Hein 2013) and long runs (Frandsen 2025) support parts of it indirectly.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.pain import sides_of
from planner.flags.advice import BOTH_CALVES, LIFE, tissue_of, where_to_look
from planner.flags.check import TENDER_FROM, episode, said_back
from planner.flags.model import Evidence, Flag
from planner.profile.limits import own

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.diary import DiaryEntry, Side
    from planner.athlete import Athlete
    from planner.body.side_differences import OneSide

SYMPTOM_DAYS: Final = 14  # own choice: so long a logged symptom counts
SYMPTOM_SCORE: Final = own("soleus_symptom_score", 1, "0-10", "least score of a symptom")
_LOOK_BACK: Final = 400
_NAMES: Final = {
    "distance_spike": "a run far longer than usual",
    "aerobic_share": "too little running under the ceiling",
    "hard_days": "hard days too close together",
    "recovery": "resting heart rate or HRV outside its usual range",
}
_FELT: Final = {"knee-bend-test": "trouble in the light bend"}
_CONCERNED: Final = frozenset({"soleus", "achilles", "knee", "calf"})
_KINDS: Final = frozenset({"pain", "soreness", "stiffness", "tenderness", "knee-bend-test"})
_CALF: Final = frozenset({"soleus", "achilles", "calf"})


def find(athlete: Athlete, others: Sequence[Flag]) -> Iterator[Flag]:
    """Yield a soleus watch while the pattern stands beside a symptom.

    Parameters
    ----------
    others
        What the other checks found: spike, aerobic share, hard days and recovery are the pattern.
    """
    pattern = [flag for name in _NAMES for flag in others if flag.check == name]
    if not pattern:
        return
    symptoms = _symptoms(athlete)
    if symptoms:  # the pattern alone is said by the flags that it is made of
        yield _watch(athlete, pattern, symptoms)


def _symptoms(athlete: Athlete) -> list[DiaryEntry]:
    """Return the logged symptoms of calf, Achilles or knee in the episode that stands.

    A later 0 of the like speaks against one. A knee bend that hurts little is a note, not a
    symptom, and so is any where the soleus of that side was felt and was not tender.
    """
    said = [
        entry
        for entry in said_back(athlete, _LOOK_BACK)
        if entry.kind in _KINDS and tissue_of(entry.place) in _CONCERNED
    ]
    free = {  # when each was last free of it, by kind, place and side
        (entry.kind, entry.place, side): entry.day
        for entry in said
        for side in sides_of(entry.side)
        if not entry.score
    }
    least = athlete.profile.limits[SYMPTOM_SCORE]
    found = [entry for entry in said if entry.points >= least and _counts(entry, free)]
    back = sorted({entry.day for entry in found}, reverse=True)
    days = set(episode(back, athlete.today, SYMPTOM_DAYS))
    return [entry for entry in found if entry.day in days]


def _counts(entry: DiaryEntry, free: Mapping[tuple[str, str | None, OneSide], date]) -> bool:
    """Return whether nothing logged since, or with it, speaks against a symptom."""
    sides = sides_of(entry.side)
    if all(free.get((entry.kind, entry.place, side), entry.day) > entry.day for side in sides):
        return False
    if entry.kind != "knee-bend-test":
        return True
    felt = all(free.get(("tenderness", "soleus", side), date.min) >= entry.day for side in sides)
    return entry.points >= TENDER_FROM and not felt


def _watch(athlete: Athlete, pattern: Sequence[Flag], symptoms: Sequence[DiaryEntry]) -> Flag:
    began = min(flag.since for flag in pattern)
    since = next((entry.day for entry in symptoms if entry.day >= began), began)
    recent = athlete.today - timedelta(days=SYMPTOM_DAYS)
    late = [entry for entry in symptoms if entry.day > recent] or list(symptoms[-1:])
    sides = {entry.side for entry in late if entry.side}
    side: Side | None = None
    if sides:
        side = sides.pop() if len(sides) == 1 else "both"
    places = list(dict.fromkeys(entry.place for entry in reversed(late)))
    advice = list(dict.fromkeys(line for place in places for line in where_to_look(place)))
    calf_sides = {entry.side for entry in late if tissue_of(entry.place) in _CALF}
    if "both" in calf_sides or {"left", "right"} <= calf_sides:
        advice.insert(0, BOTH_CALVES)
    felt = f"{words.where(late[-1].place, None)} {_FELT.get(late[-1].kind, late[-1].kind)}".strip()
    return Flag(
        id="soleus_watch",
        severity="watch",
        title=f"Hard training and {felt} together: {_words(pattern)}",
        since=since,
        evidence=(*_cited(pattern), *_said(late)),
        source="The Sock Doc's video Leg Power links overtraining and stress with soleus, "
        "Achilles and knee trouble; evidence for the link: weak",
        evidence_strength="weak",
        tissue="soleus",
        side=side,
        advice=(*advice, LIFE),
        plan_effect="hold",
    )


def _words(pattern: Sequence[Flag]) -> str:
    return ", ".join(_NAMES[flag.check] for flag in pattern)


def _cited(pattern: Sequence[Flag]) -> tuple[Evidence, ...]:
    return tuple(one for flag in pattern for one in flag.evidence[-1:])


def _said(symptoms: Sequence[DiaryEntry]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            what=f"{words.where(entry.place, entry.side)} {entry.kind}".strip(),
            value=entry.score,
            unit="0-10",
            baseline=None,
            limit=None,
            days=(entry.day,),
        )
        for entry in symptoms[-4:]
    )
