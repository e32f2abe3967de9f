"""`aerobase advice`: what the Sock Doc's video and the evidence say of a sore place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from reports.commands.common import echo_json, json_option
from reports.commands.params import PLACE

if TYPE_CHECKING:
    from planner.flags.red_flag_signs import RedFlag

NOTHING = (
    "The Sock Doc's video says nothing of this place. See a clinician if it lasts two weeks or "
    "gets worse."
)


class AdviceDocument(TypedDict):
    """What is said of one place; ``asks`` are the signs that need a clinician first."""

    place: str
    advice: list[str]
    evidence_strength: str
    asks: list[dict[str, str]]


@click.command("advice")
@click.argument(
    "words", nargs=-1, required=True, metavar="PLACE", shell_complete=PLACE.shell_complete
)
@click.pass_context
@json_option
def command(ctx: click.Context, *, words: tuple[str, ...], as_json: bool) -> None:
    """Say where to look and what to leave alone when PLACE is sore.

    PLACE is a word of the diary: soleus, calf, achilles, heel, foot, shin, knee, knee-front,
    knee-lateral, thigh, hip, glute-medius, low-back. It is no diagnosis.
    """
    from planner.flags.advice import where_to_look
    from planner.flags.red_flag_signs import questions_for

    place = PLACE.convert(" ".join(words), None, ctx)
    said, asked = where_to_look(place), questions_for(place)
    if as_json:
        document: AdviceDocument = {
            "place": place,
            "advice": list(said),
            "evidence_strength": "source only" if said else "none",
            "asks": [{"name": one.name, "question": one.question} for one in asked],
        }
        echo_json(document)
        return
    click.echo("\n".join(_text(place, said, asked)))


def _text(place: str, said: tuple[str, ...], asked: tuple[RedFlag, ...]) -> list[str]:
    from planner.body.pain import EASES_FROM, STOP_SCORE
    from planner.flags.advice import WHOM
    from planner.flags.model import EFFECTS
    from reports.terminal.table import wrapped
    from reports.words import strength

    lines = [f"{place.replace('-', ' ').capitalize()}: no diagnosis, but where to look."]
    for one in said or (NOTHING,):
        lines += wrapped(one, indent="  ", mark="- ")
    if said:
        lines += wrapped(f"Evidence: {strength('source only')}.", indent="  ")
    lines += ["", *wrapped(f"Pain of {EASES_FROM} or 5: {WHOM['easier']}")]
    lines += wrapped(f"Pain above {STOP_SCORE}: {EFFECTS['no_run']} {WHOM['no_run']}")
    lines += [
        "",
        "First see a clinician if any of these apply (aerobase log redflag NAME):",
    ]
    for sign in asked:
        lines += wrapped(f"{sign.name}: {sign.question}", indent="  ", mark="? ")
    return lines
