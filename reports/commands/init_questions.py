"""The questions `init` asks on a terminal; an empty answer leaves a key as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ingest.errors import AerobaseError
from planner.profile.category import QUESTION_A, QUESTION_B, QUESTION_D
from planner.profile.keys import zone
from reports.commands.common import Day

if TYPE_CHECKING:
    from datetime import date

    from planner.profile.model import Profile


def ask(profile: Profile, *, zone_name: str | None = None) -> dict[str, Any]:
    """Return the answers by the names of `init`'s options; the present values are the defaults.

    ``zone_name`` is the machine's own time zone, offered where the profile has none.
    """
    answers: dict[str, Any] = {}
    known = profile.birth_date
    born = click.prompt(
        "Birth date (YYYY-MM-DD, empty to skip)" if known is None else "Birth date (YYYY-MM-DD)",
        default="" if known is None else str(known),
        show_default=known is not None,
        value_proc=_day_or_none,
    )
    if born is not None:
        answers["birth_date"] = born
    sex = click.prompt(
        "Sex, for the load; - leaves it open",
        type=click.Choice(["female", "male", "-"]),
        default=profile.sex or "-",
    )
    if sex != "-":
        answers["sex"] = sex
    answers["timezone"] = click.prompt(
        "Time zone", default=profile.zone_name or zone_name or "UTC", value_proc=_zone
    )
    changed = _category(profile) | _conditions(profile)
    if changed and profile.birth_date is not None:
        since = click.prompt(
            "From which day do the changed answers hold (empty: for all history)",
            default="",
            show_default=False,
            value_proc=_day_or_none,
        )
        changed |= {"since": since} if since else {}
    return answers | changed | _injuries(profile)


def _day_or_none(text: str) -> date | None:
    return Day().convert(text, None, None) if text.strip() else None


def _zone(name: str) -> str:
    try:
        zone(name)
    except AerobaseError as error:
        raise click.BadParameter(f"{error.message} {error.hint or ''}") from error
    return name


def _category(profile: Profile) -> dict[str, Any]:
    """Ask for the category only where none is known or it is to change."""
    known = profile.categories
    if known and click.confirm(f"Keep category {known[-1].category}?", default=True):
        return {}
    recovering = click.confirm(QUESTION_A, default=False)
    hindered = not recovering and click.confirm(QUESTION_B, default=False)
    progressing = not recovering and not hindered and click.confirm(QUESTION_D, default=False)
    return {"recovering": recovering, "hindered": hindered, "progressing": progressing}


def _conditions(profile: Profile) -> dict[str, bool]:
    """Ask for conditions that forbid formula ceilings; return those that differ from before."""
    health = profile.health
    questions = (
        (
            "rate_medicine",
            "Medicine that changes the heart rate, such as beta-blockers?",
            health.rate_medicine,
        ),
        ("pacemaker", "A pacemaker?", health.pacemaker),
        ("arrhythmia", "A known arrhythmia?", health.arrhythmia),
        ("pregnant", "Pregnant?", health.pregnant),
    )
    answers = {
        name: (click.confirm(question, default=before), before)
        for name, question, before in questions
    }
    return {name: now for name, (now, before) in answers.items() if now != before}


def _injuries(profile: Profile) -> dict[str, str]:
    health = profile.health
    sides = click.Choice(["left", "right", "both", "no"])
    questions = (
        ("achilles", "Achilles", health.prior_achilles_side),
        ("calf", "Calf", health.prior_calf_side),
    )
    return {
        name: click.prompt(
            f"{words} trouble in the last twelve months", type=sides, default=before or "no"
        )
        for name, words, before in questions
    }
