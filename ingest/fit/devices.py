"""Which device wrote a file, and which sensor measured the heart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.device_names import (
    GARMIN,
    garmin_product,
    has_no_optical_sensor,
    known_name,
)
from ingest.fit.profile import word

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.session.facts import HrSource

_MAKER, _PRODUCT, _NAME = 1, 2, 8  # fields of file_id
_INFO_MAKER, _INFO_PRODUCT, _INFO_NAME = 2, 4, 27  # the same in device_info
_DEVICE_TYPE: Final = 1
_SOURCE_TYPE: Final = 25
_ANTPLUS, _BLUETOOTH, _BLE, _LOCAL = 1, 2, 3, 5
_ANTPLUS_HEART_RATE: Final = 120
_BLE_HEART_RATE: Final = 1
_MANY_BEATS: Final = 60  # own choice: about a minute of them
_WRIST_HEART_RATE: Final = 10  # local_device_type "whr"


def device_name(file_id: Messages, devices: Messages) -> str | None:
    """Return the device that wrote a file, by the name that people know; None if nobody says.

    The product's name stands in the file_id message, else in the device_info message of the
    device itself.
    """
    maker, product = _maker_and_product(file_id)
    text = file_id.texts(_NAME)[0] if len(file_id) else None
    if text is None and maker in GARMIN:
        found = word("garmin_product", product)
        text = None if found is None else garmin_product(found)
    return known_name(maker, product, text or _own_name(file_id, devices))


def heart_rate_source(file_id: Messages, devices: Messages, *, beats: int) -> HrSource:
    """Return where heart rate came from, by the devices that a file lists.

    A strap (ANT+ or Bluetooth heart rate) counts before the optical sensor: a watch that hears a
    strap uses it. Source: RULES 4.2 "Device source" (FIT profile: device_info.source_type,
    antplus_device_type 120, ble_device_type 1, local_device_type 10 ``whr``). A watch that
    stored ``beats`` intervals between beats and is known to have no optical sensor heard a strap,
    though it lists none.
    """
    rows = ~np.isnan(devices.raw(_DEVICE_TYPE))
    sources, kinds = devices.raw(_SOURCE_TYPE)[rows], devices.raw(_DEVICE_TYPE)[rows]
    seen = set(zip(sources.tolist(), kinds.tolist(), strict=True))
    if any(_is_strap(source, kind) for source, kind in seen):
        return "chest"
    if (_LOCAL, _WRIST_HEART_RATE) in seen:
        return "wrist"
    without_optics = has_no_optical_sensor(*_maker_and_product(file_id))
    return "chest" if without_optics and beats >= _MANY_BEATS else "unknown"


def _maker_and_product(file_id: Messages) -> tuple[str | None, float]:
    """Return FIT's word for the maker, or its number, and the number of the product."""
    if not len(file_id):
        return None, np.nan
    maker, product = float(file_id.raw(_MAKER)[0]), float(file_id.raw(_PRODUCT)[0])
    name = word("manufacturer", maker) or (None if np.isnan(maker) else f"{maker:.0f}")
    return name, product


def _own_name(file_id: Messages, devices: Messages) -> str | None:
    """Return the product's name that a device_info message gives the device itself."""
    if not len(file_id):
        return None
    mine = devices.raw(_INFO_MAKER) == file_id.raw(_MAKER)[0]
    mine &= devices.raw(_INFO_PRODUCT) == file_id.raw(_PRODUCT)[0]
    names = devices.texts(_INFO_NAME)
    return next((names[i] for i in np.flatnonzero(mine) if names[i]), None)


def _is_strap(source: float, kind: float) -> bool:
    if source in (_BLUETOOTH, _BLE):
        return kind in (_BLE_HEART_RATE, _ANTPLUS_HEART_RATE)
    # Files older than source_type (before 2013) list ANT+ sensors with the device type alone.
    return kind == _ANTPLUS_HEART_RATE and source != _LOCAL
