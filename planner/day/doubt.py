"""Whether the ceiling is in doubt, and the one thing that would settle it.

A formula's ceiling alone can be doubted; a measured one is the runner's own. What speaks against it
is worked out in ``planner.thresholds.trust``. The plan offers one drift test; after one that was
run none is offered for six weeks, and a doubt whose test was offered and not run lapses after six
weeks, for half a year (own choice). Who makes no plans is told every four weeks of another way to
settle it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.athlete import once
from planner.body.longest_run import longest_run
from planner.day.heard import advices_tried
from planner.flags.distance_spike import SMALL
from planner.past.asked import days_asked, drift_test_weeks
from planner.profile.methods import method_of
from planner.profile.model import CHILD_AGE
from planner.test_results import DriftTest
from planner.thresholds.drift_map import drift_map_on
from planner.thresholds.trust import LOW_WEEKS, trust
from planner.thresholds.watch import adopting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.profile.model import Profile

LAPSES: Final = timedelta(weeks=6)  # own choice: an offer stands so long
OFFERED_AGAIN: Final = timedelta(weeks=26)  # own choice: not before
DRIFT_TEST_MIN: Final = 60  # practitioner: 15 min to warm up, 45 steady (Uphill Athlete)
WEEK: Final = timedelta(weeks=1)
IN_DOUBT: Final = "The ceiling is in doubt"
STEADY_MIN: Final = 40  # JUDGEMENT 7: so long a stretch tells of drift
TEST: Final = (
    "A drift test settles it: on flat ground 15 min easy, then 45 min at one even effort at which"
    " you can talk, and afterwards aerobase log drift-test."
)
PLANNED: Final = (
    "Settle it with the drift test that the plan offers: 15 min easy, 45 min steady on flat ground."
)
STEADY: Final = (
    "Run two flat runs of 40 min a week at an even, easy effort: how they drift says what ceiling"
    " they support (aerobase thresholds)."
)
FLAT: Final = "Take flat routes for a month: hills lift the heart rate more than the pace shows."
BREATH: Final = (
    "Hide the pace on your watch, and say a long sentence aloud every ten minutes: if you have to"
    " stop for air, slow down."
)
TALK: Final = "Go by the talk test: you must speak easily in full sentences all the time."


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What speaks against the ceiling in force.

    ``said`` is the Monday of the first plan that spoke of the test, None where none has;
    ``planned``: one of them found room for it; ``tested`` is the day of a test in the last six
    weeks, None without one. ``measured`` are the first so many of ``why``, by which the ceiling
    would be ``instead_bpm``, the lowest of them, None without any. ``step`` is how many times four
    weeks this was heard and not settled; ``most_min`` the longest run that these legs are used to,
    0 for those who run no tests; ``mapped``: the drift map says something already.
    """

    why: tuple[str, ...]
    said: date | None
    planned: bool
    tested: date | None
    measured: int = 0
    instead_bpm: int | None = None
    step: int = 0
    most_min: float = DRIFT_TEST_MIN
    mapped: bool = False

    @property
    def reason(self) -> str:
        """Return the reason that is said now; all that name a ceiling where one is offered."""
        return self._told[0]

    @property
    def action(self) -> str:
        """Return the one thing to do, as a sentence."""
        return self._told[1]

    @property
    def _told(self) -> tuple[str, str]:
        why = self.why[self.step % len(self.why)]
        if self.tested is not None:
            day = words.day(self.tested)
            return why, f"The drift test of {day} says what to do: aerobase thresholds tests."
        if self.planned:
            return why, PLANNED
        if self.said is not None:  # the plan found no room for the hour
            return why, TALK
        named = " ".join(self.why[: self.measured])
        instead = [] if self.instead_bpm is None else [(named, _instead(self.instead_bpm))]
        even = STEADY if self.most_min >= STEADY_MIN and not self.mapped else FLAT
        if self.most_min >= DRIFT_TEST_MIN:
            ways = [(why, TEST), *instead, (why, even), (why, TALK)]
        else:
            ways = [*instead, (why, TALK), (why, even), (why, BREATH)]
        return ways[self.step % len(ways)]


def _instead(bpm: int) -> str:
    return (
        f"If you can talk easily at {bpm} bpm, look at what it would change: {adopting(bpm)};"
        " without --preview it stands, and can be taken back."
    )


def advised_in_doubt(flags: Sequence[Flag], doubt: Doubt) -> tuple[Flag, ...]:
    """Return the warnings, those that go by the ceiling with what settles it as the first advice.

    Slower by a ceiling that may be wrong is no advice. Beside a stop nothing is advised anyway.
    What settles it is said once: no warning repeats another (JUDGEMENT 10).
    """
    if any(flag.severity == "stop" for flag in flags):
        return tuple(flags)
    kept = {"aerobic_share": 1, "hard_days": 0}  # from which of its own advice on
    said = next((check for check in kept if any(flag.check == check for flag in flags)), "")
    first = dict.fromkeys(kept, f"{IN_DOUBT}.") | {said: f"{IN_DOUBT}. {doubt.action}"}
    return tuple(
        replace(flag, advice=(first[flag.check], *flag.advice[kept[flag.check] :]))
        if flag.check in kept
        else flag
        for flag in flags
    )


@once
def doubt_on(athlete: Athlete) -> Doubt | None:
    """Return the doubt that stands on the athlete's day; None without one, or where it lapsed."""
    ceiling = athlete.ceiling
    if ceiling is None or ceiling.provisional or method_of(ceiling.method).stated:
        return None
    tested = max(
        (one.declaration.day for one in athlete.tests if isinstance(one, DriftTest)),
        default=None,
    )
    recent = [
        monday
        for monday in drift_test_weeks(athlete)
        if (tested is None or monday > tested) and athlete.today - monday < OFFERED_AGAIN
    ]
    answered = tested is not None and athlete.today - tested < LAPSES
    if not answered and recent and athlete.today - recent[0] >= LAPSES:
        return None
    over = (
        week.aerobic_frac
        for week in reversed(athlete.weeks)
        if week.week_start + WEEK <= athlete.today
    )
    drift = drift_map_on(athlete.sessions, athlete.profile, athlete.today)
    found = trust(
        ceiling.bpm,
        sessions=athlete.sessions,
        week_fracs=over,
        age=athlete.profile.age_on(athlete.today),
        drift=drift,
    )
    if not found.contra:
        return None
    days = days_asked(athlete, "drift_test")
    planned = bool(recent) and any(day >= recent[0] for day in days)
    return Doubt(
        why=found.contra,
        said=recent[0] if recent else None,
        planned=planned,
        tested=tested if answered else None,
        measured=len(found.measured_bpm),
        instead_bpm=min(found.measured_bpm, default=None),
        mapped=drift.supported_bpm is not None,
        step=advices_tried(athlete, after=LOW_WEEKS - 1),
        most_min=longest_test_min(athlete),
    )


def longest_test_min(athlete: Athlete) -> float:
    """Return the longest run that is no jump on the athlete's day, 0 where no test is allowed."""
    if not tests_allowed(athlete.profile, athlete.today):
        return 0
    longest = longest_run(athlete.sessions, athlete.today)
    return 0 if longest is None else athlete.profile.limits[SMALL] * longest.duration_s / 60


def tests_allowed(profile: Profile, day: date) -> bool:
    """Return whether a drift test is for this runner: no heart, no pregnancy, not under 16."""
    health, age = profile.health, profile.age_on(day)
    kept = health.pregnant or health.pacemaker or health.arrhythmia or health.rate_medicine
    return not kept and (age is None or age >= CHILD_AGE)
