"""From a home to an athlete: the one place where commands read archive, journal and profile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.home import journal
from ingest.home.home import Home
from ingest.imports.opening import open_archive
from planner.athlete import build_athlete
from planner.field_tests import declarations, results
from planner.profile.file import load_profile
from reports.clock import clock

if TYPE_CHECKING:
    import os
    from datetime import date

    from planner.athlete import Athlete
    from planner.profile.model import Profile


def load_athlete(
    home: Home | str | os.PathLike[str],
    today: date | None = None,
    *,
    profile: Profile | None = None,
) -> Athlete:
    """Return the athlete on ``today``, or on the clock's day where none is given.

    ``home`` may be its path. ``profile`` takes the place of the stored one, to see what a change
    would do.

    Raises
    ------
    AerobaseError
        Profile, archive or journal cannot be read.
    """
    home = Home.locate(home)
    profile = load_profile(home) if profile is None else profile
    with open_archive(home) as archive:
        aliases = archive.kept()
        athlete = build_athlete(
            profile=profile,
            facts=archive.sessions(),
            wellness=archive.wellness(),
            events=journal.read(home),
            today=local_today(profile) if today is None else today,
            aliases=aliases,
        )
        declared = declarations(athlete, aliases)
        return replace(athlete, tests=results(athlete, declared, archive.stream))


def local_today(profile: Profile) -> date:
    """Return the clock's day in the profile's zone; without one, in the machine's."""
    now = clock()
    return (now if profile.zone_name is None else now.astimezone(profile.zone)).date()
