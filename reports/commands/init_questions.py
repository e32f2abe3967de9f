"""What `init` asks on a terminal, one line each; Enter leaves what the profile says as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from planner.profile.category import CATEGORIES
from planner.profile.model import latest
from planner.thresholds.formulas import MAF_MODIFIER_BPM
from reports import words
from reports.commands.init_options import option_named
from reports.commands.log.asking import understood

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.profile.model import DatedCategory, Health, Profile

NONE: Final = frozenset({"none", "no", "n", "0"})
CONDITIONS: Final = {
    "rate_medicine": "medicine that changes the heart rate, such as beta-blockers",
    "pacemaker": "a pacemaker",
    "arrhythmia": "a known arrhythmia",
    "pregnant": "pregnant",
}
TROUBLE: Final = {
    "achilles": "achilles", "calf": "calf", "soleus": "calf", "gastrocnemius": "calf"
}  # fmt: skip
# The rest, by the options that take them, and how each is answered.
MORE: Final = {
    "sex": "female or male",
    "timezone": "such as Europe/Madrid",
    "units": "metric or imperial",
    "hr_max": "beats a minute",
    "hr_rest": "beats a minute",
    "lthr": "beats a minute",
    "run_days": "such as tue,thu,sat",
    "long_run_day": "such as sun",
    "max_minutes": "such as tue=45,sat=120, or 60",
    "terrain": "flat or hilly",
    "race_date": "such as 2027-10-04",
    "race_km": "kilometres",
    "grow_to": "minutes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of `init`.

    ``name`` is what the answer is called, ``why`` one line of why it is asked, ``form`` how it is
    answered, ``known`` what the profile says now, empty where it says nothing, ``choices`` what
    there is to choose from. ``read`` returns an answer by the names of the options of `init`.
    """

    name: str
    why: str
    form: str
    read: Callable[[str], dict[str, Any]]
    known: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    changes: bool = False  # what was said before: then it may hold from a day on


def first_questions(profile: Profile, today: date) -> tuple[Question, ...]:
    """Return those that the ceiling and the care for the legs stand on."""
    born, known = profile.birth_date, profile.birth_date is not None
    category = latest(profile.categories, today)
    health = profile.health_on(today)
    moves = ", ".join(f"{beats:+d}" if beats else "0" for beats in MAF_MODIFIER_BPM.values())
    return (
        Question(
            name="Birth date",
            why="The 180-formula's ceiling is 180 minus your age, to begin with.",
            form="such as 1980-05-01",
            read=lambda answer: _by_option("birth_date", answer),
            known="" if born is None else words.long_day(born).partition(" ")[2],
        ),
        Question(
            name="Category",
            why=f"It moves that ceiling by {moves} beats; where two fit, the first counts.",
            form="a letter",
            read=lambda answer: _category(answer, category),
            known="" if category is None else category.category,
            choices=tuple(CATEGORIES.items()),
            changes=known,
        ),
        Question(
            name="Heart and medicine",
            why="With any of these no formula gives a ceiling: you go by effort, in words.",
            form="numbers, or none",
            read=lambda answer: _conditions(answer, health),
            known=_known_conditions(health),
            choices=tuple((str(n), what) for n, what in enumerate(CONDITIONS.values(), start=1)),
            changes=known,
        ),
        Question(
            name="Achilles or calf trouble in the last twelve months",
            why="The strongest known sign of the next one: hard running is held off for longer.",
            form="such as left achilles, both calf, or none",
            read=lambda answer: _trouble(answer, today, known=bool(_known_trouble(health))),
            known=_known_trouble(health),
        ),
    )


def more_questions() -> tuple[Question, ...]:
    """Return the rest: each makes something better, none is needed."""
    return tuple(_more(name) for name in MORE)


def _more(name: str) -> Question:
    option = option_named(name)
    return Question(
        name=name.replace("_", " ").capitalize(),
        why=option.help or "",
        form=MORE[name],
        read=lambda answer: _by_option(name, answer),
    )


def _by_option(name: str, answer: str) -> dict[str, Any]:
    """Read an answer as the option of `init` reads its value."""
    option = option_named(name)
    return {name: option.type_cast_value(click.get_current_context(), answer)}


def _category(answer: str, stated: DatedCategory | None) -> dict[str, Any]:
    said = _by_option("category", answer)
    return {} if stated is not None and said["category"] == stated.category else said


def _conditions(answer: str, health: Health) -> dict[str, Any]:
    """Read the numbers of what holds; return what that changes."""
    numbers = {str(number): name for number, name in enumerate(CONDITIONS, start=1)}
    said = answer.lower().replace(",", " ").split()
    if len(said) == 1 and said[0] in NONE:
        said = []
    if not set(said) <= set(numbers):
        raise click.BadParameter(f"Say their numbers, 1 to {len(numbers)}, or none.")
    holds = {numbers[word] for word in said}
    return {name: name in holds for name in CONDITIONS if getattr(health, name) != (name in holds)}


def _known_conditions(health: Health) -> str:
    return ", ".join(what for name, what in CONDITIONS.items() if getattr(health, name))


def _trouble(answer: str, today: date, *, known: bool) -> dict[str, Any]:
    """Read where trouble was; it counts twelve months from today, or is over from today on."""
    if answer.strip().lower() in NONE:
        return {"achilles": "no", "calf": "no"} | ({"since": today} if known else {})
    found: dict[str, Any] = {"since": today}
    for part in answer.split(","):
        said = understood(part.split())
        if said.place not in TROUBLE or said.text:
            raise click.BadParameter("Say side and place, such as left achilles, or none.")
        found[TROUBLE[said.place]] = said.side or "both"
    return found


def _known_trouble(health: Health) -> str:
    sides = {"achilles": health.prior_achilles_side, "calf": health.prior_calf_side}
    return ", ".join(f"{side} {place}" for place, side in sides.items() if side)
