"""`aerobase cohort`: many athletes into tables, and one row each that says who needs a word."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ingest.errors import AerobaseError
from reports.commands.common import echo_json, json_option, quiet_option, today_option
from reports.commands.params import NEW_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from datetime import date
    from pathlib import Path

    from reports.cohort.run import CohortReport

ATTENTION: int = 3  # exit code: done, but an athlete failed or files were refused


class NoDaskError(AerobaseError):
    """What speaks to a cluster is not installed."""


def _address(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.startswith(("tcp://", "tls://")):
        raise click.BadParameter(f"{value!r} begins neither with tls:// nor with tcp://.")
    return value


@click.command("cohort")
@click.argument("root", metavar="ROOT")
@click.option("-o", "--output", type=NEW_FOLDER, required=True, help="Folder of the tables.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes; by default one a core.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    callback=_address,
    help="Dask scheduler whose workers judge, such as tls://host:8786.",
)
@click.option("--progress-json", is_flag=True, help="Progress as a line of JSON an athlete.")
@quiet_option
@today_option
@json_option
def command(
    *,
    root: str,
    output: Path,
    workers: int | None,
    scheduler: str | None,
    progress_json: bool,
    quiet: bool,
    today: date | None,
    as_json: bool,
) -> int:
    """Judge many athletes and write tables that DuckDB and pandas read.

    ROOT holds one folder an athlete: watch files, or a home (--home) of aerobase. athletes.csv
    beside them may say of each: folder, alias, birth_date, category, sex, zone, ceiling, hr_max,
    hr_rest. Without an alias the folder's name stands in every table: see docs/cohort.md.

    Into the folder -o come sessions, weeks, flags, plans and diary, a Parquet file an athlete, and
    triage.parquet with a row an athlete. Who has not changed is passed by, and who is in ROOT no
    more is taken out. One athlete who fails never stops the others; the exit code is then 3.
    """
    if scheduler is not None and workers is not None:
        raise click.UsageError("--workers are processes of this machine; a scheduler has its own.")
    from reports.cohort.run import cohort
    from reports.cohort.telling import Progress, report_document

    progress = Progress(sys.stderr, as_lines=progress_json, quiet=quiet)
    try:
        with _executor(scheduler) as executor:
            report = cohort(
                root, output, today=today, executor=executor, workers=workers, progress=progress
            )
    finally:
        progress.clear()
    if as_json:
        echo_json(report_document(report))
    else:
        _tell(report, quiet=quiet)
    return ATTENTION if report.count("failed") or report.refused_files else 0


def _tell(report: CohortReport, *, quiet: bool) -> None:
    from reports.cohort.telling import attention_text, cohort_text

    lines = attention_text(report) if quiet else cohort_text(report)
    click.echo("".join(f"{line}\n" for line in lines), nl=False)


@contextmanager
def _executor(scheduler: str | None) -> Iterator[Executor | None]:
    """Give the workers of a scheduler, or None where this machine's own are to work."""
    if scheduler is None:
        yield None
        return
    try:
        from reports.cohort.cluster import is_open_to_others, on_cluster
    except ImportError as error:
        raise NoDaskError(
            "A cluster is spoken to by the package distributed, which is not installed.",
            hint="Install aerobase[cluster].",
        ) from error
    if is_open_to_others(scheduler):
        click.echo(
            f"{scheduler} is not encrypted: whoever reaches it runs code on its workers and reads"
            " health data. tls:// keeps others out.",
            err=True,
        )
    with on_cluster(scheduler) as executor:
        yield executor
