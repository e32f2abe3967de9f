"""Which runs a week wishes for: the long one, easy ones, a test, strides, quality, second runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from planner.past.weeks import WEEK
from planner.session import between
from planner.test_results import MafTest
from planner.week.drift_offer import with_drift_test
from planner.week.limits import MAF_TEST_EVERY, QUALITY_SHARE
from planner.week.proportions import USUAL_RUN_MIN
from planner.week.slots import slots_for
from planner.week.store import planned_days
from planner.week.target import LONG_BUILD_SHARE, STAGED, STEADY

if TYPE_CHECKING:
    from datetime import date

    from planner.athlete import Athlete
    from planner.body.state import Body
    from planner.day.effect import Effect
    from planner.day.hard_running import HardRunning
    from planner.week.history import History
    from planner.week.model import RunKind
    from planner.week.slots import Slot
    from planner.week.target import Target

    Slots: TypeAlias = tuple[Slot, ...]

NOT_IN_DOUBT: Final = "Not while the ceiling is in doubt: it measures the pace at that ceiling."
TEST_LEAST_MIN: Final = 27  # 12 warm-up, 15 measured (RULES 1.2)
TEST_MOST_MIN: Final = 60  # own choice: a test is no long run, whatever the volume
TEST_WHOLE_MIN: Final = 32  # own choice: 12 warm-up, 15 measured, 5 cool-down
TEST_LEAST_WEEKS: Final = 4
TWO_DAYS: Final = 2
NO_TEST_AFTER: Final = frozenset({"quiet", "pain", "eased", "ill", "away", "race", "after race"})
STRIDES_LEAST_MIN: Final = 25
NO_TEST_PAIN: Final = 4
QUALITY_RUN_DAYS: Final = 5
QUALITY_LEAST_MIN: Final = 35
SECOND_SHARE: Final = 0.4  # a second run's minutes over those of an easy first one (own choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The runs wished for, longest first; second runs; quality's minutes above the ceiling.

    ``unmet`` holds (rule, why) of wishes that the week could not even begin with.
    """

    slots: tuple[Slot, ...]
    second_runs: int
    second_min: int
    above_min: int
    unmet: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What wishes are made from."""

    athlete: Athlete
    history: History
    target: Target
    effect: Effect
    hard: HardRunning
    body: Body
    monday: date
    drift_test: bool = False  # one is to be offered, and
    drift_said: bool = False  # an earlier plan said why it could not
    doubted: bool = False  # the ceiling is in doubt

    @property
    def race_week(self) -> bool:
        """Return whether a race, one of the week's runs, lies in it."""
        race = self.athlete.profile.availability.race_date
        return race is not None and self.monday <= race < self.monday + WEEK


def wishes_of(case: Case, *, cap_min: int) -> Wishes:
    """Return the week's wishes (RULES 1.2, 1.3); no run is longer than ``cap_min``.

    Each special run takes the place of an easy one.
    """
    target = case.target
    second_runs, second_min = _second_runs(case)
    slots = slots_for(
        target.seconds - 60 * second_runs * second_min,
        target.run_days - case.race_week,
        cap_min=cap_min,
        with_long=target.with_long and not target.run_walk,
        limits=case.athlete.profile.limits,
        long_min=target.long_min,
        share=LONG_BUILD_SHARE,
        usual_min=() if target.rhythm in STAGED else case.history.easy_min,
        long_wish=_long_wish(case, 60 * second_runs * second_min),
    )
    if case.athlete.profile.availability.long_run_day is None:
        slots = _standing_out(slots)
    unmet: list[tuple[str, str]] = []
    if case.drift_test and _drift_fits(case):
        slots = with_drift_test(slots, [] if case.drift_said else unmet, cap_min=cap_min)
    for special in (_with_test, _with_quality, _with_strides):
        slots = special(case, slots, unmet)
    hard = any(slot.kind == "quality" for slot in slots)
    share = case.athlete.profile.limits[QUALITY_SHARE]
    return Wishes(
        slots=slots,
        second_runs=second_runs,
        second_min=second_min,
        above_min=int(target.seconds / 60 * share) if hard else 0,
        unmet=tuple(unmet),
    )


def _standing_out(slots: Slots) -> Slots:
    """Return the slots without a long run where it is no longer than another."""
    minutes = [slot.minutes for slot in slots]
    if minutes.count(max(minutes, default=0)) <= 1:
        return slots
    return tuple(replace(slot, kind="easy") for slot in slots)


def _long_wish(case: Case, second_s: float) -> float | None:
    """Return the long run's own share of a week without its second runs, null where it has none.

    A second day beside what was one run a week is no more than a test needs: the one run stays.
    """
    target, share = case.target, case.history.long_share
    if not target.seconds:
        return share
    if target.run_days != TWO_DAYS:
        return share and share * target.seconds / (target.seconds - second_s)
    own = share or 1 - 60 * TEST_LEAST_MIN / target.seconds
    return min(own, 1 - 60 * USUAL_RUN_MIN / target.seconds)


def _second_runs(case: Case) -> tuple[int, int]:
    """Return how many second runs a week has, and their minutes, for those who have them."""
    target = case.target
    if not case.athlete.profile.availability.doubles or target.rhythm not in STEADY:
        return 0, 0
    count = min(case.history.doubles, target.run_days)
    easy_min = target.seconds / 60 / (target.run_days + SECOND_SHARE * count)
    minutes = int(SECOND_SHARE * easy_min)
    return (count, minutes) if count > 0 and minutes >= USUAL_RUN_MIN else (0, 0)


def _with_test(case: Case, slots: Slots, unmet: list[tuple[str, str]]) -> Slots:
    hurting = max((pain.score for pain in case.body.pains), default=0.0)
    if not _test_due(case) or any(slot.kind == "drift_test" for slot in slots):
        return slots
    if case.doubted:
        if not case.drift_said:
            unmet.append(("MAF test", NOT_IN_DOUBT))
        return slots
    if hurting >= NO_TEST_PAIN:
        unmet.append(("MAF test", f"Not while pain stands at {hurting:g}: it would measure that."))
        return slots
    if case.effect.holds("hold"):
        unmet.append(("MAF test", f"Not while this holds: {case.effect.because}."))
        return slots
    return _shortened(_with(_test_first(slots), "maf_test", TEST_LEAST_MIN, unmet))


def _drift_fits(case: Case) -> bool:
    """Return whether this is a week for a drift test: an ordinary one, with heart rate."""
    weeks = case.history.weeks
    return (
        test_fits(case.athlete, case.target, weeks=len(weeks))
        and not _ill(case)
        and not case.effect.holds("hold")
        and not case.race_week
        and weeks[-1].reason not in NO_TEST_AFTER
        and _is_heard(case.athlete, case.monday)
    )


def _ill(case: Case) -> bool:
    """Return whether days of illness lie in the week: a test would measure that (own choice)."""
    return any(case.monday <= day < case.monday + WEEK for day in case.body.illness.days)


def _test_first(slots: Slots) -> Slots:
    """Return the slots with the shortest easy run that holds a whole test before the others.

    So a test takes no place of a run that is usually long.
    """
    whole = [slot for slot in slots if slot.kind == "easy" and slot.minutes >= TEST_WHOLE_MIN]
    if not whole:
        return slots
    first = slots.index(whole[-1])
    rest = (*slots[:first], *slots[first + 1 :])
    long = tuple(slot for slot in rest if slot.kind == "long")
    return (*long, slots[first], *(slot for slot in rest if slot.kind != "long"))


def _shortened(slots: Slots) -> Slots:
    """Return the slots with a test of an hour at most; what it leaves goes to the easy runs."""
    test = next((slot for slot in slots if slot.kind == "maf_test"), None)
    easy = [slot for slot in slots if slot.kind == "easy"]
    if test is None or test.minutes <= TEST_MOST_MIN:
        return slots
    longest = max(slot.minutes for slot in slots)
    left = test.minutes - TEST_MOST_MIN
    parts = max(1, len(easy))
    more = {id(slot): left // parts + (n < left % parts) for n, slot in enumerate(easy)}
    return tuple(
        replace(slot, minutes=TEST_MOST_MIN)
        if slot is test
        else replace(slot, minutes=min(longest, slot.minutes + more.get(id(slot), 0)))
        for slot in slots
    )


def _test_due(case: Case) -> bool:
    """Return whether a MAF test belongs in this week (RULES 1.2: every four weeks)."""
    weeks = case.history.weeks
    if not test_fits(case.athlete, case.target, weeks=len(weeks)) or _ill(case):
        return False
    if weeks[-1].reason in NO_TEST_AFTER or not _is_heard(case.athlete, case.monday):
        return False
    last = last_test(case.athlete, case.monday)
    return last is None or case.monday + WEEK - last > weeks_between_tests(case.athlete)


def _is_heard(athlete: Athlete, monday: date) -> bool:
    """Return whether a run of the last four weeks has heart rate: a test is nothing without."""
    first = monday - TEST_LEAST_WEEKS * WEEK
    return any(
        run.facts.hr_mean_bpm is not None
        for run in between(athlete.runs, first, monday - timedelta(days=1))
    )


def test_fits(athlete: Athlete, target: Target, *, weeks: int) -> bool:
    """Return whether a week of this kind may hold a test; ``weeks`` lie before it."""
    if athlete.plan_ceiling is None or target.run_walk or athlete.profile.health.pregnant:
        return False
    return target.rhythm in STEADY and weeks >= TEST_LEAST_WEEKS


def weeks_between_tests(athlete: Athlete) -> timedelta:
    """Return the time from one test to the next."""
    return timedelta(weeks=athlete.profile.limits.whole(MAF_TEST_EVERY))


def last_test(athlete: Athlete, monday: date) -> date | None:
    """Return the day of the last test before ``monday``, null without one.

    A test that was planned counts like one that was logged: a missed one is not rolled forward.
    """
    first = monday - weeks_between_tests(athlete)
    planned = planned_days(
        athlete.events, "maf_test", first - timedelta(days=first.weekday()), monday
    )
    return max((*tests_before(athlete, monday), *planned), default=None)


def tests_before(athlete: Athlete, monday: date) -> tuple[date, ...]:
    """Return the days before ``monday`` of all MAF tests that were logged or declared."""
    logged = [entry.day for entry in athlete.diary if entry.kind == "maf-test"]
    declared = [test.declaration.day for test in athlete.tests if isinstance(test, MafTest)]
    return tuple(sorted(day for day in (*logged, *declared) if day < monday))


def _with_quality(case: Case, slots: Slots, unmet: list[tuple[str, str]]) -> Slots:
    """Return the slots with a hard run where it is wanted, unlocked and few enough."""
    wanted = case.athlete.profile.availability.quality_wanted
    if not wanted or case.target.rhythm not in STEADY:
        return slots
    if case.hard.why:
        unmet.append(("quality run", f"Not yet: {case.hard.why}."))
        return slots
    if not quality_fits(case.target, test=_test_due(case)):
        return slots
    return _with(slots, "quality", QUALITY_LEAST_MIN, unmet)


def quality_fits(target: Target, *, test: bool) -> bool:
    """Return whether a week of this kind may hold a hard run; ``test``: a test is due in it.

    Eight runs of ten stay easy (RULES 7.2): one in five runs is few enough; with fewer runs, only
    weeks that build have one. Lighter weeks and weeks with a test have none.
    """
    often = target.run_days >= QUALITY_RUN_DAYS
    return not test and target.rhythm in ({"build", "hold"} if often else {"build"})


def _with_strides(case: Case, slots: Slots, unmet: list[tuple[str, str]]) -> Slots:
    wanted = case.athlete.profile.availability.strides_wanted
    if not wanted or case.target.rhythm not in STEADY:
        return slots
    if case.hard.strides_why:
        unmet.append(("strides", f"Left out: {case.hard.strides_why}."))
        return slots
    return _with(slots, "strides", STRIDES_LEAST_MIN, unmet)


def _with(slots: Slots, kind: RunKind, least_min: int, unmet: list[tuple[str, str]]) -> Slots:
    """Return the slots with the longest easy one made a run of that kind, if long enough.

    The longest, so that with few days nothing is gained by leaving the special run out.
    """
    only = len(slots) == 1 and kind == "maf_test"  # a week of one run is tested by that one
    for place in range(len(slots)):
        if (only or slots[place].kind == "easy") and slots[place].minutes >= least_min:
            return (*slots[:place], replace(slots[place], kind=kind), *slots[place + 1 :])
    name = "MAF test" if kind == "maf_test" else f"{kind} run".replace("strides run", "strides")
    unmet.append((name, f"No easy run of this week is long enough: it needs {least_min} min."))
    return slots
