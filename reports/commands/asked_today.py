"""Which of the morning's questions were asked today, kept in the home: none is asked twice."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ingest.home.home import Home


def asked_on(home: Home, day: date) -> frozenset[str]:
    """Return the names of the questions asked on a day; what cannot be read was not asked."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        kept = json.loads(home.asked.read_text("utf-8"))
        if kept["day"] == day.isoformat():
            return frozenset(str(name) for name in kept["asked"])
    return frozenset()


def keep_asked(home: Home, day: date, names: Iterable[str]) -> None:
    """Keep which were asked on a day, beside those before; where it cannot be, they come again."""
    asked = sorted(asked_on(home, day).union(names))
    with suppress(OSError):
        data = json.dumps({"day": day.isoformat(), "asked": asked}).encode()
        write_atomic(home.asked, data, mode=PRIVATE_FILE_MODE)
