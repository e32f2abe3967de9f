"""`aerobase doctor`: is everything sound, and if not, how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from reports.commands.common import echo_json, home_option, json_option, quiet_option, today_option
from reports.documents.home import doctor_document
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ingest.archive.checks import Finding
    from ingest.home.home import Home
    from planner.profile.model import Profile

ATTENTION = 3
NAMED = 3  # of many sessions; `sessions` lists them all


@click.command("doctor")
@quiet_option
@home_option
@today_option
@json_option
def command(home: Home, today: date | None, *, quiet: bool, as_json: bool) -> int:
    """Check archive, originals, journal, profile, dates and permissions; change nothing.

    The exit code is 0 when all is sound and 3 when something needs attention.
    """
    from reports.commands.doctor_plugins import asked_plugins, plugin_findings, plugin_notes

    findings = _findings(home, today)
    plugins = asked_plugins(home, today)
    findings += plugin_findings(plugins)
    notes = [] if any(one.code == "profile" for one in findings) else _notes(home)
    notes += plugin_notes(home, plugins)
    if as_json:
        echo_json(doctor_document(home, findings, notes, plugins))
        return ATTENTION if findings else 0
    if findings:
        click.echo("\n".join(_text(findings)))
    elif not quiet:
        click.echo(f"All is sound in {home.path}.")
    for note in () if quiet else notes:
        click.echo("\n".join(wrapped(note)))
    return ATTENTION if findings else 0


def _findings(home: Home, today: date | None) -> list[Finding]:
    from ingest.home.home import HomeError
    from ingest.home.lock import exclusive_where_possible
    from ingest.imports.checking import check_home
    from reports.terminal.importing import say_waiting

    if not home.path.is_dir():
        raise HomeError(
            f"There is no data directory at {home.path}.",
            hint="`aerobase init` or `aerobase import` makes one; --home names another.",
        )
    with exclusive_where_possible(home.lock, on_wait=say_waiting):
        return [*check_home(home), *_plans(home), *_profile(home, today)]


def _plans(home: Home) -> list[Finding]:
    """Name each plan of the journal that counts as none, because no version wrote it so."""
    from ingest.archive.checks import Finding
    from ingest.home import journal
    from planner.week.store import unreadable

    try:
        events, _ = journal.scan(home)
    except journal.JournalError:
        return []  # told by its own check
    return [
        Finding(
            code="plan",
            text=f"Line {event.line} of the journal: the plan of {event.data['week_start']} "
            f"cannot be read: {why}. It counts as none.",
            mend=f"nothing to do, or {journal.MEND}",
        )
        for event, why in unreadable(events)
    ]


def _profile(home: Home, today: date | None) -> list[Finding]:
    """Return what is wrong in the profile; where nothing is, dates that cannot be."""
    from ingest.archive.checks import Finding
    from planner.names import NAMES
    from planner.profile.file import load_profile
    from planner.profile.keys import check_birth_date
    from reports.opening import local_today

    try:
        profile = load_profile(home, NAMES)
        day = local_today(profile) if today is None else today
        check_birth_date(profile.birth_date, day)
    except AerobaseError as error:
        mend = error.hint or "mend it in a text editor"
        return [Finding(code="profile", text=error.message, mend=mend)]
    return _impossible_days(home, profile, day)


def _impossible_days(home: Home, profile: Profile, today: date) -> list[Finding]:
    """Return the sessions of a day that is still to come, or before the runner was born."""
    from ingest.archive.checks import Finding
    from reports.opening import session_days

    try:
        days = session_days(home, profile)
    except AerobaseError:
        return []  # told by its own check
    born = profile.birth_date
    findings = []
    for when, wrong in (
        (f"after today, {today}", {one: day for one, day in days.items() if day > today}),
        ("before the birth date", {one: day for one, day in days.items() if born and day < born}),
    ):
        if wrong:
            named = [f"{one} of {day}" for one, day in list(wrong.items())[:NAMED]]
            more = f" and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
            many = "A session is" if len(wrong) == 1 else f"{len(wrong)} sessions are"
            text = f"{many} dated {when}: {', '.join(named)}{more}."
            mend = "set the watch's clock; `aerobase forget ID` removes a session for good"
            findings.append(Finding(code="date", text=text, mend=mend))
    return findings


def _notes(home: Home) -> list[str]:
    """Return what does no harm and is still worth knowing: names without effect."""
    from reports.opening import former_names, said_former

    former = former_names(home)
    return [*([said_former(former)] if former else []), *_placeless(home)]


def _placeless(home: Home) -> Iterator[str]:
    """Yield each pain whose words name a place that it was not kept with, and how to set it."""
    from ingest.diary import DiaryError, entries
    from ingest.home import journal
    from reports.said.entries import place_in
    from reports.words import day

    try:
        diary = entries(journal.read(home))
    except (journal.JournalError, DiaryError):
        return  # told by its own check
    for entry in diary:
        meant = place_in(entry.text) if entry.kind == "pain" and entry.score else None
        if meant and entry.place in {None, "other"}:
            yield (
                f"The pain of {day(entry.day)} names a place in its words: {entry.text!r}. "
                f"To set it: aerobase log correct {entry.id} {meant}"
            )


def _text(findings: list[Finding]) -> list[str]:
    things = "thing needs" if len(findings) == 1 else "things need"
    lines = [f"{len(findings)} {things} attention:"]
    for one in findings:
        lines += wrapped(one.text, indent="  ", mark="- ")
        lines += wrapped(f"To mend: {one.mend}", indent="    ")
    return lines
