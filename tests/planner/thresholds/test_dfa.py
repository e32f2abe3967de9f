"""DFA-alpha1: published self-test figures, synthetic noises, ramps with a known threshold."""

from __future__ import annotations

import numpy as np
import pytest

from planner.thresholds.dfa import SMOOTHING, alpha1, artefacts, detrended, rmssd_ms
from planner.thresholds.dfa_ramp import AlphaSeries, alpha_series, ramp_thresholds

# 193 beat intervals in ms, the self-test of FatMaxxer (MainActivity.java, testDFA_alpha1;
# Apache-2.0, https://github.com/IanPeake/FatMaxxer).
# fmt: off
RR_MS = np.array([
    635, 628, 627, 625, 624, 627, 624, 623, 633, 636, 633, 628, 625, 628, 622, 621, 613, 608,
    604, 612, 620, 616, 611, 616, 614, 622, 627, 625, 622, 617, 620, 622, 623, 615, 614, 627,
    630, 632, 632, 632, 631, 627, 629, 634, 628, 625, 629, 633, 632, 628, 631, 631, 628, 623,
    619, 618, 618, 628, 634, 631, 626, 633, 637, 636, 632, 634, 625, 614, 610, 607, 613, 616,
    622, 625, 620, 633, 640, 639, 631, 626, 634, 628, 615, 610, 607, 611, 613, 614, 611, 608,
    627, 625, 619, 618, 622, 625, 626, 625, 626, 624, 631, 631, 619, 611, 608, 607, 602, 586,
    583, 576, 580, 571, 583, 591, 598, 607, 607, 621, 619, 622, 613, 604, 607, 603, 604, 598,
    595, 592, 589, 594, 594, 602, 611, 614, 634, 635, 636, 628, 627, 628, 626, 619, 616, 616,
    622, 615, 607, 611, 610, 619, 624, 625, 626, 633, 643, 647, 644, 644, 642, 645, 637, 628,
    632, 633, 625, 626, 623, 620, 620, 610, 612, 612, 610, 614, 611, 609, 616, 624, 623, 618,
    622, 623, 625, 629, 621, 622, 617, 619, 618, 610, 607, 606, 611,
], np.float64)
# fmt: on
ALTINI = (
    3,
    *[4] * 4,
    *[5] * 4,
    *[6] * 3,
    *[7] * 3,
    *[8] * 2,
    *[9] * 3,
    *[10] * 2,
    11,
    *[12] * 2,
    *[13] * 2,
    14,
    *[15] * 2,
)  # fmt: skip


def test_the_series_is_the_published_one():
    assert len(RR_MS) == 193
    assert RR_MS.sum() == 119_605
    assert RR_MS.mean() == pytest.approx(619.715, abs=5e-4)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        # FatMaxxer's author: 1.5503173309573208 in Python, 1.5503173309573228 in Java
        ({"scales": ALTINI, "smoothing": None, "both_ends": True}, 1.5503173309573208),
        ({"smoothing": None}, 1.53601137636596),
        ({}, 1.535643113013377),
        ({"both_ends": True}, 1.5419957523501326),
    ],
)
def test_published_figures(options, expected):
    assert alpha1(RR_MS, **options) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("power", "expected"), [(0, 0.5), (1, 1.0), (2, 1.5)])
def test_noises_of_known_scaling(power, expected):
    rng = np.random.default_rng(7)
    spectrum = rng.normal(size=4097) + 1j * rng.normal(size=4097)
    spectrum[1:] /= np.arange(1, 4097) ** (power / 2)
    spectrum[0] = 0
    noise = 800 + np.fft.irfft(spectrum)

    assert alpha1(noise, smoothing=None) == pytest.approx(expected, abs=0.12)


@pytest.mark.parametrize("count", [4, 5, 17, 193])
def test_detrending_against_the_dense_matrix(count):
    series = RR_MS[:count]
    second = np.diff(np.eye(count), 2, axis=0)
    dense = np.eye(count) - np.linalg.inv(np.eye(count) + SMOOTHING**2 * second.T @ second)

    assert detrended([series], SMOOTHING)[0] == pytest.approx(dense @ series, abs=1e-5)


def test_series_of_unlike_length_are_detrended_as_if_alone():
    parts = [RR_MS[:50], RR_MS[20:193], RR_MS[100:117]]

    for together, part in zip(detrended(parts, SMOOTHING), parts, strict=True):
        assert together == pytest.approx(detrended([part], SMOOTHING)[0], abs=1e-9)


def test_fewer_beats_than_a_box_is_an_error():
    with pytest.raises(ValueError, match=r"^15 intervals are fewer than a box of 16$"):
        alpha1(RR_MS[:15])


def test_rmssd_of_runalyze():
    assert rmssd_ms(np.array([500.0, 510, 530, 550, 560])) == pytest.approx(15.8, abs=0.05)


def test_artefacts_look_at_the_raw_beat_before():
    fast = np.array([600.0, 629, 600, 631, 600])  # 100 bpm: 5 percent is 30 ms
    slow = np.array([1000.0, 1249, 1000, 1251])  # 60 bpm: 25 percent is 250 ms

    assert artefacts(fast).tolist() == [False, False, False, True, False]
    assert artefacts(slow).tolist() == [False, False, False, True]


def test_windows_of_two_minutes_every_twenty_seconds():
    rng = np.random.default_rng(3)
    rr = np.round(600 + rng.normal(0, 4, 1000))
    times = np.cumsum(rr) / 1000
    series = alpha_series(times, rr)

    assert series.t_s[0] == pytest.approx(times[0] + 60)
    assert np.diff(series.t_s) == pytest.approx(20)
    inside = (times >= times[0] + 40) & (times < times[0] + 160)
    assert series.alpha1[2] == pytest.approx(alpha1(rr[inside]))
    assert series.hr_bpm[2] == pytest.approx(60_000 / rr[inside].mean())


@pytest.mark.parametrize(("beats", "known"), [(31, False), (32, True)])
def test_a_window_needs_two_of_the_longest_boxes(beats, known):
    """The longest box is of 16 beats (RULES 2.6)."""
    rr = np.full(2 * beats, 600.0) + np.random.default_rng(3).normal(0, 4, 2 * beats)
    series = alpha_series(np.arange(len(rr)) * 120 / beats, rr)

    assert np.isfinite(series.alpha1[0]) == known
    assert np.isfinite(series.hr_bpm[0]) == known


def test_two_minutes_are_one_window_and_less_are_none():
    rr = np.full(201, 600.0) + np.random.default_rng(3).normal(0, 4, 201)
    assert len(alpha_series(np.arange(201) * 0.6, rr).t_s) == 1
    assert len(alpha_series(np.arange(201) * 0.599, rr).t_s) == 0
    assert len(alpha_series(np.arange(201) * 0.7, rr).t_s) == 2  # of 140 s


def test_a_window_with_three_percent_artefacts_is_not_used():
    rr = np.full(800, 600.0) + np.random.default_rng(3).normal(0, 4, 800)
    rr[::40] = 900.0  # each spoils two differences: five percent
    series = alpha_series(np.cumsum(rr) / 1000, rr)

    assert np.isnan(series.alpha1).all()
    assert (series.artefact_frac > 0.03).all()


def ramp(alpha, hr=None):
    hr = np.linspace(110, 180, 60) if hr is None else hr
    return AlphaSeries(
        t_s=np.arange(len(hr)) * 20.0,
        hr_bpm=hr,
        alpha1=alpha(hr),
        artefact_frac=np.zeros(len(hr)),
    )


def test_a_ramp_along_a_line_gives_both_thresholds():
    series = ramp(lambda hr: 0.75 - 0.0125 * (hr - 148))
    found = ramp_thresholds(series, hr_source="chest")

    assert found.reason is None
    assert found.aerobic_bpm == pytest.approx(148)
    assert found.anaerobic_bpm == pytest.approx(168)
    assert found.uncertainty_bpm == pytest.approx(0, abs=1e-6)


def test_noise_widens_the_uncertainty_and_holds_the_truth():
    held = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        noise = np.repeat(rng.normal(0, 0.06, 10), 6)  # overlapping windows share their noise
        series = ramp(lambda hr, noise=noise: 0.75 - 0.0125 * (hr - 148) + noise)
        found = ramp_thresholds(series, hr_source="chest")
        held += abs(found.aerobic_bpm - 148) <= found.uncertainty_bpm
    assert held >= 48


@pytest.mark.parametrize(
    ("series", "source", "part"),
    [
        (ramp(lambda hr: 0.75 - 0.0125 * (hr - 148)), "wrist", "chest strap"),
        (ramp(lambda hr: 0.75 - 0.0125 * (hr - 148)), "unknown", "chest strap"),
        (ramp(lambda hr: hr * np.nan), "chest", "artefacts"),
        (
            ramp(lambda hr: 0.75 - 0.01 * (hr - 148), np.full(60, 148.0)),
            "chest",
            "no ramp: heart rate rises by less",
        ),
        (
            ramp(
                lambda hr: 0.75 - 0.01 * (hr - 148),
                np.append(148 + 20 * np.sin(np.arange(59.0)), 170),
            ),
            "chest",
            "does not rise steadily",
        ),
        (ramp(lambda hr: 1.0 + 0 * hr), "chest", "never crosses"),
        (ramp(lambda hr: 1.4 - 0.002 * hr, np.linspace(110, 180, 60)), "chest", "never crosses"),
        (ramp(lambda hr: 0.75 + 0.3 * np.sin(hr)), "chest", "along a line"),
        (ramp(lambda hr: np.where(hr < 150, 1.5, 0.2)), "chest", "0 windows"),
    ],
)
def test_what_is_no_ramp_gives_none_and_says_why(series, source, part):
    found = ramp_thresholds(series, hr_source=source)

    assert found.aerobic_bpm is None
    assert part in found.reason


def test_without_beats_there_is_none():
    found = ramp_thresholds(alpha_series(np.empty(0), np.empty(0)), hr_source="chest")
    assert found.windows == 0

    assert "no beat intervals" in found.reason
