"""Record messages to samples: the columns used, one row an instant, in time order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.developer import descriptions, stand_ins

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.session.activity import FloatArray

# Stream column -> record field numbers, the preferred first (FIT profile, message 20).
COLUMNS: Final[dict[str, tuple[int, ...]]] = {
    "hr_bpm": (3,),
    "cadence_spm": (4,),  # strides or revolutions a minute here; fraction and doubling follow
    "speed_m_s": (73, 6),
    "distance_m": (5,),
    "altitude_m": (78, 2),
    "power_w": (7,),
    "temperature_c": (13,),
    "stance_time_ms": (41,),
    "stance_balance_percent": (84,),
    "vertical_oscillation_mm": (39,),
    "vertical_ratio_percent": (83,),
    "step_length_mm": (85,),
    "respiration_brpm": (108, 99),
}
FRACTIONAL_CADENCE: Final = 53
COMPRESSED_SPEED_DISTANCE: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Rows with strictly increasing FIT seconds; a column that no record has is absent."""

    fit_s: FloatArray
    columns: dict[str, FloatArray]

    def __len__(self) -> int:
        return len(self.fit_s)

    def take(self, start: int, stop: int) -> Samples:
        """Return the rows from ``start`` up to ``stop``."""
        cut = {name: values[start:stop] for name, values in self.columns.items()}
        return Samples(self.fit_s[start:stop], cut)


def samples(records: Messages, described: Messages, *, oldest_s: float) -> Samples:
    """Return the samples of a segment's record messages.

    Where two fields mean the same (enhanced and plain speed), the preferred one counts wherever
    it is valid. Of several records of one instant each field keeps its last valid value, so that
    an invalid one never hides it.

    Parameters
    ----------
    records
        The record messages.
    described
        The field_description messages; a developer field fills only a native field that no
        record holds.
    oldest_s
        Records without a time, or with one before this (FIT seconds), are left out.
    """
    times = records.timestamps
    columns = {}
    for name, fields in COLUMNS.items():
        values = _first_valid(records, fields)
        if values is not None:
            columns[name] = values
    _add_fractional_cadence(records, columns)
    _add_compressed_speed_distance(records, columns)
    _add_stand_ins(records, described, columns)
    known = times >= oldest_s
    if not known.all():
        times = times[known]
        columns = {name: values[known] for name, values in columns.items()}
    if not (times[1:] > times[:-1]).all():
        times, columns = _in_order(times, columns)
    return Samples(times, columns)


def leg_rows(rows: Samples, start: int, stop: int, *, stated_m: float | None = None) -> Samples:
    """Return one leg's rows, its distance counted from the leg's own start.

    In a multisport file the distance counts on from leg to leg; where a device starts it again,
    it is smaller than before and stays as it is. ``stated_m`` is what the legs before state: where
    rows between were lost it says better than the last of them where this leg began.
    """
    leg = rows.take(start, stop)
    distance = rows.columns.get("distance_m")
    if start == 0 or distance is None:
        return leg
    before = distance[:start][~np.isnan(distance[:start])]
    own = leg.columns["distance_m"]
    valid = own[~np.isnan(own)]
    if not len(before) or not len(valid) or valid[0] < before[-1]:
        return leg
    base_m = before[-1]
    if stated_m is not None:
        base_m = min(max(base_m, stated_m), valid[0])
    return Samples(leg.fit_s, leg.columns | {"distance_m": own - base_m})


def _first_valid(records: Messages, fields: tuple[int, ...]) -> FloatArray | None:
    """Return the first of ``fields`` that is there, its gaps filled from the others."""
    present = [number for number in fields if records.has(number)]
    if not present:
        return None
    values = records[present[0]]
    for number in present[1:]:
        missing = np.isnan(values)
        if missing.any():
            values = np.where(missing, records[number], values)
    return values


def _add_fractional_cadence(records: Messages, columns: dict[str, FloatArray]) -> None:
    if "cadence_spm" in columns and records.has(FRACTIONAL_CADENCE):
        fraction = records[FRACTIONAL_CADENCE]
        unknown = np.isnan(fraction)
        if unknown.any():
            fraction = np.where(unknown, 0.0, fraction)
        columns["cadence_spm"] = columns["cadence_spm"] + fraction


def _add_compressed_speed_distance(records: Messages, columns: dict[str, FloatArray]) -> None:
    """Fill speed and distance from ``compressed_speed_distance`` where they are not valid.

    Three bytes: 12 bits of speed in 1/100 m/s, 12 bits of distance in 1/16 m that count on and
    start again at 256 m (FIT profile, record field 8).
    """
    if not records.has(COMPRESSED_SPEED_DISTANCE):
        return
    packed = records.array(COMPRESSED_SPEED_DISTANCE, most=3)
    if packed.shape[1] != 3:  # noqa: PLR2004 - three bytes by definition
        return
    # 0xFF is a possible value of one byte here; only three of them mean "invalid".
    there = ~np.isnan(packed).all(axis=1)
    low, middle, high = np.nan_to_num(packed[there], nan=255).astype(np.int64).T
    speed = (low | (middle & 0x0F) << 8) / 100
    steps = (middle >> 4) | high << 4
    distance = np.cumsum(np.diff(steps, prepend=0) % 4096) / 16
    for name, values in (("speed_m_s", speed), ("distance_m", distance)):
        filled = np.full(len(records), np.nan)
        filled[there] = values
        native = columns.get(name)
        columns[name] = filled if native is None else np.where(np.isnan(native), filled, native)


def _add_stand_ins(records: Messages, described: Messages, columns: dict[str, FloatArray]) -> None:
    """Add columns that only an app recorded, where it declares which native field they are."""
    if not len(described):
        return
    empty = {
        name: fields
        for name, fields in COLUMNS.items()
        if name not in columns or bool(np.isnan(columns[name]).all())
    }
    wanted = frozenset(number for fields in empty.values() for number in fields)
    found = stand_ins(records, descriptions(described), wanted)
    for name, fields in empty.items():
        number = next((field for field in fields if field in found), None)
        if number is not None:
            columns[name] = found[number]


def _in_order(
    times: FloatArray, columns: dict[str, FloatArray]
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return rows sorted by time, those of one instant merged field by field."""
    order = np.argsort(times, kind="stable")
    times = times[order]
    last = np.append(times[1:] > times[:-1], True)
    first = np.append(True, last[:-1])
    shared = np.flatnonzero(~(first & last))  # rows that share their instant with others
    starts = np.flatnonzero(first[shared])
    merged = {}
    for name, values in columns.items():
        ordered = values[order]
        among = ordered[shared]
        if len(among) and np.isnan(among).any():
            # The last valid row of each shared instant stands in its last row; -1: none is.
            rows = np.where(np.isnan(among), -1, np.arange(len(among)))
            best = np.maximum.reduceat(rows, starts)
            ordered[shared[last[shared]]] = np.where(best < 0, np.nan, among[best])
        merged[name] = ordered[last]
    return times[last], merged
