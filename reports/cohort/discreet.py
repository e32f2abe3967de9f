"""Words that only the athlete chose, kept out of what leaves a task.

A diary of today knows its places and signs; one of another version, or a journal written by hand,
may name anything, and warnings and sentences would repeat it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ingest.diary.kinds import PLACES
from planner.flags.red_flag import flag_id
from planner.flags.red_flag_signs import BY_NAME

if TYPE_CHECKING:
    from planner.athlete import Athlete
    from planner.flags.model import Flag

OTHER_PLACE: Final = "other"
SIGNS: Final = frozenset(flag_id(name) for name in BY_NAME)


def with_known_places(athlete: Athlete) -> Athlete:
    """Return the athlete with places of the body in the diary, and no other words for them."""
    diary = tuple(
        entry if entry.place is None or entry.place in PLACES else replace(entry, place=OTHER_PLACE)
        for entry in athlete.diary
    )
    return replace(athlete, diary=diary)


def without_own_words(flag: Flag) -> Flag:
    """Return a warning; of a sign that only the athlete has a name for, that it stands."""
    if flag.check != "red_flag" or flag.id in SIGNS:
        return flag
    return replace(flag, id="red_flag", title="A sign that was logged", evidence=(), advice=())
