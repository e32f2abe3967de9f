"""Which sensor measured the heart, and the device's name."""

from __future__ import annotations

import pytest
from fitparse.profile import FIELD_TYPES
from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.fit.device_names import garmin_product

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


def beats(count: int, *, maker: int, product: int, sensor: int | None = None):
    """A run with so many beat intervals, of a device that lists one built-in sensor or none."""
    fit = fb.file_id(fb.FitFile(), maker=maker, product=product).define(1, 20, fb.RECORD_FIELDS)
    fit.define(5, 78, [fb.Field(0, fb.UINT16)])
    for second in range(count):
        fit.data(1, fb.START + second, 100, 0, 0).data(5, 600)
    if sensor is not None:
        fit.define(4, 23, [fb.Field(25, fb.ENUM), fb.Field(1, fb.UINT8)]).data(4, 5, sensor)
    (activity,) = read_fit(fb.session(fit, fb.START, count).build()).activities
    return activity


@pytest.mark.parametrize(
    ("made", "source"),
    [
        ({"maker": 23, "product": 18}, "chest"),  # a Suunto older than any with an optical sensor
        ({"maker": 23, "product": 29}, "chest"),  # Spartan Ultra
        ({"maker": 23, "product": 30}, "unknown"),  # Spartan Sport Wrist HR: either
        ({"maker": 23, "product": 0}, "unknown"),
        ({"maker": 1, "product": 18}, "unknown"),  # the number is another maker's
        ({"maker": 23, "product": 18, "count": 5}, "unknown"),  # hardly a beat
        ({"maker": 23, "product": 18, "sensor": 10}, "wrist"),  # it says so itself
    ],
)
def test_a_watch_without_an_optical_sensor_heard_a_belt(made: dict[str, int], source: str) -> None:
    assert beats(**{"count": 200, **made}).hr_source == source


@pytest.mark.parametrize(
    ("maker", "product", "name"),
    [
        (1, 3992, "Garmin Forerunner 255"),
        (1, 65_000, "Garmin (product 65000)"),
        (23, 18, "Suunto (product 18)"),
        (23, 22, "Suunto Ambit3 Peak"),
        (23, 23, "Suunto Ambit3 Sport"),
        (23, 24, "Suunto Ambit3 Run"),
        (23, 25, "Suunto Ambit3 Vertical"),
        (23, 26, "Suunto (product 26)"),
        (23, 28, "Suunto Spartan Sport"),
        (23, 29, "Suunto Spartan Ultra"),
        (23, 30, "Suunto Spartan Sport Wrist HR"),
        (23, 31, "Suunto Spartan Trainer Wrist HR"),
        (23, 32, "Suunto Spartan Sport Wrist HR Baro"),
        (23, 33, "Suunto (product 33)"),
        (23, 34, "Suunto 9"),
        (23, 35, "Suunto 9"),
        (23, 36, "Suunto (product 36)"),
        (NONE16, NONE16, None),
        (32, NONE16, "Wahoo"),
        (260, 0, "Zwift"),
        (255, 7, None),  # what converters write: no maker
        (123, 5, "Polar (product 5)"),
        (64_999, 2, "64999 (product 2)"),
    ],
)
def test_name_of_the_device_by_number(maker: int, product: int, name: str | None) -> None:
    assert read([], maker=maker, product=product).device == name


@pytest.mark.parametrize(
    ("maker", "text", "name"),
    [
        (255, b"HUAWEI WATCH GT 5", "HUAWEI WATCH GT 5"),
        (255, b"Amazfit Balance", "Amazfit Balance"),
        (294, b"COROS PACE 3", "COROS PACE 3"),
        (294, b"PACE 3", "COROS PACE 3"),
        (23, b"Suunto Vertical 2", "Suunto Vertical 2"),
        (107, b"C706", "Magene C706"),
        (1, b"Some name", "Garmin Some name"),
    ],
)
@pytest.mark.parametrize("message", [0, 23])
def test_name_of_the_device_by_the_files_own_words(
    maker: int, text: bytes, name: str, message: int
) -> None:
    fit = fb.FitFile()
    if message == 0:
        fields = [fb.Field(0, fb.ENUM), fb.Field(1, fb.UINT16), fb.Field(2, fb.UINT16)]
        fit.define(0, 0, [*fields, fb.Field(8, fb.STRING, 20)]).data(0, 4, maker, 65_000, text)
    else:
        fb.file_id(fit, maker=maker, product=65_000)
        fields = [fb.Field(2, fb.UINT16), fb.Field(4, fb.UINT16), fb.Field(27, fb.STRING, 20)]
        fit.define(4, 23, fields).data(4, maker, 99, b"A sensor").data(4, maker, 65_000, text)
    fit.define(1, 20, fb.RECORD_FIELDS).data(1, fb.START, 100, 0, 0)

    (activity,) = read_fit(fit.build()).activities

    assert activity.device == name


# As Garmin's shop and support pages write them.
ON_THE_BOX = {
    "fr255": "Forerunner 255", "fr255_small_music": "Forerunner 255S Music",
    "fr265_large": "Forerunner 265", "fr265_small": "Forerunner 265S", "fr55_asia": "Forerunner 55",
    "fr645m": "Forerunner 645 Music", "fr245_music": "Forerunner 245 Music",
    "fr310xt": "Forerunner 310XT", "fr910xt_japan": "Forerunner 910XT",
    "fr945_lte": "Forerunner 945 LTE", "fr965": "Forerunner 965", "fr165_music":
    "Forerunner 165 Music", "fenix": "Fenix", "fenix2": "Fenix 2", "fenix3_hr": "Fenix 3 HR",
    "fenix5x_plus": "Fenix 5X Plus", "fenix6S": "Fenix 6S", "fenix6x": "Fenix 6X",
    "fenix7s_apac": "Fenix 7S", "fenix7x_pro_solar": "Fenix 7X Pro Solar", "fenix8": "Fenix 8",
    "epix_gen2": "Epix Gen 2", "edge_1030_plus": "Edge 1030 Plus", "edge500_korea": "Edge 500",
    "Edge_130": "Edge 130", "edge_explore_820": "Edge Explore 820", "edge_mtb": "Edge MTB",
    "vivo_active_hr": "Vivoactive HR", "vivoactive3": "Vivoactive 3",
    "vivoactive3m_w": "Vivoactive 3 Music", "vivoactive4_small": "Vivoactive 4S",
    "vivo_active4_large_asia": "Vivoactive 4", "vivosmart_4": "Vivosmart 4",
    "venu": "Venu", "venu2s_asia": "Venu 2S", "venusq_music": "Venu Sq Music",
    "venusq2": "Venu Sq 2", "venu_x1": "Venu X1", "instinct_2x": "Instinct 2X",
    "instinct3_amoled_45mm": "Instinct 3 AMOLED 45 mm", "instinctE_40mm": "Instinct E 40 mm",
    "enduro2": "Enduro 2", "tactix7": "Tactix 7", "d2_bravo": "D2 Bravo", "swim2": "Swim 2",
    "marq_athlete_asia": "MARQ Athlete", "descent_mk2": "Descent Mk2", "lily2": "Lily 2",
    "hrm_pro_plus": "HRM Pro Plus", "connect": "Connect",
}  # fmt: skip


@pytest.mark.parametrize("word", ON_THE_BOX)
def test_garmins_products_as_people_write_them(word: str) -> None:
    assert garmin_product(word) == ON_THE_BOX[word]


def test_every_word_of_fits_for_a_product_can_be_read() -> None:
    words = FIELD_TYPES["garmin_product"].values.values()
    assert words
    for word in words:
        name = garmin_product(word)
        assert name[:1].isupper()
        assert "_" not in name
        assert not {"Asia", "Japan", "China", "Korea", "Apac", "Taiwan"} & set(name.split())
