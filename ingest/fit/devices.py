"""Which device wrote a file, and which sensor measured the heart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.profile import word

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.session.activity import HrSource

_DEVICE_TYPE: Final = 1
_SOURCE_TYPE: Final = 25
_ANTPLUS, _BLUETOOTH, _BLE, _LOCAL = 1, 2, 3, 5
_ANTPLUS_HEART_RATE: Final = 120
_BLE_HEART_RATE: Final = 1
_WRIST_HEART_RATE: Final = 10  # local_device_type "whr"


def device_name(file_id: Messages) -> str | None:
    """Return "maker product"; a product without a known name by its number, None without both."""
    if not len(file_id):
        return None
    maker, product = float(file_id.raw(1)[0]), float(file_id.raw(2)[0])
    maker_word = word("manufacturer", maker) or (None if maker != maker else f"{maker:.0f}")  # noqa: PLR0124 - NaN
    if maker_word is None:
        return None
    text = file_id.texts(8)[0]
    if maker_word in {"garmin", "dynastream", "dynastream_oem"}:
        text = word("garmin_product", product) or text
    if text is None and product == product:  # noqa: PLR0124 - NaN
        text = f"{product:.0f}"
    return " ".join(part for part in (maker_word, text) if part)


def heart_rate_source(devices: Messages) -> HrSource:
    """Return where heart rate came from, by the device_info messages of a file.

    A strap (ANT+ or Bluetooth heart rate) counts before the optical sensor: a watch that hears a
    strap uses it. Source: RULES 4.2 "Device source" (FIT profile: device_info.source_type,
    antplus_device_type 120, ble_device_type 1, local_device_type 10 ``whr``).
    """
    rows = ~np.isnan(devices.raw(_DEVICE_TYPE))
    sources, kinds = devices.raw(_SOURCE_TYPE)[rows], devices.raw(_DEVICE_TYPE)[rows]
    seen = set(zip(sources.tolist(), kinds.tolist(), strict=True))
    if any(_is_strap(source, kind) for source, kind in seen):
        return "chest"
    if (_LOCAL, _WRIST_HEART_RATE) in seen:
        return "wrist"
    return "unknown"


def _is_strap(source: float, kind: float) -> bool:
    if source in (_BLUETOOTH, _BLE):
        return kind in (_BLE_HEART_RATE, _ANTPLUS_HEART_RATE)
    # Files older than source_type (before 2013) list ANT+ sensors with the device type alone.
    return kind == _ANTPLUS_HEART_RATE and source != _LOCAL
