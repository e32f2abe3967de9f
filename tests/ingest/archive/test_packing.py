"""Arrays of many blocks taken apart together are what each block gives by itself."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.archive.packing import pack, unpack, unpack_rows


def block(seed: int, *, blank: bool = False, first: int = 5) -> bytes:
    """A block of arrays, of which the first differs in length."""
    chance = np.random.default_rng(seed)
    return pack(
        {
            "first": chance.random(first),
            "bytes": chance.integers(0, 255, 9).astype(np.uint8),
            "wide": np.full((4, 2), np.nan) if blank else chance.random((4, 2)),
            "few": chance.integers(0, 9, 3).astype(np.uint16),
        }
    )


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 700])
def test_rows_are_what_the_blocks_hold(count: int) -> None:
    blocks = [block(n, blank=n % 5 == 1, first=4 + n // 300) for n in range(count)]
    found = unpack_rows(blocks, ("few", "wide", "bytes"))
    assert list(found) == ["few", "wide", "bytes"]
    for name, rows in found.items():
        expected = np.array([unpack(one)[name] for one in blocks])
        assert rows.dtype == expected.dtype
        assert np.array_equal(rows, expected, equal_nan=rows.dtype.kind == "f")


@pytest.mark.parametrize(
    ("name", "other"),
    [("first", block(1, first=6)), ("few", pack({"bytes": np.zeros(9, np.uint8)}))],
)
def test_what_not_all_have_alike_is_refused(name: str, other: bytes) -> None:
    with pytest.raises(ValueError, match=r"dimension|does not have"):
        unpack_rows([block(0), other, block(2)], (name,))
