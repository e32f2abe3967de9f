"""How much the coming week may ask: what its reason or the rhythm wants, within its bounds.

Growth is slow and looks at what was really run. Figures are own choice unless a source stands
beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.body.time_off import share_after
from planner.past.weeks import WEEK, after_race, counted_weeks, reference
from planner.profile.limits import Limits
from planner.week.bounds import bounds
from planner.week.limits import BUILD, DELOAD
from planner.week.measure import (
    DAYS_OFF,
    EASED,
    EXIT_WEEKS,
    FREE_S,
    MIN_S,
    PAIN_FRAC,
    START_S,
    STEP_FRAC,
    STEP_S,
    Bound,
    Case,
    over_s,
    upper,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.past.memory import Return
    from planner.past.weeks import PastWeek
    from planner.week.measure import Now

Rhythm: TypeAlias = Literal["build", "hold", "deload", "return", "start", "after race"]

BUILD_WEEKS: Final = 2  # then one holds, and the fourth is lighter
RHYTHM_WEEKS: Final = BUILD_WEEKS + 2
NEAR_FRAC: Final = 0.10  # the last ordinary week counts within this of the reference
SMALL_WEEK_S: Final = 150 * MIN_S  # under it growth is the larger of 7 % and ten minutes
FEVER_FRAC: Final = 0.50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Seconds of running the week asks for, its rhythm, and why: the rule that binds last.

    ``reference_s`` is null where nothing was ever run; ``grows``: by the rhythm it would grow, even
    where another rule holds its time.
    """

    seconds: float
    rhythm: Rhythm
    reference_s: float | None
    why: tuple[str, ...]
    grows: bool = False


def ask(
    weeks: Sequence[PastWeek],
    monday: date,
    now: Now,
    *,
    exits: Sequence[date] = (),
    limits: Limits | None = None,
) -> Ask:
    """Return what the week of ``monday`` asks for."""
    measure_s = reference(weeks, monday, exits=exits)
    if measure_s is None or not weeks:
        why = "No running is known yet: three times 20 minutes of run-walk, a day between."
        return Ask(seconds=START_S, rhythm="start", reference_s=None, why=(why,))
    case = Case(
        weeks=weeks,
        monday=monday,
        now=now,
        measure_s=measure_s,
        exits=exits,
        limits=Limits() if limits is None else limits,
    )
    wanted, rhythm = _wanted(case)
    bound = min((wanted, *bounds(case, rhythm)), key=lambda one: one.seconds)
    grows = rhythm == "build" and not now.no_growth
    if rhythm == "build" and now.no_growth and bound is wanted:
        bound = replace(bound, why=f"{upper(now.no_growth)}: no further than your usual time.")
    if rhythm in {"build", "hold"} and (bound is not wanted or now.no_growth):
        rhythm = "deload" if bound.cuts else "hold"
    return Ask(
        seconds=bound.seconds,
        rhythm=rhythm,
        reference_s=measure_s,
        why=(bound.why,),
        grows=grows,
    )


def _wanted(case: Case) -> tuple[Bound, Rhythm]:  # noqa: PLR0911 - a list of rules
    """Return what the reason of the week, else the rhythm, wants."""
    raced = after_race([week.facts for week in case.weeks], case.monday)
    if raced is not None:
        share, race = raced
        usual = words.duration(60 * round(case.measure_s / 60))
        why = f"After the {race.name}: {words.share(share)} of your usual {usual}."
        return Bound(seconds=share * case.measure_s, why=why), "after race"
    if case.last.reason in EASED:
        return _after_eased(case), "return"
    if case.weeks_since_exit < EXIT_WEEKS:
        more_s = case.grown(case.last.seconds, PAIN_FRAC)
        why = "After the way back a tenth or 10 min more each week, for four weeks."
        return Bound(seconds=more_s, why=why), "return"
    if case.now.returning is not None:
        return _after_days_off(case, case.now.returning), "return"
    if case.last.reason == "quiet":
        half_s = (case.last.seconds + case.measure_s) / 2
        why = "Last week was quiet: half way back to your usual time."
        return Bound(seconds=half_s, why=why), "hold"
    if case.last.reason == "lighter" and len(case.weeks) > 1 and case.weeks[-2].reason == "quiet":
        return Bound(seconds=case.measure_s, why="Back to your usual time."), "hold"
    return _by_rhythm(case)


def _by_rhythm(case: Case) -> tuple[Bound, Rhythm]:
    """Return two weeks of growth, one that holds, one lighter (RULES 7.1)."""
    natural = _place(case)
    place = _before_taper(case, natural)
    base_s = _base_s(case)
    if case.now.pregnant:  # a lighter week would be the new measure, and lead down
        return Bound(seconds=base_s, why="This week holds."), "hold"
    if place > BUILD_WEEKS:
        deload = case.limits[DELOAD]
        percent = round(100 * deload)
        why = f"Three weeks without a lighter one: this week is {percent} % less."
        if place != natural:
            why = f"{percent} % less now, so that the weeks before the taper can grow."
        return Bound(seconds=base_s * (1 - deload), why=why), "deload"
    if place == BUILD_WEEKS:
        return Bound(seconds=base_s, why="This week holds, before the lighter one."), "hold"
    free_s = FREE_S if base_s < SMALL_WEEK_S else 0.0
    grown_s = case.grown(base_s, case.limits[BUILD], free_s)
    more = f"about {round(100 * (grown_s / base_s - 1))} %"
    if free_s > case.limits[BUILD] * base_s:
        more = words.duration(grown_s - base_s)
    why = f"This week builds, by {more}."
    return Bound(seconds=grown_s, why=why), "build"


def _place(case: Case) -> int:
    """Return how many ordinary weeks have followed each other since the last that was not."""
    count = 0
    for week in reversed(case.weeks):
        if week.reason != "ordinary" or week.new_habit:
            break
        count += 1
    return count % RHYTHM_WEEKS


def _before_taper(case: Case, place: int) -> int:
    """Return the place in the rhythm, so that it leads well into a taper (own choice).

    The week before a taper is no lighter one, for the taper is; and where the rhythm would put one
    there, the lighter week of now comes a week early, so that growing weeks fall there instead.
    """
    if case.now.taper is None or case.monday >= case.now.taper:
        return place
    weeks = (case.now.taper - case.monday) // WEEK
    if place > BUILD_WEEKS and weeks == 1:
        return BUILD_WEEKS
    early = place == BUILD_WEEKS and weeks > BUILD_WEEKS and weeks % RHYTHM_WEEKS == BUILD_WEEKS
    return BUILD_WEEKS + 1 if early else place


def _base_s(case: Case) -> float:
    """Return the last week that counts, kept within a tenth of the reference."""
    last_s = next((week.measure_s for week in reversed(case.weeks) if week.counts), case.measure_s)
    low_s, high_s = (case.measure_s * (1 + sign * NEAR_FRAC) for sign in (-1, 1))
    return min(max(last_s, low_s), high_s)


def _after_eased(case: Case) -> Bound:
    """Return a tenth or ten minutes more than a week that pain, or something else, eased.

    The floor is 3 x 20 min run-walk.
    """
    most_s = case.over_last_s
    ran = words.duration(case.last.seconds)
    pain = case.last.reason == "pain"
    why = f"Last week was eased, {ran}: a tenth or 10 min more."
    if pain:
        why = f"Coming back after pain, from last week's {ran}: a tenth or 10 min more."
    if most_s == START_S:
        why = "Coming back after pain: three times 20 minutes at most."
        if not pain:
            why = f"Last week was eased, {ran}: three times 20 minutes at most."
    return Bound(seconds=most_s, why=why)


def _after_days_off(case: Case, back: Return) -> Bound:
    """Return the first week by days off (RULES 7.4), then a fifth or 15 min over the biggest."""
    off = words.days(back.days_off) + (" ill" if back.reason == "ill" else " without a run")
    share = min(share_after(back.days_off), FEVER_FRAC if back.fever else 1.0)
    first_s = share * case.measure_s
    if not counted_weeks(case.weeks, case.monday, exits=case.exits):
        first_s = case.measure_s  # the days off have shortened it already: cuts never multiply
        share = 1.0
    first_s = max(first_s, min(START_S, case.former_s))
    before = next((week for week in reversed(case.weeks) if week.reason not in DAYS_OFF), None)
    if back.since is None and before is not None and before.reason in EASED:
        least_s = over_s(before.seconds)  # days off do not end what had eased the weeks before
        if least_s < first_s:
            why = f"Before the {off} the week was eased: hardly more than it."
            return Bound(seconds=least_s, why=why)
    since_s = [
        week.seconds
        for week in case.weeks
        if back.since is not None and week.start + WEEK > back.since
    ]
    if not since_s:
        why = f"{off}: {round(100 * share)} % of your usual time."
        if share == 1.0:
            why = f"{off}: a new start with {words.duration(first_s)}."
        return Bound(seconds=first_s, why=why)
    biggest_s = max(since_s)
    step_s = max(biggest_s * (1 + STEP_FRAC), biggest_s + STEP_S)
    why = f"Back after {off}: a fifth or 15 min more than the most since."
    if first_s >= step_s:
        why = f"Back after {off}: {round(100 * share)} % of your usual time."
        if share == 1.0:
            why = f"Back after {off}, with {words.duration(first_s)}."
    return Bound(seconds=max(first_s, step_s), why=why)
