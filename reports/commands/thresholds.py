"""`aerobase thresholds`: which ceiling is in force, why, and setting one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ingest.errors import AerobaseError
from planner.names import NAMES
from planner.profile.editing import changed_text, save_profile
from planner.profile.file import parse_profile, profile_text
from planner.profile.methods import STATED
from reports.commands.common import echo_json, home_option, json_option, today_option
from reports.commands.params import Day, Method
from reports.commands.plugged import ask_thresholds
from reports.opening import load_athlete, load_profile
from reports.profile_changes import text_with

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home

HEART = ("lthr", "hr_max", "hr_rest")


class ThresholdError(AerobaseError):
    """A threshold cannot be set as it was given."""


@click.group("thresholds", invoke_without_command=True)
@home_option
@today_option
@json_option
@click.pass_context
def command(ctx: click.Context, *, home: Home, today: date | None, as_json: bool) -> None:
    """Show which ceiling is in force, why, and what the other methods say."""
    if ctx.invoked_subcommand is not None:
        return
    from reports.documents.thresholds import thresholds_document

    athlete = load_athlete(home, today)
    document = thresholds_document(athlete, ask_thresholds(athlete).said)
    if as_json:
        echo_json(document)
        return
    from reports.terminal.thresholds import thresholds_text

    click.echo("\n".join(thresholds_text(document)))


@command.command("set")
@click.argument("method", type=Method("method", *STATED, *HEART, "category"))
@click.argument("value")
@click.option("--since", type=Day(), help="First day it holds; without it, all history.")
@click.option("--tested", type=Day(), help="Day of the test, where --since lies before it.")
@click.option("--uncertainty", type=click.FloatRange(0, 50), help="Half a 95 % span in bpm.")
@click.option("--source", default=None, help="Where it comes from, such as a laboratory.")
@click.option("--note", default=None)
@click.option("--adopt/--no-adopt", default=True, help="Whether it may be in force.")
@click.option("--preview", "only_preview", is_flag=True, help="Show what would change; no more.")
@home_option
@today_option
@json_option
def set_threshold(
    *,
    home: Home,
    today: date | None,
    method: str,
    value: str,
    since: date | None,
    only_preview: bool,
    as_json: bool,
    **details: Any,
) -> None:
    """Set one threshold; all sessions are judged anew at once.

    \b
    aerobase thresholds set entered 150 --since 2026-03-01 --source laboratory
    aerobase thresholds set lthr 170 --preview
    aerobase thresholds set category b --since 2026-01-31

    METHOD: entered, drift_test, dfa_alpha1, karvonen (the ceiling itself, in
    bpm); lthr, hr_max, hr_rest (in bpm); category (a, b, c or d); the name of
    a plug-in under [plugins] thresholds of the profile.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    former = profile_text(home)
    text = _with(former, method, value, since, details)
    _show_change(home, today, text, as_json=as_json, written=not only_preview)


@command.command("remove")
@click.argument("method", type=Method("method", *STATED, declared=True))
@click.option("--since", type=Day(), help="The day the entry begins; without it, the undated one.")
@click.option("--preview", "only_preview", is_flag=True, help="Show what would change; no more.")
@home_option
@today_option
@json_option
def remove_threshold(
    *,
    home: Home,
    today: date | None,
    method: str,
    since: date | None,
    only_preview: bool,
    as_json: bool,
) -> None:
    """Take a stated threshold out of the profile."""
    former = profile_text(home)
    where = str(home.profile)
    stated = [] if former is None else parse_profile(former, NAMES, where=where).thresholds
    if not any(entry.method == method and entry.since == since for entry in stated):
        begins = "without a day" if since is None else f"from {since} on"
        raise ThresholdError(
            f"The profile has no {method} threshold {begins}.",
            hint="`aerobase thresholds` lists what it has.",
        )
    text = changed_text(former, NAMES, {}, without=[(method, since)])
    _show_change(home, today, text, as_json=as_json, written=not only_preview)


@command.command("tests")
@home_option
@today_option
@json_option
def tests(*, home: Home, today: date | None, as_json: bool) -> None:
    """Show declared MAF and drift tests: figures, refusals, trends.

    A run is a test only when its workout is called one, or after
    `aerobase log maf-test` or `aerobase log drift-test`.
    """
    from reports.documents.tests import tests_document

    athlete = load_athlete(home, today)
    rows = tests_document(athlete)
    if as_json:
        echo_json(rows)
        return
    from reports.terminal.tests import tests_text
    from reports.words import Units

    click.echo("\n".join(tests_text(rows, Units(system=athlete.profile.units))))


@command.command("dfa")
@click.argument("session_id", metavar="SESSION")
@home_option
@json_option
def dfa(*, home: Home, session_id: str, as_json: bool) -> None:
    """Look for the threshold in a ramp's beat intervals (experimental).

    Needs the beat intervals of a chest strap, under 3 % artefacts, and a ramp
    from easy to hard. What is found stands only when it is set.
    """
    from ingest.imports.opening import open_archive
    from planner.thresholds.dfa_ramp import alpha_series, ramp_thresholds
    from reports.documents.tests import ramp_document

    with open_archive(home) as archive:
        known_id = archive.resolve(session_id)
        stream = archive.stream(known_id)
        facts = next(one for one in archive.sessions() if one.id == known_id)
    series = alpha_series(stream.rr_t_s, stream.rr_ms.astype("float64"))
    thresholds = ramp_thresholds(series, hr_source=facts.hr_source)
    document = ramp_document(thresholds, series, session_id=known_id)
    if as_json:
        echo_json(document)
        return
    from planner.local_day import local_day
    from planner.thresholds.in_force import speaks_from
    from reports.terminal.tests import ramp_text

    profile = load_profile(home)
    since = speaks_from(profile, local_day(facts, profile.zone))
    click.echo("\n".join(ramp_text(document, since)))


def _with(
    former: str | None, method: str, value: str, since: date | None, details: dict[str, Any]
) -> str:
    """Return the profile's text with the threshold in it."""
    if method == "category":
        return text_with(former, {"category": value.lower(), "since": since})
    bpm = _beats(value)
    if method in HEART:
        return text_with(former, {method: bpm, "since": since})
    entry = {
        "method": method,
        "bpm": int(bpm) if bpm.is_integer() else bpm,
        "since": since,
        "uncertainty_bpm": details["uncertainty"],
        "source": details["source"],
        "note": details["note"],
        "tested": details["tested"],
        "plugin": None if method in STATED else True,
        "adopted": details["adopt"] if method == "dfa_alpha1" or not details["adopt"] else None,
    }
    return changed_text(former, NAMES, {}, [entry])


def _beats(value: str) -> float:
    try:
        return float(value.lower().removesuffix("bpm"))
    except ValueError:
        raise ThresholdError(
            f"{value!r} is not a heart rate in bpm.", hint="Write a number, such as 150."
        ) from None


def _show_change(
    home: Home, today: date | None, text: str, *, as_json: bool, written: bool
) -> None:
    """Judge by the former and by the new profile, write the new one, and say what differs."""
    from planner.preview import preview
    from reports.documents.preview import preview_document

    changed = parse_profile(text, NAMES, where=str(home.profile))
    before = load_athlete(home, today)
    after = load_athlete(home, before.today, profile=changed)
    seen = preview(before, after)
    if written:
        save_profile(home, text, NAMES)
    if as_json:
        echo_json(preview_document(seen, before, after, written=written))
        return
    from reports.terminal.thresholds import preview_text

    click.echo("\n".join(preview_text(seen, before, after, written=written)))
