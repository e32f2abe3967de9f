"""What a row opens: the warnings with what they rest on, the week, the pain, four weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from planner.body.exercises import EXERCISES, LEVELS
from planner.profile.methods import METHODS
from reports import words
from reports.coach.model import day_of
from reports.coach.order import numbers, of_athlete, signs
from reports.page.week import short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.coach.model import Coached, Row
    from reports.coach.order import Place

PAIN_DAYS: Final = 28  # as many as the share looks back
WEEKS: Final = 4
SHORT: Final = {"balance": "balance", "squat": "squat", "slrdl": "deadlift"}
_NO_SIGNS: Final = frozenset({"held", "silent_pain", "not_kept", "silent", "nothing"})


def opened(place: Place) -> dict[str, Any]:
    """Return the texts of one athlete's week, and what the line of the board rests on."""
    athlete = place.athlete
    today = date.fromisoformat(athlete.triage["today"])
    return {
        "error": athlete.error or "",
        "signs": [_sign(row, today) for row in signs(athlete)],
        "other": [one.says for one in place.reasons if one.key in _NO_SIGNS],
        "title": f"Week of {words.day_near(_monday(athlete, today), today)}",
        "ceiling": _ceiling(athlete.triage),
        "days": [_day(row, today) for row in athlete.days],
        "levels": list(_levels(athlete)),
        "pains": _pains(athlete, today),
        "weeks": [_week(row, today) for row in athlete.weeks[-WEEKS:][::-1]],
        "unread": " and ".join(athlete.unread),
        "refused": athlete.triage["refused_files"] or 0,
    }


def _sign(row: Row, today: date) -> dict[str, Any]:
    """Return one warning: what stands, since when, the numbers, how strong the evidence is."""
    since = day_of(row["since"])
    strength = row["evidence_strength"]
    return {
        "severity": row["severity"],
        "title": of_athlete(row["title"]),
        "since": "" if since is None else f"since {words.day_near(since, today)}",
        "evidence": numbers(row),
        "do": row["do_today"] or "",
        "strength": words.strength(strength) if strength else "not known",
    }


def _monday(athlete: Coached, today: date) -> date:
    monday = day_of(athlete.days[0]["week_start"]) if athlete.days else None
    return monday or today - timedelta(days=today.weekday())


def _ceiling(row: Row) -> str:
    """Return "Ceiling 134 bpm (180-formula)", or that none is known."""
    if row["ceiling_bpm"] is None:
        return "No ceiling is known: the plan goes by breath."
    method = METHODS.get(row["ceiling_method"])
    how = row["ceiling_method"] if method is None else method.words.replace("your", "the")
    return f"Ceiling {row['ceiling_bpm']} bpm ({how})."


def _day(row: Row, today: date) -> dict[str, Any]:
    """Return one day: kind, minutes, band, strength, what was done."""
    day = date.fromisoformat(row["date"])
    kind = row["kind"]
    more = f" + {words.duration(row['second_run_s'])}" if row["second_run_s"] else ""
    known = row["band_low_bpm"] is not None and row["band_high_bpm"] is not None
    return {
        "name": short_day(day),
        "is_today": day == today,
        "kind": _unplanned(row) if kind is None else words.run_name(kind),
        "time": f"{words.duration(row['duration_s'])}{more}" if row["duration_s"] else "",
        "band": words.band((row["band_low_bpm"], row["band_high_bpm"])) if known else "",
        "effort": row["effort"] or "" if row["duration_s"] and not known else "",
        "strength": [
            f"{SHORT.get(one.key, one.key)}\N{NO-BREAK SPACE}{row[one.key]}"
            for one in EXERCISES
            if row[one.key]
        ],
        "done": _done(row),
    }


def _unplanned(row: Row) -> str:
    """Return what a day says that never had a plan: a dash, or only what was run."""
    return "" if row["done_s"] else words.UNKNOWN


def _done(row: Row) -> str:
    """Return "45 min, 82 % aerobic", empty where nothing was run."""
    if not row["done_s"]:
        return ""
    frac = row["done_aerobic_frac"]
    aerobic = "" if frac is None else f", {words.share(frac)} aerobic"
    return f"{words.duration(row['done_s'])}{aerobic}"


def _levels(athlete: Coached) -> Iterator[str]:
    """Yield what each rung is that the week names."""
    for one in EXERCISES:
        for level in sorted({row[one.key] for row in athlete.days if row[one.key]}):
            if level in LEVELS:
                yield f"{level}: {LEVELS[level].title}"


def _pains(athlete: Coached, today: date) -> list[str]:
    """Return what was said of pain in four weeks, the newest first."""
    first = today - timedelta(days=PAIN_DAYS - 1)
    said = []
    for row in athlete.pains[::-1]:
        day = date.fromisoformat(row["date"])
        if day >= first and row["score"] is not None:
            when = f", {row['when']}" if row["when"] else ""
            limp = ", limping" if row["limp"] else ""
            where = words.where(row["place"], row["side"])
            said.append(f"{words.day(day)}: {where} {row['score']:g}/10{when}{limp}")
    return said


def _week(row: Row, today: date) -> tuple[str, ...]:
    """Return a week's Monday, runs, time, share, load, and what it counts for in the plan."""
    load = row["load_hrss"]
    return (
        words.day_near(date.fromisoformat(row["week_start"]), today).partition(" ")[2],
        str(row["sessions"]),
        words.duration(row["duration_s"]),
        words.share(row["aerobic_frac"]),
        words.number(load) if load else words.UNKNOWN,
        row["reason"] or words.UNKNOWN,
    )
