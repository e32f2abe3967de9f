"""Which warnings stand: every check asked, switched-off ones silent, cleared ones gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.body import pain as pains
from planner.flags import (
    aerobic_share,
    calf_load,
    decoupling,
    distance_spike,
    hard_days,
    heart_rate_gaps,
    illness,
    intensity,
    life_stress,
    load_strain,
    maf_test,
    pain,
    prior_injury,
    recovery,
    red_flag,
    side_difference,
    soleus_watch,
    strength_neglected,
    time_away,
)
from planner.flags import aerobic_speed as speed_at_ceiling
from planner.flags.check import Check
from planner.judging import hard_days as judged_hard
from planner.profile.limits import limits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.flags.model import Flag, Severity
    from planner.profile.limits import Limit

CHECKS: Final[tuple[Check, ...]] = (
    Check(
        name="red_flag",
        asks="Was a sign logged that needs a clinician?",
        find=red_flag.find,
        clears_itself=True,
        severe=True,
    ),
    Check(
        name="pain",
        asks="Is a pain more than safe, or rising?",
        find=pain.find,
        limits=limits_of(pains),
        severe=True,
    ),
    Check(
        name="soleus_watch",
        asks="Do training out of balance and a leg that hurts come together?",
        combine=soleus_watch.find,
        limits=limits_of(soleus_watch),
    ),
    Check(
        name="distance_spike",
        asks="Was a run much longer than any of the 30 days before?",
        find=distance_spike.find,
        limits=limits_of(distance_spike),
        severe=True,
    ),
    Check(
        name="aerobic_share",
        asks="Was too little of the running under the ceiling two weeks in a row?",
        find=aerobic_share.find,
        limits=limits_of(aerobic_share),
    ),
    Check(
        name="intensity",
        asks="Does time above the ceiling rise, or do easy runs cost more?",
        find=intensity.find,
        limits=limits_of(intensity),
    ),
    Check(
        name="hard_days",
        asks="Are hard days too close together?",
        find=hard_days.find,
        limits=(*limits_of(judged_hard), *limits_of(hard_days)),
    ),
    Check(
        name="load_strain",
        asks="Was a heavy week spread so evenly that no day was easy?",
        find=load_strain.find,
        limits=limits_of(load_strain),
    ),
    Check(
        name="recovery",
        asks="Are resting heart rate or HRV outside the own band?",
        find=recovery.find,
        limits=limits_of(recovery),
        severe=True,
    ),
    Check(
        name="aerobic_speed",
        asks="Is the running slower at the same heart rate, or faster for a doubtful reason?",
        find=speed_at_ceiling.find,
        limits=limits_of(speed_at_ceiling),
    ),
    Check(
        name="maf_test",
        asks="Was the last MAF test slower, or faster for a doubtful reason?",
        find=maf_test.find,
        limits=limits_of(maf_test),
    ),
    Check(
        name="decoupling",
        asks="Does the heart rate drift more on like runs?",
        find=decoupling.find,
        limits=limits_of(decoupling),
    ),
    Check(
        name="calf_load",
        asks="Did speed, climb or footfall load the calf more than usual?",
        find=calf_load.find,
        limits=limits_of(calf_load),
    ),
    Check(
        name="life_stress",
        asks="Was life full of stress?",
        find=life_stress.find,
        limits=limits_of(life_stress),
    ),
    Check(
        name="illness",
        asks="Is an illness not over?",
        find=illness.find,
    ),
    Check(
        name="time_away",
        asks="Was there a break of a week or more?",
        find=time_away.find,
    ),
    Check(
        name="prior_injury",
        asks="Was there Achilles or calf trouble in the last twelve months?",
        find=prior_injury.find,
    ),
    Check(
        name="side_difference",
        asks="Is one side weaker or sorer than the other in the tests?",
        find=side_difference.find,
        limits=limits_of(side_difference),
    ),
    Check(
        name="heart_rate_gaps",
        asks="Is too little heart rate sound to judge by?",
        find=heart_rate_gaps.find,
        limits=limits_of(heart_rate_gaps),
    ),
    Check(
        name="strength_neglected",
        asks="Was strength left out, where it is logged at all?",
        find=strength_neglected.find,
        limits=limits_of(strength_neglected),
    ),
)
SEVERE_CHECKS: Final = tuple(check for check in CHECKS if check.severe)
LIMITS: Final[tuple[Limit, ...]] = tuple(limit for check in CHECKS for limit in check.limits)
_CLEAR_THEMSELVES: Final = frozenset(check.name for check in CHECKS if check.clears_itself)
CLINICIAN_FIRST: Final = "Nothing here before a clinician has seen you."
SEVERITIES: Final[tuple[Severity, ...]] = ("stop", "act", "watch", "note")


def standing_flags(athlete: Athlete, checks: Sequence[Check] = CHECKS) -> tuple[Flag, ...]:
    """Return the flags that stand on ``athlete.today``, the most severe first, then the newest.

    Checks that the profile switches off are not asked; a flag that was cleared on or after the
    day it began stays away until its condition begins anew. Beside a ``stop`` no other flag
    gives advice: pressing a calf that may hold a clot would be the wrong thing to do.
    ``checks`` may be some of them where the others do not matter.
    """
    standing = [flag for flag in _found(athlete, checks) if not _is_cleared(athlete, flag)]
    if standing and standing[0].severity == "stop":
        return tuple(
            flag if flag.severity == "stop" else replace(flag, advice=(CLINICIAN_FIRST,))
            for flag in standing
        )
    return tuple(standing)


def cleared_flags(athlete: Athlete) -> tuple[Flag, ...]:
    """Return the flags whose condition holds but which the runner has cleared."""
    return tuple(flag for flag in _found(athlete, CHECKS) if _is_cleared(athlete, flag))


def _found(athlete: Athlete, checks: Sequence[Check]) -> list[Flag]:
    asked = [check for check in checks if check.name not in athlete.profile.flags_off]
    found = [
        replace(flag, check=check.name)
        for check in asked
        if check.find
        for flag in check.find(athlete)
    ]
    standing = [flag for flag in found if not _is_cleared(athlete, flag)]
    for check in asked:
        if check.combine:
            found += [replace(one, check=check.name) for one in check.combine(athlete, standing)]
    return sorted(
        found,
        key=lambda flag: (SEVERITIES.index(flag.severity), -flag.since.toordinal(), flag.id),
    )


def _is_cleared(athlete: Athlete, flag: Flag) -> bool:
    return flag.check not in _CLEAR_THEMSELVES and any(
        event.kind == "clear" and event.data.get("flag") == flag.id and event.day >= flag.since
        for event in athlete.events
    )
