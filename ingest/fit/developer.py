"""Developer fields: values whose meaning an app wrote into the file itself.

They never stand in place of a native field: they have names of their own, and only one that
declares which native field it means can fill that field, where no message holds it natively.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ingest.fit.profile import units
from ingest.fit.protocol import STRING, base_type, floats

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.session.activity import FloatArray

_INDEX, _NUMBER, _TYPE, _NAME, _SCALE, _OFFSET, _UNITS = 0, 1, 2, 3, 6, 7, 8
_NATIVE_MESSAGE, _NATIVE_FIELD = 14, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class DeveloperField:
    """What a field_description message says of one developer field."""

    developer: int
    number: int
    type_code: int
    name: str | None
    units: str | None
    scale: float = 1.0
    offset: float = 0.0
    native_message: int | None = None
    native_field: int | None = None


Descriptions = dict[tuple[int, int], DeveloperField]


def descriptions(table: Messages) -> Descriptions:
    """Return the described fields by (developer index, field number).

    A description may come after the data it describes (seen in files of bike computers), so all
    are read first; of repeated ones the last counts.
    """
    names, units = table.texts(_NAME), table.texts(_UNITS)
    columns = {n: table.raw(n) for n in (_INDEX, _NUMBER, _TYPE, _SCALE, _OFFSET)}
    native = {n: table.raw(n) for n in (_NATIVE_MESSAGE, _NATIVE_FIELD)}
    found: Descriptions = {}
    for i in range(len(table)):
        index, number, code = (columns[n][i] for n in (_INDEX, _NUMBER, _TYPE))
        if np.isnan(index) or np.isnan(number) or np.isnan(code):
            continue
        scale, offset = columns[_SCALE][i], columns[_OFFSET][i]
        found[int(index), int(number)] = DeveloperField(
            developer=int(index),
            number=int(number),
            type_code=int(code),
            name=names[i],
            units=units[i],
            scale=float(scale) if scale > 0 else 1.0,
            offset=0.0 if np.isnan(offset) else float(offset),
            native_message=_whole(native[_NATIVE_MESSAGE][i]),
            native_field=_whole(native[_NATIVE_FIELD][i]),
        )
    return found


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def developer_column(table: Messages, field: DeveloperField) -> FloatArray:
    """Return a developer field of each message in its units, NaN where it is not there."""
    kind = base_type(field.type_code)
    out = np.full(len(table), np.nan)
    for part in table.parts:
        for slot in part.definition.developer_fields:
            if (slot.developer, slot.number) != (field.developer, field.number):
                continue
            raw = None if kind is STRING else part.elements(slot.start, slot.size, kind)
            if raw is not None:
                out[part.places] = floats(raw[:, 0], kind)
    return out / field.scale - field.offset


def stand_ins(
    table: Messages, described: Descriptions, wanted: frozenset[int]
) -> dict[int, FloatArray]:
    """Return columns of developer fields that declare to mean a native field, by its number.

    Parameters
    ----------
    table
        The messages that hold the fields.
    described
        What the fields mean.
    wanted
        The native fields to look for. A developer field stands for one only if its units are the
        native field's: an app's word is not enough.
    """
    present = {
        (slot.developer, slot.number)
        for part in table.parts
        for slot in part.definition.developer_fields
    }
    found: dict[int, FloatArray] = {}
    for key in sorted(present & described.keys()):
        field = described[key]
        native = field.native_field
        if field.native_message != table.number or native not in wanted or native in found:
            continue
        expected = units(table.number, native)
        if (field.units or "").casefold() == (expected or "").casefold():
            found[native] = developer_column(table, field)
    return found
