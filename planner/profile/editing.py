"""Changing single keys of profile.toml without losing a comment, and writing it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import tomlkit

from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE
from planner.profile.file import parse_profile, profile_text
from planner.profile.values import ProfileError, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.home.home import Home
    from planner.profile.file import Names

TEMPLATE = """\
# Who runs, for aerobase. Change it here, or with `aerobase init` and `aerobase thresholds set`.
# A value may also be a list of dated ones: category = [{ value = "b", since = 2026-01-31 }]
# What has no date holds for all history.
#
# A ceiling from a laboratory or a test stands before the 180-formula:
# [[thresholds]]
# method = "entered"
# bpm = 150
# since = 2026-01-31

[runner]

[heart]
# hr_max = 190   highest heart rate ever seen for sure; without it: 211 - 0.64 x age
# hr_rest = 52   in the morning, lying
# lthr = 170     mean of the last 20 of 30 minutes all-out

[health]

[availability]
# run_days = ["tue", "thu", "sat", "sun"]
# long_run_day = "sun"
# max_minutes = { tue = 45 }
# blackout = [2026-07-01]

"""


def changed_text(
    text: str | None,
    names: Names,
    changes: Mapping[str, Mapping[str, Any]],
    thresholds: Sequence[Mapping[str, Any]] = (),
    *,
    without: Sequence[tuple[str, date | None]] = (),
) -> str:
    """Return profile text with keys set, comments and all else kept.

    Parameters
    ----------
    text
        The present file, or ``None`` to begin from the template.
    names
        What ``[limits]`` and ``[flags]`` may hold.
    changes
        Table name -> key -> value; a value of ``None`` takes the key out.
    thresholds
        Entries to add; one of the same method and day is replaced.
    without
        (method, day) of entries to take out.

    Raises
    ------
    ProfileError
        The present text is not understood; it is to be mended first.
    """
    if text is not None:
        parse_profile(text, names, where="profile.toml")
    document = tomlkit.parse(TEMPLATE if text is None else text)
    for name, keys in changes.items():
        if name not in document:
            document[name] = tomlkit.table()
        table: Any = document[name]
        for key, value in keys.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = _inline(value)
    for method, since in without:
        _drop_threshold(document, method, since)
    for entry in thresholds:
        _drop_threshold(document, entry["method"], entry.get("since"))
        _add_threshold(document, entry)
    return tomlkit.dumps(document)


def with_date(present: Any, value: Any, since: date | None) -> Any:
    """Return what a dated key holds after ``value`` is set from ``since`` on.

    Parameters
    ----------
    present
        What the key holds now: nothing, a plain value, or a list of dated ones.
    value, since
        The new value; without a day it takes the place of the one for all history.
    """
    entries = present if isinstance(present, list) else []
    if present is not None and not isinstance(present, list):
        entries = [{"value": present}]
    kept = [dict(entry) for entry in entries if _since(entry) != since]
    new = {"value": value} if since is None else {"value": value, "since": since}
    every = sorted([new, *kept], key=lambda entry: _since(entry) or date.min)
    return value if len(every) == 1 and since is None else every


def _since(entry: Mapping[str, Any]) -> date | None:
    """Return the day of an entry, which may be written as a TOML date or as text."""
    return None if entry.get("since") is None else day(entry["since"], "since")


def save_profile(home: Home, text: str, names: Names) -> bool:
    """Check ``text`` and write it, the former file beside it as ``.bak``; False if unchanged.

    Raises
    ------
    ProfileError
        The text would not be understood, or cannot be written; the file stays as it was.
    """
    parse_profile(text, names, where=str(home.profile))
    former = profile_text(home)
    if former == text:
        return False
    home.ensure()
    try:
        if former is not None:
            backup = home.profile.with_name(home.profile.name + ".bak")
            write_atomic(backup, former.encode(), mode=PRIVATE_FILE_MODE)
        write_atomic(home.profile, text.encode(), mode=PRIVATE_FILE_MODE)
    except OSError as error:
        raise ProfileError(
            f"{home.profile} cannot be written: {error.strerror or error}.",
            hint="Check the disk's free space and the file's permissions.",
        ) from error
    return True


def _inline(value: Any) -> Any:
    """Return a table or a list of tables as TOML keeps it on one line; others as they are."""
    if isinstance(value, dict):
        inner = tomlkit.inline_table()
        inner.update(value)
        return inner
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return value
    array = tomlkit.array()
    for entry in value:
        array.append(_inline(entry))
    return array


def _drop_threshold(document: Any, method: str, since: date | None) -> None:
    entries = document.get("thresholds", [])
    for place, known in enumerate(entries):
        if known["method"] == method and _since(known) == since:
            del entries[place]
            break
    if "thresholds" in document and not entries:
        del document["thresholds"]


def _add_threshold(document: Any, entry: Mapping[str, Any]) -> None:
    if "thresholds" not in document:
        document["thresholds"] = tomlkit.aot()
    table = tomlkit.table()
    for key, value in entry.items():
        if value is not None:
            table[key] = value
    document["thresholds"].append(table)
