"""The header walk against a reading message by message, where jumps could go wrong."""

from __future__ import annotations

import pytest
from support import fit_bytes as fb

from ingest.fit.walk import Walk

HEADER = 14


def layouts(*sizes: int) -> fb.FitFile:
    """A file that defines local types 0, 1, … with payloads of these sizes."""
    fit = fb.FitFile()
    for local, size in enumerate(sizes):
        fit.define(local, 60_000 + local, [fb.Field(1, fb.BYTE, size)])
    return fit


def written(fit: fb.FitFile, sizes: tuple[int, ...], series: list[int]) -> dict[int, list[int]]:
    """Write messages of these local types; return where each begins, by type."""
    offsets: dict[int, list[int]] = {local: [] for local in set(series)}
    for local in series:
        offsets[local].append(HEADER + len(fit.body))
        fit.data(local, [local] * sizes[local])
    return offsets


def walked(data: bytes, end: int) -> tuple[int, dict[int, list[int]]]:
    """Where a walk stops, and what it found."""
    walk = Walk(None)
    stop = walk.run(data, HEADER, end)
    groups = (group for group in walk.groups.values() if group.offsets)
    return stop, {one.definition.message - 60_000: list(one.offsets) for one in groups}


@pytest.mark.parametrize(
    "series",
    [
        [0] * 200 + [1] + [0] * 200,
        [0] * 200 + [0, 1] * 200,
        [0, 1] * 200 + [1, 1] * 200,
        [0, 1] * 200 + [2, 1] * 200 + [0, 1] * 200,
        [0, 1, 1, 2] * 100 + [0, 1, 2, 1] * 100,
    ],
    ids=["one other", "other in turn", "no other", "another first", "two change places"],
)
def test_messages_of_one_length_are_told_apart_by_their_headers(series: list[int]) -> None:
    """Where all lengths are equal, a jump too far would find messages all the same."""
    sizes = (12, 12, 12)
    fit = layouts(*sizes)
    expected = written(fit, sizes, series)
    data = fit.build()
    end = len(data) - 2
    assert walked(data, end) == (end, expected)


@pytest.mark.parametrize("series", [[0], [0, 1], [0, 1, 2, 3, 4, 5]], ids=str)
def test_cut_anywhere_it_keeps_every_whole_message_and_no_other(series: list[int]) -> None:
    sizes = (9, 4, 15, 2, 7, 11)
    fit = layouts(*sizes)
    first = HEADER + len(fit.body)
    expected = written(fit, sizes, series * (1500 // (sum(sizes[n] + 1 for n in series)) + 1))
    data = fit.build()[:-2]
    ends = sorted(
        (at + 1 + sizes[local], local, at) for local, found in expected.items() for at in found
    )
    for cut in range(first + 1, len(data)):
        whole = [(local, at) for end, local, at in ends if end <= cut]
        stop, found = walked(data[:cut], cut)
        assert sorted((one, at) for one, places in found.items() for at in places) == sorted(whole)
        assert (stop == cut) == (cut in {end for end, _, _ in ends})


def test_bytes_behind_the_end_are_no_messages_whatever_they_look_like() -> None:
    fit = layouts(6)
    expected = written(fit, (6,), [0] * 400)
    data = fit.build()[:-2]
    assert walked(data + b"\0" * 200, len(data)) == (len(data), expected)


@pytest.mark.parametrize(("reserved", "goes_on"), [(0, True), (1, False)])
def test_a_known_definition_again_is_one_only_with_its_reserved_byte_0(
    reserved: int, *, goes_on: bool
) -> None:
    fit = layouts(3)
    definition = bytes(fit.body)
    fit.data(0, [0] * 3)
    place = HEADER + len(fit.body)
    fit.raw(definition[:1] + bytes([reserved]) + definition[2:]).data(0, [0] * 3)
    end = HEADER + len(fit.body)
    first, second = HEADER + len(definition), place + len(definition)

    stop, found = walked(fit.build(), end)

    assert stop == (end if goes_on else place)
    assert found == {0: [first, second] if goes_on else [first]}
