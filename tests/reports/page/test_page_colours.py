"""Colours that stand beside each other are told apart by everybody, in both themes."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest

from reports.figures.interactive import COLOURS

CSS = (files("reports.page") / "assets" / "base.css").read_text(encoding="utf-8")
TOGETHER = (
    ("aerobic", "mixed", "above", "unknown"),
    ("first", "second", "third"),
    ("pain", "first"),
)
# Machado, Oliveira, Fernandes 2009 (IEEE TVCG 15:1291), severity 1.0, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = XYZ @ np.ones(3)


def theme(dark: bool) -> dict[str, str]:  # noqa: FBT001 - two themes there are
    light_part, dark_part = CSS.split("@media (prefers-color-scheme: dark)", 1)
    part = dark_part.split("* {", 1)[0] if dark else light_part
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))


def linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    t = XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", sorted(SIGHT))
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_roles_drawn_together_differ_for_every_sight(dark: bool, sight: str) -> None:  # noqa: FBT001
    """A distance of 15 in CIE Lab is far above what is just noticed (about 2.3)."""
    colours = theme(dark)
    for roles in TOGETHER:
        seen = {role: lab(SIGHT[sight] @ linear(colours[f"c-{role}"])) for role in roles}
        for one, other in combinations(roles, 2):
            apart = float(np.linalg.norm(seen[one] - seen[other]))
            assert apart > 15, (one, other, round(apart, 1))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_is_drawn_stands_out_from_the_paper(dark: bool) -> None:  # noqa: FBT001
    """WCAG 2.1, 1.4.11: graphics need a contrast of 3 to 1."""
    colours = theme(dark)
    paper = XYZ[1] @ linear(colours["paper"])
    for role in ("aerobic", "mixed", "above", "first", "second", "third", "pain", "ink"):
        ink = XYZ[1] @ linear(colours[f"c-{role}"])
        ratio = (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05)
        assert ratio >= 3, (role, round(ratio, 2))


def test_figures_and_style_sheet_agree_and_no_two_roles_share_a_colour() -> None:
    light = theme(dark=False)
    assert {role: light[f"c-{role}"] for role in COLOURS} == COLOURS
    assert len(set(COLOURS.values())) == len(COLOURS)
