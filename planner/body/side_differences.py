"""Left against right, from the diary's tests: which side is weaker or sorer.

The source compares sides at every test: "sore on one side and not on the other", "a little bit
more weak", "Left, right". No threshold was validated; the one used elsewhere for heel raises is
10 % (quoting Hébert-Losier 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry

OneSide: TypeAlias = Literal["left", "right"]
FITTING: Final = timedelta(days=14)  # sides tested further apart are not compared
RAISES: Final = "heel raises"
_SORE: Final = frozenset({"tenderness", "knee-bend-test"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDifference:
    """The last values of both sides in one test; ``worse`` is None where they are alike.

    ``unit`` is "s" or "1" where more is better (balance, heel raises), "0-10" where more is worse.
    """

    test: str
    place: str | None
    unit: str
    left: float
    right: float
    days: tuple[date, ...]
    worse: OneSide | None

    @property
    def difference(self) -> float:
        """Return how far apart the sides are, in the test's unit."""
        return abs(self.left - self.right)

    @property
    def frac(self) -> float:
        """Return the difference over the larger value; 0 where both are 0."""
        larger = max(self.left, self.right)
        return self.difference / larger if larger > 0 else 0.0


def side_differences(diary: Sequence[DiaryEntry]) -> tuple[SideDifference, ...]:
    """Return the present difference of each test of which both sides are known.

    Parameters
    ----------
    diary
        Entries, oldest first. A side said as "both" counts for each.
    """
    latest: dict[tuple[str, str | None], dict[OneSide, tuple[date, float]]] = {}
    for entry in diary:
        for name, value in _values(entry):
            sides = latest.setdefault((name, entry.place), {})
            for side in _sides(entry):
                sides[side] = (entry.day, value)
    found = []
    for (test, place), sides in latest.items():
        if len(sides) == 2 and abs(sides["left"][0] - sides["right"][0]) <= FITTING:  # noqa: PLR2004 - two sides
            found.append(_difference(test, place, sides))
    return tuple(found)


def _values(entry: DiaryEntry) -> Iterator[tuple[str, float]]:
    if entry.kind in _SORE and entry.score is not None:
        yield entry.kind, entry.score
    reps, seconds = entry.number("reps"), entry.number("seconds")
    if entry.kind == "heel-raise-test" and reps is not None:
        yield RAISES, reps
    if entry.kind == "balance-test" and seconds is not None:
        yield f"balance {entry.values.get('level') or 'B1'}", seconds


def _sides(entry: DiaryEntry) -> tuple[OneSide, ...]:
    if entry.side == "left":
        return ("left",)
    if entry.side == "right":
        return ("right",)
    return ("left", "right") if entry.side == "both" else ()


def _difference(
    test: str, place: str | None, sides: dict[OneSide, tuple[date, float]]
) -> SideDifference:
    left, right = sides["left"][1], sides["right"][1]
    more_is_worse = test in _SORE
    worse: OneSide | None = None
    if left != right:
        worse = "left" if (left > right) == more_is_worse else "right"
    return SideDifference(
        test=test,
        place=place,
        unit="0-10" if more_is_worse else "1" if test == RAISES else "s",
        left=left,
        right=right,
        days=tuple(sorted({day for day, _ in sides.values()})),
        worse=worse,
    )
