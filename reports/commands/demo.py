"""``aerobase demo``: the whole job on a generated season, in a throw-away home."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ingest.errors import AerobaseError
from ingest.home.files import write_atomic
from ingest.home.home import Home
from reports.clock import clock
from reports.commands.common import today_option
from reports.commands.params import NEW_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reports.demo.seasons import Season

# Name, as typed -> what the season is; the keys are those of reports.demo.seasons.SEASONS.
SEASON_TITLES: Final = {
    "steady": "a steady aerobic base",
    "too_hard": "a base that turned too hard too often nine weeks ago",
    "spike": "one run far too long, just after a holiday",
    "bad_heart_rate": "a wrist with cadence lock, dropouts, spikes, false starts",
}
ZONE: Final = "Africa/Lagos"  # an hour from UTC all year, as the generated files say
MOST_WEEKS: Final = 26


class DemoError(AerobaseError):
    """The demo's folder cannot be used, or a step of it did not succeed."""


@click.command()
@click.option(
    "--season",
    "name",
    type=click.Choice(sorted(SEASON_TITLES)),
    default="too_hard",
    show_default=True,
    help="Which generated season.",
)
@click.option(
    "-o",
    "--output",
    type=NEW_FILE,
    help="Where the page goes; without it, into a temporary folder.",
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep the generated files and the home in this new folder.",
)
@click.option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    default=MOST_WEEKS,
    show_default=True,
    help="How many weeks, counted back from the last day.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every command, and all that it says.")
@today_option
def command(
    *,
    name: str,
    output: Path | None,
    keep: Path | None,
    weeks: int,
    verbose: bool,
    today: date | None,
) -> None:
    """Show the whole job on a generated runner.

    It writes watch files of a season whose truth is known, reads them into a home of its own, and
    says what a runner would see: the verdict, the warnings, the week, the page. Your own data are
    not touched.
    """
    from reports.demo.seasons import season

    last_day = today or clock().date()
    folder = _folder(keep)
    home = folder / "home"
    page = (output or folder / "report.html").absolute()
    try:
        click.echo(f"A generated runner: {SEASON_TITLES[name]}.")
        made = season(name, last_day=last_day)
        count = _write_files(made, folder / "watch", weeks)
        click.echo(f"{count} runs written as FIT files, the last of {last_day.isoformat()}.")
        for words in _job(made, folder, page):
            _run(home, words, shown=verbose)
        if not verbose:
            _say_in_short(Home(path=home), last_day, page)
    finally:
        if keep is None:
            _clear(folder, page)
    if keep is not None:
        click.echo(
            f"Everything else is kept in {folder.absolute()}; look with --home {home.absolute()}"
        )


def _folder(keep: Path | None) -> Path:
    """Return a new folder for the demo; a kept one must not hold anything yet."""
    if keep is None:
        return Path(tempfile.mkdtemp(prefix="aerobase-demo-"))
    try:
        keep.mkdir(parents=True, exist_ok=True)
        empty = not any(keep.iterdir())
    except OSError as error:
        raise DemoError(
            f"The folder {keep} cannot be made: {error.strerror or error}.",
            hint="Name another one with --keep DIR.",
        ) from error
    if not empty:
        raise DemoError(
            f"The folder {keep} is not empty.", hint="Name a new one, so that nothing is mixed up."
        )
    return keep


def _clear(folder: Path, page: Path) -> None:
    """Remove the throw-away folder; the page stays if it lies there."""
    shutil.rmtree(folder / "watch", ignore_errors=True)
    shutil.rmtree(folder / "home", ignore_errors=True)
    if page.parent != folder or not page.exists():
        shutil.rmtree(folder, ignore_errors=True)


def _write_files(made: Season, folder: Path, weeks: int) -> int:
    """Write the last weeks of a season as FIT files; return how many."""
    from reports.demo.fit_activity import fit_bytes
    from reports.demo.runs import smart_recorded

    folder.mkdir()
    first = made.last_day - timedelta(weeks=weeks)
    days = [run.day for run in made.truth.runs if run.day > first]
    activities = made.activities[-len(days) :]
    with click.progressbar(
        zip(days, activities, strict=True), length=len(days), label="Writing watch files"
    ) as bar:
        for day, activity in bar:
            data = fit_bytes(smart_recorded(activity))
            write_atomic(folder / f"{day.isoformat()}-run.fit", data)
    return len(days)


def _job(made: Season, folder: Path, page: Path) -> Iterator[tuple[str, ...]]:
    """Yield what a runner types, command by command."""
    from reports.demo.diary import DIARY
    from reports.demo.runner import Body

    today = ("--today", made.last_day.isoformat())
    born = made.truth.birth_date.isoformat()
    rest = ("--hr-rest", f"{Body().rest_bpm:g}")  # without it no load could be told
    who = ("--birth-date", born, "--category", made.truth.category, *rest)
    yield ("init", *who, "--timezone", ZONE)
    yield ("import", str(folder / "watch"), *today)
    for said in DIARY[made.name]:
        day = made.last_day - timedelta(days=said.days_back)
        yield ("log", *said.words, "--date", day.isoformat(), *today)
    yield ("status", *today)
    yield ("flags", *today)
    yield ("plan", "--next", *today)
    yield ("report", "--next", "-o", str(page), *today)


def _run(home: Path, words: tuple[str, ...], *, shown: bool) -> None:
    """Run one command in this process against the demo's home, and show it where wanted."""
    from planner.cli import app

    if shown:
        click.echo(f"\n$ aerobase {' '.join(words)}")
    said = contextlib.nullcontext() if shown else contextlib.redirect_stdout(io.StringIO())
    with said:
        code = app.main(
            args=["--home", str(home), *words], prog_name="aerobase", standalone_mode=False
        )
    if isinstance(code, int) and code:
        raise DemoError(
            f"The demo's `aerobase {words[0]}` ended with {code}.",
            hint="Keep its files with --keep DIR and look at them there.",
        )


def _say_in_short(home: Home, today: date, page: Path) -> None:
    """Say the verdict, what stands, the coming week a line a day, and where the page lies."""
    from planner.judging.balance import monday_of
    from reports.opening import load_day
    from reports.planning import standing_plan
    from reports.terminal.plan import week_lines
    from reports.terminal.status import verdict_lines
    from reports.words import Units

    day = load_day(home, today)
    monday = monday_of(today) + timedelta(days=7)
    plan = standing_plan(home, day, week_start=monday, now=clock())
    units = Units(system=day.athlete.profile.units)
    for line in ("", *verdict_lines(day), "", *week_lines(plan, units, today=today)):
        click.echo(line)
    click.echo(f"\nThe page, one file without network: {page}")
    click.echo("Every command behind this, and all that it says: aerobase demo -v")
