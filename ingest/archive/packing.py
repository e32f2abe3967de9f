"""Arrays as compressed bytes: exact to the last bit, readable without knowing any column."""

from __future__ import annotations

import json
import math
import zlib
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_HEAD_BYTES: Final = 4096
_AT_ONCE: Final = 256  # blocks taken apart together: more would only take more room
LEVEL: Final = 1  # bytes of one significance lie together, so the quickest level does well


def pack(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Return named arrays as one block: a line of JSON that lists them, then their bytes.

    Arrays that hold nothing but NaN keep their shape only. Bytes are grouped by significance,
    which halves what zlib leaves and its time.
    """
    listed = []
    parts = []
    for name, array in arrays.items():
        blank = array.dtype.kind == "f" and array.size > 0 and _is_blank(array)
        listed.append([name, array.dtype.str, list(array.shape), blank])
        if not blank:
            plain = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
            parts.append(plain.reshape(-1, array.dtype.itemsize).T.tobytes())
    head = json.dumps(listed, separators=(",", ":")).encode() + b"\n"
    return zlib.compress(head + b"".join(parts), LEVEL)


def _is_blank(array: npt.NDArray[Any]) -> bool:
    return bool(np.isnan(array.flat[0]) and np.isnan(array).all())


def unpack(block: bytes, names: Collection[str] | None = None) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays that :func:`pack` was given, bit for bit; only ``names`` where given.

    What lies behind the last of ``names`` is not even decompressed.

    Raises
    ------
    ValueError
        The block is damaged.
    """
    plain = _plain(block, names)
    head = _head(plain)
    end = len(head) + 1
    arrays = {}
    for name, dtype, shape, blank, size in _listed(head):
        wanted = names is None or name in names
        if blank and wanted:
            arrays[name] = np.full(shape, np.nan, dtype)
        if blank:
            continue
        if wanted and dtype.itemsize == 1:
            arrays[name] = np.frombuffer(plain, dtype, size, end).reshape(shape)
        elif wanted:
            planes = np.frombuffer(plain, np.uint8, size, end).reshape(dtype.itemsize, -1)
            arrays[name] = np.ascontiguousarray(planes.T).view(dtype).reshape(shape)
        end += size
    return arrays


def unpack_rows(blocks: Sequence[bytes], names: Collection[str]) -> dict[str, npt.NDArray[Any]]:
    """Return arrays that lie in every block as one array each, a row a block.

    Blocks that were packed alike are taken apart together, in a third of the time.

    Raises
    ------
    ValueError
        A block is damaged, or does not have one of ``names`` in the shape of the others.
    """
    found: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in names}
    plains = enumerate(_plain(block) for block in blocks)
    for (_, head), alike in groupby(plains, key=lambda one: (one[0] // _AT_ONCE, _head(one[1]))):
        parts = [plain for _, plain in alike]
        matrix = np.frombuffer(b"".join(parts), np.uint8).reshape(len(parts), -1)
        end = len(head) + 1
        for name, dtype, shape, blank, size in _listed(head):
            if name in found and blank:
                found[name].append(np.full((len(parts), *shape), np.nan, dtype))
            elif name in found:
                planes = matrix[:, end : end + size].reshape(len(parts), dtype.itemsize, -1)
                rows = np.ascontiguousarray(planes.transpose(0, 2, 1)).view(dtype)
                found[name].append(rows.reshape(len(parts), *shape))
            end += 0 if blank else size
    made = {name: np.concatenate(rows) for name, rows in found.items() if rows}
    if any(len(made.get(name, ())) != len(blocks) for name in names):
        raise ValueError("a block of arrays does not have all that the others have")
    return made


def _plain(block: bytes, names: Collection[str] | None = None) -> bytes:
    """Return a block decompressed, at the least up to the end of the last of ``names``."""
    try:
        return zlib.decompress(block) if names is None else _beginning(block, names)
    except zlib.error as error:
        raise ValueError(f"damaged block of arrays: {error}") from error


def _head(plain: bytes) -> bytes:
    """Return the line that lists a block's arrays."""
    return plain[: plain.index(b"\n")]


@lru_cache(maxsize=1024)  # thousands of sessions share few lists of vectors, some of traces
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
