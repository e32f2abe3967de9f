"""The plug-ins that a home's profile names, as commands ask for them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ingest.errors import AerobaseError
from ingest.imports.binding import bound
from ingest.plugins import look_up
from reports.said_once import say_once, say_problems

if TYPE_CHECKING:
    from ingest.home.home import Home
    from ingest.imports.importing import ImportReport
    from ingest.plugins import Plugin
    from ingest.sources.formats import Format

# Loaded where a profile may name any: an import reads nothing else of it.
_PLUGIN_NAMES: Final = "planner.profile.file:plugin_names"
_FORMATS_OF: Final = "ingest.sources.plugged:formats_of"


def load_plugins(home: Home) -> tuple[Plugin, ...]:
    """Return the plug-ins that the profile names; those that are not there are said on stderr.

    Without a name none is looked up.
    """
    if not _named(home):
        return ()
    plugins = look_up(bound(_PLUGIN_NAMES)(home))
    say_problems(plugins)
    return plugins


def load_readers(home: Home) -> tuple[Format, ...]:
    """Return what the readers among them take; none where the profile is not understood.

    Those that cannot be loaded are said on stderr.
    """
    try:
        plugins = load_plugins(home)
    except AerobaseError:
        return ()  # files come in all the same: the verdict says what is wrong with it
    if not plugins:
        return ()
    made: tuple[Format, ...]
    made, failed = bound(_FORMATS_OF)(one for one in plugins if one.problem is None)
    say_problems(failed)
    return made


def say_standing(report: ImportReport) -> None:
    """Say which files plug-ins were to read again and did not, a line a reason."""
    for reason, count in sorted(Counter(report.standing.values()).items()):
        files = (
            "file was not read again and stands"
            if count == 1
            else "files were not read again and stand"
        )
        say_once(f"{count} {files} as before: {reason.rstrip('.')}.")


def _named(home: Home) -> bool:
    """Return whether the profile may name any: where the table's name is not, none is."""
    try:
        return b"plugins" in home.profile.read_bytes()
    except OSError:
        return False
