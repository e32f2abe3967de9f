"""Which category of the 180-formula fits: three questions, one answer, never two added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.profile.model import Category

# The wording of Maffetone's current list, shortened (RULES 1.1, practitioner).
QUESTION_A: Final = (
    "Recovering from a major illness, an operation or a hospital stay, in rehabilitation, "
    "on regular medication, or overtrained for long?"
)
QUESTION_B: Final = (
    "Injured, not improving, more than two colds a year, allergies or asthma, overfat, "
    "overtrained now, or training irregularly, just starting or returning?"
)
QUESTION_D: Final = "Training for more than two years with progress and without injury?"


def category_from(*, recovering: bool, hindered: bool, progressing: bool) -> Category:
    """Return the one category that fits; where several do, the lower ceiling.

    Parameters
    ----------
    recovering, hindered, progressing
        The answers to ``QUESTION_A``, ``QUESTION_B`` and ``QUESTION_D``.
    """
    if recovering:
        return "a"
    if hindered:
        return "b"
    return "d" if progressing else "c"
