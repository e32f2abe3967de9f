"""What the diary says of the body on the planning day: pain that stands, soreness, illness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner.body.pain import of_left, of_right, pain_stop, pains_by_place, worst_by_day
from planner.week.limits import FEVER_FREE, PAIN_RETURN_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry
    from planner.profile.limits import Limits

OneSide: TypeAlias = Literal["left", "right"]
SORENESS_STANDS_DAYS: Final = 2
ILLNESS_STANDS_DAYS: Final = 14  # an illness never said to be over counts as over then


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """The last day's worst score of one place and side; it stands until a newer one (RULES 5.4)."""

    place: str
    side: OneSide
    score: float
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """State of the body as the diary tells it.

    ``stopped`` is true while a pain above 5, or a limp, has not come down to 3;
    ``way_back_until`` is the last day of the two careful weeks after such a stop; ``ill_until``
    the last day without running; ``ill_since`` the last illness's first day, where it ended
    within six weeks.
    """

    pains: tuple[Pain, ...]
    stopped: bool
    way_back_until: date | None
    soreness: float
    ill_since: date | None
    ill_until: date | None
    ill_days: frozenset[date]

    def pain(self, *places: str) -> float:
        """Return the highest standing score of the places named; 0.0 where nothing was said."""
        return max((pain.score for pain in self.pains if pain.place in places), default=0.0)

    @property
    def worst(self) -> Pain | None:
        """Return the highest standing pain, or null."""
        return max(self.pains, key=lambda pain: (pain.score, pain.place, pain.side), default=None)


def body_on(diary: Sequence[DiaryEntry], today: date, limits: Limits) -> Body:
    """Return the state of the body after every entry up to ``today`` (RULES 5.4, 7.1)."""
    known = [entry for entry in diary if entry.day <= today]
    pains, stopped, back = _pains(known, limits)
    way_back = None if back is None else back + timedelta(days=int(limits[PAIN_RETURN_DAYS]) - 1)
    since, until, ill_days = _illness(known, today, limits)
    sore_from = today - timedelta(days=SORENESS_STANDS_DAYS)
    return Body(
        pains=pains,
        stopped=stopped,
        way_back_until=way_back,
        soreness=max(
            (e.score or 0.0 for e in known if e.kind == "soreness" and e.day >= sore_from),
            default=0.0,
        ),
        ill_since=since,
        ill_until=until,
        ill_days=ill_days,
    )


def _pains(
    diary: Sequence[DiaryEntry], limits: Limits
) -> tuple[tuple[Pain, ...], bool, date | None]:
    """Return standing pains, whether one of them stops running, and when the last stop ended."""
    standing: list[Pain] = []
    stopped = False
    ended: list[date] = []
    for place, entries in sorted(pains_by_place(diary).items()):
        sides: tuple[tuple[OneSide, list[DiaryEntry]], ...] = (
            ("left", of_left(entries)),
            ("right", of_right(entries)),
        )
        for side, said in sides:
            if not said:
                continue
            day, score = worst_by_day(said)[-1]
            stop = pain_stop(said, limits)
            stopped = stopped or stop.since is not None
            ended += [] if stop.ended is None else [stop.ended]
            if score > 0:
                standing.append(Pain(place=place, side=side, score=score, day=day))
    return tuple(standing), stopped, max(ended, default=None)


@dataclass(slots=True, kw_only=True)
class _Illness:
    """One illness as it is read out of the diary: entries until one says it is over."""

    first: date
    last: date
    fever: bool
    over: date | None = None

    def end(self, today: date) -> date:
        """Return the last day ill: the day before it was over, else a fortnight at most."""
        if self.over is not None:
            return max(self.last, self.over - timedelta(days=1))
        return max(self.last, min(today, self.last + timedelta(days=ILLNESS_STANDS_DAYS)))


def _illness(
    diary: Sequence[DiaryEntry], today: date, limits: Limits
) -> tuple[date | None, date | None, frozenset[date]]:
    """Return the last illness: first day, last day without running, days ill (all illnesses).

    Two whole days free of fever come before the first run; an illness said to be without fever
    ends with the entry that says it is over.
    """
    found = _illnesses([entry for entry in diary if entry.kind == "illness"])
    if not found:
        return None, None, frozenset()
    days = {day for one in found for day in _days(one.first, one.end(today))}
    last = found[-1]
    rest = int(limits[FEVER_FREE]) if last.fever else 0
    return last.first, last.end(today) + timedelta(days=rest), frozenset(days)


def _illnesses(entries: Sequence[DiaryEntry]) -> list[_Illness]:
    """Return the illnesses of these entries; one not ended within a fortnight ended by itself."""
    found: list[_Illness] = []
    for entry in entries:
        open_one = found[-1] if found and found[-1].over is None else None
        if entry.values.get("over") is True:
            if open_one is not None:
                open_one.over = entry.day
            continue
        fever = entry.values.get("fever") is not False
        if open_one is None or (entry.day - open_one.last).days > ILLNESS_STANDS_DAYS:
            found.append(_Illness(first=entry.day, last=entry.day, fever=fever))
        else:
            open_one.last, open_one.fever = entry.day, open_one.fever or fever
    return found


def _days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}
