"""The questions `init` asks on a terminal; an empty answer leaves a key as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ingest.errors import AerobaseError
from planner.category import QUESTION_A, QUESTION_B, QUESTION_D
from planner.profile_keys import zone
from reports.commands.common import Day

if TYPE_CHECKING:
    from planner.profile import Profile


def ask(profile: Profile) -> dict[str, Any]:
    """Return the answers by the names of `init`'s options; the present values are the defaults."""
    found: dict[str, Any] = {
        "birth_date": click.prompt("Birth date", type=Day(), default=profile.birth_date)
    }
    sex = click.prompt(
        "Sex, for the load (female, male, or - for unknown)",
        type=click.Choice(["female", "male", "-"]),
        default=profile.sex or "-",
    )
    if sex != "-":
        found["sex"] = sex
    found["timezone"] = click.prompt(
        "Time zone", default=profile.zone_name or "UTC", value_proc=_zone
    )
    return found | _category(profile) | _health(profile)


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


def _health(profile: Profile) -> dict[str, Any]:
    health = profile.health
    sides = click.Choice(["left", "right", "both", "no"])
    return {
        "rate_medicine": click.confirm(
            "Medicine that changes the heart rate, such as beta-blockers?",
            default=health.rate_medicine,
        ),
        "pacemaker": click.confirm("A pacemaker?", default=health.pacemaker),
        "arrhythmia": click.confirm("A known arrhythmia?", default=health.arrhythmia),
        "pregnant": click.confirm("Pregnant?", default=health.pregnant),
        "achilles": click.prompt(
            "Achilles trouble in the last twelve months",
            type=sides,
            default=health.prior_achilles_side or "no",
        ),
        "calf": click.prompt(
            "Calf trouble in the last twelve months",
            type=sides,
            default=health.prior_calf_side or "no",
        ),
    }
