"""The board: a line an athlete, every cell a text that is decided here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from planner.body.pain import EASES_FROM
from reports import words
from reports.coach.model import day_of
from reports.coach.order import STEPS, in_order
from reports.coach.week import opened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from reports.coach.model import Row, Squad
    from reports.coach.order import Place

NUMBERS: Final = (
    "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
)  # fmt: skip

GROUPS: Final = {"today": "A word today", "week": "For this week", "none": "Others"}


def board(squad: Squad, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the texts of the whole page."""
    places = in_order(squad.athletes)
    return {
        "day": "" if squad.today is None else words.long_day(squad.today),
        "headline": headline(places),
        "counts": _counts(places),
        "rows": [
            _row(place, number, names, places) for number, place in enumerate(places, start=1)
        ],
        "unjudged": sum(bool(place.athlete.error) for place in places),
        "named": bool(names),
        "steps": [(step.label, step.why) for step in STEPS],
    }


def headline(places: Sequence[Place]) -> str:
    """Return how many need a word today, in a few words."""
    count = sum(_is(place, "today") for place in places)
    if not places:
        return "No athlete is in these tables"
    of = "1 athlete" if len(places) == 1 else f"{len(places):,} athletes"
    if not count:
        return f"No sign that needs a word today, of {of}"
    said = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{said} of {of} {'need' if count > 1 else 'needs'} a word today"


def _counts(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Return for each urgency how many it has, those of today by reason: "1 stop, 2 leg"."""
    today = Counter(place.first.label.lower() for place in places if _is(place, "today"))
    said = [("today", ", ".join(f"{number} {label}" for label, number in today.items()))]
    for urgency, words_ in (("week", "for this week"), ("none", "others")):
        said.append((urgency, f"{sum(_is(place, urgency) for place in places)} {words_}"))
    return [one for one in said if one[1] and one[1][:2] != "0 "]


def _is(place: Place, urgency: str) -> bool:
    return place.first.urgency == urgency


def _row(
    place: Place, number: int, names: Mapping[str, str], places: Sequence[Place]
) -> dict[str, Any]:
    athlete, first = place.athlete, place.first
    before = places[number - 2].first.urgency if number > 1 else None
    today = day_of(athlete.triage["today"])
    return {
        "number": number,
        "who": names.get(athlete.alias, athlete.alias),
        "alias": athlete.alias if athlete.alias in names else "",
        "key": first.key,
        "label": first.label,
        "urgency": first.urgency,
        "begins": "" if before == first.urgency else GROUPS[first.urgency],
        "says": first.says,
        "detail": first.detail,
        "more": _more(place),
        "since": _since(first.since, today),
        "share": _share(athlete.triage),
        "load": _load(athlete.triage),
        "pains": [_pain(athlete.triage, side) for side in ("left", "right")],
        "run": _ago(athlete.triage["days_since_run"]),
        "word": _ago(athlete.triage["days_since_diary"]),
        "plan": {True: "kept", False: "not kept"}.get(athlete.triage["plan_kept"], words.UNKNOWN),
        "open": opened(place),
    }


def _more(place: Place) -> str:
    """Return the other reasons: by name where the line has room, else how many there are."""
    others = [reason for reason in place.reasons[1:] if reason.urgency != "none"]
    if place.first.urgency == "today" or not others:
        return ", ".join(reason.label.lower() for reason in others)
    return str(len(others))


def _since(since: date | None, today: date | None) -> str:
    """Return "11 May", with its year where that is not today's."""
    if since is None or today is None:
        return ""
    return words.day_near(since, today).partition(" ")[2]


def _share(row: Row) -> dict[str, Any]:
    """Return the share of four weeks with the width of its bar, and whether it is under target."""
    frac, target = row["aerobic_4_weeks_frac"], row["aerobic_target_frac"]
    return {
        "text": words.UNKNOWN if frac is None else words.share_brief(frac),
        "width": None if frac is None else round(100 * frac),
        "target": None if target is None else round(100 * target),
    }


def _load(row: Row) -> dict[str, str]:
    """Return seven days over the usual seven: by load, else by running time."""
    for name, of in (("load_ratio", ""), ("running_ratio", "min")):
        if row[name] is not None:
            return {"text": f"{row[name]:.1f}\N{MULTIPLICATION SIGN}", "of": of}
    return {"text": words.UNKNOWN, "of": ""}


def _pain(row: Row, side: str) -> dict[str, Any]:
    score, place = row[f"pain_{side}_score"], row[f"pain_{side}_place"]
    if score is None:
        return {"text": words.UNKNOWN, "where": "", "much": False}
    where = words.where(place, None) if score else ""
    return {"text": f"{score:g}", "where": where, "much": score >= EASES_FROM}


def _ago(days: int | None) -> str:
    if days is None:
        return words.UNKNOWN
    return f"{days}\N{NO-BREAK SPACE}d" if days else "today"
