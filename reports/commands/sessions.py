"""`aerobase sessions`: what was done, classified; one session's whole story."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from planner.near import did_you_mean
from reports.commands.common import (
    Span,
    echo_json,
    home_option,
    json_option,
    span_options,
    today_option,
)
from reports.commands.params import SESSION
from reports.opening import load_athlete

if TYPE_CHECKING:
    from datetime import date

    from ingest.heart_rate.left_out import LeftOut
    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.session import Session

LAST: Final = 20  # sessions that text shows without being asked for more


@click.command("sessions")
@click.option(
    "--session", "session_id", type=SESSION, metavar="ID", help="One session's whole story."
)
@span_options
@click.option("--sport", help="Only this sport, such as running.")
@click.option("--all", "every", is_flag=True, help="Every one, not the last twenty alone.")
@home_option
@today_option
@json_option
def command(
    *,
    home: Home,
    today: date | None,
    session_id: str | None,
    span: Span,
    sport: str | None,
    every: bool,
    as_json: bool,
) -> None:
    """List what was done, oldest first, each by the ceiling of its day.

    Text shows the last twenty; --all, --since or --until show all that they name.
    """
    athlete = load_athlete(home, today)
    if session_id is not None:
        _tell(home, athlete, session_id, as_json=as_json)
        return
    chosen = [
        one
        for one in athlete.sessions
        if one.local_date in span and (sport is None or one.facts.sport == sport)
    ]
    if as_json:
        from planner.load.legs import leg_loads
        from reports.documents.sessions import sessions_document

        echo_json(sessions_document(chosen, leg_loads(athlete.sessions)))
        return
    from reports.terminal.sessions import sessions_text

    if not athlete.sessions:
        click.echo("No session yet. Read watch files with `aerobase import FOLDER`.")
        return
    if sport is not None and not chosen:
        _refuse_sport(sport, athlete)
    most = None if every or span.since or span.until else LAST
    page = "\n".join(sessions_text(chosen, athlete.profile, most=most))
    if sys.stdout.isatty() and page.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(page)
    else:
        click.echo(page)


def _refuse_sport(sport: str, athlete: Athlete) -> None:
    known = sorted({one.facts.sport for one in athlete.sessions})
    if sport not in known:
        meant = did_you_mean(sport, known) or f"There are: {', '.join(known)}."
        raise click.BadParameter(f"No session is of {sport!r}. {meant}", param_hint="--sport")


def _tell(home: Home, athlete: Athlete, session_id: str, *, as_json: bool) -> None:
    from planner.judging.classes import anaerobic_threshold_bpm
    from planner.load.legs import leg_loads
    from planner.thresholds.heart import heart_on, watch_rest_bpm
    from reports.documents.sessions import story_document

    session, left = _find(home, athlete, session_id)
    threshold = anaerobic_threshold_bpm(athlete.profile, session.ceiling, session.local_date)
    document = story_document(
        session,
        left_out=left,
        leg_load=leg_loads(athlete.sessions)[session.facts.id],
        anaerobic_bpm=None if threshold is None else threshold[0],
        heart=heart_on(
            athlete.profile,
            session.local_date,
            watch_rest_bpm(
                one.facts for one in athlete.sessions if one.local_date <= session.local_date
            ),
        ),
        sex=athlete.profile.sex,
    )
    if as_json:
        echo_json([document])
        return
    from reports.terminal.story import story_text

    click.echo("\n".join(story_text(session, document, athlete.profile)))


def _find(home: Home, athlete: Athlete, text: str) -> tuple[Session, tuple[LeftOut, ...]]:
    """Return the session an id, an alias or a unique beginning names.

    What of its heart rate is not judged comes with it.
    """
    import numpy as np

    from ingest.archive.trouble import ArchiveError
    from ingest.heart_rate.left_out import left_out
    from ingest.imports.opening import open_archive

    with open_archive(home) as archive:
        known_id = archive.resolve(text)
        stream = archive.stream(known_id, only=("t_s", "hr_raw_bpm", "hr_reason"))
    for session in athlete.sessions:
        if session.facts.id == known_id:
            heard = np.isfinite(stream.hr_raw_bpm).any()
            return session, left_out(stream.t_s, stream.hr_reason) if heard else ()
    raise ArchiveError(
        f"Session {known_id} lies after {athlete.today}.", hint="Leave --today out to see it."
    )
