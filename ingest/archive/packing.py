"""Arrays as compressed bytes: exact to the last bit, readable without knowing any column."""

from __future__ import annotations

import json
import math
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_HEAD_BYTES: Final = 4096
LEVEL: Final = 1  # bytes of one significance lie together, so the quickest level does well


def pack(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Return named arrays as one block: a line of JSON that lists them, then their bytes.

    Arrays that hold nothing but NaN keep their shape only. Bytes are grouped by significance,
    which halves what zlib leaves and its time.
    """
    listed = []
    parts = []
    for name, array in arrays.items():
        blank = array.dtype.kind == "f" and array.size > 0 and bool(np.isnan(array).all())
        listed.append([name, array.dtype.str, list(array.shape), blank])
        if not blank:
            plain = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
            parts.append(plain.reshape(-1, array.dtype.itemsize).T.tobytes())
    head = json.dumps(listed, separators=(",", ":")).encode() + b"\n"
    return zlib.compress(head + b"".join(parts), LEVEL)


def unpack(block: bytes, names: Collection[str] | None = None) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays that :func:`pack` was given, bit for bit; only ``names`` where given.

    What lies behind the last of ``names`` is not even decompressed.

    Raises
    ------
    ValueError
        The block is damaged.
    """
    try:
        plain = zlib.decompress(block) if names is None else _beginning(block, names)
    except zlib.error as error:
        raise ValueError(f"damaged block of arrays: {error}") from error
    end = plain.index(b"\n") + 1
    arrays = {}
    for name, dtype, shape, blank, size in _listed(plain[: end - 1]):
        wanted = names is None or name in names
        if blank and wanted:
            arrays[name] = np.full(shape, np.nan, dtype)
        if blank:
            continue
        if wanted:
            planes = np.frombuffer(plain, np.uint8, size, end).reshape(dtype.itemsize, -1)
            arrays[name] = np.ascontiguousarray(planes.T).view(dtype).reshape(shape)
        end += size
    return arrays


@lru_cache(maxsize=64)  # thousands of sessions have the same few
def _listed(head: bytes) -> tuple[tuple[str, np.dtype[Any], tuple[int, ...], bool, int], ...]:
    """Return name, type, shape, whether it is blank, and bytes of each array in a block."""
    return tuple(
        (name, np.dtype(text), tuple(shape), blank, math.prod(shape) * np.dtype(text).itemsize)
        for name, text, shape, blank in json.loads(head)
    )


def _beginning(block: bytes, names: Collection[str]) -> bytes:
    """Return the decompressed block up to the end of the last of ``names``."""
    reader = zlib.decompressobj()
    plain = b""
    while b"\n" not in plain and not reader.eof:
        plain += reader.decompress(reader.unconsumed_tail or block, _HEAD_BYTES)
    end = needed = plain.index(b"\n") + 1
    for name, _dtype, _shape, blank, size in _listed(plain[: end - 1]):
        end += 0 if blank else size
        needed = end if name in names else needed
    if needed > len(plain):
        plain += reader.decompress(reader.unconsumed_tail, needed - len(plain))
    return plain
