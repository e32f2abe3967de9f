"""The version of the planner's judgement, kept with every plan it makes.

Raise it by one in the commit that lets the same runner, on the same day, get another week, another
warning's effect, or another input's digest: a limit's default, a rule, the order of the searches,
what a part of ``planner.week.staleness.inputs_of`` is made of, a flag's id. Words alone do not
count. A week made by another version stands until its Monday is over (``staleness.why_anew``), so
that no runner finds half a week changed because the program was.
"""

from __future__ import annotations

from typing import Final

PLANNER_VERSION: Final = 21
