"""What a notebook or a script may import; each name is loaded when it is first used.

``docs/library.md`` says what each does, ``docs/plugins.md`` which are for plug-ins. These names are
promised and stay; everything else in ``ingest``, ``planner`` and ``reports`` may change with any
version.
"""

from importlib import import_module

# As `typing.TYPE_CHECKING`, which type checkers know by its name: typing itself is not loaded.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ingest.errors import AerobaseError, UnreadableFileError
    from ingest.home.home import Home
    from ingest.imports.opening import open_archive
    from ingest.session.activity import Activity, Stream, WatchFile
    from ingest.sources.plugged import Reader
    from planner.athlete import Athlete
    from planner.flags.model import Evidence, Flag
    from planner.flags.standing import standing_flags
    from planner.plugged.thresholds import Threshold
    from planner.week.model import Plan
    from reports.cohort.run import cohort
    from reports.files.frames import sessions_frame, weeks_frame
    from reports.notebook import import_paths, make_plan
    from reports.opening import load_athlete

    __version__: str

__all__ = [
    "Activity",
    "AerobaseError",
    "Athlete",
    "Evidence",
    "Flag",
    "Home",
    "Plan",
    "Reader",
    "Stream",
    "Threshold",
    "UnreadableFileError",
    "WatchFile",
    "__version__",
    "cohort",
    "import_paths",
    "load_athlete",
    "make_plan",
    "open_archive",
    "sessions_frame",
    "standing_flags",
    "weeks_frame",
]

_MODULES = {
    "Activity": "ingest.session.activity",
    "AerobaseError": "ingest.errors",
    "Athlete": "planner.athlete",
    "Evidence": "planner.flags.model",
    "Flag": "planner.flags.model",
    "Home": "ingest.home.home",
    "Plan": "planner.week.model",
    "Reader": "ingest.sources.plugged",
    "Stream": "ingest.session.activity",
    "Threshold": "planner.plugged.thresholds",
    "UnreadableFileError": "ingest.errors",
    "WatchFile": "ingest.session.activity",
    "cohort": "reports.cohort.run",
    "import_paths": "reports.notebook",
    "load_athlete": "reports.opening",
    "make_plan": "reports.notebook",
    "open_archive": "ingest.imports.opening",
    "sessions_frame": "reports.files.frames",
    "standing_flags": "planner.flags.standing",
    "weeks_frame": "reports.files.frames",
}


if not TYPE_CHECKING:  # else a type checker would believe in every name

    def __getattr__(name: str) -> object:
        """Load a promised name and keep it, so that this is asked once a name."""
        if name == "__version__":
            value: object = import_module("importlib.metadata").version("aerobase")
        elif name in _MODULES:
            value = getattr(import_module(_MODULES[name]), name)
        else:
            raise AttributeError(f"module 'aerobase' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the promised names."""
    return __all__
