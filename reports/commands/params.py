"""What an option or argument of a command takes, as a runner types it."""

# ruff: noqa: ARG002 - what a method is given is said by click

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import CompletionItem

from ingest.diary.kinds import PLACES
from ingest.errors import AerobaseError
from ingest.home.home import Home
from planner.words import WEEKDAYS
from reports.clock import clock
from reports.said.days import day_said, weekday_said
from reports.said.entries import score_said
from reports.said.model import SaidError
from reports.said.names import (
    CATEGORY_NAMES,
    EXERCISE_NAMES,
    SEX_NAMES,
    SIDE_NAMES,
    UNIT_NAMES,
    WHEN_NAMES,
    name_or_none,
    name_said,
)
from reports.said.times import hours_said, minutes_said, number_said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COMPLETED: Final = 30  # sessions that a shell is shown
_WEEK: Final = timedelta(days=7)
_YEAR: Final = re.compile(r"\d{4}")


def today_of(ctx: click.Context | None) -> date:
    """Return the day a command looks from: its ``--today``, else the clock's."""
    while ctx is not None:
        if isinstance(ctx.params.get("today"), date):
            return ctx.params["today"]  # type: ignore[no-any-return]
        ctx = ctx.parent
    return clock().date()


class Day(click.ParamType[date]):
    """A local day: 2026-05-18, 18 May, 18.5., mon, yesterday, -1.

    ``ahead`` makes a day without a year the next such day; else it is the last.
    """

    name = "DAY"
    examples = ("today", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun")

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the words for days that begin so."""
        return [CompletionItem(one) for one in self.examples if one.startswith(incomplete)]

    def __init__(self, *, ahead: bool = False) -> None:
        self.ahead = ahead

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day, or end with a usage error that shows the forms."""
        if isinstance(value, date):
            return value
        try:
            return day_said(value, today_of(ctx), ahead=self.ahead)
        except SaidError as error:
            self.fail(str(error), param, ctx)


class WeekDay(click.ParamType["date | str"]):
    """A day of a planned week: a weekday's name is of that week, a date the nearest one."""

    name = "DAY"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | str:
        """Return a date, the name of a weekday for the week in question, or one of the words."""
        if not isinstance(value, str) or value in self.words:
            return value
        number = weekday_said(value.strip().lower())
        if number is not None:
            return WEEKDAYS[number]
        today = today_of(ctx)
        try:
            found = day_said(value, today)
            if today - found >= _WEEK and not _YEAR.search(value):
                found = day_said(value, today, ahead=True)
        except SaidError as error:
            self.fail(str(error), param, ctx)
        return found


class Named(click.ParamType[str]):
    """One of some names, by any of its spellings; a near miss is told what it is near to."""

    def __init__(self, what: str, names: Mapping[str, tuple[str, ...]]) -> None:
        self.name, self.names = what, names

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the known name, or end with a usage error that names the nearest ones."""
        try:
            return name_said(self.name, value, self.names)
        except SaidError as error:
            self.fail(str(error), param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return the names where they are few."""
        short = len(self.names) <= 5  # noqa: PLR2004
        return f"[{'|'.join(self.names)}]" if short else self.name.upper()

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the names that begin so."""
        return [CompletionItem(name) for name in self.names if name.startswith(incomplete)]


class Method(Named):
    """A method that a threshold is set for: one of ours, or a plug-in that the profile names.

    ``declared``: or one that the profile declares a value of, named or not.
    """

    def __init__(self, what: str, *names: str, declared: bool = False) -> None:
        super().__init__(what, dict.fromkeys(names, ()))
        self.declared = declared

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the known name; the profile is read only for a name that is none of ours."""
        if ctx is not None and name_or_none(value, self.names) is None:
            from planner.names import NAMES
            from planner.profile.file import load_profile, plugin_names

            given = _said_before(ctx, "home") or (ctx.find_root().obj or {}).get("home")
            home = Home.locate(given)
            if value in plugin_names(home).thresholds:
                return value
            if self.declared and any(
                entry.method == value for entry in load_profile(home, NAMES).thresholds
            ):
                return value
        return super().convert(value, param, ctx)


class SessionId(click.ParamType[str]):
    """A session by its id, an alias or a unique beginning; a shell completes the newest."""

    name = "ID"

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the id as it was typed: the archive knows whether there is one."""
        return value.strip()

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the newest sessions with day and length; none where it cannot be read."""
        from ingest.archive.labels import labels
        from ingest.archive.trouble import ArchiveError

        try:
            home = Home.locate(_said_before(ctx, "home"))
            found = labels(home.archive, most=COMPLETED)
        except (ArchiveError, OSError):
            return []
        return [
            CompletionItem(
                one.id[:8], help=f"{one.start_utc[:10]} {one.sport} {_km(one.distance_m)}"
            )
            for one in found
            if one.id.startswith(incomplete)
        ]


def _said_before(ctx: click.Context, name: str) -> Any:
    """Return an option given to the command or before it, None where it was not."""
    at: click.Context | None = ctx
    while at is not None:
        if at.params.get(name):
            return at.params[name]
        at = at.parent
    return None


def _km(distance_m: float | None) -> str:
    return "" if distance_m is None else f"{distance_m / 1000:.1f} km"


class Measured(click.ParamType[float]):
    """A number in one of the ways it is typed, between two bounds."""

    def __init__(
        self, name: str, read: Callable[[str], float], lowest: float, highest: float
    ) -> None:
        self.name, self.read = name, read
        self.lowest, self.highest = lowest, highest

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number, or end with a usage error that says how to write it."""
        if not isinstance(value, str):
            return value
        try:
            found = self.read(value)
        except SaidError as error:
            self.fail(str(error), param, ctx)
        if not self.lowest <= found <= self.highest:
            bounds = f"{self.lowest:g} to {self.highest:g}"
            self.fail(f"{value} is not between {bounds}.".replace(" to ", " and "), param, ctx)
        return found


class NoFolderError(AerobaseError):
    """A file was to be written into a folder that is not there."""


class NewFile(click.Path):
    """A file to write: its folder is there, because a mistyped one is made by nobody's wish."""

    name = "FILE"

    def __init__(self, *, dir_okay: bool = False) -> None:
        super().__init__(dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path.

        Raises
        ------
        NoFolderError
            There is no folder to write it into.
        """
        path = Path(str(super().convert(value, param, ctx)))
        folder = path.absolute().parent
        if str(path) != "-" and not folder.is_dir():
            raise NoFolderError(
                f"{path} cannot be written: there is no folder {folder}.",
                hint="Make the folder first, or name another file.",
            )
        return path


def named(what: str, *names: str) -> Named:
    """Return a type for names that have one spelling each."""
    return Named(what, dict.fromkeys(names, ()))


SESSION: Final = SessionId()
NEW_FILE: Final = NewFile()
NEW_FOLDER: Final = NewFile(dir_okay=True)
_ANY: Final = float("inf")
NUMBER: Final[Any] = Measured("NUMBER", number_said, -_ANY, _ANY)
SCORE: Final[Any] = Measured("0-10", score_said, 0, 10)
HOURS: Final[Any] = Measured("HOURS", hours_said, 0, 24)
MINUTES: Final[Any] = Measured("MINUTES", minutes_said, 0, _ANY)
PLACE: Final = Named("place", PLACES)
SIDE: Final = Named("side", SIDE_NAMES)
SIDE_OR_NO: Final = Named("side", {**SIDE_NAMES, "no": ("n", "none", "neither")})
WHEN: Final = Named("time", WHEN_NAMES)
EXERCISE: Final = Named("exercise", EXERCISE_NAMES)
SEX: Final = Named("sex", SEX_NAMES)
CATEGORY: Final = Named("category", CATEGORY_NAMES)
UNITS: Final = Named("unit", UNIT_NAMES)
