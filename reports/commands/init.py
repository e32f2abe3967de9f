"""`aerobase init`: makes the profile, or changes the keys that are given."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ingest.errors import AerobaseError
from planner.names import NAMES
from planner.profile import file
from planner.profile.category import category_from
from planner.profile.editing import save_profile
from planner.profile.keys import check_birth_date
from reports.clock import clock
from reports.commands.common import echo_json, home_option, json_option
from reports.commands.init_changes import text_with
from reports.commands.init_options import profile_options
from reports.commands.init_questions import ask

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ingest.home.home import Home
    from planner.profile.model import Profile


class InitError(AerobaseError):
    """The profile cannot be made from what was given."""


@click.command("init")
@profile_options
@home_option
@json_option
def command(*, home: Home, as_json: bool, **options: Any) -> None:
    """Make the profile, or change only the keys given; on a terminal it asks.

    \b
    aerobase init --birth-date 1980-05-01 --category c --timezone Europe/Madrid
    aerobase init --ceiling 150 --since 2026-03-01

    The former file stays beside it as profile.toml.bak, comments are kept, and
    what has no date holds for all history.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    given = {name: value for name, value in options.items() if value not in {None, ()}}
    present = file.profile_text(home)
    asked = not given and sys.stdin.isatty()
    if asked:
        given = ask(file.load_profile(home, NAMES), zone_name=_machine_zone())
    given = _categorised(given)
    check_birth_date(given.get("birth_date"), clock().date())
    if present is None:
        if not asked:  # who was asked for it may leave it open: judged provisionally then
            _check_enough(given)
        given.setdefault("timezone", _machine_zone())
    changed = save_profile(home, text_with(present, given), NAMES) if given else False
    _say(home, changed=changed, asks=asked and sys.stdout.isatty(), as_json=as_json)


def _safety(home: Home, profile: Profile, today: date, *, asks: bool) -> None:
    """Ask the safety questions on a terminal; elsewhere say how to answer them, while due."""
    from planner.flags.red_flag import safety_due
    from reports.commands.log.book import diary_of
    from reports.commands.log.redflag import SAFETY_LINE, ask_safety

    if not safety_due(diary_of(home, today), today):
        return
    if asks:
        ask_safety(home, today, profile.sex)
    else:
        click.echo(SAFETY_LINE)


def _categorised(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given with the three answers turned into a category."""
    answers = {name: given.get(name) for name in ("recovering", "hindered", "progressing")}
    rest = {name: value for name, value in given.items() if name not in answers}
    if "category" in rest or all(answer is None for answer in answers.values()):
        return rest
    return rest | {"category": category_from(**{name: bool(yes) for name, yes in answers.items()})}


def _check_enough(given: Mapping[str, Any]) -> None:
    if not {"birth_date", "ceiling", "lthr", "hr_max"} & set(given):
        raise InitError(
            "A new profile needs a birth date: the 180-formula's ceiling stands on it.",
            hint="For example: aerobase init --birth-date 1980-05-01 --category c",
        )


def _machine_zone() -> str | None:
    """Return the machine's time zone by name, or None where it does not say."""
    import os
    from pathlib import Path
    from zoneinfo import available_timezones

    names = available_timezones()
    link = Path("/etc/localtime")
    candidates = [os.environ.get("TZ", "").lstrip(":")]
    if link.is_symlink():
        parts = link.resolve().parts
        candidates += ["/".join(parts[-2:]), "/".join(parts[-3:]), parts[-1]]
    return next((name for name in candidates if name in names), None)


def _say(home: Home, *, changed: bool, asks: bool, as_json: bool) -> None:
    from planner.profile.methods import METHODS
    from planner.thresholds.in_force import ceiling_on, no_ceiling_reason
    from reports.documents.home import init_document
    from reports.opening import load_profile, local_today
    from reports.terminal import wrapped

    profile = load_profile(home)
    today = local_today(profile)
    ceiling = ceiling_on(profile, today)
    if as_json:
        echo_json(init_document(home, profile, ceiling, changed=changed))
        return
    click.echo(f"{'Written' if changed else 'Nothing changed'}: {home.profile}")
    if ceiling is None:
        click.echo(f"No ceiling today: {no_ceiling_reason(profile, today)}.")
    else:
        method = METHODS[ceiling.method].words
        said = (
            f"Ceiling today: {ceiling.bpm} bpm, band {ceiling.floor_bpm}-{ceiling.bpm}; "
            f"{method}: {ceiling.note}."
        )
        click.echo("\n".join(wrapped(said)))
    if profile.zone_name is None:
        click.echo("No time zone is set: `aerobase init --timezone Europe/Madrid` sets one.")
    _safety(home, profile, today, asks=asks)
    if not home.archive.exists():
        click.echo("Next: aerobase import FOLDER")
