"""The first import: from it on somebody is told something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.home import journal
from reports.clock import clock

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from ingest.imports.importing import ImportReport


def begin(home: Home, report: ImportReport, *, today: date | None = None) -> None:
    """Note in an empty journal that the runner begins here, where something was stored."""
    if report.count("imported") + report.count("salvaged"):
        now = clock()
        journal.begin(home, day=now.date() if today is None else today, now=now)
