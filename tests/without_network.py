"""Run Python where no network is but this machine's own loopback, on Linux that allows it.

    python tests/without_network.py -m pytest

aerobase opens no connection, and so its tests need none: what slips through here fails. Where a
network cannot be cut off (another system, or a container that forbids it), that is said, and the
tests run as they are.
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1


def main() -> None:
    try:
        cut_off()
    except (OSError, AttributeError) as why:
        print(f"The network is not cut off: {why}.", flush=True)  # noqa: T201
    else:
        raise_loopback()
        print("No network but loopback.", flush=True)  # noqa: T201
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606


def cut_off() -> None:
    """Leave for a network of this process and its children alone, in which nothing is up."""
    if not sys.platform.startswith("linux"):
        raise OSError(f"{sys.platform} knows no such thing")
    if os.geteuid() == 0:
        unshare(CLONE_NEWNET)
        return
    user, group = os.getuid(), os.getgid()
    unshare(CLONE_NEWUSER | CLONE_NEWNET)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def unshare(flags: int) -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(flags):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def raise_loopback() -> None:
    import fcntl  # noqa: PLC0415 - not on Windows

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sH14x", b"lo", 0)
        _, flags = struct.unpack("16sH14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, asked))
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | IFF_UP))


if __name__ == "__main__":
    main()
