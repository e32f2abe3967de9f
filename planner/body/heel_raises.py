"""Achilles and calf trouble of the last twelve months, and the heel raises that end its caution.

Heel raises are not from the source. Norms: Hébert-Losier 2017, on a slope of 10 degrees, 60 a
minute (published); the side difference of 10 % is a practitioner's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.body.pain import STOP_SCORE, worst_by_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry
    from planner.profile.model import Profile, Sex

PLACES: Final = frozenset({"achilles", "calf", "soleus"})
YEAR: Final = timedelta(days=365)
TROUBLE: Final = 4  # own choice: so much on two days is trouble
TROUBLE_DAYS: Final = 2
EVEN_FRAC: Final = 0.90  # practitioner: one side of the other (quoting Hébert-Losier 2017)
ENOUGH: Final = 25  # own choice: or the age's norm where that is less
SETS: Final = 3  # practitioner: Alfredson's heel drops, here once a day (RULES 5.4)
REPS: Final = 15
DOSE: Final = (
    f"at most {SETS} x {REPS} with the knee straight and {SETS} x {REPS} with the knee bent, pain "
    f"no higher than {STOP_SCORE}"
)
# Median raises by decade of age, men and women (Hébert-Losier 2017; RULES 5.4).
NORMS: Final = {20: (37, 30), 30: (32, 27), 40: (28, 24), 50: (23, 21), 60: (19, 19), 70: (14, 16)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorLeg:
    """Trouble of the last twelve months; ``last`` is its last day, None where nobody dated it."""

    last: date | None


def prior_leg(diary: Sequence[DiaryEntry], profile: Profile, today: date) -> PriorLeg | None:
    """Return Achilles or calf trouble that still asks for care, None where there is none.

    Trouble is a stop, a pain of 4 or more on two days, or what the profile says. It is over after
    twelve months, or once heel raises after it are even and enough.
    """
    days = _days_of_pain(diary, today)
    health = profile.health_on(today)
    said = health.prior_achilles_side is not None or health.prior_calf_side is not None
    if not days and not said:
        return None
    dated = [one.since for one in profile.injuries if one.since and one.counts_on(today)]
    last = max([*days, *dated], default=None)
    if _raised(diary, profile, today, after=last or today - YEAR):
        return None
    return PriorLeg(last=last)


def enough_raises(age: int | None, sex: Sex | None) -> int:
    """Return how many raises a side are enough; of an unknown sex the higher norm."""
    if age is None:
        return ENOUGH
    men, women = NORMS[min(70, max(20, age // 10 * 10))]
    norm = men if sex == "male" else women if sex == "female" else max(men, women)
    return min(ENOUGH, norm)


def _days_of_pain(diary: Sequence[DiaryEntry], today: date) -> list[date]:
    """Return the days of trouble within twelve months, oldest first."""
    found: set[date] = set()
    for place in PLACES:
        told = [
            one
            for one in diary
            if one.kind == "pain" and one.place == place and today - YEAR <= one.day <= today
        ]
        worst = worst_by_day(told)
        sore = [day for day, score in worst if score >= TROUBLE]
        stops = [day for day, score in worst if score > STOP_SCORE]
        found |= set(sore if len(sore) >= TROUBLE_DAYS else stops)
    return sorted(found)


def _raised(diary: Sequence[DiaryEntry], profile: Profile, today: date, *, after: date) -> bool:
    """Return whether the last raises of both sides after a day are even and enough."""
    sides: dict[str, float] = {}
    for one in diary:
        reps = one.number("reps")
        if one.kind == "heel-raise-test" and one.day > after and reps is not None:
            for side in ("left", "right") if one.side in {None, "both"} else (str(one.side),):
                sides[side] = reps
    if len(sides) < 2:  # noqa: PLR2004 - two sides
        return False
    low, high = sorted(sides.values())
    enough = enough_raises(profile.age_on(today), profile.sex)
    return low >= EVEN_FRAC * high and low >= enough
