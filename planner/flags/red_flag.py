"""Signs that need a clinician: what they bar stands until the runner clears it (RULES 5.7)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.flags.check import cleared_id, said_back
from planner.flags.model import Evidence, Flag
from planner.flags.red_flag_signs import ASKED_AGAIN_DAYS, BY_NAME
from planner.profile.former_flags import present_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.athlete import Athlete
    from planner.flags.model import PlanEffect
    from planner.profile.model import Profile

PAIN_DAYS: Final = 14  # own choice: so long a pain counts beside a sign that it makes worse
_HURTS: Final = frozenset({"pain", "tenderness", "stiffness"})
_BIRTH: Final = "after-birth"
_ID: Final = "red_flag-"


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield one flag for each sign that was said and not cleared since.

    Some hold longer than that, and some stop everything with pain at certain places. A pregnancy
    that the profile ends with a date asks for what is due after a birth.
    """
    standing: dict[str, list[DiaryEntry]] = {}
    for entry in athlete.diary:
        if entry.kind == "redflag" and not _is_over(athlete, entry):
            standing.setdefault(_name(entry), []).append(entry)
    for name, entries in standing.items():
        yield _flag(athlete, name, entries)
    if not any(entry.kind == "redflag" and _name(entry) == _BIRTH for entry in athlete.diary):
        yield from _after_pregnancy(athlete)


def may_stand(diary: Iterable[DiaryEntry], profile: Profile) -> bool:
    """Return whether a sign can stand at all; ``find`` knows whether one does."""
    said = any(entry.kind == "redflag" for entry in diary)
    return said or any(one.name == "pregnant" for one in profile.conditions)


def flag_id(name: str) -> str:
    """Return the id under which a sign stands and is cleared."""
    return present_id(f"{_ID}{name}")


def whom_to_ask(flag_ids: Iterable[str]) -> tuple[str, ...]:
    """Return what to do about the signs among these flags, whom to ask first."""
    signs = (BY_NAME.get(one.removeprefix(_ID)) for one in flag_ids if one.startswith(_ID))
    return tuple(f"{one.title}: {one.say}" for one in signs if one is not None)


def safety_due(diary: Iterable[DiaryEntry], today: date) -> bool:
    """Return whether the safety questions are due: no answer for a quarter."""
    last = max((one.day for one in diary if one.kind == "safety"), default=None)
    return last is None or (today - last).days > ASKED_AGAIN_DAYS


def _is_over(athlete: Athlete, entry: DiaryEntry) -> bool:
    cleared = _cleared_since(athlete, entry)
    return cleared is not None and athlete.today >= _holds_until(entry, cleared)


def _holds_until(entry: DiaryEntry, cleared: date) -> date:
    """Return the first day without the sign that was cleared."""
    sign = BY_NAME.get(_name(entry))
    if sign is None:
        return cleared
    after, least = timedelta(days=sign.after_days), timedelta(days=sign.least_days)
    return max(cleared + after, entry.day + least)


def _name(entry: DiaryEntry) -> str:
    return str(entry.values.get("name"))


def _cleared_since(athlete: Athlete, entry: DiaryEntry) -> date | None:
    """Return when it was cleared after it was said: by order in the journal, not by day.

    The day would not do: a sign felt again on the day it was cleared must stop everything again.
    """
    wanted = flag_id(_name(entry))
    written = False
    for event in athlete.events:
        written = written or event.id == entry.id
        if cleared_id(event) == wanted and written and event.day >= entry.day:
            return event.day
    return None


def _effect(athlete: Athlete, name: str) -> PlanEffect:
    known = BY_NAME.get(name)
    if known is None or _hurts(athlete, known.with_pain):
        return "stop"
    return known.effect


def _hurts(athlete: Athlete, places: frozenset[str]) -> bool:
    """Return whether the last word of a place and side, in two weeks, is that it hurts."""
    last: dict[tuple[str, str, str], float] = {}
    for one in said_back(athlete, PAIN_DAYS + 1):
        if one.kind in _HURTS and one.place in places and one.score is not None:
            for side in ("left", "right") if one.side in {"both", None} else (str(one.side),):
                last[one.kind, one.place, side] = one.score
    return any(score > 0 for score in last.values())


def _flag(athlete: Athlete, name: str, entries: list[DiaryEntry]) -> Flag:
    known = BY_NAME.get(name)
    effect = _effect(athlete, name)
    sides = {entry.side for entry in entries}
    title = known.title if known else f"A sign you logged: {name}"
    if known is not None and effect != known.effect:
        title += ", with pain that it makes worse"
    cleared = [(entry, _cleared_since(athlete, entry)) for entry in entries]
    open_ones = [entry for entry, day in cleared if day is None]
    until = max((_holds_until(entry, day) for entry, day in cleared if day), default=None)
    ends = (
        ("This is no diagnosis. When a clinician has cleared you:", _clear_words(name))
        if open_ones or until is None
        else (f"Cleared; it holds until {until.isoformat()} all the same.",)
    )
    return Flag(
        id=flag_id(name),
        severity="stop" if effect == "stop" else "act" if effect == "no_run" else "watch",
        title=title,
        since=entries[0].day,
        evidence=_said(f"said by you: {title.lower()}", {entry.day for entry in entries}),
        source=known.source if known else "your own entry",
        evidence_strength=known.evidence_strength if known else "weak",
        tissue=known.tissue if known else "general",
        side=sides.pop() if len(sides) == 1 else None,
        advice=(
            known.say if known else "See a clinician before you run or train again.",
            *ends,
        ),
        plan_effect=effect,
        effect_words=known.effect_words if known and effect == known.effect else "",
    )


def _said(what: str, days: set[date]) -> tuple[Evidence, ...]:
    said = sorted(days)
    return (Evidence(what=what, value=None, unit="", baseline=None, limit=None, days=tuple(said)),)


def _clear_words(name: str) -> str:
    return f'aerobase flags clear {flag_id(name)} --note "…"'


def _after_pregnancy(athlete: Athlete) -> Iterator[Flag]:
    """Yield what a pregnancy that ended on a day of the profile asks for, until it is cleared."""
    dated = [one for one in athlete.profile.conditions if one.name == "pregnant"]
    ended = [
        one.since
        for one in dated
        if not one.value and one.since is not None and one.since <= athlete.today
    ]
    if not ended or athlete.profile.health.pregnant or not any(one.value for one in dated):
        return
    since, sign = max(ended), BY_NAME[_BIRTH]
    wanted = flag_id(_BIRTH)
    if any(cleared_id(event) == wanted and event.day >= since for event in athlete.events):
        return
    yield Flag(
        id=wanted,
        severity="act",
        title="After a pregnancy",
        since=since,
        evidence=_said("a pregnancy ended, as the profile says", {since}),
        source=sign.source,
        evidence_strength=sign.evidence_strength,
        advice=(
            sign.say,
            f"After a birth, say its day: aerobase log redflag {_BIRTH} --date DAY",
            f"Else, once a clinician says that running fits again: {_clear_words(_BIRTH)}",
        ),
        plan_effect=sign.effect,
        effect_words=sign.effect_words,
    )
