"""Independent decoders read field by field, so that an invalid field never hides a valid one.

Both hand out messages as lists of fields; making dicts of them, as their own helpers do, loses
values. Fields that the decoder itself adds (components, developer fields) are left out.
"""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING, Any

import fitdecode
import fitparse
import pyfitparsernative

if TYPE_CHECKING:
    from pathlib import Path

logging.getLogger("fitdecode").setLevel(logging.ERROR)

Rows = dict[int, list[dict[int, Any]]]  # message number -> messages -> field number -> raw value


def by_fitdecode(path: Path) -> Rows:
    """Return every message's native fields, unscaled."""
    rows: Rows = {}
    options = {
        "check_crc": fitdecode.CrcCheck.DISABLED,
        "error_handling": fitdecode.ErrorHandling.IGNORE,
    }
    with warnings.catch_warnings(), fitdecode.FitReader(path, **options) as reader:
        warnings.simplefilter("ignore")
        for frame in reader:
            if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                continue
            found: dict[int, Any] = {}
            for field in frame.fields:
                if _is_native(field) and field.raw_value is not None:
                    found.setdefault(field.field_def.def_num, field.raw_value)
            rows.setdefault(frame.global_mesg_num, []).append(found)
    return rows


def by_fitparse(path: Path) -> Rows:
    """Return every message's native fields, unscaled."""
    rows: Rows = {}
    with warnings.catch_warnings(), fitparse.FitFile(str(path), check_crc=True) as file:
        warnings.simplefilter("ignore")
        for message in file.get_messages():
            found: dict[int, Any] = {}
            for field in message.fields:
                if _is_native(field) and field.raw_value is not None:
                    found.setdefault(field.field_def.def_num, field.raw_value)
            rows.setdefault(message.mesg_num, []).append(found)
    return rows


def records_by_pyfitparsernative(path: Path) -> list[dict[str, Any]]:
    """Return every record by field name, in the profile's units."""
    messages = pyfitparsernative.parse_fit_bytes(path.read_bytes())
    return [message for message in messages if message["message_type"] == "record"]


def _is_native(field: Any) -> bool:
    """Say whether a field is the message's own: both libraries name the classes alike."""
    return type(field.field_def).__name__ == "FieldDefinition"
