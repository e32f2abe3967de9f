"""The way back after pain in words: its stage, what opens the next, what has to be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.heel_raises import DOSE, PLACES
from planner.body.pain import DOWN_TO
from planner.body.way_back import STAGES
from planner.week.model import StageNote

if TYPE_CHECKING:
    from datetime import date

    from planner.body.way_back import WayBack

RAISED: Final = PLACES | {"foot"}  # raises load nothing else that hurts
RAISES: Final = (
    f"From its first run on, once a day on days without a run: heel raises, first on both legs, "
    f"later on one, {DOSE} (not from the Sock Doc's video)."
)


def stage_note(way: WayBack | None, number: int | None = None) -> StageNote | None:
    """Return a way back as a plan keeps it, or None; ``number`` is the stage its runs are of."""
    if way is None:
        return None
    way = way if number is None else replace(way, stage=number)
    return StageNote(
        stage=way.stage,
        stages=len(STAGES),
        words=way.now.words,
        place=way.place,
        side=way.side,
        begins=way.begins,
        last_result=f"{way.score:g} of 10 on {words.day(way.scored)}",
        opens_next=opens_next(way),
    )


def begins(way: WayBack) -> str:
    """Return when the first run of a way back may be, as "begins …"."""
    if way.begins is None:
        return f"begins when the pain is {DOWN_TO}"
    return f"begins on {words.day(way.begins)}"


def waits(way: WayBack | None, day: date) -> bool:
    """Return whether pain stopped running and the way back has not begun by a day."""
    return way is not None and (way.begins is None or day < way.begins)


def opens_next(way: WayBack) -> str:
    """Return what opens the next stage of a way back, in words."""
    times = "three times" if way.stage == len(STAGES) else "twice"
    then = "then the way back is over" if way.stage == len(STAGES) else "then the next stage"
    opens = f"Done {times} with pain of 2 or less during it and the next morning, {then}."
    return f"{opens} {RAISES}" if way.place in RAISED else opens


def unanswered(way: WayBack) -> str:
    """Return that runs without an entry open nothing, as a last sentence; empty below two."""
    if way.unanswered < 2:  # noqa: PLR2004 - the last run is asked about on its day
        return ""
    log = f"aerobase log pain N {way.place} {way.side}"
    return f" The last {way.unanswered} runs have no entry of pain, and open nothing ({log})."


def of_this_week(way: WayBack, planned: StageNote | None) -> tuple[int, str]:
    """Return stage and words of what is run this week: that of its plan, until it is over."""
    if (
        planned is None
        or planned.begins is None
        or (planned.place, planned.side) != (way.place, way.side)
        or planned.stage >= way.stage
    ):
        return way.stage, way.now.words
    return planned.stage, planned.words


def stage_words(way: WayBack, today: date, planned: StageNote | None = None) -> str:
    """Return where the way back stands, in two or three sentences.

    ``planned`` is the way back as the week was planned; its runs keep their stage.
    """
    last = f"Last: {way.score:g} of 10 on {words.day(way.scored)}."
    where = f"Way back ({words.where(way.place, way.side)})"
    if waits(way, today):
        return f"{where}: it {begins(way)}; walk as much as you like without pain. {last}"
    number, runs = of_this_week(way, planned)
    if number < way.stage:
        return (
            f"{where}, stage {number} of {len(STAGES)}: {runs}. Stage {way.stage} is reached; this "
            f"week stays as it was planned. {last}"
        )
    times = f" This one was done well {_times(way.well)} so far." if way.well else ""
    stage = f"stage {way.stage} of {len(STAGES)}: {way.now.words}"
    return f"{where}, {stage}. {opens_next(way)}{times} {last}"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"  # noqa: PLR2004


def open_questions(way: WayBack, today: date) -> tuple[str, ...]:
    """Return what the way back has to know today: pain during the last run, and this morning."""
    place = f"{way.place} {way.side}"
    asked = []
    if way.unanswered and way.ran is not None:
        asked.append(
            f"Pain during the run of {words.day(way.ran)}, 0 to 10? "
            f"(aerobase log pain {place} during --score N --date {way.ran})"
        )
    if way.scored < today:
        asked.append(
            f"Pain this morning, 0 to 10? "
            f"(aerobase today --pain N --place {way.place} --side {way.side})"
        )
    return tuple(asked)
