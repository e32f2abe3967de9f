"""What no week may pass, whatever its reason wants: growth, the season, the effect that stands.

Of all bounds the least holds; cuts never multiply. Figures are own choice. That a ratio from week
to week showed no relation to injury (Frandsen 2025, published) is why quiet weeks come back soon;
it licenses no leaps elsewhere.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from planner import words
from planner.past.weeks import REMEMBERED_WEEKS, WEEK, counted_weeks, reference
from planner.week.limits import GROWTH
from planner.week.measure import (
    DAYS_OFF,
    EXIT_WEEKS,
    FREE_S,
    HIGHEST_WEEKS,
    START_S,
    STEP_FRAC,
    STEP_S,
    Bound,
    upper,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.week.measure import Case

EASIER_FRAC: Final = 0.60
OVERDONE_FRAC: Final = 0.80
OVERDONE_WEEKS: Final = 4  # so long 80 %, then the reference without growth
SEASON_FRAC: Final = 0.20  # over the reference of twelve weeks before
YEAR_FRAC: Final = 0.10  # over the best twelve-week median of two years
YEAR_WEEKS: Final = 52
LOOKED_THROUGH: Final = frozenset({"lighter", "quiet", "race"})


def bounds(case: Case, rhythm: str) -> Iterator[Bound]:
    """Yield what no reason may pass, each with its sentence."""
    yield from _growth_bounds(case, rhythm)
    yield from _effect_bounds(case)
    if rhythm == "after race" or (rhythm == "return" and case.weeks_since_exit >= EXIT_WEEKS):
        yield _no_more(case, rhythm)


def _no_more(case: Case, rhythm: str) -> Bound:
    """Return the usual week; where months of pain left none, a little over the last one run.

    What stands in for the usual week then is a mean of weeks on the way up: as a bound it would
    lead down again. A last week that leaps is no licence.
    """
    most_s = max(case.measure_s, min(START_S, case.former_s))
    why = f"Back to your usual {words.duration(case.measure_s)}, no more."
    usual = Bound(seconds=most_s, why=why)
    if rhythm != "return" or counted_weeks(case.weeks, case.monday, exits=case.exits):
        return usual
    before_s = max((week.seconds for week in case.weeks[-HIGHEST_WEEKS:-1]), default=0.0)
    step_s = max(before_s * (1 + STEP_FRAC), before_s + STEP_S)
    why = f"Last week was {words.duration(case.last.seconds)}: a tenth or 10 min more."
    up = Bound(seconds=min(case.over_last_s, step_s), why=why)
    return max(usual, up, key=lambda bound: bound.seconds)


def _growth_bounds(case: Case, rhythm: str) -> Iterator[Bound]:
    highest = [week.seconds for week in case.weeks if week.counts][-HIGHEST_WEEKS:]
    if highest:
        why = "No week is more than a tenth above the highest of your last four ordinary weeks."
        yield Bound(seconds=case.grown(max(highest), case.limits[GROWTH]), why=why)
    if rhythm not in {"return", "after race"}:
        # An ended race, pain, illness or absence has its own rule in place of this bound.
        yield from _over_last_done(case)
    if case.now.ten_minutes:
        why = "With what your profile says of your health, a week grows by 10 min at most."
        yield Bound(seconds=case.measure_s + FREE_S, why=why)
    yield from _season_bounds(case)


def _over_last_done(case: Case) -> Iterator[Bound]:
    """Yield a fifth over the last week that is not looked through, or over those since if more.

    So a week of illness, run past by lighter ones, does not hold down what comes after them; out of
    it they lead to the usual week, and no further.
    """
    since_s = 0.0
    for week in reversed(case.weeks):
        if week.reason not in LOOKED_THROUGH:
            why = "No week is more than a fifth, or 15 min, above the last one run."
            done_s = max(week.seconds, since_s)
            yield Bound(seconds=case.grown(done_s, STEP_FRAC, STEP_S), why=why)
            if since_s and week.reason in DAYS_OFF:
                why = f"Back to your usual {words.duration(case.measure_s)}, no more."
                yield Bound(seconds=case.measure_s, why=why)
            return
        if week.reason != "race":
            since_s = max(since_s, week.seconds)


def _season_bounds(case: Case) -> Iterator[Bound]:
    """Yield a fifth over twelve weeks ago, and a tenth over the best quarter of two years."""
    found = _season_reference(case)
    if found is not None:
        season_s, until = found
        then = words.duration(60 * round(season_s / 60))
        why = (
            f"Twelve weeks ago your usual week was {then}: this week is at most a fifth above "
            "that, or 10 min where a fifth is less."
        )
        if until is not None:
            why = (
                f"Your first usual week was {then}: at most a fifth above that, or 10 min where a "
                f"fifth is less, until {words.day(until)}, twelve weeks on."
            )
        yield Bound(seconds=case.grown(season_s, SEASON_FRAC), why=why)
    if case.now.grow_to_s is not None:
        yield Bound(
            seconds=max(case.now.grow_to_s, case.measure_s),
            why="You wish to grow no further than this.",
        )
    elif not case.now.racing and len(case.weeks) >= YEAR_WEEKS:
        why = (
            "This is a tenth above the best three months of your last two years: enough, unless "
            "you wish for more (aerobase init --grow-to MINUTES)."
        )
        yield Bound(seconds=case.grown(_best_quarter_s(case), YEAR_FRAC), why=why)


def _season_reference(case: Case) -> tuple[float, date | None] | None:
    """Return the reference of twelve weeks before, else the first made of two ordinary weeks.

    Of the first one also the Monday until which it stands for that.
    """
    then = case.monday - REMEMBERED_WEEKS * WEEK
    ended = case.now.ladder_end
    known = [week for week in case.weeks if week.counts and (not ended or week.start >= ended)]
    if len(known) < 2:  # noqa: PLR2004 - the least that a reference of weeks is made of
        return None
    first = max(then, known[1].start + WEEK)
    before = [week for week in known if week.start < first]
    found = reference(before, first, exits=[day for day in case.exits if day < first])
    if found is None:
        return None
    return found, first + REMEMBERED_WEEKS * WEEK if first > then else None


def _best_quarter_s(case: Case) -> float:
    """Return the highest median of twelve weeks running in the last two years."""
    seconds = [week.seconds for week in case.weeks[-2 * YEAR_WEEKS :]]
    spans = range(len(seconds) - REMEMBERED_WEEKS + 1)
    return max(median(seconds[n : n + REMEMBERED_WEEKS]) for n in spans)


def _effect_bounds(case: Case) -> Iterator[Bound]:
    """Yield what the effect that stands leaves of the week; the strictest binds, none multiply."""
    now, last_s = case.now, case.last.seconds
    if now.no_growth or now.hold or now.overdone_weeks:
        because = now.no_growth or now.hold or "warnings of doing too much stand"
        yield Bound(seconds=case.measure_s, why=f"{upper(because)}: the week does not grow.")
    if 0 < now.overdone_weeks <= OVERDONE_WEEKS:
        why = "Two warnings of doing too much have stood for two weeks: 80 % of your usual time."
        yield Bound(seconds=OVERDONE_FRAC * case.measure_s, why=why, cuts=True)
    if now.hold:
        why = f"{upper(now.hold)}: a tenth or 10 min over last week at most."
        yield Bound(seconds=case.over_last_s, why=why, cuts=True)
    if now.settling_here and not now.easier:
        why = f"{upper(now.hold)}: this week stays at 60 % of your usual time at most."
        yield Bound(seconds=EASIER_FRAC * case.measure_s, why=why, cuts=True)
    if now.easier:
        why = f"{upper(now.easier)}: at most 60 % of your usual time."
        yield Bound(seconds=EASIER_FRAC * case.measure_s, why=why, cuts=True)
    if now.pregnant:
        why = "In pregnancy never above your usual time nor above last week."
        yield Bound(seconds=min(case.measure_s, last_s or START_S), why=why)
