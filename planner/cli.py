"""The front door: names, summaries and where each command's body lies; errors end here.

Nothing but click is loaded before a command is chosen.
"""

from __future__ import annotations

import atexit
import codecs
import gc
import importlib
import io
import os
import shutil
import sys
import textwrap
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ESCAPED: Final = "aerobase-escaped"  # how streams write what their code page lacks
ALONE: Final = "today"  # what `aerobase` without a command is
# Own choice: when cycles are looked for. By Python's default a look at years of sessions walks
# several times through all that was loaded, a tenth of its time, and finds next to nothing.
GARBAGE: Final = (300_000, 20, 50)
# name -> ("module:attribute", summary); the order is that of docs/commands.md.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "init": ("reports.commands.init:command", "Make or change the profile: who you are."),
    "import": ("reports.commands.imports:command", "Read watch files, folders and archives."),
    "status": ("reports.commands.status:command", "The verdict in 15 lines."),
    "today": ("reports.commands.today:command", "The morning's questions and the day's work."),
    "done": ("reports.commands.done:command", "Say what was done, and how hard it felt."),
    "plan": ("reports.commands.plan:command", "The week: runs under the ceiling, and strength."),
    "report": ("reports.commands.report:command", "Write the HTML page."),
    "log": ("reports.commands.log:command", "The diary: pain, stress, sleep, strength, tests."),
    "flags": ("reports.commands.flags:command", "Warnings that stand, and what to do first."),
    "advice": ("reports.commands.advice:command", "A sore place: where to look, what to leave."),
    "sessions": ("reports.commands.sessions:command", "What was done, classified."),
    "balance": ("reports.commands.balance:command", "The aerobic balance by week."),
    "thresholds": ("reports.commands.thresholds:command", "Which ceiling is in force, and why."),
    "load": ("reports.commands.load:command", "Daily load, fitness, fatigue, monotony."),
    "wellness": ("reports.commands.wellness:command", "Resting heart rate, HRV, stress, sleep."),
    "export": ("reports.commands.export:command", "Sessions, plan, diary, wellness as files."),
    "cohort": ("reports.commands.cohort:command", "Many athletes: tables, and who needs a word."),
    "coach": ("reports.commands.coach:command", "The page of many athletes: whom to call first."),
    "rebuild": ("reports.commands.rebuild:command", "Derive the archive anew from the originals."),
    "doctor": ("reports.commands.doctor:command", "Check the archive, and say how to mend it."),
    "forget": ("reports.commands.forget:command", "Remove a session, or everything."),
    "demo": ("reports.commands.demo:command", "The whole job on a generated season."),
    "help": ("reports.commands.help:command", "What a command does; --man, all of them."),
    "completion": ("reports.commands.completion:command", "Words a shell may complete."),
}
# The order of --help: what is wanted often comes first.
WHEN: Final[dict[str, tuple[str, ...]]] = {
    "Every day": ("today", "import", "status", "done", "log"),
    "Every week": ("plan", "report", "flags"),
    "To look at": ("sessions", "balance", "thresholds", "load", "wellness", "advice"),
    "For many athletes": ("cohort", "coach"),
    "To set up and keep": (
        "init", "export", "doctor", "rebuild", "forget", "demo", "help", "completion",
    ),
}  # fmt: skip


class UnreadError(Exception):
    """Nobody reads standard output any more, as after `aerobase sessions | head -1`."""


@contextmanager
def _unread() -> Iterator[None]:
    """Raise ``UnreadError`` where standard output is closed: click would exit with 1 for it."""
    try:
        yield
    except BrokenPipeError as error:
        try:
            os.write(sys.stdout.fileno(), b"\n")
        except BrokenPipeError:
            raise UnreadError from error
        raise  # it was another pipe


class FrontDoor(click.Group):
    """A group that knows its commands by name and loads one only when it is called."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        """Read the arguments; `--help` writes here."""
        with _unread():
            return super().make_context(*given, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _unread():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load the body of one command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, or say which one may have been meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from planner.near import did_you_mean

            near = did_you_mean(args[0], COMMANDS)
            ctx.fail(f"No such command {args[0]!r}. {near or 'aerobase --help lists them.'}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table above by when they are wanted, loading none."""
        for when, names in WHEN.items():
            with formatter.section(when):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names])


@click.command(
    cls=FrontDoor,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="aerobase", prog_name="aerobase")
@click.option("--home", metavar="DIR", help="Where everything lies (or AEROBASE_HOME).")
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
@click.pass_context
def app(ctx: click.Context, home: str | None, debug: bool) -> None:  # noqa: FBT001
    """Say how aerobic the running is, warn early, and plan the week.

    \b
    First:            aerobase init, then aerobase import FOLDER
    Every morning:    aerobase
    After a run:      aerobase import PATH
    Once a week:      aerobase plan
    To look at it:    aerobase report --open
    """  # noqa: D301
    ctx.obj = {"home": home, "debug": debug}
    if ctx.invoked_subcommand is None:
        today = app.get_command(ctx, ALONE)
        assert today is not None  # noqa: S101
        with today.make_context(ALONE, [], parent=ctx) as asked:
            today.invoke(asked)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code; no traceback reaches the user."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Arrays here are small: threads that wait for big ones only spin, a tenth of a short command.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(*GARBAGE)
    # Python looks for cycles once more as it ends, among all that the end will free anyway.
    atexit.register(gc.freeze)
    _print_everything()
    try:
        code = app.main(args=given, prog_name="aerobase", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        _say(_usage(error))
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except UnreadError:
        # What is still buffered goes nowhere, so that Python's last flush does not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the boundary that every error meets
        sys.exit(_report(error, given))
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: click.ClickException) -> str:
    """Return what click says of a wrong call: how the command is called, then what is wrong."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    said = f"Error: {error.format_message()}"
    if ctx is None:
        return said
    hint = f"Try '{ctx.command_path} --help' for help."
    return f"{ctx.get_usage()}\n{hint}\n\n{said}"


def _say(text: str) -> None:
    """Write to standard error; a terminal would break lines in the middle of words."""
    wide = shutil.get_terminal_size().columns
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        parts = [line]
        if sys.stderr.isatty() and len(line) > wide:
            parts = textwrap.wrap(
                line, wide, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
            )
        for part in parts:
            click.echo(part, err=True)


def _print_everything() -> None:
    """Let the streams escape what their code page lacks: a letter must not fail a command."""
    codecs.register_error(ESCAPED, escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPED)


def escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Return letters that cannot be encoded as ``\uXXXX``, which stands in JSON too."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[place : place + 2].hex() for place in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


def _report(error: Exception, given: list[str]) -> int:
    """Say what went wrong in one message and return the exit code."""
    from ingest.errors import AerobaseError

    if isinstance(error, AerobaseError):
        _say(f"aerobase: {error.message}")
        if error.hint:
            _say(f"  {error.hint}")
        return error.exit_code
    if "--debug" in given:
        traceback.print_exception(error)
        return 1
    where = _log(error, given)
    click.echo(f"aerobase: something unexpected went wrong ({type(error).__name__}).", err=True)
    click.echo(
        f"  Nothing was lost. The details are in {where}; --debug shows them here."
        if where
        else "  Nothing was lost. Run it again as `aerobase --debug …` for the details.",
        err=True,
    )
    return 1


def _log(error: Exception, given: list[str]) -> str | None:
    """Append the traceback to the home's log; return where, or None where that is impossible."""
    from datetime import UTC, datetime

    from ingest.home.home import PRIVATE_DIR_MODE, PRIVATE_FILE_MODE, Home

    named = None
    for here, following in zip(given, [*given[1:], ""], strict=True):
        if here == "--home":
            named = following
        elif here.startswith("--home="):
            named = here.removeprefix("--home=")
    try:
        home = Home.locate(named or None)
        home.path.mkdir(mode=PRIVATE_DIR_MODE, parents=True, exist_ok=True)
        home.log.touch(mode=PRIVATE_FILE_MODE)
        with home.log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(f"{datetime.now(UTC).isoformat()} aerobase {' '.join(given)}\n")
            traceback.print_exception(error, file=stream)
    except OSError:
        return None
    return str(home.log)
