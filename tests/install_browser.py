"""Make sure that a browser is there for the tests of the page.

Finds Chrome, Chromium or Edge; without one, or without its driver, installs Debian's where it
may (as root on Debian or Ubuntu). Without any it says so and ends well, for the other tests need
none; under CI=true that is a failure, so that no machine skips them unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from support.chromium import find_browser

PACKAGES = ("chromium", "chromium-driver", "fonts-liberation")


def main() -> int:
    """Find or install a browser; return the exit code."""
    found = find_browser()
    if (found is None or found.driver is None) and may_install():
        _install()
        found = find_browser()
    if found is not None:
        print(f"Browser for the tests of the page: {found.browser}")  # noqa: T201
        return 0
    print(  # noqa: T201
        "No Chrome, Chromium or Edge was found, so the page is not tested in a browser here.\n"
        "  Install one, or name it in AEROBASE_BROWSER, to run those tests too."
    )
    return 1 if os.environ.get("CI") == "true" else 0


def may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None


def _install() -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        print(f"apt-get {' '.join(command)}", flush=True)  # noqa: T201
        done = subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False)
        if done.returncode:
            print(f"  ended with {done.returncode}")  # noqa: T201
            return


if __name__ == "__main__":
    sys.exit(main())
