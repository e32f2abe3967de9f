"""Which category of the 180-formula fits: one letter, never two added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.profile.model import Category

# The wording of Maffetone's current list, shortened (RULES 1.1, practitioner).
CATEGORIES: Final[dict[Category, str]] = {
    "a": "recovering from a major illness, an operation or a hospital stay, in rehabilitation, "
    "on regular medication, or overtrained for a long time",
    "b": "injured, not improving, more than two colds a year, allergies or asthma, carrying "
    "excess body fat, overtrained now, training irregularly, just starting or returning",
    "c": "training four times a week or more, for up to two years, and none of these",
    "d": "training for more than two years with progress and without injury",
}


def asked_beside(stated: Category, *, hurt: bool) -> tuple[Category, ...]:
    """Return the categories to choose from where a leg is in trouble: b, and the one stated.

    Empty where no leg is, or where what is stated says so already: "c" and "d" are "none of the
    above" and "without injury" (RULES 1.1), "b" is the injured runner's.
    """
    return ("b", stated) if hurt and stated in {"c", "d"} else ()


def category_from(*, recovering: bool, hindered: bool, progressing: bool) -> Category:
    """Return the one category that fits; where several do, the lower ceiling.

    Parameters
    ----------
    recovering, hindered, progressing
        Whether "a", "b" and "d" of ``CATEGORIES`` fit.
    """
    if recovering:
        return "a"
    if hindered:
        return "b"
    return "d" if progressing else "c"
