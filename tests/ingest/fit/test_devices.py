"""Which sensor measured the heart, and the device's name."""

from __future__ import annotations

import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit

NONE8, NONE16 = 0xFF, 0xFFFF


def read(devices: list[tuple[int, int]], *, maker: int = 1, product: int = 3992):
    fit = fb.file_id(fb.FitFile(), maker=maker, product=product).define(1, 20, fb.RECORD_FIELDS)
    fit.data(1, fb.START, 100, 0, 0)
    fit.define(4, 23, [fb.Field(25, fb.ENUM), fb.Field(1, fb.UINT8)])
    for source, kind in devices:
        fit.data(4, source, kind)
    (activity,) = read_fit(fb.session(fit, fb.START, 0).build()).activities
    return activity


@pytest.mark.parametrize(
    ("devices", "source"),
    [
        ([], "unknown"),
        ([(5, 4), (5, 0)], "unknown"),  # barometer, GPS
        ([(5, 10)], "wrist"),
        ([(5, 10), (1, 120)], "chest"),  # the watch hears a strap (ANT+)
        ([(5, 10), (3, 1)], "chest"),  # Bluetooth low energy
        ([(5, 10), (1, 124)], "wrist"),  # a foot pod is no strap
        ([(NONE8, 120)], "chest"),  # files older than source_type
        ([(5, 120)], "unknown"),  # local 120 is no ANT+ device
    ],
)
def test_source_of_heart_rate(devices: list[tuple[int, int]], source: str) -> None:
    assert read(devices).hr_source == source


@pytest.mark.parametrize(
    ("maker", "product", "name"),
    [
        (1, 3992, "garmin fr255"),
        (1, 65_000, "garmin 65000"),
        (23, 66, "suunto 66"),
        (NONE16, NONE16, None),
        (32, NONE16, "wahoo_fitness"),
        (64_999, 2, "64999 2"),
    ],
)
def test_name_of_the_device(maker: int, product: int, name: str | None) -> None:
    assert read([], maker=maker, product=product).device == name
