"""The options of `init`: one for each thing a profile may say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import click

from reports.commands.params import CATEGORY, SEX, SIDE_OR_NO, UNITS, Day, named

if TYPE_CHECKING:
    from collections.abc import Callable

_BEATS: Final = click.FloatRange(25, 240)
_OPTIONS: Final = (
    click.option("--birth-date", type=Day(), help="The 180-formula needs it."),
    click.option("--sex", type=SEX, help="For the load."),
    click.option("--category", type=CATEGORY, help="Of the 180-formula."),
    click.option(
        "--recovering/--not-recovering",
        default=None,
        help="Category a: illness, operation, regular medication.",
    ),
    click.option(
        "--hindered/--not-hindered",
        default=None,
        help="Category b: injured, often ill, irregular, starting.",
    ),
    click.option(
        "--progressing/--not-progressing",
        default=None,
        help="Category d: over two years, improving, not injured.",
    ),
    click.option("--timezone", metavar="ZONE", help="Such as Europe/Madrid."),
    click.option("--units", type=UNITS, help="Of all that you read."),
    click.option("--ceiling", type=_BEATS, help="A measured aerobic ceiling in bpm."),
    click.option("--hr-max", type=_BEATS, help="Highest heart rate ever seen, bpm."),
    click.option("--hr-rest", type=_BEATS, help="Resting heart rate, bpm."),
    click.option("--lthr", type=_BEATS, help="Threshold heart rate of 30 min all-out."),
    click.option("--since", type=Day(), help="Day from which the values given hold; else always."),
    click.option("--over-65-extra", type=click.IntRange(0, 10), help="Category d only."),
    click.option(
        "--rate-medicine/--no-rate-medicine",
        default=None,
        help="Medicine that changes the heart rate.",
    ),
    click.option("--pacemaker/--no-pacemaker", default=None, help="No formula's ceiling then."),
    click.option("--arrhythmia/--no-arrhythmia", default=None, help="No formula's ceiling then."),
    click.option("--pregnant/--not-pregnant", default=None, help="By effort, nothing hard."),
    click.option("--achilles", type=SIDE_OR_NO, help="Achilles trouble in the last 12 months."),
    click.option("--calf", type=SIDE_OR_NO, help="Calf trouble in the last 12 months."),
    click.option("--run-days", metavar="DAYS", help="Such as tue,thu,sat."),
    click.option("--long-run-day", metavar="DAY", help="Such as sun."),
    click.option("--max-minutes", metavar="LIST", help="Such as tue=45,sat=120, or 60."),
    click.option("--fixed-runs", metavar="DAYS", help="Weekdays with a club run."),
    click.option("--blackout", type=Day(ahead=True), multiple=True, help="A day without running."),
    click.option("--race-date", type=Day(ahead=True), help="The plan makes room for it."),
    click.option("--race-km", type=click.FloatRange(0.4, 500), help="Length of the race in km."),
    click.option("--terrain", type=named("terrain", "flat", "hilly"), help="Of the usual routes."),
    click.option("--base-start", type=Day(), help="First day of the base phase."),
    click.option("--quality/--no-quality", default=None, help="Hard runs after the base."),
    click.option("--strides/--no-strides", default=None, help="Up to 20 s of quick running."),
    click.option("--doubles/--no-doubles", default=None, help="Two runs on one day."),
    click.option(
        "--grow-to",
        type=click.FloatRange(10, 2400),
        metavar="MINUTES",
        help="Of running a week beyond which no plan grows.",
    ),
)


def profile_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options, in the order of the list."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@cache
def option_named(name: str) -> click.Option:
    """Return the option that takes a value of `init`, to read an answer as it reads its value.

    Raises
    ------
    StopIteration
        There is none of that name.
    """

    @profile_options
    def every() -> None:
        """Carry the options."""

    found: list[click.Option] = every.__click_params__  # type: ignore[attr-defined]
    return next(option for option in found if option.name == name)
