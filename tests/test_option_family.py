"""One family of options: which command has which, and why one that might lacks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from planner import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILY = ("--json", "--today", "--since", "--until", "--quiet")


def commands() -> Iterator[tuple[str, set[str]]]:
    """Yield every command that does something, with its options of the family."""
    root = click.Context(cli.app, info_name="aerobase")
    for name in cli.COMMANDS:
        command = cli.app.get_command(root, name)
        assert command is not None
        yield from of(name, command, click.Context(command, parent=root))


def of(name: str, command: click.Command, ctx: click.Context) -> Iterator[tuple[str, set[str]]]:
    groups = isinstance(command, click.Group)
    if not groups or command.invoke_without_command:
        options = {option for one in command.params for option in one.opts}
        yield name, options & set(FAMILY)
    if groups:
        for inner in command.list_commands(ctx):
            found = command.get_command(ctx, inner)
            assert found is not None
            if not found.hidden:
                yield from of(f"{name} {inner}", found, click.Context(found, parent=ctx))


FOUND = dict(commands())
# Of those that lack an option: why.
NO_JSON = {
    "report": "writes a page",
    "coach": "writes a page; `cohort` has --json",
    "demo": "shows what the others print",
    "help": "is text",
    "completion": "is a script",
    "log export": "writes CSV",
    "export sessions": "has --format json",
    "export weeks": "has --format json",
    "export load": "has --format json",
    "export flags": "has --format json",
    "export all": "has --format json",
    "export streams": "has --format json",
    "export diary": "has --format json",
    "export wellness": "has --format json",
    "export plan": "has --format json",
}
NO_TODAY = {
    "log remove": "an entry is gone from every day",
    "thresholds dfa": "looks at one session alone",
    "advice": "says the same every day",
    "rebuild": "derives all days",
    "forget": "a session is gone from every day",
    "help": "says the same every day",
    "completion": "says the same every day",
}
# What lists days, runs or weeks takes a span of them.
SPANS = {
    "sessions", "balance", "load", "wellness", "report", "log list", "log export",
    "export sessions", "export diary", "export wellness", "export weeks", "export load",
}  # fmt: skip
# What says more than asked for can be asked to say only what needs attention.
QUIET = {
    "import", "rebuild", "report", "doctor", "cohort", "coach", "export sessions", "export streams",
    "export diary", "export wellness", "export plan", "export weeks", "export load", "export flags",
    "export all",
}  # fmt: skip


@pytest.mark.parametrize(("option", "lacking"), [("--json", NO_JSON), ("--today", NO_TODAY)])
def test_every_command_has_it_but_those_with_a_reason(option: str, lacking: dict[str, str]) -> None:
    assert {name for name, options in FOUND.items() if option not in options} == set(lacking)


def test_what_lists_days_takes_a_span() -> None:
    assert {name for name, options in FOUND.items() if "--until" in options} == SPANS
    assert {name for name, options in FOUND.items() if "--since" in options} >= SPANS


def test_what_talks_can_be_quiet() -> None:
    assert {name for name, options in FOUND.items() if "--quiet" in options} == QUIET
