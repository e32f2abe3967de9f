"""The verdict on the aerobic balance in words: one headline, one sentence, what to do first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner.body.illness import illnesses_on
from planner.body.time_off import is_break
from planner.body.way_back import STAGES, way_back_on
from planner.day.doubt import (
    BREATH,
    DRIFT_TEST_MIN,
    FLAT,
    IN_DOUBT,
    doubt_on,
    longest_test_min,
)
from planner.day.heard import ADVICE_WEEKS, advices_tried, weeks_standing
from planner.day.reasons import rank, readiness_words, strictest
from planner.flags.aerobic_share import LEAST_MINUTES, low_weeks, share_target
from planner.judging.balance import monday_of
from planner.past.asked import days_off_given
from planner.past.memory import race_days
from planner.profile.methods import method_of
from planner.session import between
from planner.thresholds.in_force import no_ceiling_reason
from planner.week.store import stored_week
from planner.week.way_back_words import begins, of_this_week, waits
from reports import words
from reports.windows import Window, recent, window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.body.readiness import Readiness
    from planner.flags.model import Flag
    from planner.session import Ceiling


LOW_ROW: Final = 2  # low weeks in a row, which make a warning, speak beside a good month
FIRST: Final = (  # come once
    "Slow down until you are at or under the ceiling; walk the hills.",
    (
        "Slowing down has not done it. Measure the ceiling: an easy flat hour, kept with `aerobase "
        "log drift-test`."
    ),
)
AGAIN: Final = (  # go round
    (
        "Walk when the heart rate comes to the ceiling, and run on once it is ten beats under; at"
        " first that is every few minutes."
    ),
    FLAT,
    BREATH,
)
OFTEN: Final = (  # also, from three runs a week on
    "Run shorter but as often: that leaves out the minutes above the ceiling late in a run.",
    "Make one run a week a brisk walk or an easy ride; both are aerobic.",
)
OFTEN_RUNS: Final = 3 * ADVICE_WEEKS  # of four weeks
COUNTED: Final = 12  # own choice: so many weeks are counted aloud
RISEN: Final = 0.05  # own choice: so much more than four weeks before is said

BIRTH_DATE: Final = "Give the birth date: aerobase init --birth-date YYYY-MM-DD --category a|b|c|d"

Kind: TypeAlias = Literal["stop", "act", "ill", "way back", "balance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reader should know after five seconds; ``windows`` are the numbers behind it.

    The headline is the worst of: stop, act, ill, the way back, then the balance; ``balance`` is
    the balance's own words where another has the headline, else empty.
    """

    kind: Kind
    headline: str
    sentence: str
    balance: str
    hints: tuple[str, ...]
    windows: tuple[Window, ...]
    target: float


def verdict(
    athlete: Athlete, flags: Sequence[Flag] | None, readiness: Readiness | None = None
) -> Verdict:
    """Say what comes first today; else how aerobic the last four weeks were, against the target.

    Parameters
    ----------
    flags
        Those that stand; None where nothing may be said of the body (a page for others).
    """
    windows = recent(athlete)
    target = share_target(athlete)
    headline, sentence, hints = _words(athlete, windows[1], target)
    if athlete.ceiling is not None and athlete.ceiling.provisional and windows[1].known_s:
        headline, hints = f"{headline}, by your watch's settings", (*hints, BIRTH_DATE)
    worse = None if flags is None else _body_first(athlete, flags) or _days_off(athlete, windows[1])
    share = windows[1].aerobic_frac
    if flags is not None and share is not None and windows[1].known_s >= LEAST_MINUTES * 60:
        aside = _but_for_a_race(athlete, windows[1], target) is not None
        under = share < target and not aside
        hints = (*hints, *_risen(athlete, windows[1])) if under else hints
        hints = (*hints, *_what_to_do(athlete, flags, under=under, but_for_a_race=aside))
    ready = "" if flags is None else readiness_words(readiness, flags, athlete.today)
    hints = (*hints, ready) if ready else hints
    kind: Kind = "balance"
    balance = ""
    if worse is not None:
        balance, (kind, headline, sentence) = headline, worse
    return Verdict(
        kind=kind,
        headline=headline,
        sentence=sentence,
        balance=balance,
        hints=hints,
        windows=windows,
        target=target,
    )


def _risen(athlete: Athlete, weeks: Window) -> tuple[str, ...]:
    """Return that a share under the target has risen: what was done about it has worked so far."""
    days = timedelta(weeks=ADVICE_WEEKS)
    first, last = weeks.first - days, weeks.last - days
    before = window("", between(athlete.runs, first, last), first, last)
    was, now = before.aerobic_frac, weeks.aerobic_frac
    if before.known_s < LEAST_MINUTES * 60 or was is None or now is None or now - was < RISEN:
        return ()
    return (f"It was {words.share(was)} four weeks before: that is the right way.",)


def _body_first(athlete: Athlete, flags: Sequence[Flag]) -> tuple[Kind, str, str] | None:
    """Return kind, headline and sentence of a stop, a warning to act on, illness, the way back."""
    kinds: tuple[Literal["stop", "act"], ...] = ("stop", "act")
    for severity in kinds:
        severe = next((flag for flag in flags if flag.severity == severity), None)
        if severe is not None:
            stop = "Stop: " if severity == "stop" else ""
            return severity, stop + severe.title, severe.effect
    ill = illnesses_on(athlete.diary, athlete.today).standing
    if ill is not None:
        return "ill", ill.title(athlete.today), ill.does
    way = way_back_on(athlete.diary, athlete.runs, athlete.today)
    if way is None:
        return None
    where = words.where(way.place, way.side)
    if waits(way, athlete.today):
        return (
            "way back",
            f"Running stopped for pain ({where})",
            f"The way back {begins(way)}; walk as much as you like without pain.",
        )
    week = stored_week(athlete.events, monday_of(athlete.today))
    number, runs = of_this_week(way, None if week is None else week.plan.stage)
    headline = f"On the way back ({where}), stage {number} of {len(STAGES)}"
    return "way back", headline, f"{runs}, a day between: three runs a week at most."


def _words(athlete: Athlete, weeks: Window, target: float) -> tuple[str, str, tuple[str, ...]]:
    if not athlete.runs:
        hint = ("Read watch files with: aerobase import FOLDER",)
        return "No run yet", "No file has been read up to this day.", hint
    if not weeks.runs:
        last = athlete.runs[-1]
        ago = (athlete.today - last.local_date).days
        sentence = f"The last one was {ago} days ago, on {words.long_day(last.local_date)}."
        return "No run in the last 4 weeks", sentence, ()
    if athlete.ceiling is None and not weeks.known_s:
        return _no_ceiling(athlete)
    if weeks.aerobic_frac is None:
        sentence = "Without heart rate nobody can say how aerobic the running was."
        hint = ("Wear a heart-rate sensor, and check that the watch records it.",)
        return "No heart rate in the last 4 weeks", sentence, hint
    if weeks.known_s < LEAST_MINUTES * 60:
        known = words.duration(weeks.known_s)
        sentence = f"Only {known} of the last 4 weeks' running has heart rate to judge by."
        return "Too little to judge yet", sentence, ()
    aside = _but_for_a_race(athlete, weeks, target)
    return _judged(weeks, weeks.aerobic_frac, target, aside)


def _days_off(athlete: Athlete, weeks: Window) -> tuple[Kind, str, str] | None:
    """Return that nothing was run, longer than the own gaps: enough of nothing is no verdict.

    Where the last weeks hold no run at all, the balance says so itself.
    """
    if not weeks.runs:
        return None
    last, days = athlete.runs[-1].local_date, sorted(set(athlete.run_days))
    if not is_break(last, athlete.today + timedelta(days=1), days, days_off_given(athlete)):
        return None
    off = (athlete.today - last).days
    return "balance", f"No run for {off} days", f"The last one was on {words.long_day(last)}."


def _but_for_a_race(athlete: Athlete, weeks: Window, target: float) -> tuple[date, float] | None:
    """Return the day of the one race of these weeks, and their share without it, where it is all.

    A race is run to be hard: whoever keeps to the ceiling otherwise is not told to slow down. Of
    two races it is not said.
    """
    runs = between(athlete.runs, weeks.first, weeks.last)
    raced = race_days(athlete) & {run.local_date for run in runs}
    if len(raced) != 1:
        return None
    (day,) = raced
    rest = window("", [run for run in runs if run.local_date != day], weeks.first, weeks.last)
    frac = rest.aerobic_frac
    whole = weeks.aerobic_frac
    if frac is None or whole is None or rest.known_s < LEAST_MINUTES * 60 or whole >= target:
        return None
    return (day, frac) if frac >= target else None


def _judged(
    weeks: Window, frac: float, target: float, aside: tuple[date, float] | None
) -> tuple[str, str, tuple[str, ...]]:
    said = (
        f"{words.share(frac)} of the last 4 weeks' running with known heart rate was at or under"
        f" the ceiling; the target is {words.limit(target)}."
    )
    unknown = weeks.unknown_s / weeks.duration_s if weeks.duration_s else 0.0
    hints = (
        (
            (
                f"{words.share(unknown)} of the running time has no usable heart rate and is not "
                "judged: tighten the watch, or wear a chest strap."
            ),
        )
        if unknown >= 0.2  # noqa: PLR2004 - own choice: a fifth missing may turn the verdict
        else ()
    )
    if aside is not None:
        day, without = aside
        said = (
            f"{words.share(without)} of the last 4 weeks' running with known heart rate was at or "
            f"under the ceiling, the race of {words.day(day)} left out ({words.share(frac)} with "
            f"it); the target is {words.limit(target)}."
        )
        frac = without
    headline = "Enough aerobic running" if frac >= target else "Too much running above the ceiling"
    return headline, said, hints


def _what_to_do(
    athlete: Athlete, flags: Sequence[Flag], *, under: bool, but_for_a_race: bool
) -> tuple[str, ...]:
    """Return what settles a doubted ceiling, else what has not been tried yet.

    The advice under a verdict that stands for weeks changes with what has not worked. No test is
    spoken of beside a warning that bars it or to legs not used to its hour, and nothing at all
    beside a warning that bars running. ``under``: the verdict is that too much was above.
    """
    bars = rank(strictest(flag.plan_effect for flag in flags))
    low = 0 if but_for_a_race else len(low_weeks(athlete))
    if bars >= rank("no_run"):
        return ()
    held = bars >= rank("hold")
    doubt = None if held else doubt_on(athlete)
    if doubt is not None:  # slower by a ceiling that may be wrong is no advice
        return (f"{IN_DOUBT}. {doubt.reason} {doubt.action}",)
    if not under and low < LOW_ROW:
        return ()
    measure = not held and longest_test_min(athlete) >= DRIFT_TEST_MIN
    first = FIRST if measure else FIRST[:1]
    again = (*AGAIN, *OFTEN) if recent(athlete)[1].runs >= OFTEN_RUNS else AGAIN
    step = advices_tried(athlete)
    said = first[step] if step < len(first) else again[(step - len(first)) % len(again)]
    return (f"{_in_a_row(max(low, weeks_standing(athlete)))}{said}",)


def _in_a_row(weeks: int) -> str:
    if weeks > COUNTED:
        return "It has been so for months. "
    return f"That is {weeks} weeks in a row. " if weeks > 1 else ""


def _no_ceiling(athlete: Athlete) -> tuple[str, str, tuple[str, ...]]:
    reason = no_ceiling_reason(athlete.profile, athlete.today)
    sentence = f"{reason[:1].upper()}{reason[1:]}."
    if athlete.profile.birth_date is None:
        hint = BIRTH_DATE
    else:
        hint = (
            "Enter a measured one with: aerobase thresholds set; until then run by the talk test."
        )
    return "No aerobic ceiling to judge by", sentence, (hint,)


def ceiling_words(athlete: Athlete, *, look: str = "") -> str:
    """Return which ceiling is in force, and why; ``look`` is how to see what doubts it."""
    ceiling = athlete.ceiling
    if ceiling is None:
        reason = no_ceiling_reason(athlete.profile, athlete.today)
        return f"{reason[:1].upper()}{reason[1:]}."
    doubt = "" if doubt_on(athlete) is None else f", in doubt{look}"
    return ceiling_said(ceiling, doubt=doubt)


def ceiling_said(ceiling: Ceiling, *, doubt: str = "") -> str:
    """Return a ceiling with its method, its span and its band."""
    rough = ", a rough estimate" if ceiling.rough else ""
    band = words.band((ceiling.floor_bpm, ceiling.bpm))
    off = ceiling.uncertainty_bpm
    span = "" if off is None else f", could be off by {off:.0f} bpm either way"
    method = f"{method_of(ceiling.method).words}{rough}{span}{doubt}"
    return f"Ceiling {ceiling.bpm} bpm ({method}); most running belongs in the band {band}."
