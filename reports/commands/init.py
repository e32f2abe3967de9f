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
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.init_options import profile_options
from reports.profile_changes import text_with
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ingest.home.home import Home
    from planner.profile.model import Profile


class InitError(AerobaseError):
    """The profile cannot be made from what was given."""


@click.command("init")
@profile_options
@click.option("--more", is_flag=True, help="Ask the rest too: heart rates, days, race, units.")
@home_option
@json_option
@today_option
def command(*, home: Home, more: bool, as_json: bool, today: date | None, **options: Any) -> None:
    """Make the profile, or change only the keys given; on a terminal it asks.

    \b
    aerobase init --birth-date 1980-05-01 --category c --timezone Europe/Madrid
    aerobase init --ceiling 150 --since 2026-03-01

    The former file stays beside it as profile.toml.bak, comments are kept, and
    what has no date holds for all history.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    given = {name: value for name, value in options.items() if value not in {None, ()}}
    terminal = sys.stdin.isatty() and not given
    if more and not terminal:
        raise click.UsageError("--more asks on a terminal, and takes no other option.")
    if terminal:
        _ask(home, today, more=more)
        return
    given = _categorised(given)
    if file.profile_text(home) is None:
        _check_enough(given)
    changed = keep_given(home, given, today)
    _say(home, today, changed=changed, as_json=as_json)


def _ask(home: Home, given_today: date | None, *, more: bool) -> None:
    """Ask on a terminal: the five questions, or the rest; each answer is kept at once."""
    from planner.flags.red_flag import safety_due
    from reports.commands.init_asking import INDENT, ask_all
    from reports.commands.init_questions import first_questions, more_questions
    from reports.commands.log.book import diary_of
    from reports.commands.log.redflag import ask_safety
    from reports.opening import load_profile, local_today

    profile = load_profile(home)
    today = given_today or local_today(profile)
    due = not more and safety_due(diary_of(home, today), today)

    def signs(head: str) -> bool:
        click.echo(f"{head}  Signs that need a clinician first")
        return ask_safety(home, today, profile.sex)

    def keep(given: Mapping[str, Any]) -> None:
        before = _ceiling_line(file.load_profile(home, NAMES), today)
        keep_given(home, given, today)
        after = _ceiling_line(file.load_profile(home, NAMES), today)
        if after != before:
            click.echo("\n".join(wrapped(after, indent=INDENT)))

    questions = more_questions() if more else first_questions(profile, today)
    ask_all(questions, keep, last=signs if due else None)
    _say(home, given_today, changed=True, as_json=False)


def keep_given(home: Home, given: Mapping[str, Any], today: date | None = None) -> bool:
    """Write what was given into the profile; return whether that changed it.

    ``today`` is the day it is given on, the clock's by default.

    Raises
    ------
    AerobaseError
        It cannot stand so; nothing is written.
    """
    check_birth_date(given.get("birth_date"), today or clock().date())
    present = file.profile_text(home)
    zone = {"timezone": _machine_zone()} if present is None and "timezone" not in given else {}
    whole = {**zone, **given}
    return save_profile(home, text_with(present, whole), NAMES) if given else False


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


def _ceiling_line(profile: Profile, today: date) -> str:
    """Return today's ceiling with its span, or why there is none."""
    from planner.thresholds.in_force import ceiling_on, no_ceiling_reason
    from reports.verdict import ceiling_said

    ceiling = ceiling_on(profile, today)
    if ceiling is None:
        return f"No ceiling today: {no_ceiling_reason(profile, today)}."
    return f"{ceiling_said(ceiling)} {ceiling.note}."


def _categories_beside(profile: Profile, today: date) -> list[str]:
    """Return the two categories that may fit a leg in trouble, with the ceiling of each."""
    from planner.profile.category import CATEGORIES, asked_beside
    from planner.profile.model import latest
    from planner.thresholds.formulas import maf_ceiling_bpm
    from planner.thresholds.in_force import ceiling_on

    ceiling, age = ceiling_on(profile, today), profile.age_on(today)
    if ceiling is None or ceiling.method != "maf" or age is None:
        return []
    known, health = latest(profile.categories, today), profile.health_on(today)
    stated = "c" if known is None else known.category
    hurt = health.prior_achilles_side is not None or health.prior_calf_side is not None
    choices = asked_beside(stated, hurt=hurt)
    lines = wrapped("Trouble with a leg is in the profile: one of two fits; in doubt, the lower.")
    for one in choices:
        bpm = maf_ceiling_bpm(age, one, over_65_extra_bpm=profile.over_65_extra_bpm)
        lines += wrapped(f"{CATEGORIES[one]}.", mark=f"  {one}, {bpm} bpm: ")
    change = f"In force is {stated}. If b fits: aerobase init --category b"
    return [*lines, change] if choices else []


def _say(home: Home, given_today: date | None, *, changed: bool, as_json: bool) -> None:
    from planner.flags.red_flag import safety_due
    from planner.thresholds.in_force import ceiling_on
    from reports.commands.log.book import diary_of
    from reports.commands.log.redflag import SAFETY_LINE
    from reports.documents.home import init_document
    from reports.opening import load_profile, local_today

    profile = load_profile(home)
    today = given_today or local_today(profile)
    if as_json:
        echo_json(init_document(home, profile, ceiling_on(profile, today), changed=changed))
        return
    click.echo(f"{'Written' if changed else 'Nothing changed'}: {home.profile}")
    click.echo("\n".join(wrapped(_ceiling_line(profile, today))))
    for line in _categories_beside(profile, today):
        click.echo(line)
    if profile.zone_name is None:
        click.echo("No time zone is set: `aerobase init --timezone Europe/Madrid` sets one.")
    if safety_due(diary_of(home, today), today):
        click.echo(SAFETY_LINE)
    if not home.archive.exists():
        click.echo("Next: aerobase import FOLDER")
