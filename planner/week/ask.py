"""How much the coming week may ask: from the weeks that count, the least that each rule allows.

Growth is slow and looks at what was really run; cuts never multiply, the strictest stands. Figures
are own choice unless a source stands beside them. That a ratio from week to week showed no relation
to injury (Frandsen 2025, published) is why quiet weeks come back soon; it licenses no leaps
elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import mean, median
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.body.time_off import share_after
from planner.past.weeks import (
    REMEMBERED_WEEKS,
    WEEK,
    after_race,
    counted_weeks,
    reference,
)
from planner.profile.limits import Limits
from planner.week.limits import BUILD, DELOAD, GROWTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.past.memory import Return
    from planner.past.weeks import PastWeek

Rhythm: TypeAlias = Literal["build", "hold", "deload", "return", "start", "after race"]

MIN_S: Final = 60.0
START_S: Final = 3 * 20 * MIN_S  # three times 20 min of run-walk
BUILD_WEEKS: Final = 2  # then one holds, and the fourth is lighter
RHYTHM_WEEKS: Final = BUILD_WEEKS + 2
NEAR_FRAC: Final = 0.10  # the last ordinary week counts within this of the reference
FREE_S: Final = 10 * MIN_S  # growth that no growth bound forbids
SMALL_WEEK_S: Final = 150 * MIN_S  # under it growth is the larger of 7 % and ten minutes
HIGHEST_WEEKS: Final = 4
STEP_FRAC: Final = 0.20  # over the last week done
STEP_S: Final = 15 * MIN_S
PAIN_FRAC: Final = 0.10
EASIER_FRAC: Final = 0.60
FEVER_FRAC: Final = 0.50
OVERDONE_FRAC: Final = 0.80
OVERDONE_WEEKS: Final = 4  # so long 80 %, then the reference without growth
EXIT_WEEKS: Final = 4  # a tenth a week after a finished way back, no lighter week among them
SEASON_FRAC: Final = 0.20  # over the reference of twelve weeks before
YEAR_FRAC: Final = 0.10  # over the best twelve-week median of two years
YEAR_WEEKS: Final = 52
LOOKED_THROUGH: Final = frozenset({"lighter", "quiet", "race"})
EASED: Final = frozenset({"pain", "eased"})
DAYS_OFF: Final = frozenset({"ill", "away"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What holds on the Monday that is planned, beside the weeks before it.

    ``overdone_weeks`` counts the weeks for which two warnings of overdoing have stood (0: none or
    one); ``only_overdoing``: nothing but such warnings, or a ceiling in doubt, stands against
    growth; ``half_growth``: a stable pain of 1 or 2; ``ten_minutes``: medicine, pacemaker,
    arrhythmia or age bar more; ``grow_to_s``: the runner's own wish, null without one; ``racing``:
    a race lies ahead and says how much; ``taper`` is the Monday its taper begins.
    """

    no_growth: str = ""  # why not, empty where it may
    hold: str = ""
    easier: str = ""
    overdone_weeks: int = 0
    only_overdoing: bool = False
    half_growth: bool = False
    ten_minutes: bool = False
    pregnant: bool = False
    returning: Return | None = None
    ladder_end: date | None = None  # a beginner's first ordinary weeks lie behind it
    grow_to_s: float | None = None
    racing: bool = False
    taper: date | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    seconds: float
    why: str
    cuts: bool = False  # what it leaves is a lighter week, which counts for no reference


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
    case = _Case(
        weeks=weeks,
        monday=monday,
        now=now,
        measure_s=measure_s,
        exits=exits,
        limits=Limits() if limits is None else limits,
    )
    wanted, rhythm = _wanted(case)
    bound = min((wanted, *_bounds(case, rhythm)), key=lambda one: one.seconds)
    grows = rhythm == "build" and not now.no_growth
    if rhythm == "build" and now.no_growth and bound is wanted:
        bound = replace(bound, why=f"{_upper(now.no_growth)}: no further than your usual time.")
    if rhythm in {"build", "hold"} and (bound is not wanted or now.no_growth):
        rhythm = "deload" if bound.cuts else "hold"
    return Ask(
        seconds=bound.seconds,
        rhythm=rhythm,
        reference_s=measure_s,
        why=(bound.why,),
        grows=grows,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    weeks: Sequence[PastWeek]
    monday: date
    now: Now
    measure_s: float
    exits: Sequence[date]
    limits: Limits

    @property
    def last(self) -> PastWeek:
        """Return the week before."""
        return self.weeks[-1]

    def grown(self, seconds: float, frac: float, free_s: float = FREE_S) -> float:
        """Return what a growth bound allows over ``seconds``; half of it with a stable pain."""
        more_s = max(frac * seconds, free_s)
        return seconds + (more_s / 2 if self.now.half_growth else more_s)


def _wanted(case: _Case) -> tuple[_Bound, Rhythm]:  # noqa: PLR0911 - a list of rules
    """Return what the reason of the week, else the rhythm, wants."""
    raced = after_race([week.facts for week in case.weeks], case.monday)
    if raced is not None:
        share, race = raced
        usual = words.duration(60 * round(case.measure_s / 60))
        why = f"After the {race.name}: {words.share(share)} of your usual {usual}."
        return _Bound(seconds=share * case.measure_s, why=why), "after race"
    if case.last.reason in EASED:
        return _after_eased(case), "return"
    if _weeks_since_exit(case) < EXIT_WEEKS:
        more_s = case.grown(case.last.seconds, PAIN_FRAC)
        why = "After the way back a tenth or 10 min more each week, for four weeks."
        return _Bound(seconds=more_s, why=why), "return"
    if case.now.returning is not None:
        return _after_days_off(case, case.now.returning), "return"
    if case.last.reason == "quiet":
        half_s = (case.last.seconds + case.measure_s) / 2
        why = "Last week was quiet: half way back to your usual time."
        return _Bound(seconds=half_s, why=why), "hold"
    if case.last.reason == "lighter" and len(case.weeks) > 1 and case.weeks[-2].reason == "quiet":
        return _Bound(seconds=case.measure_s, why="Back to your usual time."), "hold"
    return _by_rhythm(case)


def _by_rhythm(case: _Case) -> tuple[_Bound, Rhythm]:
    """Return two weeks of growth, one that holds, one lighter (RULES 7.1)."""
    natural = _place(case)
    place = _before_taper(case, natural)
    base_s = _base_s(case)
    if case.now.pregnant:  # a lighter week would be the new measure, and lead down
        return _Bound(seconds=base_s, why="This week holds."), "hold"
    if place > BUILD_WEEKS:
        deload = case.limits[DELOAD]
        percent = round(100 * deload)
        why = f"Three weeks without a lighter one: this week is {percent} % less."
        if place != natural:
            why = f"{percent} % less now, so that the weeks before the taper can grow."
        return _Bound(seconds=base_s * (1 - deload), why=why), "deload"
    if place == BUILD_WEEKS:
        return _Bound(seconds=base_s, why="This week holds, before the lighter one."), "hold"
    free_s = FREE_S if base_s < SMALL_WEEK_S else 0.0
    grown_s = case.grown(base_s, case.limits[BUILD], free_s)
    more = f"about {round(100 * (grown_s / base_s - 1))} %"
    if free_s > case.limits[BUILD] * base_s:
        more = words.duration(grown_s - base_s)
    why = f"This week builds, by {more}."
    return _Bound(seconds=grown_s, why=why), "build"


def weeks_since(exits: Sequence[date], monday: date) -> int | None:
    """Return whole weeks since the week in which a way back was finished, null without one."""
    ended = max((day for day in exits if day < monday), default=None)
    if ended is None:
        return None
    return (monday - ended + timedelta(days=ended.weekday())) // WEEK - 1


def _weeks_since_exit(case: _Case) -> int:
    found = weeks_since(case.exits, case.monday)
    return EXIT_WEEKS if found is None else found


def _place(case: _Case) -> int:
    """Return how many ordinary weeks have followed each other since the last that was not."""
    count = 0
    for week in reversed(case.weeks):
        if week.reason != "ordinary" or week.new_habit:
            break
        count += 1
    return count % RHYTHM_WEEKS


def _before_taper(case: _Case, place: int) -> int:
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


def _base_s(case: _Case) -> float:
    """Return the last week that counts, kept within a tenth of the reference."""
    last_s = next((week.measure_s for week in reversed(case.weeks) if week.counts), case.measure_s)
    low_s, high_s = (case.measure_s * (1 + sign * NEAR_FRAC) for sign in (-1, 1))
    return min(max(last_s, low_s), high_s)


def _after_eased(case: _Case) -> _Bound:
    """Return a tenth or ten minutes more than a week that pain, or something else, eased.

    The floor is 3 x 20 min run-walk.
    """
    most_s = _over_last_s(case)
    ran = words.duration(case.last.seconds)
    pain = case.last.reason == "pain"
    why = f"Last week was eased, {ran}: a tenth or 10 min more."
    if pain:
        why = f"Coming back after pain, from last week's {ran}: a tenth or 10 min more."
    if most_s == START_S:
        why = "Coming back after pain: three times 20 minutes at most."
        if not pain:
            why = f"Last week was eased, {ran}: three times 20 minutes at most."
    return _Bound(seconds=most_s, why=why)


def _after_days_off(case: _Case, back: Return) -> _Bound:
    """Return the first week by days off (RULES 7.4), then a fifth or 15 min over the biggest."""
    off = words.days(back.days_off) + (" ill" if back.reason == "ill" else " without a run")
    share = min(share_after(back.days_off), FEVER_FRAC if back.fever else 1.0)
    first_s = share * case.measure_s
    if not counted_weeks(case.weeks, case.monday, exits=case.exits):
        first_s = case.measure_s  # the days off have shortened it already: cuts never multiply
        share = 1.0
    first_s = max(first_s, min(START_S, _former_s(case)))
    before = next((week for week in reversed(case.weeks) if week.reason not in DAYS_OFF), None)
    if back.since is None and before is not None and before.reason in EASED:
        over_s = _over_s(before.seconds)  # days off do not end what had eased the weeks before
        if over_s < first_s:
            why = f"Before the {off} the week was eased: hardly more than it."
            return _Bound(seconds=over_s, why=why)
    since_s = [
        week.seconds
        for week in case.weeks
        if back.since is not None and week.start + WEEK > back.since
    ]
    if not since_s:
        why = f"{off}: {round(100 * share)} % of your usual time."
        if share == 1.0:
            why = f"{off}: a new start with {words.duration(first_s)}."
        return _Bound(seconds=first_s, why=why)
    biggest_s = max(since_s)
    step_s = max(biggest_s * (1 + STEP_FRAC), biggest_s + STEP_S)
    why = f"Back after {off}: a fifth or 15 min more than the most since."
    return _Bound(seconds=max(first_s, step_s), why=why)


def _former_s(case: _Case) -> float:
    """Return the mean of the last weeks with a run, whatever they were."""
    run = [week.seconds for week in case.weeks if week.seconds > 0]
    return mean(run[-HIGHEST_WEEKS:]) if run else 0.0


def _bounds(case: _Case, rhythm: Rhythm) -> Iterator[_Bound]:
    """Yield what no reason may pass, each with its sentence."""
    yield from _growth_bounds(case, rhythm)
    yield from _effect_bounds(case)
    if rhythm == "after race" or (rhythm == "return" and _weeks_since_exit(case) >= EXIT_WEEKS):
        yield _no_more(case, rhythm)


def _no_more(case: _Case, rhythm: Rhythm) -> _Bound:
    """Return the usual week; where months of pain left none, a little over the last one run.

    What stands in for the usual week then is a mean of weeks on the way up: as a bound it would
    lead down again. A last week that leaps is no licence.
    """
    most_s = max(case.measure_s, min(START_S, _former_s(case)))
    why = f"Back to your usual {words.duration(case.measure_s)}, no more."
    usual = _Bound(seconds=most_s, why=why)
    if rhythm != "return" or counted_weeks(case.weeks, case.monday, exits=case.exits):
        return usual
    before_s = max((week.seconds for week in case.weeks[-HIGHEST_WEEKS:-1]), default=0.0)
    step_s = max(before_s * (1 + STEP_FRAC), before_s + STEP_S)
    why = f"Last week was {words.duration(case.last.seconds)}: a tenth or 10 min more."
    up = _Bound(seconds=min(_over_last_s(case), step_s), why=why)
    return max(usual, up, key=lambda bound: bound.seconds)


def _growth_bounds(case: _Case, rhythm: Rhythm) -> Iterator[_Bound]:
    highest = [week.seconds for week in case.weeks if week.counts][-HIGHEST_WEEKS:]
    if highest:
        why = "No week is more than a tenth above the highest of your last four ordinary weeks."
        yield _Bound(seconds=case.grown(max(highest), case.limits[GROWTH]), why=why)
    if rhythm not in {"return", "after race"}:
        # An ended race, pain, illness or absence has its own rule in place of this bound.
        yield from _over_last_done(case)
    if case.now.ten_minutes:
        why = "With what your profile says of your health, a week grows by 10 min at most."
        yield _Bound(seconds=case.measure_s + FREE_S, why=why)
    yield from _season_bounds(case)


def _over_last_done(case: _Case) -> Iterator[_Bound]:
    """Yield a fifth over the last week that is not looked through, or over those since if more.

    So a week of illness, run past by lighter ones, does not hold down what comes after them; out of
    it they lead to the usual week, and no further.
    """
    since_s = 0.0
    for week in reversed(case.weeks):
        if week.reason not in LOOKED_THROUGH:
            why = "No week is more than a fifth, or 15 min, above the last one run."
            done_s = max(week.seconds, since_s)
            yield _Bound(seconds=case.grown(done_s, STEP_FRAC, STEP_S), why=why)
            if since_s and week.reason in DAYS_OFF:
                why = f"Back to your usual {words.duration(case.measure_s)}, no more."
                yield _Bound(seconds=case.measure_s, why=why)
            return
        if week.reason != "race":
            since_s = max(since_s, week.seconds)


def _season_bounds(case: _Case) -> Iterator[_Bound]:
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
        yield _Bound(seconds=case.grown(season_s, SEASON_FRAC), why=why)
    if case.now.grow_to_s is not None:
        yield _Bound(
            seconds=max(case.now.grow_to_s, case.measure_s),
            why="You wish to grow no further than this.",
        )
    elif not case.now.racing and len(case.weeks) >= YEAR_WEEKS:
        why = (
            "This is a tenth above the best three months of your last two years: enough, unless "
            "you wish for more (aerobase init --grow-to MINUTES)."
        )
        yield _Bound(seconds=case.grown(_best_quarter_s(case), YEAR_FRAC), why=why)


def _season_reference(case: _Case) -> tuple[float, date | None] | None:
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


def _best_quarter_s(case: _Case) -> float:
    """Return the highest median of twelve weeks running in the last two years."""
    seconds = [week.seconds for week in case.weeks[-2 * YEAR_WEEKS :]]
    spans = range(len(seconds) - REMEMBERED_WEEKS + 1)
    return max(median(seconds[n : n + REMEMBERED_WEEKS]) for n in spans)


def _effect_bounds(case: _Case) -> Iterator[_Bound]:
    """Yield what the effect that stands leaves of the week; the strictest binds, none multiply."""
    now, last_s = case.now, case.last.seconds
    if now.no_growth or now.hold or now.overdone_weeks:
        because = now.no_growth or now.hold or "warnings of doing too much stand"
        yield _Bound(seconds=case.measure_s, why=f"{_upper(because)}: the week does not grow.")
    if 0 < now.overdone_weeks <= OVERDONE_WEEKS:
        why = "Two warnings of doing too much have stood for two weeks: 80 % of your usual time."
        yield _Bound(seconds=OVERDONE_FRAC * case.measure_s, why=why, cuts=True)
    if now.hold:
        why = f"{_upper(now.hold)}: a tenth or 10 min over last week at most."
        yield _Bound(seconds=_over_last_s(case), why=why, cuts=True)
    if now.easier:
        why = f"{_upper(now.easier)}: at most 60 % of your usual time."
        yield _Bound(seconds=EASIER_FRAC * case.measure_s, why=why, cuts=True)
    if now.pregnant:
        why = "In pregnancy never above your usual time nor above last week."
        yield _Bound(seconds=min(case.measure_s, last_s or START_S), why=why)


def _over_last_s(case: _Case) -> float:
    """Return a tenth or ten minutes more than last week, from a floor of 3 x 20 min run-walk."""
    return _over_s(case.last.seconds)


def _over_s(seconds: float) -> float:
    return max(START_S, seconds * (1 + PAIN_FRAC), seconds + FREE_S)


def _upper(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
