"""What `doctor` says of plug-ins: each that is named is looked up, loaded and asked once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ingest.archive.checks import Finding
from ingest.errors import AerobaseError
from ingest.plugins import look_up, unnamed
from ingest.sources.formats import FORMATS
from reports.said_once import plugin_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ingest.home.home import Home
    from ingest.plugins import Plugin

MEND: Final = "install it or another version, or take its name out of [plugins] in profile.toml"


def asked_plugins(home: Home, today: date | None) -> tuple[Plugin, ...]:
    """Return the plug-ins that the profile names, each with what was wrong when it was asked.

    Nothing is written. Where the profile is not understood there are none; where no athlete can be
    made of the home, readers alone are tried.
    """
    from planner.profile.file import plugin_names

    try:
        plugins = look_up(plugin_names(home))
    except AerobaseError:
        return ()  # told by its own check
    if not plugins:
        return ()
    failed = {(one.group, one.name): one for one in _failed(home, today, plugins)}
    return tuple(failed.get((one.group, one.name), one) for one in plugins)


def _failed(home: Home, today: date | None, plugins: Sequence[Plugin]) -> Iterator[Plugin]:
    from ingest.sources.plugged import formats_of
    from planner.names import NAMES
    from planner.plugged.flags import plugged_flags
    from planner.plugged.thresholds import plugged_thresholds
    from planner.profile.file import load_profile
    from reports.opening import load_athlete

    yield from formats_of(plugins)[1]
    try:  # with the profile given, nothing that is judged is kept
        athlete = load_athlete(home, today, profile=load_profile(home, NAMES))
    except AerobaseError:
        return  # told by its own check
    athlete = replace(athlete, plugins=tuple(plugins))
    yield from plugged_flags(athlete, stopped=False).failed
    yield from plugged_thresholds(athlete).failed


def _declared(home: Home) -> tuple[str, ...]:
    from planner.names import NAMES
    from planner.profile.file import declared_unnamed, load_profile

    try:
        return declared_unnamed(home, load_profile(home, NAMES))
    except AerobaseError:
        return ()  # told by its own check


def _hints(home: Home) -> Iterator[str]:
    """Yield which plug-ins are installed and do nothing, and how each would count."""
    from planner.profile.file import plugin_names

    try:
        others = unnamed(plugin_names(home))
    except AerobaseError:
        return  # told by its own check
    for one in others:
        yield (
            f"The plug-in {one.words} is installed and does nothing: to have it count, put "
            f'"{one.name}" into {one.group} of [plugins] in profile.toml.'
        )


def plugin_findings(plugins: Sequence[Plugin]) -> list[Finding]:
    """Return what is wrong with plug-ins."""
    return [Finding(code="plugin", text=line, mend=MEND) for line in plugin_problems(plugins)]


def plugin_notes(home: Home, plugins: Sequence[Plugin]) -> Iterator[str]:
    """Yield which plug-ins count, and which files stand as another one read them."""
    counting = [f"{one.words} of {one.group}" for one in plugins if one.problem is None]
    if counting:
        yield f"With plug-ins, which are not part of aerobase: {', '.join(counting)}."
    yield from _hints(home)
    for name in _declared(home):
        yield (
            f"A ceiling of the plug-in {name} is declared, which [plugins] thresholds does not "
            "name: the number stands as declared."
        )
    from ingest.imports.opening import open_archive

    try:
        with open_archive(home) as archive:
            formats = list(archive.formats().values())
    except AerobaseError:
        return  # told by its own check
    own = {one.name for one in FORMATS}
    readers = {
        one.name: one.label for one in plugins if one.group == "readers" and one.problem is None
    }
    for read_by in sorted(set(formats) - own):
        present = readers.get(read_by.rpartition(" ")[0])
        count = formats.count(read_by)
        files = "file was" if count == 1 else "files were"
        if present is None:
            yield (
                f"{count} {files} read by the plug-in {read_by}, which does not count here: "
                "the sessions stand as it read them."
            )
        elif present != read_by:
            yield (
                f"{count} {files} read by the plug-in {read_by}, and {present} counts here: the "
                "next import reads again what that can read, and the other sessions stand."
            )
