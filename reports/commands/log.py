"""`aerobase log`: the diary."""

from __future__ import annotations

import click

from reports.commands import log_body, log_book, log_redflag, log_training


@click.group("log")
def command() -> None:
    """Write the diary: pain, stress, sleep, strength, tests, illness, notes.

    \b
    aerobase log pain 4 left achilles morning
    aerobase log sleep 7.5
    aerobase log strength squat balance --hold-s 60
    aerobase log maf-test SESSION --course track
    """  # noqa: D301 - the backspace keeps click from joining the lines


for _member in (
    log_body.pain,
    log_body.soreness,
    log_body.stiffness,
    log_body.tenderness,
    log_body.stress,
    log_body.sleep,
    log_body.illness,
    log_redflag.redflag,
    log_training.strength,
    log_training.balance_test,
    log_training.squat_test,
    log_body.knee_bend_test,
    log_training.maf_test,
    log_training.drift_test,
    log_training.rhr,
    log_training.hrv,
    log_training.note,
    log_book.listing,
    log_book.correct,
    log_book.remove,
    log_book.sides,
    log_book.export,
    log_book.read_back,
):
    command.add_command(_member)
