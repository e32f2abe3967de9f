"""Watches that are mounted: found by their makers' folders, bounded, never over a network."""

from __future__ import annotations

import ctypes
import os
import sys
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest.sources.at_hand import LONGEST_LOOK_S, at_hand, is_remote, mount_points, volumes

LINUX = """\
sysfs /sys sysfs rw 0 0
/dev/sda2 / ext4 rw 0 0
/dev/sdb1 /run/media/ana/GARMIN vfat rw,nosuid 0 0
/dev/sdc1 /media/ana/my\\040card exfat rw 0 0
//nas/runs /mnt/nas cifs rw 0 0
nas:/runs /mnt/old nfs4 rw 0 0
ana@host:/ /media/ana/host fuse.sshfs rw 0 0
/dev/sdd1 /mnt vfat rw 0 0
jmtpfs /mnt/watch fuse.jmtpfs rw 0 0
"""
MACOS = """\
/dev/disk1s1 on / (apfs, local, journaled)
/dev/disk4s1 on /Volumes/GARMIN (msdos, local, nodev, nosuid)
//ana@nas/runs on /Volumes/runs (smbfs, nodev, nosuid)
"""


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (LINUX, ["/run/media/ana/GARMIN", "/media/ana/my card", "/mnt", "/mnt/watch"]),
        (MACOS, ["/Volumes/GARMIN"]),
        ("", []),
    ],
)
def test_only_local_volumes_are_looked_at(text, points):
    assert [path.as_posix() for path in mount_points(text)] == points


# File systems of other machines by their names in mount(8) of Linux and macOS, and in libfuse's.
FAR = [
    "9p",
    "afp",
    "afpfs",
    "afs",
    "autofs",
    "ceph",
    "cifs",
    "davfs",
    "davfs2",
    "fuse.davfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "webdav",
]


@pytest.mark.parametrize("kind", FAR)
def test_a_file_system_of_another_machine_is_not_looked_at(kind):
    near = "/dev/sdb1 /mnt/near vfat rw 0 0"
    assert list(mount_points(f"far:/ /mnt/far {kind} rw 0 0\n{near}\n")) == [Path("/mnt/near")]
    assert list(mount_points(f"far on /Volumes/far ({kind}, nodev)\n")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such table there")
@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/home/ana/runs", False),
        ("/mnt/nas/2026/may", True),
        ("/mnt/nas", True),
        ("/mnt/nasty", False),
        ("/mnt/old", True),
        ("/media/ana/host/runs", True),
        ("/media/ana/host/local disk/runs", False),
        ("/media/ana/my nas/runs", True),
        ("/mnt/watch", True),  # no file system in user space is known to tell
    ],
)
def test_a_folder_is_remote_by_the_nearest_mount_above_it(folder, remote):
    disk = "/dev/sde1 /media/ana/host/local\\040disk ext4 rw 0 0"
    nas = "nas:/ /media/ana/my\\040nas nfs rw 0 0"
    assert is_remote(Path(folder), f"no mount\n{LINUX}{disk}\n{nas}\n") is remote
    assert not is_remote(Path(folder), "")


def still() -> float:
    return 0.0


def watch(root: Path, *names: str, files: int = 2) -> Path:
    folder = root.joinpath(*names)
    folder.mkdir(parents=True)
    for number in range(files):
        (folder / f"{number}.FIT").write_bytes(b"x")
        os.utime(folder / f"{number}.FIT", (1e9 + number, 1e9 + number))
    (folder / ".hidden.fit").write_bytes(b"x")
    (folder / "notes.txt").write_bytes(b"x")
    return folder


def test_a_watch_is_known_by_its_makers_folder_in_whatever_case(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    garmin, wahoo = watch(first, "Garmin", "ACTIVITY"), watch(second, "exports", files=3)
    watch(tmp_path / "c", "photos")
    found = at_hand([first, second, tmp_path / "c", tmp_path / "gone", first], monotonic_s=still)
    assert [(one.maker, one.folder, one.files, one.newest_s) for one in found] == [
        ("Garmin", garmin, 2, 1e9 + 1),
        ("Wahoo", wahoo, 3, 1e9 + 2),
    ]


def test_newer_garmins_and_the_folder_of_an_app_at_home(tmp_path):
    garmin = watch(tmp_path / "a", "GARMIN", "Activities")
    zwift = watch(tmp_path / "ana", "Documents", "Zwift", "Activities", files=1)
    found = at_hand([tmp_path / "a"], user=tmp_path / "ana", monotonic_s=still)
    assert [(one.maker, one.folder, one.files) for one in found] == [
        ("Garmin", garmin, 2),
        ("Zwift", zwift, 1),
    ]


def test_an_empty_folder_is_none(tmp_path):
    watch(tmp_path, "GARMIN", "Activity", files=0)
    assert at_hand([tmp_path], monotonic_s=still) == []


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_is_not_followed(tmp_path):
    real = watch(tmp_path / "real", "activity")
    (tmp_path / "volume" / "garmin").mkdir(parents=True)
    (tmp_path / "volume" / "garmin" / "activity").symlink_to(real)
    assert at_hand([tmp_path / "volume"], monotonic_s=still) == []


def test_the_look_ends_in_time(tmp_path):
    roots = [tmp_path / f"{number}" for number in range(9)]
    for root in roots:
        watch(root, "garmin", "activity")
    ticks = count()
    found = at_hand(roots, monotonic_s=lambda: next(ticks) * LONGEST_LOOK_S / 20)
    assert 0 < len(found) < len(roots)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_of_a_folder_with_very_many_files_so_many_are_counted(tmp_path, monkeypatch, more):
    monkeypatch.setattr("ingest.sources.at_hand.MOST_ENTRIES", 5)
    folder = watch(tmp_path, "garmin", "activity", files=5 + more)
    for other in (".hidden.fit", "notes.txt"):
        (folder / other).unlink()
    (found,) = at_hand([tmp_path], monotonic_s=still)
    assert found.files == min(5, 5 + more)


def test_of_windows_drives_the_removable_ones_are_looked_at(monkeypatch):
    """GetDriveTypeW: 2 is DRIVE_REMOVABLE, 3 a fixed one; A and B are floppies, C the system."""
    kinds = {"A": 2, "C": 2, "D": 3, "E": 2, "Z": 2}
    kernel = SimpleNamespace(GetDriveTypeW=lambda root: kinds.get(root[:-2], 1))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert [str(path) for path in volumes()] == ["E:\\", "Z:\\"]
