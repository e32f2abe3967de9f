"""Half a year of weeks in a glance: one column a week, split by its aerobic share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reports import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.judging.balance import Week

WEEKS: Final = 26
_COLUMN: Final = 10
_WIDTH: Final = 8
_HEIGHT: Final = 40


def strip(weeks: Sequence[Week], target: float) -> str:
    """Return a small ``<svg>`` of the last 26 weeks, the newest at the right; empty without any.

    Every column is as tall as the known running time is whole; a week without any is a gap. The
    line is the target.
    """
    shown = weeks[-WEEKS:]
    if not any(week.aerobic_frac is not None for week in shown):
        return ""
    under, above = [], []
    for number, week in enumerate(shown, start=WEEKS - len(shown)):
        if week.aerobic_frac is None:
            continue
        x, split = number * _COLUMN, round(_HEIGHT * (1 - week.aerobic_frac), 1)
        under.append(f"M{x} {_HEIGHT}V{split:g}h{_WIDTH}V{_HEIGHT}z")
        above.append(f"M{x} {split:g}V0h{_WIDTH}V{split:g}z" if split else "")
    line = round(_HEIGHT * (1 - target), 1)
    return (
        f'<svg viewBox="0 0 {WEEKS * _COLUMN - 2} {_HEIGHT}" class="strip" role="img" '
        f'preserveAspectRatio="none" aria-label="{words_of(shown, target)}">'
        f'<path class="bar aerobic" d="{"".join(under)}"/>'
        f'<path class="bar above" d="{"".join(above)}"/>'
        f'<path class="k" d="M0 {line:g}H{WEEKS * _COLUMN}"/></svg>'
    )


def words_of(weeks: Sequence[Week], target: float) -> str:
    """Say how many of the known weeks reached the target."""
    known = [week.aerobic_frac for week in weeks if week.aerobic_frac is not None]
    reached = sum(1 for frac in known if frac >= target)
    return f"{reached} of the last {len(known)} weeks with heart rate reached {words.limit(target)}"
