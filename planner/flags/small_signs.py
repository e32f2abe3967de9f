"""What the body says below a warning: a little pain, a tender spot, a weak or wobbly knee bend.

The strength at which the source itself speaks. One note a place and side while it stands, with the
source's sentence for that place and one thing to do; it changes nothing in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.pain import SAFE, sides_of
from planner.flags.advice import BOTH_CALVES, CALVES, tissue_of, where_to_look
from planner.flags.check import TENDER_FROM, said_back
from planner.flags.model import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry, Side
    from planner.athlete import Athlete

STANDS_DAYS: Final = 14  # own choice: so long a small pain or a tender spot stands unanswered
STIFF_FROM_MIN: Final = 30  # published: over it, morning stiffness is no mere start (ASAS)
_ADVICE: Final = 3  # the first things first; more in the evidence of the place
_KINDS: Final = ("pain", "tenderness", "knee-bend-test", "stiffness")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    kind: str
    place: str
    side: Side | None
    score: float
    unstable: bool
    minutes: float  # of stiffness
    since: date
    day: date


def find(athlete: Athlete, others: Sequence[Flag]) -> Iterator[Flag]:
    """Note each small sign that stands.

    Parameters
    ----------
    others
        Warnings of pain: where one stands for the place and side, nothing more is said.
    """
    said = [one for one in said_back(athlete, STANDS_DAYS) if one.kind in _KINDS]
    warned = {(flag.tissue, side) for flag in others for side in sides_of(flag.side)}
    signs = [sign for sign in _signs(said) if _is_small(sign, athlete)]
    calves = {
        side
        for sign in signs
        if sign.place in CALVES and sign.side is not None
        for side in sides_of(sign.side)
    }
    for sign in signs:
        if not any((tissue_of(sign.place), side) in warned for side in sides_of(sign.side)):
            yield _flag(sign, both_calves=len(calves) > 1)


def is_stiff(entry: DiaryEntry) -> bool:
    """Return whether an entry tells of stiffness that lasts."""
    return entry.kind == "stiffness" and (entry.number("minutes") or 0.0) > STIFF_FROM_MIN


def _signs(said: Sequence[DiaryEntry]) -> Iterator[_Sign]:
    """Yield the latest word on every kind, place and side, with the day its like began."""
    latest: dict[tuple[str, str, Side | None], _Sign] = {}
    for entry in said:
        place = entry.place or ("knee" if entry.kind == "knee-bend-test" else "other")
        key = (entry.kind, place, entry.side)
        score, before = entry.points, latest.get(key)
        unstable = entry.values.get("unstable") is True
        goes_on = before is not None and (before.score > 0 or before.unstable)
        worse = before is not None and before.day == entry.day and before.score > score
        latest[key] = _Sign(
            kind=entry.kind,
            place=place,
            side=entry.side,
            score=before.score if worse and before is not None else score,
            unstable=unstable,
            minutes=entry.number("minutes") or 0.0,
            since=before.since if goes_on and before is not None else entry.day,
            day=entry.day,
        )
    yield from latest.values()


def _is_small(sign: _Sign, athlete: Athlete) -> bool:
    """Return whether a sign is one to speak of, and no warning of its own."""
    if sign.kind == "tenderness":
        return sign.score >= TENDER_FROM
    if sign.kind == "knee-bend-test":
        return sign.score > 0 or sign.unstable
    if sign.kind == "stiffness":
        return sign.minutes > STIFF_FROM_MIN
    return 0 < sign.score <= athlete.profile.limits[SAFE]


def _flag(sign: _Sign, *, both_calves: bool) -> Flag:
    where = words.where(sign.place, sign.side)
    what = {
        "pain": f"A little pain ({where}): {sign.score:g} of 10",
        "tenderness": f"A tender spot ({where}): {sign.score:g} of 10",
        "stiffness": f"Stiff for {sign.minutes:g} min ({where})",
        "knee-bend-test": f"The knee bend ({where}): "
        + ("wobbly" if sign.unstable and not sign.score else f"pain {sign.score:g} of 10"),
    }[sign.kind]
    advice = where_to_look(sign.place)[:_ADVICE]
    if both_calves and sign.place in CALVES:
        advice = (BOTH_CALVES, *advice)
    return Flag(
        id="-".join(part for part in ("small_sign", sign.kind, sign.place, sign.side) if part),
        severity="note",
        title=what,
        since=sign.since,
        evidence=(
            Evidence(
                what=sign.kind.replace("-", " "),
                value=sign.score,
                unit="0-10",
                baseline=None,
                limit=None,
                days=(sign.day,),
            ),
        ),
        source="The Sock Doc's video Leg Power looks for the muscle behind a small sign before "
        "it becomes an injury; no trial was found",
        evidence_strength="source only",
        tissue=tissue_of(sign.place),
        side=sign.side,
        advice=advice or ("Log it again tomorrow; see someone if it gets worse.",),
    )
