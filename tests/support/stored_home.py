"""A home with stored sessions, made without watch files: what the commands' tests look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from support.made_sessions import facts

from ingest.archive.packing import pack
from ingest.archive.reading import Leg, Reading
from ingest.archive.rows import to_row
from ingest.home.home import Home
from ingest.imports.opening import open_archive

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts

PROFILE = """\
[runner]
birth_date = 1980-05-01
sex = "male"
timezone = "Europe/Madrid"

[heart]
hr_max = 190
hr_rest = 60
lthr = 163

[[thresholds]]
method = "entered"
bpm = 150
"""
EMPTY_STREAM = {"t_s": np.empty(0)}


def seven_days() -> list[SessionFacts]:
    """Return runs judged aerobic, anaerobic and unknown, and a ride, of May 2026."""
    return [
        facts(
            date(2026, 5, 4), [(3600, 145)], name="Easy \x1b[31mred", device="Garmin Forerunner 255"
        ),
        facts(date(2026, 5, 6), [(1800, 140), (1800, 163)], ascent_m=84.0),
        facts(date(2026, 5, 12), [(1200, 0)], sub_sport="trail"),
        facts(date(2026, 5, 13), [(3600, 130)], sport="cycling"),
    ]


def fill(
    path: Path,
    sessions: Sequence[SessionFacts],
    profile: str = PROFILE,
    streams: Mapping[int, Mapping[str, npt.NDArray[Any]]] | None = None,
) -> Home:
    """Return a home that holds a profile and these sessions, each as if from a file of its own.

    ``streams`` gives the samples of some sessions, by their place; the others have none.
    """
    home = Home(path=path)
    home.ensure()
    home.profile.write_text(profile)
    with open_archive(home, write=True) as archive, archive.transaction():
        for number, one in enumerate(sessions):
            sha256 = f"{number:02d}{one.sha256[2:]}"[:64]
            samples = (streams or {}).get(number, EMPTY_STREAM)
            stored = replace(one, id=f"{sha256[:12]}-0", sha256=sha256)
            archive.put(
                Reading(
                    sha256=sha256,
                    size_bytes=1,
                    kind="activity",
                    legs=(Leg(row=to_row(stored), stream=pack(samples), trace=b""),),
                )
            )
    return home
