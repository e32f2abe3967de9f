"""Pain as the diary scores it: how much is safe, what stops running, what stands (RULES 5.4).

The pain-monitoring model of Silbernagel et al. 2007 (Am J Sports Med 35:897) as clinics teach it:
0 to 3 safe, 4 to 5 acceptable, above 5 not. The last day's worst score of a place stands until a
newer one is logged: unlogged is not zero. Warnings and the week read it here alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.profile.limits import practitioner, published

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryEntry, Side
    from planner.body.side_differences import OneSide
    from planner.profile.limits import Limits

SOURCE: Final = "Pain-monitoring model, Silbernagel et al. 2007, Am J Sports Med 35:897"
SAFE: Final = published(
    "pain_safe_score", 3, "0-10", "pain up to here changes nothing", "Silbernagel 2007; RULES 5.4"
)
ACCEPTABLE: Final = published(
    "pain_acceptable_score",
    5,
    "0-10",
    "pain up to here allows easy flat running; above it none",
    "Silbernagel 2007",
)
MORNING_RISE: Final = practitioner(
    "pain_morning_rise", 1, "0-10", "rise from one morning to the next that counts", "RULES 5.4"
)
MORNINGS_APART_DAYS: Final = 3  # own choice: farther apart, two mornings do not compare
REPEATED_SCORE: Final = 3  # own choice: from here on
REPEATED_TIMES: Final = 3  # own choice: on so many dates
REPEATED_DAYS: Final = 7  # own choice: of so many days, pain is one that repeats
RISE: Final = 2  # own choice: a rise within these days that counts, 0-10
CALM_MORNINGS: Final = 2  # own choice: so many mornings no higher end a rise
STOP_SCORE: Final = 5  # pain above it stops running (Silbernagel 2007)
WELL_SCORE: Final = 2  # own choice: down to here a stop ends and the way back begins (JUDGEMENT 3)
DOWN_TO: Final = f"down to {WELL_SCORE}"
EASES_FROM: Final = 4  # pain from here on eases running (Silbernagel 2007: 4 to 5 acceptable)
SETTLES_DAYS: Final = 7  # own choice: so long a pain of 4 or 5 settles that has come down
SETTLED_TIMES: Final = 2  # own choice: or until so many days with 2 or less were said
UNANSWERED_DAYS: Final = 14  # own choice: so long a score up to 5 stands that nobody renews
UNANSWERED_RUNS: Final = 3  # own choice: runs since, without a word, that it takes too
NOT_FOR: Final = frozenset({"other"})  # skin, nails, arms: no tissue that running loads again
FORGOTTEN_DAYS: Final = 28  # own choice: from then on it is only asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class PainStop:
    """Since when pain stops running (None: it does not), and the day the last stop ended."""

    since: date | None
    ended: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """The last day's worst score of one place and side; it stands until a newer one (RULES 5.4)."""

    place: str
    side: OneSide
    score: float
    day: date
    stop: PainStop


def pains_by_place(diary: Sequence[DiaryEntry]) -> dict[str, list[DiaryEntry]]:
    """Return the entries that score a pain, by place, in the diary's order."""
    places: dict[str, list[DiaryEntry]] = {}
    for entry in diary:
        if entry.kind == "pain" and entry.score is not None:
            places.setdefault(entry.place or "other", []).append(entry)
    return places


def named_places(
    diary: Sequence[DiaryEntry], pains: Sequence[Pain]
) -> tuple[tuple[str, Side | None], ...]:
    """Return where it hurts as the runner named it last, newest first; "both" stays one place."""
    standing = {(pain.place, pain.side) for pain in pains}
    found: list[tuple[str, Side | None]] = []
    for entry in reversed(diary):
        if entry.kind != "pain" or not entry.score:
            continue
        place, sides = entry.place or "other", sides_of(entry.side)
        if standing & {(place, side) for side in sides}:
            found.append((place, entry.side))
            standing -= {(place, side) for side in sides}
    return tuple(found)


def sides_of(side: Side | None) -> tuple[OneSide, ...]:
    """Return the sides that an entry speaks of: both where it names none."""
    return ("left", "right") if side is None or side == "both" else (side,)


def of_left(entries: Sequence[DiaryEntry]) -> list[DiaryEntry]:
    """Return what concerns the left: what is said of both sides, or of none, stands for each."""
    return [entry for entry in entries if entry.side != "right"]


def of_right(entries: Sequence[DiaryEntry]) -> list[DiaryEntry]:
    """Return what concerns the right, likewise."""
    return [entry for entry in entries if entry.side != "left"]


def of_mornings(entries: Sequence[DiaryEntry]) -> list[DiaryEntry]:
    """Return what was said of a morning after."""
    return [entry for entry in entries if entry.when == "next morning"]


def worst_by_day(entries: Sequence[DiaryEntry]) -> list[tuple[date, float]]:
    """Return each day's highest score, oldest first, whatever the order within a day."""
    worst: dict[date, float] = {}
    for entry in entries:
        worst[entry.day] = max(worst.get(entry.day, 0.0), entry.points)
    return sorted(worst.items())


def pain_stop(entries: Sequence[DiaryEntry], limits: Limits) -> PainStop:
    """Return whether one place and side stops running: above 5, or a limp, until it is 2 or less.

    A day counts by its worst score; a day with a limp ends no stop.
    """
    since: date | None = None
    ended: date | None = None
    limps = {entry.day for entry in entries if entry.values.get("limp") is True}
    for day, score in worst_by_day(entries):
        if score > limits[ACCEPTABLE] or day in limps:
            since = since or day
        elif score <= WELL_SCORE and since is not None:
            since, ended = None, day
    return PainStop(since=since, ended=ended)


def worst_since(diary: Sequence[DiaryEntry], first: date) -> float:
    """Return the highest score that stood on ``first`` or later; 0.0 where nothing was said.

    A score logged before ``first`` stood on it where it was the last of its place and side, and
    above 5 or not yet unanswered for two weeks.
    """
    highest = 0.0
    for entries in pains_by_place(diary).values():
        for side in (of_left(entries), of_right(entries)):
            worst = worst_by_day(side)
            before = [
                score
                for day, score in [one for one in worst if one[0] <= first][-1:]
                if score > STOP_SCORE or (first - day).days < UNANSWERED_DAYS
            ]
            after = [score for day, score in worst if day > first]
            highest = max(highest, *before, *after, 0.0)
    return highest


def days_eased(diary: Sequence[DiaryEntry], today: date) -> frozenset[date]:
    """Return the days up to ``today`` on which a pain of 4 or more stood at some place.

    A score stands until a newer one of its place and side, for two weeks at most.
    """
    found: set[date] = set()
    for entries in pains_by_place([one for one in diary if one.day <= today]).values():
        for side in (of_left(entries), of_right(entries)):
            worst = worst_by_day(side)
            if not worst:
                continue
            ends = [day for day, _ in worst[1:]] + [today + timedelta(days=1)]
            for (day, score), end in zip(worst, ends, strict=True):
                if score >= EASES_FROM:
                    stands = min((end - day).days, UNANSWERED_DAYS)
                    found |= {day + timedelta(days=n) for n in range(max(1, stands))}
    return frozenset(found)


def unanswered_days(
    entries: Sequence[DiaryEntry], ran: Sequence[date], today: date, limits: Limits
) -> int:
    """Return for how many days a score that stops nothing was left unanswered; 0 while it stands.

    It is after two weeks and three runs without a word (JUDGEMENT 8); ``ran``: days with a run.
    """
    if not entries or pain_stop(entries, limits).since is not None:
        return 0
    last = max(entry.day for entry in entries)
    since = sum(last < day <= today for day in ran)
    days = (today - last).days
    return days if days >= UNANSWERED_DAYS and since >= UNANSWERED_RUNS else 0


def standing_pains(diary: Sequence[DiaryEntry], limits: Limits) -> tuple[Pain, ...]:
    """Return the pain of every place and side of which anything was said, places by name."""
    found = []
    for place, entries in sorted(pains_by_place(diary).items()):
        sides: tuple[tuple[OneSide, list[DiaryEntry]], ...] = (
            ("left", of_left(entries)),
            ("right", of_right(entries)),
        )
        for side, said in sides:
            if said:
                day, score = worst_by_day(said)[-1]
                stop = pain_stop(said, limits)
                found.append(Pain(place=place, side=side, score=score, day=day, stop=stop))
    return tuple(found)


def rising_mornings(entries: Sequence[DiaryEntry], limits: Limits) -> list[tuple[date, float]]:
    """Return the scores that rise up to the last morning, the one before the rise first.

    The first may be the highest score of the day before: what a run left behind. Empty where the
    last entry is no morning or nothing rose.
    """
    worst = worst_by_day(entries)
    mornings = worst_by_day(of_mornings(entries))
    if not mornings or mornings[-1][0] != worst[-1][0]:
        return []
    before = [one for one in worst if one[0] < mornings[0][0]]
    row = [mornings[-1]]
    for day, score in [*mornings[:-1][::-1], *before[-1:]]:
        first_day, first_score = row[0]
        apart = (first_day - day).days
        if apart > MORNINGS_APART_DAYS or first_score - score < limits[MORNING_RISE]:
            break
        row.insert(0, (day, score))
    return row if len(row) > 1 else []


def repeated_days(entries: Sequence[DiaryEntry], today: date) -> list[tuple[date, float]]:
    """Return the days of the last seven with a score of 3 or more, if there are three of them."""
    first = today - timedelta(days=REPEATED_DAYS - 1)
    found = [
        (day, score)
        for day, score in worst_by_day(entries)
        if day >= first and score >= REPEATED_SCORE
    ]
    return found if len(found) >= REPEATED_TIMES else []


def risen(entries: Sequence[DiaryEntry], today: date) -> list[tuple[date, float]]:
    """Return the low day and the first high one of a score that rose by 2 within seven days.

    It is over seven days after, or once two later mornings were no higher; empty then.
    """
    worst = worst_by_day(entries)
    settled = 0.0  # as high as a rise that is calm again; no higher is no new one
    for number in range(1, len(worst)):
        day, score = worst[number]
        if (today - day).days >= REPEATED_DAYS or score <= settled:
            continue
        near = [one for one in worst[:number] if (day - one[0]).days < REPEATED_DAYS]
        low = min(near, key=lambda one: one[1], default=None)
        if low is None or score - low[1] < RISE:
            continue
        mornings = worst_by_day(of_mornings(entries))
        calm = [when for when, later in mornings if when > day and later <= score]
        if len(calm) < CALM_MORNINGS:
            return [low, (day, score)]
        settled = score
    return []


def settling(
    entries: Sequence[DiaryEntry], today: date, limits: Limits
) -> list[tuple[date, float]]:
    """Return the days up to the last one of 4 or 5 where a pain has come down and not yet settled.

    One morning is no proof: easier running goes over into ordinary weeks by seven days, or by two
    days with 2 or less. After a stop the way back leads instead.
    """
    worst = worst_by_day(entries)
    place = max((n for n, (_, score) in enumerate(worst) if score >= EASES_FROM), default=None)
    if place is None or place == len(worst) - 1 or worst[place][1] > STOP_SCORE:
        return []
    day, well = worst[place][0], [score <= WELL_SCORE for _, score in worst[place + 1 :]]
    ended = pain_stop(entries, limits).ended
    led = ended is not None and (today - ended).days < SETTLES_DAYS
    if led or (today - day).days >= SETTLES_DAYS or sum(well) >= SETTLED_TIMES:
        return []
    return worst[: place + 1]


def since_above(worst: Sequence[tuple[date, float]], limit: float) -> date:
    """Return since when the scores of days, oldest first, are above ``limit`` up to the last."""
    since = worst[-1][0]
    for day, score in reversed(worst):
        if score <= limit:
            break
        since = day
    return since
