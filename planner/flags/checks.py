"""Every check, in the order in which documents name them."""

from __future__ import annotations

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
    load_jump,
    load_strain,
    maf_test,
    pain,
    prior_injury,
    recovery,
    red_flag,
    side_difference,
    small_signs,
    soleus_watch,
    strength_neglected,
    time_away,
)
from planner.flags import aerobic_speed as speed_at_ceiling
from planner.flags.check import Check
from planner.judging import hard_days as judged_hard
from planner.profile.limits import limits_of

if TYPE_CHECKING:
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
        reads=("distance_spike", "aerobic_share", "hard_days", "recovery"),
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
        name="load_jump",
        asks="Was a week or a run far longer than the one before, by time?",
        combine=load_jump.find,
        reads=("distance_spike",),
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
        combine=intensity.find,
        reads=("aerobic_share",),
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
        asks="Are resting heart rate or HRV outside their usual range?",
        combine=recovery.find,
        reads=("life_stress",),
        limits=limits_of(recovery),
        severe=True,
    ),
    Check(
        name="aerobic_speed",
        asks="Is the running slower at the same heart rate, or faster for a doubtful reason?",
        combine=speed_at_ceiling.find,
        reads=("recovery", "life_stress"),
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
        name="small_signs",
        asks="Does the body speak, below what is a warning?",
        combine=small_signs.find,
        reads=("pain",),
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
CHECK_OF: Final = {check.name: check for check in CHECKS}
LIMITS: Final[tuple[Limit, ...]] = tuple(limit for check in CHECKS for limit in check.limits)
