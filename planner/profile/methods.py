"""The methods that a ceiling may come from: one row each, the strongest first.

RULES 2.5: laboratory or field value > drift test of the last six months > DFA-alpha1 if adopted >
180-formula > LTHR x 0.89 > Karvonen if adopted > HRmax x 0.75; the last ones are rough.
Before anything is known of the runner, the watch's own settings judge provisionally.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.profile.model import AnyMethod, Profile


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its name in words, where it comes from, whether the runner can state its value.

    ``rough``: an estimate out of estimates.
    """

    name: AnyMethod
    words: str
    source: str
    stated: bool = False
    rough: bool = False


_ROWS: Final = (
    Method("entered", "entered value", "the runner", stated=True),
    Method("drift_test", "drift test", "Uphill Athlete's drift test (practitioner)", stated=True),
    Method(
        "dfa_alpha1",
        "DFA-alpha1 ramp",
        "Rogers 2021, Front Physiol 11:596567 (published; poor agreement elsewhere)",
        stated=True,
    ),
    Method("maf", "180-formula", "Maffetone's 180-formula (practitioner)"),
    Method(
        "lthr",
        "0.89 x LTHR",
        "Friel's LTHR (practitioner), the factor aerobase's own choice",
        rough=True,
    ),
    Method(
        "karvonen",
        "Karvonen",
        "Karvonen (practitioner), the share aerobase's own choice",
        stated=True,
        rough=True,
    ),
    Method("hr_max", "0.75 x HRmax", "the share aerobase's own choice", rough=True),
    Method("watch", "your watch's settings, provisional", "the watch", rough=True),
)
METHODS: Final = {method.name: method for method in _ROWS}
MEASURED: Final = ("entered", "drift_test", "dfa_alpha1")  # no condition bars what was measured
STATED: Final = tuple(method.name for method in _ROWS if method.stated)


def method_of(name: AnyMethod) -> Method:
    """Return the row of a method; of a plug-in's name, the row that its declared value has.

    What it stands on nobody here knows, so it is rough.
    """
    found = METHODS.get(name)
    if found is None:
        found = Method(name, f"{name} (a plug-in)", f"the plug-in {name}", stated=True, rough=True)
    return found


def methods_of(profile: Profile) -> tuple[Method, ...]:
    """Return the methods that may speak for a profile, the strongest first.

    A plug-in's value that the runner declares stands behind what was measured and before every
    formula of ours (own choice).
    """
    own = tuple(METHODS.values())
    named = [entry.method for entry in profile.thresholds if entry.method not in METHODS]
    if not named:
        return own
    place = len(MEASURED)
    return (*own[:place], *map(method_of, dict.fromkeys(named)), *own[place:])
