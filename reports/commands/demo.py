"""``aerobase demo``: the whole job on a generated season, in a throw-away home."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ingest.errors import AerobaseError
from ingest.home.files import write_atomic
from reports.clock import clock
from reports.commands.common import today_option
from reports.commands.params import NEW_FILE

if TYPE_CHECKING:
    from datetime import date

    from reports.demo.seasons import Season

# Name, as typed -> what the season is; the keys are those of reports.demo.seasons.SEASONS.
SEASON_TITLES: Final = {
    "steady": "a steady aerobic base",
    "too_hard": "a base that turned too hard too often nine weeks ago",
    "spike": "one run far too long, just after a holiday",
    "bad_heart_rate": "a wrist sensor with cadence lock, dropouts, spikes and false starts",
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
@today_option
def command(
    name: str, output: Path | None, keep: Path | None, weeks: int, today: date | None
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
    page = output or folder / "report.html"
    try:
        click.echo(f"A generated runner: {SEASON_TITLES[name]}.")
        made = season(name, last_day=last_day)
        count = _write_files(made, folder / "watch", weeks)
        click.echo(f"{count} runs written as FIT files, the last of {last_day.isoformat()}.")
        _job(made, folder, page)
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


def _job(made: Season, folder: Path, page: Path) -> None:
    """Do what a runner does, in the runner's own commands."""
    from reports.demo.diary import DIARY
    from reports.demo.runner import Body

    today = ("--today", made.last_day.isoformat())
    born = made.truth.birth_date.isoformat()
    rest = ("--hr-rest", f"{Body().rest_bpm:g}")  # without it no load could be told
    who = ("--birth-date", born, "--category", made.truth.category, *rest)
    _say(folder, "init", *who, "--timezone", ZONE)
    _say(folder, "import", str(folder / "watch"), *today)
    for said in DIARY[made.name]:
        day = made.last_day - timedelta(days=said.days_back)
        _say(folder, "log", *said.words, "--date", day.isoformat(), *today)
    _say(folder, "status", *today)
    _say(folder, "flags", *today)
    _say(folder, "plan", *today)
    _say(folder, "report", "-o", str(page.absolute()), *today)


def _say(folder: Path, *words: str) -> None:
    """Show one command and run it, in this process, against the demo's home."""
    from planner.cli import app

    click.echo(f"\n$ aerobase {' '.join(words)}")
    home = ("--home", str(folder / "home"))
    code = app.main(args=[*home, *words], prog_name="aerobase", standalone_mode=False)
    if isinstance(code, int) and code:
        raise DemoError(
            f"The demo's `aerobase {words[0]}` ended with {code}.",
            hint="Keep its files with --keep DIR and look at them there.",
        )
