"""What every command shares: where the home is, which day is today, how JSON is written."""

from __future__ import annotations

import codecs
import json
import sys
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ingest.home.home import Home
from reports.commands.kept_status import files_of
from reports.commands.params import Day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reports.terminal.importing import ProgressBar

    F = TypeVar("F", bound=Callable[..., Any])


def home_option(function: F) -> F:
    """Give a command ``--home``; it receives ``home: Home`` (its own, else the front door's).

    Where it changes what is known, and a person reads its output, it leaves behind what `status`
    will say (``left_behind``).
    """

    @wraps(function)
    def kept_up(*given: Any, home: Home, **more: Any) -> Any:
        before = files_of(home)
        with _Said(home):
            done = function(*given, home=home, **more)
        if not (more.get("as_json") or more.get("quiet")):
            from reports.commands.left_behind import leave_lines

            leave_lines(home, before, more.get("today"))
        return done

    def locate(ctx: click.Context, _param: click.Parameter, value: str | None) -> Home:
        from ingest.imports.renewing import KEPT_BEFORE, RENEWING
        from reports.said_once import SAID

        RENEWING.set(_ReadAnew())
        KEPT_BEFORE.set(_say_kept)
        SAID.set(set())
        given = value if value is not None else _of_parents(ctx, "home")
        if isinstance(given, Home):
            return given
        root = ctx.find_root().obj or {}
        return Home.locate(given if given is not None else root.get("home"))

    def debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
        if value and isinstance(ctx.find_root().obj, dict):
            ctx.find_root().obj["debug"] = True

    command = click.option(
        "--debug", is_flag=True, hidden=True, expose_value=False, callback=debug
    )(kept_up)
    return click.option(
        "--home", metavar="DIR", callback=locate, help="Where everything lies (or AEROBASE_HOME)."
    )(command)  # type: ignore[return-value]


class _Said:
    """Puts what a command has written into the journal where other programs read it.

    Before `status` is kept: that goes by the archive's time too.
    """

    def __init__(self, home: Home) -> None:
        self._home, self._before = home, self._bytes(home)

    def __enter__(self) -> None:
        """Begin; what is there was looked at."""

    def __exit__(self, *_: object) -> None:
        """Look whether anything was written, however the command ended."""
        if self._bytes(self._home) > self._before:  # not where all was forgotten
            from reports.commands.said_published import put_said

            put_said(self._home)

    @staticmethod
    def _bytes(home: Home) -> int:
        try:
            return home.journal.stat().st_size
        except OSError:
            return 0


class _ReadAnew:
    """Draws how far an archive of an older version is made anew; that comes once and takes long."""

    def __init__(self) -> None:
        self.bar: ProgressBar | None = None

    def __call__(self, done: int, expected: int) -> None:
        """Take note of ``done`` files of ``expected``."""
        if self.bar is None:
            from reports.terminal.importing import ProgressBar

            self.bar = ProgressBar(what="files read anew after the upgrade")
        self.bar(done, expected)
        if done == expected:
            self.bar.clear()


def _say_kept(archive: Path) -> None:
    """Say where the archive of before an upgrade lies; that comes once too."""
    click.echo(f"The archive of before the upgrade is kept as {archive}", err=True)
    click.echo("  Delete it when all is as it was.", err=True)


def _of_parents(ctx: click.Context, name: str) -> Any:
    """Return what was said before a subcommand's name (`plan --next move …`), None if nothing."""
    while ctx.parent is not None and ctx.parent.parent is not None:
        ctx = ctx.parent
        if ctx.params.get(name):
            return ctx.params[name]
    return None


def or_of_parents(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Return an option's value, else what was given before the subcommand's name."""
    return value or _of_parents(ctx, param.name or "") or value


def today_option(function: F) -> F:
    """Give a command ``--today``; it receives ``today: date | None``, None for the clock's."""
    return click.option(
        "--today",
        type=Day(),
        is_eager=True,  # other days are counted from it
        callback=or_of_parents,
        help="Look from this day on; later things are hidden.",
    )(function)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days from ``since`` to ``until``, both included; None where a side is open."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: object) -> bool:
        """Return whether a day lies in it."""
        assert isinstance(day, date)  # noqa: S101
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )


def span_options(function: F) -> F:
    """Give a command ``--since`` and ``--until``; it receives ``span: Span``."""

    @wraps(function)
    def command(*given: Any, since: date | None, until: date | None, **more: Any) -> Any:
        if since is not None and until is not None and since > until:
            raise click.BadParameter(f"{since} lies after --until {until}.", param_hint="--since")
        return function(*given, span=Span(since=since, until=until), **more)

    for option in (
        click.option("--until", type=Day(), help="Up to and with this day."),
        click.option("--since", type=Day(), help="From this day on."),
    ):
        command = option(command)
    return command  # type: ignore[return-value]


def quiet_option(function: F) -> F:
    """Give a command ``-q``; it receives ``quiet: bool``."""
    return click.option(
        "-q", "--quiet", is_flag=True, callback=or_of_parents, help="Say only what needs attention."
    )(function)


def json_option(function: F) -> F:
    """Give a command ``--json``; it receives ``as_json: bool``."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        callback=or_of_parents,
        help="One JSON document on standard output.",
    )(function)


def echo_json(document: object) -> None:
    """Write one JSON document; NaN and Infinity are a defect and never appear.

    A stream that is not UTF-8 gets ASCII, which every reader of JSON takes.
    """
    page = getattr(sys.stdout, "encoding", None) or "utf-8"
    plain = codecs.lookup(page).name != "utf-8"
    click.echo(json.dumps(document, ensure_ascii=plain, indent=2, allow_nan=False))
