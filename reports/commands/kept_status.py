"""What `status` said last, kept in the home: said again, it loads nothing heavy.

It stands while nothing has changed that it is made of: profile, journal, archive, the program's own
files, the local day or the one asked for, the machine's offset from UTC, the version of any plug-in
that the profile names. Where it cannot be kept, it is worked out anew. Tomorrow's is not kept
ahead: to judge another day takes a seventh of a look, and a third of one at many years.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ingest.home.home import PRIVATE_FILE_MODE
from reports.clock import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, tzinfo

    from ingest.home.home import Home
    from ingest.plugins import Plugin

PROGRAM: Final = Path(__file__).parents[2]
ROOMS: Final = ("aerobase", "ingest", "planner", "reports")
# Own choices: how coarse a file system's clock may be. One that tells less than ten milliseconds
# apart goes on with each tick of the machine's.
SETTLED_S: Final = 2.0
FINE_NS: Final = 10_000_000
FINE_SETTLED_S: Final = 0.05


def state_of(home: Home, asked: date | None) -> list[Any] | None:
    """Return what the lines depend on but for the local day; None where a file may be changing.

    ``asked`` is the day looked from where one was given.
    """
    now, files = clock(), _files(home)
    if not files[0] or not all(_settled(one[0], now.timestamp()) for one in files if one):
        return None
    program = [one for room in ROOMS for one in _program(PROGRAM / room)]
    whole = [max(program), len(program), sum(size for _, size in program)]
    return [files, *whole, f"{now:%z}", None if asked is None else asked.isoformat()]


class OwnWrite:
    """A write of ours into the archive, of nothing that the lines depend on.

    Enter and leave it while nobody else can write. ``state`` stays what it was given as, but for
    the times of the files; None where something else had changed before, or a later change could
    bear the same time.
    """

    def __init__(self, home: Home, state: list[Any] | None) -> None:
        self.state = state
        self._home = home

    def __enter__(self) -> None:
        """Look whether all is as it was."""
        if self.state is not None and self.state[0] != _files(self._home):
            self.state = None

    def __exit__(self, *_: object) -> None:
        """Take the times of after, and wait until another change would get another one."""
        if self.state is None:
            return
        files = _files(self._home)
        if files == self.state[0]:
            return
        fine = files[0] and files[0][0] % FINE_NS
        self.state = [files, *self.state[1:]] if fine else None
        time.sleep(FINE_NS / 1e9)


def _files(home: Home) -> list[list[int]]:
    archive = home.archive
    paths = (archive, archive.with_name(f"{archive.name}-wal"), home.journal, home.profile)
    return [_stamp(path) for path in paths]


def _stamp(path: Path) -> list[int]:
    """Return time, size and number of a file; nothing where there is none."""
    with suppress(OSError):
        found = path.stat()
        return [found.st_mtime_ns, found.st_size, found.st_ino]
    return []


def _settled(time_ns: int, now_s: float) -> bool:
    """Return whether a file that is written from now on would get another time."""
    least_s = FINE_SETTLED_S if time_ns % FINE_NS else SETTLED_S
    return now_s - time_ns / 1e9 >= least_s


def _settles_s(files: list[list[int]]) -> float:
    """Return how long files with fine times need to be settled; 0 where they are, or never."""
    newest_ns = max(one[0] for one in files if one)
    left_s = FINE_SETTLED_S - (clock().timestamp() - newest_ns / 1e9)
    return left_s if newest_ns % FINE_NS and 0.0 < left_s <= FINE_SETTLED_S else 0.0


def _program(folder: Path) -> Iterator[list[int]]:
    """Yield time and size of every module."""
    with os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir() and one.name != "__pycache__":
                yield from _program(Path(one.path))
            elif one.name.endswith(".py"):
                yield [one.stat().st_mtime_ns, one.stat().st_size]


def kept_lines(home: Home, state: list[Any] | None) -> list[str] | None:
    """Return the lines that stand; None where they are to be worked out."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        kept = json.loads(home.status.read_text("utf-8"))
        if kept["state"] == state and kept["from_s"] <= clock().timestamp() < kept["until_s"]:
            return list(kept["lines"]) if _same_plugins(kept["plugins"]) else None
    return None


def _same_plugins(kept: dict[str, Any] | None) -> bool:
    """Return whether the plug-ins that were named then come from what they came from."""
    if kept is None:
        return True  # none was named, and the profile is the same
    from ingest.plugins import PluginNames, look_up

    names = PluginNames(**{group: tuple(named) for group, named in kept["names"].items()})
    return bool([list(one.key) for one in look_up(names)] == kept["keys"])


def keep_lines(
    home: Home,
    state: list[Any] | None,
    lines: Sequence[str],
    *,
    asked: date | None,
    today: date,
    zone: tzinfo | None,
    plugins: Sequence[Plugin] = (),
) -> None:
    """Keep the lines of a day, where nothing has changed since ``state`` was taken."""
    from datetime import datetime, timedelta
    from datetime import time as of_day

    from ingest.home.files import write_atomic

    if state is None:
        return
    time.sleep(_settles_s(state[0]))
    if state != state_of(home, asked):
        return
    begins, ends = (
        datetime.combine(today + timedelta(days=n), of_day(), tzinfo=zone).timestamp()
        for n in (0, 1)
    )
    if asked is not None:  # whenever it is asked for
        begins, ends = 0.0, float(2**53)
    kept = {"state": state, "from_s": begins, "until_s": ends, "plugins": _told(plugins)}
    data = json.dumps(kept | {"lines": list(lines)}).encode()
    with suppress(OSError):
        write_atomic(home.status, data, mode=PRIVATE_FILE_MODE)


def _told(plugins: Sequence[Plugin]) -> dict[str, Any] | None:
    if not plugins:
        return None
    names: dict[str, list[str]] = {}
    for one in plugins:
        names.setdefault(one.group, []).append(one.name)
    return {"names": names, "keys": [list(one.key) for one in plugins]}
