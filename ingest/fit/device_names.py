"""Devices by the names that people know: "Garmin Forerunner 255", "COROS PACE 3".

FIT numbers makers and, for Garmin, products; its profile has a word for each number
("wahoo_fitness", "fr255_small_music"). Other makers write the product's name into the file.
"""

from __future__ import annotations

import re
from typing import Final

# FIT's word -> the maker's own way to write its name, where it is not the word with a capital.
_MAKERS: Final = {
    "coros": "COROS", "huawei": "HUAWEI", "igpsport": "iGPSPORT", "polar_electro": "Polar",
    "sigmasport": "SIGMA", "tag_heuer": "TAG Heuer", "tomtom": "TomTom", "una_watch": "UNA",
    "wahoo_fitness": "Wahoo",
}  # fmt: skip
# Products that other makers' files often state by number alone.
# Suunto: sports-lib, importer.fit.suunto.device.names.
_PRODUCTS: Final = {
    ("suunto", 22): "Ambit3 Peak", ("suunto", 23): "Ambit3 Sport", ("suunto", 24): "Ambit3 Run",
    ("suunto", 25): "Ambit3 Vertical", ("suunto", 28): "Spartan Sport",
    ("suunto", 29): "Spartan Ultra", ("suunto", 30): "Spartan Sport Wrist HR",
    ("suunto", 31): "Spartan Trainer Wrist HR", ("suunto", 32): "Spartan Sport Wrist HR Baro",
    ("suunto", 34): "9", ("suunto", 35): "9",
}  # fmt: skip
_LAST_SUUNTO_WITHOUT_OPTICS: Final = 29  # the Spartan Ultra; the next has "Wrist HR" in its name
GARMIN: Final = frozenset({"garmin", "dynastream", "dynastream_oem", "tacx"})
_NO_MAKER: Final = "development"  # what apps and converters write

# How Garmin's families begin in FIT's words, longest first where one begins like another.
_FAMILIES: Final = {
    "approach": "Approach", "descent": "Descent", "d2": "D2", "edge": "Edge", "enduro": "Enduro",
    "epix": "Epix", "fenix": "Fenix", "foretrex": "Foretrex", "fr": "Forerunner",
    "gpsmap": "GPSMAP", "hrm": "HRM", "index": "Index", "instinct": "Instinct", "lily": "Lily",
    "marq": "MARQ", "swim": "Swim", "tactix": "Tactix", "venusq": "Venu Sq", "venu": "Venu",
    "vivoactive": "Vivoactive", "vivofit": "Vivofit", "vivomove": "Vivomove",
    "vivosmart": "Vivosmart", "vivosport": "Vivosport",
}  # fmt: skip
_FAMILY: Final = re.compile("({})(.*)".format("|".join(sorted(_FAMILIES, key=len, reverse=True))))
# The same watch for another market or antenna, and marks that no box bears.
_LEFT_OUT: Final = frozenset({
    "apac", "asia", "china", "chn", "emea", "hebrew", "japan", "jpn", "kor", "korea", "russia",
    "sea", "taiwan", "thai", "twn", "ww", "l", "w", "nfc", "no", "wifi",
    "single", "byte", "product", "id",
})  # fmt: skip
_WRITTEN: Final = {
    "amoled": "AMOLED", "gps": "GPS", "hr": "HR", "lte": "LTE", "m": "Music", "mtb": "MTB",
    "oled": "OLED", "xt": "XT", "gen2": "Gen 2",
}  # fmt: skip
_SMALL: Final = re.compile(
    r"(fr255|fr265|vivoactive4)_small(?=_|$)|(fr265|vivoactive4)_large(?=_|$)"
)


def known_name(maker: str | None, product: float, text: str | None) -> str | None:
    """Return the name of a device.

    Parameters
    ----------
    maker
        FIT's word for the maker, or its number where FIT has no word.
    product
        The maker's number of the product, NaN where the file does not say.
    text
        The product's name: as the file states it; of Garmin's, FIT's word for it.
    """
    brand = None if maker in (None, _NO_MAKER) else _maker_name(str(maker))
    number = None if product != product else int(product)  # noqa: PLR0124 - NaN
    if text is None and number is not None:
        text = _PRODUCTS.get((str(maker), number))
    if text is None:
        return f"{brand} (product {number})" if brand and number else brand
    if brand is None or text.casefold().startswith(brand.casefold()):
        return text
    return f"{brand} {text}"


def garmin_product(word: str) -> str:
    """Return FIT's word for a product of Garmin's as people write it.

    "fr255_small_music" is the Forerunner 255S Music, "fenix7x_pro_solar" the Fenix 7X Pro Solar.
    """
    word = word.lower().replace("vivo_", "vivo")
    word = _SMALL.sub(lambda found: f"{found[1]}s" if found[1] else found[2], word)
    family = _FAMILY.fullmatch(word)
    name, rest = (_FAMILIES[family[1]], family[2]) if family else ("", word)
    parts = [part for part in rest.split("_") if part and part not in _LEFT_OUT]
    return " ".join([name, *map(_part, parts)]).strip()


def has_no_optical_sensor(maker: str | None, product: float) -> bool:
    """Say whether a watch is known to measure no heart rate itself, so that a belt must."""
    return maker == "suunto" and 0 < product <= _LAST_SUUNTO_WITHOUT_OPTICS


def _part(part: str) -> str:
    """Return one part of a product's word: "6x" -> "6X", "645m" -> "645 Music", "pro" -> "Pro"."""
    if part in _WRITTEN:
        return _WRITTEN[part]
    model = re.fullmatch(r"(\d+)([a-z]+)", part)
    if model is None:
        return part[:1].upper() + part[1:]
    number, mark = model.groups()
    if mark == "mm":
        return f"{number} mm"
    if mark in {"m", "music"}:
        return f"{number} Music"
    return number + mark.upper()


def _maker_name(word: str) -> str:
    word = word.removesuffix("_byte")
    return _MAKERS.get(word) or " ".join(part[:1].upper() + part[1:] for part in word.split("_"))
