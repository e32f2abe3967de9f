"""What leads to how a number is made, the runner's own limits, and what is unknown here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.known_names import LIMITS
from reports import words
from reports.page.how import OF_CHART, OF_CHECK, OF_SECTION, PRIVATE, entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.athlete import Athlete
    from reports.page.how import How


@dataclass(slots=True)
class Links:
    """What leads from a number to how it is made; entries that nothing leads to are not shown.

    The template asks it place by place, and for ``entries`` at the end.
    """

    known: Mapping[str, How]
    _used: set[str] = field(default_factory=set)

    def section(self, name: str) -> list[tuple[str, str]]:
        """Return (key, name) of each entry that a section leads to."""
        return self.to(OF_SECTION[name])

    def chart(self, name: str) -> list[tuple[str, str]]:
        """Return the same of a figure."""
        return self.to(OF_CHART[name])

    def check(self, name: str) -> list[tuple[str, str]]:
        """Return the same of a warning that a check has found."""
        return self.to((*OF_CHECK.get(name, ()), "warnings"))

    def to(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Return (key, name) of those of these entries that the page may show."""
        found = [(key, self.known[key].name) for key in keys if key in self.known]
        self._used |= {key for key, _ in found}
        return found

    def entries(self) -> list[How]:
        """Return the entries that were led to, in their order."""
        return [one for one in self.known.values() if one.key in self._used]


def links(athlete: Athlete, *, redact: bool) -> Links:
    """Return what can be led to: all of it, or what a page to be shared may show."""
    made = entries(athlete.profile.limits, words.Units(system=athlete.profile.units))
    return Links({one.key: one for one in made if not (redact and one.key in PRIVATE)})


def own_limits(athlete: Athlete) -> list[dict[str, Any]]:
    """Return the limits that the runner has changed, with the default they stand in for."""
    return [
        {
            "meaning": LIMITS[key].meaning,
            "value": f"{value:g}",
            "default": f"{LIMITS[key].default:g}",
            "unit": LIMITS[key].unit,
        }
        for key, value in sorted(athlete.profile.limits.own.items())
    ]


def unknowns(athlete: Athlete) -> list[str]:
    """Return what this page cannot say, each in one sentence."""
    sentences = []
    if athlete.ceiling is None:
        sentences.append("No aerobic ceiling is in force today: nothing recent is called aerobic.")
    elif athlete.ceiling.uncertainty_bpm is not None:
        spread = athlete.ceiling.uncertainty_bpm
        sentences.append(f"The ceiling itself is uncertain by +/- {spread:.0f} bpm.")
    silent = sum(1 for run in athlete.runs if run.session_class == "unknown")
    if silent:
        sentences.append(f"{silent} of {len(athlete.runs)} runs could not be classed.")
    unloaded = [one for one in athlete.sessions if one.hrss is None]
    if unloaded:
        why = f" ({unloaded[-1].load_note})" if unloaded[-1].load_note else ""
        sentences.append(
            f"{len(unloaded)} of {len(athlete.sessions)} sessions have no load{why}: missing, not"
            " zero."
        )
    unknown_s = sum(run.unknown_s for run in athlete.runs)
    if unknown_s >= 60:  # noqa: PLR2004 - a minute
        sentences.append(f"{words.duration(unknown_s)} of all running have no usable heart rate.")
    if not athlete.wellness:
        sentences.append("No resting heart rate or HRV was read or written down.")
    return sentences
