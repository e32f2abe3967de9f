"""`log redflag`: the signs that need a clinician, and who asks them when."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from ingest.diary import DiaryEntry
from ingest.diary.kinds import SIDES
from planner.flags.red_flag_signs import BY_NAME, RED_FLAGS, questions_for, safety_questions
from reports.commands.log.entry import day_meant, entry_options, keep
from reports.commands.params import PLACE, SIDE, named
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import Side
    from ingest.home.home import Home
    from planner.flags.red_flag_signs import RedFlag
    from planner.profile.model import Sex

WORRYING_SCORE: Final = 5  # RULES 5.4: above it pain is not acceptable
NONE: Final = "none"
SAFETY_LINE: Final = (
    "Safety: aerobase log redflag --ask; if none applies: aerobase log redflag --none"
)
EMERGENCY: Final = (
    "If you have chest pain now, or are short of breath at rest, call for help first."
)
APPLY: Final = "Do any of these apply?"
_CALF: Final = frozenset({"soleus", "gastrocnemius", "calf", "achilles"})
_BONES: Final = frozenset({"shin", "foot"})
_RECENT_DAYS: Final = 14
_BARRED: Final = {
    "stop": "Nothing is planned until it is cleared.",
    "no_run": "No run is planned until it is cleared.",
    "hold": "Nothing hard or long and no test is planned until it is cleared.",
}


@click.command("redflag")
@click.argument("name", required=False, type=named("sign", *BY_NAME), metavar="NAME")
@click.option("--ask", is_flag=True, help="Ask which of the signs apply.")
@click.option("--none", "nothing", is_flag=True, help="No sign applies: asked again in a quarter.")
@click.option("--side", type=SIDE)
@click.option("--place", type=PLACE, help="Where, such as calf or low-back.")
@click.option("--text", default="")
@entry_options
def redflag(
    *,
    home: Home,
    today: date | None,
    day: date | None,
    name: str | None,
    ask: bool,
    nothing: bool,
    side: Side | None,
    place: str | None,
    text: str,
    as_json: bool,
) -> None:
    """Say a sign that needs a clinician; without NAME, list them.

    What it bars is barred until it is cleared: aerobase flags clear ID --note "…"
    """
    meant = day_meant(day, today)
    if nothing:
        if name is not None:
            raise click.UsageError(f"Either {name} applies or none does; give one of the two.")
        keep(home, [_answered(meant, NONE)], as_json=as_json)
        return
    if ask:
        ask_red_flags(home, meant, place=place)
        return
    if name is None:
        for flag in RED_FLAGS:
            click.echo(flag.name)
            for line in wrapped(flag.question, indent="    "):
                click.echo(line)
        return
    entry = DiaryEntry(
        id="",
        day=meant,
        kind="redflag",
        side=side,
        place=place,
        text=text,
        values={"name": name},
    )
    keep(home, [entry], as_json=as_json)
    _say(name)


def worrying(kept: Sequence[DiaryEntry], before: Sequence[DiaryEntry]) -> bool:
    """Return whether new pain asks for the red-flag questions (RULES 5.7).

    It does above 5, in both calves, on a side that did not hurt before, or where a bone may be
    overloaded and nothing hurt for two weeks.
    """
    return any(_worries(entry, before) for entry in kept if entry.kind == "pain")


def _worries(entry: DiaryEntry, before: Sequence[DiaryEntry]) -> bool:
    if entry.points == 0:
        return False
    pains = [one for one in before if one.kind == "pain" and one.points > 0]
    recent = [one for one in pains if (entry.day - one.day).days <= _RECENT_DAYS]
    calf_sides = {one.side for one in (entry, *recent) if one.place in _CALF}
    both_calves = entry.place in _CALF and ("both" in calf_sides or {"left", "right"} <= calf_sides)
    known_sides = {one.side for one in pains if one.place == entry.place}
    new_side = entry.side in SIDES and bool(known_sides) and entry.side not in known_sides
    new_bone = entry.place in _BONES and not any(one.place == entry.place for one in recent)
    return entry.points > WORRYING_SCORE or both_calves or new_side or new_bone


def ask_red_flags(home: Home, day: date, *, place: str | None) -> bool:
    """Ask the signs that fit a place, on a terminal; elsewhere say how to be asked.

    Each that applies is kept as an entry of its own. Returns whether none does.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(
            "Answer before the next run: aerobase log redflag --ask (on a terminal).",
            err=True,
        )
        return False
    click.echo("\n".join(wrapped(f"Some pain needs a clinician first. {EMERGENCY} {APPLY}")))
    signs = _chosen(questions_for(place))
    if signs is None:
        return False
    _keep_signs(home, day, signs)
    return not signs


def _chosen(signs: Sequence[RedFlag]) -> list[RedFlag] | None:
    """Ask which of some signs apply, in one question; None where Enter skips it."""
    for number, sign in enumerate(signs, start=1):
        click.echo("\n".join(wrapped(sign.question, mark=f"{number} ")))
    numbered = {str(number): sign for number, sign in enumerate(signs, start=1)}
    while True:
        said = click.prompt("Numbers, or none (Enter skips)", default="", show_default=False)
        words = said.lower().replace(",", " ").split()
        if not words:
            return None
        if words in ([NONE], ["no"], ["n"]):
            words = []
        if all(word in numbered for word in words):
            return [numbered[word] for word in dict.fromkeys(words)]
        click.echo(f"Say their numbers, 1 to {len(signs)}, or none.")


def ask_safety(home: Home, day: date, sex: Sex | None) -> bool:
    """Ask on a terminal which of the safety signs apply, in one question; Enter skips it.

    Return whether it was answered.
    """
    plan = "The plan takes it into account and tells you who to see."
    click.echo("\n".join(wrapped(f"{EMERGENCY} {APPLY} {plan}")))
    chosen = _chosen(safety_questions(sex))
    if chosen is None:
        return False
    _keep_signs(home, day, chosen)
    keep(home, [_answered(day, ", ".join(one.name for one in chosen) or NONE)], as_json=False)
    return True


def _keep_signs(home: Home, day: date, signs: Sequence[RedFlag]) -> None:
    for sign in signs:
        keep(
            home,
            [DiaryEntry(id="", day=day, kind="redflag", values={"name": sign.name})],
            as_json=False,
        )
        _say(sign.name)


def _answered(day: date, which: str) -> DiaryEntry:
    return DiaryEntry(id="", day=day, kind="safety", text=which)


def _say(name: str) -> None:
    sign = BY_NAME[name]
    barred = _BARRED.get(sign.effect, "Nothing hard is planned until it is cleared.")
    for line in wrapped(f"{sign.say} {barred}"):
        click.echo(line, err=True)
