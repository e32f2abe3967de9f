"""Where `export` writes and in which form: the options its commands share, and the writing."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

from ingest.errors import AerobaseError
from ingest.home.files import write_atomic
from ingest.layouts import names
from reports.commands.common import home_option, quiet_option, today_option
from reports.commands.params import NEW_FOLDER
from reports.files.tables import table_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.layouts import Column
    from reports.files.exports import Rows

    F = TypeVar("F", bound=Callable[..., Any])

TABLES: Final = ("csv", "json", "parquet")


class ExportError(AerobaseError):
    """Something cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """In which form, and where: ``output`` None or "-" is standard output."""

    form: str
    output: Path | None
    excel: bool
    quiet: bool

    def table(self, rows: Rows, layout: tuple[Column, ...]) -> bytes:
        """Return rows of these columns in the form asked for.

        Raises
        ------
        ExportError
            Parquet is asked for and its extra is not installed.
        """
        if self.form != "parquet":
            mark = codecs.BOM_UTF8 if self.excel and self.form == "csv" else b""
            form: Literal["csv", "json"] = "json" if self.form == "json" else "csv"
            return mark + table_bytes(rows, names(layout), form)
        try:
            from reports.files.parquet import typed_parquet_bytes
        except ImportError as error:
            raise ExportError(
                "Parquet files need the package pyarrow, which is not installed.",
                hint="Install aerobase[parquet], or use --format csv.",
            ) from error
        return typed_parquet_bytes(rows, layout)

    def write_table(self, rows: Rows, layout: tuple[Column, ...]) -> None:
        """Write rows of these columns."""
        self.write(self.table(rows, layout))

    def write(self, data: bytes) -> None:
        """Write a file whole, or to standard output where none is named.

        Raises
        ------
        ExportError
            It cannot be written there.
        """
        if self.output is None or str(self.output) == "-":
            click.echo(data, nl=False)
            return
        put(data, self.output)
        if not self.quiet:
            click.echo(f"Written: {self.output}", err=True)

    def folder(self, what: str) -> Path:
        """Return the folder to write into, made where it is not there.

        Raises
        ------
        ExportError
            None was named, or it cannot be made.
        """
        if self.output is None or str(self.output) == "-":
            raise ExportError(f"{what}: they need a folder.", hint="Name it with -o FOLDER.")
        make_folder(self.output)
        return self.output


def make_folder(path: Path) -> None:
    """Make a folder where it is not there.

    Raises
    ------
    ExportError
        It cannot be made.
    """
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"{path} is no folder that can be made: {error.strerror or error}.",
            hint="Name another one with -o FOLDER.",
        ) from error


def put(data: bytes, path: Path) -> None:
    """Write a file whole.

    Raises
    ------
    ExportError
        It cannot be written there.
    """
    try:
        write_atomic(path, data)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Name a file in a folder that exists and may be written.",
        ) from error


def shared_options(*forms: str) -> Callable[[F], F]:
    """Give a command ``-o``, ``--format``, ``--excel``, ``-q``, ``--home`` and ``--today``.

    It receives ``how: How``, ``home`` and ``today``. ``forms`` are those of a table where none
    are named.
    """

    def decorate(function: F) -> F:
        @wraps(function)
        def command(
            *given: Any, form: str, output: Path | None, excel: bool, quiet: bool, **more: Any
        ) -> Any:
            if excel and form != "csv":
                raise click.UsageError(f"--excel goes with --format csv, not with {form}.")
            how = How(form=form, output=output, excel=excel, quiet=quiet)
            return function(*given, how=how, **more)

        for option in (
            click.option(
                "--excel",
                is_flag=True,
                help="CSV that Excel reads every letter of: with a byte order mark.",
            ),
            click.option("-o", "--output", type=NEW_FOLDER, help="Where to write it."),
            click.option(
                "--format",
                "form",
                type=click.Choice(forms or TABLES),
                default="csv",
                show_default=True,
                help="In which form.",
            ),
            quiet_option,
            home_option,
            today_option,
        ):
            command = option(command)
        return command  # type: ignore[return-value]

    return decorate
