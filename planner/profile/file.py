"""Reading profile.toml; ``planner.profile.editing`` changes it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ingest.plugins import PluginNames
from planner.near import did_you_mean
from planner.profile.keys import profile_from
from planner.profile.limits import Limits
from planner.profile.methods import METHODS
from planner.profile.model import Profile
from planner.profile.plugin_names import plugins_from
from planner.profile.values import ProfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ingest.home.home import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that ``[limits]`` and ``[flags] off`` may hold; the rooms above know them.

    ``known`` says those of limits and of checks, and is asked where a profile uses any. ``former``
    are those that once meant something: they are read and have no effect.
    """

    known: Callable[[], tuple[frozenset[str], frozenset[str]]]
    former: frozenset[str]


def load_profile(home: Home, names: Names) -> Profile:
    """Return the profile of a home; an empty one where none was made.

    Raises
    ------
    ProfileError
        It cannot be read, is not TOML, or says something that is not understood.
    """
    text = profile_text(home)
    if text is None:
        return Profile()
    return parse_profile(text, names, where=str(home.profile))


def parse_profile(text: str, names: Names, *, where: str) -> Profile:
    """Return the profile that ``text`` states; ``where`` stands in messages."""
    try:
        document = tomllib.loads(text)
        profile = profile_from(document, plugged=plugins_from(document).thresholds)
        own = {key: at for key, at in profile.limits.own.items() if key not in names.former}
        off = profile.flags_off - names.former
        if own or off:
            limits, checks = names.known()
            _check_known(own, limits, "[limits]")
            _check_known(off, checks, "[flags] off")
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(where, error) from None
    except ProfileError as error:
        raise ProfileError(f"{where}: {error.message}", hint=error.hint) from None
    return replace(profile, limits=Limits(own=own), flags_off=off)


def former_names(text: str, names: Names) -> tuple[str, ...]:
    """Return what ``text``, a sound profile, still holds of names that have no effect any more."""
    document = tomllib.loads(text)
    said: list[Any] = [*document.get("limits", {}), *document.get("flags", {}).get("off", [])]
    return tuple(one for one in said if one in names.former)


def declared_unnamed(home: Home, profile: Profile) -> tuple[str, ...]:
    """Return the plug-ins whose ceiling ``profile``, the home's, declares and ``[plugins]`` lacks.

    Their numbers stand all the same.
    """
    named = (*METHODS, *plugin_names(home).thresholds)
    declared = dict.fromkeys(entry.method for entry in profile.thresholds)
    return tuple(name for name in declared if name not in named)


def plugin_names(home: Home) -> PluginNames:
    """Return the plug-ins that the home's profile names; none where there is no profile.

    Raises
    ------
    ProfileError
        It cannot be read, is not TOML, or names what cannot be a plug-in.
    """
    text = profile_text(home)
    if text is None:
        return PluginNames()
    try:
        return plugins_from(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(str(home.profile), error) from None
    except ProfileError as error:
        raise ProfileError(f"{home.profile}: {error.message}", hint=error.hint) from None


def _no_toml(where: str, error: tomllib.TOMLDecodeError) -> ProfileError:
    return ProfileError(f"{where} is not valid TOML: {error}.", hint="Mend that line.")


def _check_known(given: Iterable[str], known: Iterable[str], place: str) -> None:
    names = sorted(known)
    for name in sorted(given):
        if name not in names:
            hint = did_you_mean(name, names) or f"Known are: {', '.join(names)}."
            raise ProfileError(f"{name} of {place} is unknown.", hint=hint)


def profile_text(home: Home) -> str | None:
    """Return the text of profile.toml, or None where there is none."""
    path = home.profile
    try:
        return path.read_bytes().decode("utf-8-sig")  # some editors begin with a byte-order mark
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path} is not UTF-8 text.", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise ProfileError(
            f"{path} cannot be read: {error.strerror or error}.",
            hint="Check the file's permissions.",
        ) from error
