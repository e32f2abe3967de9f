"""Illness as the diary says it: which stands, on which days, with fever or not, until when no run.

Warnings and the week read it here alike (RULES 7.1). An illness begins with an entry and goes on
until one says that it is over. One never said to be over ends by itself ten days after its last
entry, 21 with fever (own choice); what is logged later is another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry

ENDS_AFTER: Final = timedelta(days=10)
ENDS_AFTER_WITH_FEVER: Final = timedelta(days=21)
FEVER_FREE: Final = timedelta(days=2)  # own choice: whole days before the first run (RULES 7.1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Illness:
    """One illness: the days it was logged, oldest first, and the first well day, where it was said.

    ``fever`` is None where no entry says; then it counts as one with fever.
    """

    logged: tuple[date, ...]
    fever: bool | None
    over: date | None = None

    @property
    def first(self) -> date:
        """Return the first day ill."""
        return self.logged[0]

    @property
    def ends_by_itself(self) -> date:
        """Return the last day ill where nobody says that it is over."""
        after = ENDS_AFTER if self.fever is False else ENDS_AFTER_WITH_FEVER
        return self.logged[-1] + after

    @property
    def rest_words(self) -> str:
        """Return until when there is no run, in words that follow "no run" or "rest"."""
        return "while it lasts" if self.fever is False else "until two days free of fever"

    @property
    def does(self) -> str:
        """Return what it does to the runs."""
        return f"No run {self.rest_words}; then two easy runs of at most 30 minutes."

    def title(self, today: date) -> str:
        """Return what stands, on a day on which it bars running."""
        if today > self.last_day(today):
            return "Not yet long enough free of fever"
        return "Ill with fever" if self.fever else "Ill"

    def last_day(self, today: date) -> date:
        """Return the last day ill as far as ``today`` knows: an open one lasts at least to it.

        It lies before the first day where that is also the day on which it was said to be over.
        """
        if self.over is not None:
            return min(self.over - _DAY, self.ends_by_itself)
        return max(self.logged[-1], min(today, self.ends_by_itself))

    def no_run_until(self, today: date) -> date:
        """Return the last day without a run: whole days free of fever come before the first one.

        A day logged with fever is not free of it, whatever else was said on it. Where it ends by
        itself, they lie within its three weeks.
        """
        last = self.last_day(today)
        if self.fever is False:
            return last
        until = max(last, self.logged[-1]) + FEVER_FREE
        return until if self.over is not None else min(until, self.ends_by_itself)


@dataclass(frozen=True, slots=True, kw_only=True)
class Illnesses:
    """What the diary says of illness on a day.

    ``told`` are all of them, oldest first; ``standing`` is the illness that bars running today, the
    newest of them, or None; ``days`` are all days ill, ``no_run`` all days on which illness bars a
    run.
    """

    told: tuple[Illness, ...]
    standing: Illness | None
    days: frozenset[date]
    no_run: frozenset[date]

    @property
    def no_run_until(self) -> date | None:
        """Return the last day on which any illness bars a run, or None without any."""
        return max(self.no_run, default=None)

    @property
    def why_no_run(self) -> str:
        """Return why a day of ``no_run`` has none: until when only where an illness stands."""
        return "illness" if self.standing is None else f"illness, {self.standing.rest_words}"


def illnesses_on(diary: Sequence[DiaryEntry], today: date) -> Illnesses:
    """Return what the entries up to ``today`` say; ``diary`` oldest first."""
    found = _illnesses(entry for entry in diary if entry.day <= today)
    until = {one: one.no_run_until(today) for one in found}
    barring = [one for one in found if today <= until[one]]
    return Illnesses(
        told=tuple(found),
        standing=barring[-1] if barring else None,
        days=frozenset(day for one in found for day in _days(one.first, one.last_day(today))),
        no_run=frozenset(day for one in found for day in _days(one.first, until[one])),
    )


def _illnesses(entries: Iterable[DiaryEntry]) -> list[Illness]:
    """Return the illnesses that these entries tell, oldest first."""
    found: list[Illness] = []
    for entry in entries:
        if entry.kind != "illness":
            continue
        last = found[-1] if found else None
        lasts = last is not None and last.over is None and entry.day <= last.ends_by_itself
        if entry.values.get("over") is True:
            if last is not None and lasts:
                found[-1] = replace(last, over=entry.day)
        elif last is not None and lasts:
            fever = _joint(last.fever, _fever(entry))
            found[-1] = replace(last, logged=(*last.logged, entry.day), fever=fever)
        else:
            found.append(Illness(logged=(entry.day,), fever=_fever(entry)))
    return found


def _fever(entry: DiaryEntry) -> bool | None:
    said = entry.values.get("fever")
    return said if isinstance(said, bool) else None


def _joint(*said: bool | None) -> bool | None:
    """Return whether one of these words is yes; None where none is and one says nothing."""
    if True in said:
        return True
    return None if None in said else False


def _days(first: date, last: date) -> set[date]:
    return {first + n * _DAY for n in range((last - first).days + 1)}
