"""`init` on a terminal: question by question, each answer checked and kept before the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ingest.errors import AerobaseError
from reports.commands.params import Day
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reports.commands.init_questions import Question

    Keep = Callable[[Mapping[str, Any]], None]

INDENT: Final = " " * 8


def ask_all(
    questions: Sequence[Question], keep: Keep, *, last: Callable[[str], bool] | None
) -> None:
    """Ask one question after the other, as "1 of 5", and keep each answer at once.

    Parameters
    ----------
    keep
        Keeps what was said, by the names of the options of `init`; raises ``AerobaseError`` where
        it cannot stand, and the question is asked again.
    last
        Asks one more, under the head it is given; returns whether it was answered.

    Raises
    ------
    click.Abort
        The runner stopped: what was kept before has been said.
    """
    count = len(questions) + (last is not None)
    kept: list[str] = []
    try:
        for number, question in enumerate(questions, start=1):
            _show(f"{number} of {count}  {question.name}", question)
            if _answered(question, keep):
                kept.append(question.name.lower())
        if last is not None:
            last(f"{count} of {count}")
    except (click.Abort, KeyboardInterrupt) as stopped:
        what = ", ".join(kept) or "nothing yet"
        click.echo(f"\nKept so far: {what}. `aerobase init` goes on; Enter keeps what is there.")
        raise click.Abort from stopped


def _show(head: str, question: Question) -> None:
    """Write a question: what it is called, why it is asked, what there is to choose from."""
    click.echo(head)
    for line in wrapped(question.why, indent=INDENT):
        click.echo(line)
    for mark, what in question.choices:
        for line in wrapped(what, indent=INDENT, mark=f"{mark}  "):
            click.echo(line)


def _answered(question: Question, keep: Keep) -> bool:
    """Ask until an answer is understood and kept; return False where Enter left it open."""
    enter = f"Enter keeps {question.known}" if question.known else "Enter skips"
    prompt = f"{INDENT}{question.form[:1].upper()}{question.form[1:]} ({enter})"
    while answer := click.prompt(prompt, default="", show_default=False).strip():
        try:
            said = question.read(answer)
            keep(said | _since(question, said))
        except click.UsageError as error:
            click.echo("\n".join(wrapped(error.message, indent=INDENT)))
        except AerobaseError as error:
            click.echo("\n".join(wrapped(f"{error.message} {error.hint or ''}", indent=INDENT)))
        else:
            return True
    return False


def _since(question: Question, said: Mapping[str, Any]) -> dict[str, Any]:
    """Ask from which day an answer holds that changes what was said before."""
    if not question.changes or not said:
        return {}
    day = click.prompt(
        f"{INDENT}From which day (Enter: all along)", default="", show_default=False
    ).strip()
    return {"since": Day().convert(day, None, None)} if day else {}
