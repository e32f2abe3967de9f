"""Which recordings an archive holds, and which of them count: the rule's rows out of SQL."""

from __future__ import annotations

from datetime import UTC
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from ingest.archive.columns import NAMES, moment
from ingest.archive.duplicates import Recording, heart_donor, kept_ids, not_alone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    # The values of a ``duplicates.Extent`` in a row.
    ExtentRow: TypeAlias = tuple[str, float, float, float, float | None]

_OPTIONAL: Final = (
    "distance_m",
    "ascent_m",
    "utc_offset_s",
    "device",
    "name",
    "sub_sport",
    "cadence_mean_spm",
    "stance_time_mean_ms",
    "stance_balance_mean_percent",
    "temperature_mean_c",
    "rpe",
)
_EXTENT: Final = ("id", "start_utc", "elapsed_s", "duration_s", "distance_m")
_EXTENT_OF: Final = itemgetter(*(NAMES.index(name) for name in _EXTENT))


def counted(
    connection: sqlite3.Connection, rows: Sequence[Sequence[Any]] | None = None
) -> dict[str, str]:
    """Return for every session's id the id of the one that counts (archive.duplicates).

    ``rows`` are all sessions in the order of ``columns.NAMES``, where they are at hand.
    """
    extents = _extents(connection) if rows is None else _extents_of(rows)
    kept = {one[0]: one[0] for one in extents}
    together = not_alone(extents)
    if together:
        kept |= kept_ids(_recordings(connection, sorted(together)))
    return kept


def wanted_joins(connection: sqlite3.Connection, kept: Mapping[str, str]) -> dict[str, str]:
    """Return the sessions whose heart rate another recording knows better, each with it.

    ``kept`` is what :func:`counted` says.
    """
    copied = {counts for name, counts in kept.items() if name != counts}
    if not copied:
        return {}
    groups: dict[str, list[Recording]] = {}
    together = [name for name, counts in kept.items() if counts in copied]
    for recording in _recordings(connection, together):
        groups.setdefault(kept[recording.id], []).append(recording)
    wanted = {}
    for name, group in groups.items():
        base = next(one for one in group if one.id == name)
        donor = heart_donor(base, [one for one in group if one is not base])
        if donor is not None:
            wanted[name] = donor.id
    return wanted


def _extents(connection: sqlite3.Connection) -> list[ExtentRow]:
    query = f"SELECT {', '.join(_EXTENT)} FROM session"  # noqa: S608 - names of ours
    return _told(connection.execute(query))


def _extents_of(rows: Iterable[Sequence[Any]]) -> list[ExtentRow]:
    return _told(map(_EXTENT_OF, rows))


def _told(rows: Iterable[tuple[Any, ...]]) -> list[ExtentRow]:
    return [
        (name, moment(start_utc).timestamp(), elapsed_s, duration_s, distance_m)
        for name, start_utc, elapsed_s, duration_s, distance_m in rows
    ]


def _recordings(connection: sqlite3.Connection, only: Collection[str]) -> Iterator[Recording]:
    """Yield the recordings with these ids."""
    known = " + ".join(f"({name} IS NOT NULL)" for name in _OPTIONAL)
    query = f"""
        SELECT session.id, sha256, start_utc, elapsed_s, duration_s, sport, distance_m,
               hr_coverage_frac * duration_s, hr_source = 'chest', file.salvaged, {known},
               hr_mean_bpm, hr_max_bpm, sound_s, sound_m, file.format != 'FIT'
        FROM session JOIN file USING (sha256) WHERE session.id = ?
    """  # noqa: S608 - names of ours
    for name in only:
        row = connection.execute(query, (name,)).fetchone()
        yield Recording(
            id=row[0],
            sha256=row[1],
            start_s=moment(row[2]).astimezone(UTC).timestamp(),
            elapsed_s=row[3],
            duration_s=row[4],
            sport=row[5],
            distance_m=row[6],
            hr_s=row[7],
            chest=bool(row[8]),
            salvaged=bool(row[9]),
            known=row[10],
            hr_mean_bpm=row[11],
            hr_max_bpm=row[12],
            sound_s=row[13],
            sound_m=row[14],
            track=bool(row[15]),
        )
