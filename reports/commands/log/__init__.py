"""`aerobase log`: the diary."""

from __future__ import annotations

import click

from reports.commands.log import body, book, redflag, training


@click.group("log")
def command() -> None:
    """Write the diary: pain, stress, sleep, strength, tests, illness, notes.

    \b
    aerobase log pain 4 left achilles morning
    aerobase log sleep 7.5
    aerobase log strength squat balance --hold-s 60
    aerobase log maf-test SESSION --course track

    Pain is 0 (none) to 10 (the worst). Up to 3 running goes on, at 4 and 5 it
    is eased, above 5 or with a limp it stops; higher than on the morning
    before means less. Two or less ends a stop.
    """  # noqa: D301 - the backspace keeps click from joining the lines


for _member in (
    body.pain,
    body.soreness,
    body.stiffness,
    body.tenderness,
    body.stress,
    body.sleep,
    body.illness,
    redflag.redflag,
    training.strength,
    training.balance_test,
    training.heel_raise_test,
    training.squat_test,
    body.knee_bend_test,
    training.maf_test,
    training.drift_test,
    training.rhr,
    training.hrv,
    training.note,
    book.listing,
    book.correct,
    book.remove,
    book.sides,
    book.export,
    book.read_back,
):
    command.add_command(_member)
