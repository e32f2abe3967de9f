"""From a home to an athlete: the one place where commands read archive, journal and profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ingest.home import journal, judged
from ingest.home.home import Home
from ingest.imports.binding import bound
from ingest.imports.opening import open_archive
from ingest.session.history import values_of
from planner.athlete import build_athlete
from planner.field_tests import declarations
from planner.judging.remembered import WHOLE, Remembered
from planner.local_day import local_day
from planner.names import NAMES
from planner.profile import file
from planner.profile.keys import check_birth_date
from reports.clock import clock
from reports.plugins import load_plugins
from reports.said_once import say_missing, say_once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from ingest.home.home import AnyHome
    from planner.athlete import Athlete
    from planner.day.judged import JudgedDay
    from planner.profile.model import Profile

FARTHEST: Final = timedelta(hours=14)  # no zone's clock is farther ahead of UTC
_JUDGE: Final = "planner.day.judged:judge_day"  # with every check; who only looks asks none
_RESULTS: Final = "planner.field_tests.computed:results"  # loaded with the first declared test


def load_athlete(
    home: AnyHome,
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
    say_missing(home)
    as_stored = profile is None  # what another profile would say is not worth keeping
    profile = load_profile(home) if profile is None else profile
    today = local_today(profile) if today is None else today
    check_birth_date(profile.birth_date, today)
    plugins = load_plugins(home) if as_stored else ()
    with open_archive(home) as archive:
        facts = archive.sessions()
        remembered = Remembered(known=judged.read(home), plugins=tuple(one.key for one in plugins))
        aliases = archive.kept()  # of the same moment, and worked out once
        athlete = build_athlete(
            profile=profile,
            facts=facts,
            wellness=archive.wellness(),
            events=journal.read(home),
            today=today,
            aliases=aliases,
            remembered=remembered,
        )
        if as_stored:
            _keep(home, remembered, set(values_of(facts, "id")))
        declared = declarations(athlete, aliases)
        tests = bound(_RESULTS)(athlete, declared, archive.stream) if declared else ()
        return replace(athlete, tests=tests, plugins=plugins)


def _keep(home: Home, remembered: Remembered, ids: AbstractSet[str]) -> None:
    """Keep what was judged anew beside what still stands; sessions that are gone go here too."""
    names = ids | {WHOLE}
    if remembered.fresh or not remembered.known.keys() <= names:
        judged.change(home, remembered.fresh, of=names)


def load_profile(home: Home) -> Profile:
    """Return the profile; names in it that mean nothing any more are said on stderr, in one line.

    Raises
    ------
    ProfileError
        It cannot be read, or says something that is not understood.
    """
    profile = file.load_profile(home, NAMES)
    former = former_names(home)
    if former:
        say_once(said_former(former))
    return profile


def former_names(home: Home) -> tuple[str, ...]:
    """Return the names of the home's profile, a sound one, that have no effect any more."""
    return file.former_names(file.profile_text(home) or "", NAMES)


def said_former(names: Sequence[str]) -> str:
    """Return that these names have no effect any more, in one line."""
    have = "has" if len(names) == 1 else "have"
    return f"profile.toml: {', '.join(names)} {have} no effect any more."


def load_day(home: Home, today: date | None, *, profile: Profile | None = None) -> JudgedDay:
    """Return the athlete's day, judged: once a command, for all that it shows."""
    day: JudgedDay = bound(_JUDGE)(load_athlete(home, today, profile=profile))
    return day


def session_days(home: Home, profile: Profile) -> dict[str, date]:
    """Return by its id the local day of every session of the archive."""
    with open_archive(home) as archive:
        found = archive.sessions()
    return {facts.id: local_day(facts, profile.zone) for facts in found}


def days_after(home: Home, profile: Profile, ids: AbstractSet[str], last: date) -> list[date]:
    """Return the local days of those of these sessions that lie after ``last``, in order."""
    with open_archive(home) as archive:
        start_utc = archive.latest_start(ids)
        if start_utc is None or (start_utc + FARTHEST).date() <= last:
            return []  # without a look at all others, which tell what counts
        found = archive.sessions(only=ids)
    days = (local_day(facts, profile.zone) for facts in found)
    return sorted(day for day in days if day > last)


def local_today(profile: Profile) -> date:
    """Return the clock's day in the profile's zone; without one, in the machine's."""
    now = clock()
    return (now if profile.zone_name is None else now.astimezone(profile.zone)).date()
