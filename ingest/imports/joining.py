"""Two devices on one run: the one that counts is shown with the better heart rate of the other.

What is joined follows from the set of recordings (``archive.duplicates``); it is looked at after
every change of the archive, and made only where something is to be made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.archive.published import note_counted
from ingest.imports.binding import bound

if TYPE_CHECKING:
    from ingest.archive.archive import Archive
    from ingest.home.home import Home

_UNITED: Final = "ingest.imports.uniting:united"  # needs the decoders


def join(home: Home, archive: Archive) -> None:
    """Bring what is joined, and noted as what counts, in line with what the archive holds.

    The caller may write.
    """
    wanted, there = archive.wanted_joins(), archive.joins()
    made = {
        name: bound(_UNITED)(home, archive, name, donor)
        for name, donor in wanted.items()
        if there.get(name) != donor
    }
    if made or there.keys() - wanted.keys():
        with archive.transaction():
            for name in there.keys() - wanted.keys():
                archive.drop_joined(name)
            for name, leg in made.items():
                archive.drop_joined(name)
                if leg is not None:
                    archive.put_joined(wanted[name], leg)
    note_counted(archive, anew={*made, *(there.keys() - wanted.keys())})
