"""Values in a row, each made when it is first asked for: most views look at the last year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


class LateRow(Sequence[T]):
    """The values that ``make`` gives for some numbers; what was made is kept, for slices too."""

    __slots__ = ("_made", "_make", "_numbers")

    def __init__(
        self, make: Callable[[int], T], numbers: Sequence[int], made: dict[int, T] | None = None
    ) -> None:
        self._make = make
        self._numbers = numbers
        self._made: dict[int, T] = {} if made is None else made

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> LateRow[T]: ...
    def __getitem__(self, at: int | slice) -> T | LateRow[T]:
        if isinstance(at, slice):
            return LateRow(self._make, self._numbers[at], self._made)
        return self._on(self._numbers[at])

    def __iter__(self) -> Iterator[T]:
        return map(self._on, self._numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _on(self, number: int) -> T:
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]
