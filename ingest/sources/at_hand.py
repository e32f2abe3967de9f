"""Watches on mounted volumes and folders of apps: looked for where makers put their activities.

Network mounts are passed over, links are not followed, and the look ends after some seconds: a card
that answers slowly must not hold up the command.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.sources.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Maker -> the folders of a volume, one in the other, that hold its activities.
# Garmin: its manuals; newer devices say "Activities" (gpsrchive.com, Files and Folders of each).
# Wahoo ACE, BOLT 3, ROAM 3: support.wahoofitness.com, article 28544587410450.
FOLDERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Garmin", ("garmin", "activity")),
    ("Garmin", ("garmin", "activities")),
    ("Wahoo", ("exports",)),
)
# The same below the home directory of whoever runs it.
# Zwift: the README of github.com/bzimmer/gravl, "List all local Zwift files". Others' folders are
# left out: no documentation names them.
SYNCED: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Zwift", ("documents", "zwift", "activities")),
)
SUFFIXES: Final = (*(one.suffix for one in FORMATS), ".gz", ".zip")
LONGEST_LOOK_S: Final = 4.0
MOST_ENTRIES: Final = 20_000  # of one folder: a watch holds hundreds
# File systems that lie on another machine.
NETWORK: Final = frozenset(
    (
        "9p", "afp", "afpfs", "afs", "autofs", "ceph", "cifs", "davfs", "davfs2", "fuse.davfs",
        "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3",
        "smbfs", "webdav",
    )
)  # fmt: skip
MOUNTED_BELOW: Final = ("/media/", "/run/media/", "/mnt/", "/mnt", "/Volumes/")
_LINUX: Final = re.compile(r"^\S+ (?P<point>\S+) (?P<kind>\S+) ")
_MACOS: Final = re.compile(r"^.+? on (?P<point>.+) \((?P<kind>[\w.]+)[,)]")
_OCTAL: Final = re.compile(r"\\([0-7]{3})")  # how Linux writes a space in a mount point


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """A folder of activities that is mounted: whose, how many files, and when the newest was made.

    ``newest_s`` is in seconds of 1970, None where there is no file.
    """

    maker: str
    folder: Path
    files: int
    newest_s: float | None


def mount_points(text: str) -> Iterator[Path]:
    """Yield the local mount points of /proc/self/mounts, or of what macOS' `mount` prints."""
    for line in text.splitlines():
        found = _LINUX.match(line) if not line.startswith("gvfsd-fuse") else None
        found = _MACOS.match(line) or found
        if found is None or found["kind"] in NETWORK:
            continue
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), found["point"])
        if point.startswith(MOUNTED_BELOW):
            yield Path(point)


def volumes() -> list[Path]:
    """Return the volumes of this machine where a watch may be mounted."""
    if sys.platform == "win32":
        return list(_drives())
    text = ""
    with suppress(OSError):
        if sys.platform == "darwin":
            text = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=LONGEST_LOOK_S, check=False
            ).stdout
        else:
            text = Path("/proc/self/mounts").read_text("utf-8", errors="replace")
    return [*mount_points(text), *_mtp()]


def is_remote(folder: Path, text: str | None = None) -> bool:
    """Return whether a folder lies on a file system that tells nobody of changes in it.

    ``text`` is that of /proc/self/mounts; without it, this machine's. Systems without that file
    are taken to tell.
    """
    if text is None:
        try:
            text = Path("/proc/self/mounts").read_text("utf-8", errors="replace")
        except OSError:
            return False
    kinds = {}
    for line in text.splitlines():
        found = _LINUX.match(line)
        if found is not None:
            point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), found["point"])
            kinds[Path(point)] = found["kind"]
    resolved = folder.resolve()
    above = next((one for one in (resolved, *resolved.parents) if one in kinds), None)
    kind = "" if above is None else kinds[above]
    return kind in NETWORK or kind.startswith("fuse")


def _mtp() -> Iterator[Path]:
    """Yield what GNOME shows of a watch that is no drive, each storage of it."""
    getuid = getattr(os, "getuid", None)
    folder = Path(f"/run/user/{getuid()}/gvfs") if getuid else None
    with suppress(OSError):
        for device in sorted(folder.iterdir()) if folder else ():
            if device.name.startswith("mtp"):
                yield from sorted(device.iterdir())


def _drives() -> Iterator[Path]:
    """Yield the removable drives of Windows."""
    import ctypes  # noqa: PLC0415 - of Windows alone

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to other systems
    removable = 2
    for letter in "DEFGHIJKLMNOPQRSTUVWXYZ":
        root = f"{letter}:\\"
        if kernel.GetDriveTypeW(root) == removable:
            yield Path(root)


def at_hand(
    roots: Iterable[Path], *, user: Path | None = None, monotonic_s: Callable[[], float]
) -> list[AtHand]:
    """Return the folders of activities below these volumes, and of apps below a home directory.

    Parameters
    ----------
    roots
        Volumes, as ``volumes`` returns them.
    user
        The home directory of whoever runs it; None looks into none.
    monotonic_s
        A clock that only goes on, for the bound on the whole look.
    """
    ends_s = monotonic_s() + LONGEST_LOOK_S
    found: list[AtHand] = []
    looks = [(root, *one) for root in dict.fromkeys(roots) for one in FOLDERS]
    looks += [(user, *one) for one in SYNCED if user is not None]
    for root, maker, names in looks:
        if monotonic_s() > ends_s:
            break
        folder = _below(root, names)
        if folder is not None:
            found.append(_counted(maker, folder, lambda: monotonic_s() > ends_s))
    return [one for one in found if one.files]


def _below(root: Path, names: tuple[str, ...]) -> Path | None:
    """Return the folder of these names, one in the other, in whatever case they are written."""
    folder = root
    for name in names:
        try:
            with os.scandir(folder) as entries:
                inner = [
                    one.name
                    for one in entries
                    if one.name.lower() == name and one.is_dir(follow_symlinks=False)
                ]
        except OSError:
            return None
        if not inner:
            return None
        folder /= min(inner)
    return folder


def _counted(maker: str, folder: Path, is_late: Callable[[], bool]) -> AtHand:
    files, newest_s = 0, None
    with suppress(OSError), os.scandir(folder) as entries:
        for number, one in enumerate(entries):
            if number >= MOST_ENTRIES or is_late():
                break
            if one.name.lower().endswith(SUFFIXES) and not one.name.startswith("."):
                files += 1
                made_s = one.stat(follow_symlinks=False).st_mtime
                newest_s = made_s if newest_s is None else max(newest_s, made_s)
    return AtHand(maker=maker, folder=folder, files=files, newest_s=newest_s)
