"""The plug-ins that profile.toml names, under ``[plugins]``.

They are no part of the profile's values: a name that says nothing yet changes no week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.plugins import GROUPS, NAME, PluginNames
from planner.profile.keys import table_of
from planner.profile.methods import METHODS
from planner.profile.values import ProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping


def plugins_from(document: Mapping[str, Any]) -> PluginNames:
    """Return the plug-ins that a parsed TOML document names; whether they are there is not asked.

    Raises
    ------
    ProfileError
        A name is none, or is a method of our own.
    """
    table = table_of(document, "plugins")
    named = {group: _names(table.get(group, []), group) for group in GROUPS}
    for name in named["thresholds"]:
        if name in METHODS:
            raise ProfileError(
                f"{name} of [plugins] thresholds is a method of aerobase's own.",
                hint="Take it out of the list: it needs no plug-in.",
            )
    return PluginNames(
        flags=named["flags"], readers=named["readers"], thresholds=named["thresholds"]
    )


def _names(value: Any, group: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ProfileError(f"[plugins] {group} is not a list.", hint=f'Write {group} = ["…"].')
    for name in value:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise ProfileError(
                f"{name!r} of [plugins] {group} is no name of a plug-in.",
                hint="A name has letters, digits, - and _, and begins with a letter.",
            )
    return tuple(dict.fromkeys(value))
