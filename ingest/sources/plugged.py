"""Readers of plug-ins: for content that none of our own formats takes.

A reader says by which bytes it knows its files; nothing of it is called before such a file is met.
Its files keep the suffix ``OTHER``, so that they are found whether the plug-in counts or not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np

from ingest.errors import UnreadableFileError
from ingest.plugins import PluginError, guarded, load, of_group
from ingest.session.activity import Activity, Stream, WatchFile
from ingest.session.facts import HrSource
from ingest.session.quality import QualityNote
from ingest.sources.formats import HEAD_BYTES, OTHER, Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ingest.plugins import Plugin

NOTE: Final = "plugin_reader"  # the code of the note that every session of a plug-in carries
LEAST_SIGNATURE: Final = 4  # own choice: fewer bytes would take files of others
MOST_S: Final = 30 * 86_400.0  # own choice: longer is no activity but a wrong unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What an entry point of ``aerobase.readers`` leads to.

    ``signature`` stands at byte ``at`` of every file of the format, anywhere in its first 1,024
    bytes where ``at`` is None. ``read`` makes a ``WatchFile`` of a file's bytes, and raises
    ``UnreadableFileError`` with words and a hint where it cannot.
    """

    signature: bytes
    at: int | None
    read: Callable[[bytes], WatchFile]


def formats_of(plugins: Iterable[Plugin]) -> tuple[tuple[Format, ...], tuple[Plugin, ...]]:
    """Return the formats of the readers that can be loaded, and the others with their problem."""
    made: list[Format] = []
    failed: list[Plugin] = []
    for plugin in of_group(plugins, "readers"):
        try:
            made.append(_format(plugin, load(plugin)))
        except PluginError as error:
            failed.append(replace(plugin, problem=str(error)))
    return tuple(made), tuple(failed)


def _format(plugin: Plugin, reader: Any) -> Format:
    if not isinstance(reader, Reader):
        raise PluginError(f"it leads to {type(reader).__name__}, which is no aerobase.Reader")
    signature: Any = reader.signature
    at: Any = reader.at
    if not isinstance(signature, bytes) or not LEAST_SIGNATURE <= len(signature) <= HEAD_BYTES:
        raise PluginError(f"its signature is not {LEAST_SIGNATURE} to {HEAD_BYTES} bytes")
    if at is not None and not (type(at) is int and 0 <= at <= HEAD_BYTES - len(signature)):
        raise PluginError("its `at` is neither None nor a place in the first 1,024 bytes")
    if not callable(reader.read):
        raise PluginError("its `read` cannot be called")
    return Format(
        name=plugin.label,
        suffix=OTHER,
        signature=signature,
        at=at,
        read=plugin.target,
        plugin=plugin,
    )


def read_by(plugin: Plugin, data: bytes) -> WatchFile:
    """Return what a plug-in reads of a file, checked, each session with a note of who read it.

    Raises
    ------
    PluginError
        It failed, or gave what cannot be.
    UnreadableFileError
        It says that it cannot read the file.
    """
    reader = load(plugin)
    with guarded((UnreadableFileError,)):
        return _checked(reader.read(data), plugin)


def _checked(found: Any, plugin: Plugin) -> WatchFile:
    if not isinstance(found, WatchFile) or not isinstance(found.kind, str):
        raise PluginError(f"it gave {type(found).__name__} in place of a WatchFile")
    note = QualityNote(code=NOTE, text=f"Read by the plug-in {plugin.words}, not by aerobase.")
    legs = tuple(replace(_checked_leg(one), notes=(*one.notes, note)) for one in found.activities)
    return replace(found, activities=legs)


def _checked_leg(leg: Any) -> Activity:
    """Return a leg that can be worked with: what would fail far from its cause is told here."""
    if not isinstance(leg, Activity):
        raise PluginError(f"it gave {type(leg).__name__} in place of an Activity")
    if leg.start_utc.utcoffset() != timedelta(0):
        raise PluginError("start_utc has no time zone, or not UTC")
    sport: Any = leg.sport
    if not isinstance(sport, str) or not sport:
        raise PluginError("its sport is no word")
    if leg.hr_source not in get_args(HrSource):
        raise PluginError(
            f"hr_source is {leg.hr_source!r}, none of {', '.join(get_args(HrSource))}"
        )
    _check_stream(leg.stream)
    if np.asarray(leg.pauses_s, float).reshape(-1, 2).shape != np.shape(leg.pauses_s):
        raise PluginError("pauses_s is not of shape (k, 2)")
    return leg


def _check_stream(stream: Any) -> None:
    if not isinstance(stream, Stream):
        raise PluginError(f"it gave {type(stream).__name__} in place of a Stream")
    count = np.shape(stream.t_s)
    for name in Stream.__dataclass_fields__:
        column = getattr(stream, name)
        if not isinstance(column, np.ndarray) or column.dtype != np.float64:
            raise PluginError(f"{name} is no array of float64")
        if column.shape != count or column.ndim != 1:
            raise PluginError(f"{name} is not of the length of t_s")
        if np.isinf(column).any():
            raise PluginError(f"{name} holds an infinite value")
    if not np.isfinite(stream.t_s).all() or (np.diff(stream.t_s) <= 0).any():
        raise PluginError("t_s does not rise from sample to sample")
    if len(stream) and not (stream.t_s[0] >= 0 and stream.t_s[-1] <= MOST_S):
        raise PluginError("t_s does not count seconds from start_utc, or over more than 30 days")
