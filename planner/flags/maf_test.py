"""What the last declared MAF test says against the one before it (RULES 1.2, 5.5).

Maffetone: a faster pace at the same heart rate is progress, a plateau is usual for some weeks to
months, slower is the earliest objective sign of overtraining. The tolerances are our own choice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.field_tests import MafTest, maf_trends
from planner.field_tests.trend import TOLERANCE
from planner.flags.model import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.athlete import Athlete
    from planner.field_tests import Trend
    from planner.flags.model import PlanEffect, Severity
    from planner.test_results import Rating

STANDS_DAYS: Final = 42  # own choice: tests are three to four weeks apart (Maffetone)
_SAID: Final[dict[Rating, tuple[Severity, PlanEffect, str, str]]] = {
    "regress": (
        "watch",
        "no_growth",
        "MAF tests slower, twice running",
        "Look for the cause: too much hard running, too little easy, stress, food, illness.",
    ),
    "abnormal plateau": (
        "note",
        "none",
        "MAF tests have not moved for a long time",
        "Look for what is holding it back: training, food, stress, health.",
    ),
    "ambiguous": (
        "note",
        "none",
        "MAF test faster, but for a doubtful reason",
        "It may be fatigue, which lowers heart rate; test again after an easy week.",
    ),
}


# One slower test changes nothing: the next one tells (JUDGEMENT 7).
_ONCE: Final[tuple[Severity, PlanEffect, str, str]] = (
    "note",
    "none",
    "MAF test slower than those before",
    "A single test can be off: run the next one rested, on the same course.",
)


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield what the last comparable test warns of."""
    tests = [test for test in athlete.tests if isinstance(test, MafTest)]
    trends = maf_trends(tests, athlete)
    if not trends or trends[-1].rating not in _SAID:
        return
    last = trends[-1]
    stands = timedelta(days=STANDS_DAYS)
    if athlete.today - last.test.declaration.day < stands:
        once = last.rating == "regress" and [one.rating for one in trends[-2:-1]] != ["regress"]
        yield _flag(athlete, last, _ONCE if once else _SAID[last.rating])


def _flag(athlete: Athlete, trend: Trend, said: tuple[Severity, PlanEffect, str, str]) -> Flag:
    severity, effect, title, advice = said
    day = trend.test.declaration.day
    days = (day,) if trend.against is None else (trend.against, day)
    return Flag(
        id=f"maf_test-{day.isoformat()}",
        severity=severity,
        title=title,
        since=day,
        evidence=(
            Evidence(
                what=f"change of pace at the same heart rate ({trend.why})",
                value=None if trend.change_frac is None else round(trend.change_frac, 4),
                unit="1",
                measure="change",
                baseline=0.0,
                limit=athlete.profile.limits[TOLERANCE],
                days=days,
            ),
        ),
        source="Maffetone; the tolerance is aerobase's own choice",
        evidence_strength="weak",
        advice=(advice,),
        plan_effect=effect,
    )
