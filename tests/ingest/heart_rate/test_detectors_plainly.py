"""Detectors of wrong heart rate, said a second time from docs/heart-rate.md, second by second."""

from __future__ import annotations

import math
from itertools import groupby
from statistics import median as middle_of

import numpy as np
import pytest

from ingest.heart_rate.catch_up import before_catching_up
from ingest.heart_rate.doubling import double_or_half
from ingest.heart_rate.effort import Expected
from ingest.heart_rate.flat import flat_lines
from ingest.heart_rate.jumps import out_of_range, spikes
from ingest.heart_rate.misfit import disagreement_frac, start_up, too_high, too_low
from ingest.heart_rate.steps import set_off, sharpest, stepped, steps
from ingest.session.grid import Grid

CASES = range(60, 96)


class Made:
    """A made-up recording whose values are whole, so that many lie exactly at a limit."""

    def __init__(self, case: int, *, smooth: bool = False) -> None:
        """Draw heart rate in plateaus and slides beside an expected one; ``smooth``: no noise."""
        chance = np.random.default_rng(case)
        count = int(chance.choice([20, 26, 60, 400, 1200, 1200, 1200]))
        self.expected = self._drawn(chance, count, 60, 300, 6)
        off = self._drawn(chance, count, 15, 120, 30) - 150
        hr = self.expected + off + (0 if smooth else chance.integers(-1, 2, count))
        for at in chance.integers(0, count, 4).tolist():
            hr[at : at + int(chance.integers(0, 12))] = np.nan
        self.hr = hr
        self.paused = np.isnan(hr) & bool(chance.random() < 0.4)
        self.speed = np.where(
            chance.random(count) < 0.02, np.nan, self._drawn(chance, count, 99, 400, 1) - 147
        )
        self.cadence = np.repeat(chance.choice([120.0, 139.0, 141.0, 170.0], 40), 30)[:count]
        self.low = self.expected - chance.integers(0, 4)
        self.high = self.expected + chance.integers(0, 4)
        self.wrong = self._drawn(chance, count, 60, 400, 1) > 150

    @staticmethod
    def _drawn(chance, count, least, most, step):
        """Return plateaus about 150, every third of which is slid into."""
        values = np.empty(0)
        level = 150.0
        while len(values) < count:
            to = 150.0 + int(chance.integers(-step, step + 1))
            if chance.random() < 0.3:
                slide = np.linspace(level, to, int(chance.integers(5, 60)))
                values = np.append(values, np.rint(slide))
            values = np.append(values, np.full(int(chance.integers(least, most)), to))
            level = to
        return values[:count].copy()

    @property
    def grid(self) -> Grid:
        nothing = np.zeros(len(self.hr))
        return Grid(
            hr_bpm=self.hr,
            cadence_spm=self.cadence,
            speed_m_s=self.speed,
            altitude_m=nothing,
            distance_m=nothing,
            paused=self.paused,
            after_pause=self.paused,
            cell_of_sample=np.arange(len(self.hr)),
        )

    @property
    def model(self) -> Expected:
        return Expected(
            bpm=self.expected, lowest_bpm=self.low, highest_bpm=self.high, level_bpm=150.0
        )


def known(values):
    return [float(one) for one in values if not math.isnan(one)]


def middle(values):
    return middle_of(known(values)) if known(values) else math.nan


def part(values, first, last):
    """Return the values of the seconds from ``first`` to ``last``, both included."""
    return values[max(first, 0) : max(last + 1, 0)]


def means(values, width):
    around = [known(part(values, at - width // 2, at + width // 2)) for at in range(len(values))]
    return [math.fsum(one) / len(one) if one else math.nan for one in around]


def stretches(mask):
    at = 0
    for value, group in groupby(bool(one) for one in mask):
        length = len(list(group))
        if value:
            yield at, at + length
        at += length


def seconds(count, *spans):
    found = np.zeros(count, np.bool_)
    for start, stop in spans:
        found[start:stop] = True
    return found


def plain_steps(hr):
    """The change within 5 s, beyond what the steeper slope of the 10 s on either side explains."""
    found = [0.0] * len(hr)
    for at in range(10, len(hr) - 15):
        before, first, last, after = hr[at - 10], hr[at], hr[at + 5], hr[at + 15]
        if any(math.isnan(one) for one in (before, first, last, after)):
            continue
        sign = math.copysign(1.0, last - first)
        slope = max(sign * (first - before), sign * (after - last), 0.0) / 10
        found[at] = sign * max(abs(last - first) - 5 * slope, 0.0)
    return found


def plain_sharpest(sizes, least):
    """Of steps within 8 s the first of the largest."""
    for at, size in enumerate(sizes):
        before, after = part(sizes, at - 8, at - 1), part(sizes, at + 1, at + 8)
        most = size > max(before, default=0) and size >= max(after, default=0)
        if size >= least and most:
            yield at


def plain_stepped(made, found):
    """Those with a step of 6 bpm, or 5 s missing and no pause, within 20 s of an end."""
    change = plain_steps(made.hr)
    missing = np.isnan(made.hr) & ~made.paused

    def witnessed(end):
        near = range(max(end - 20, 0), min(end + 20, len(found)))
        return any(abs(change[at]) >= 6 for at in near) or sum(missing[at] for at in near) >= 5

    return seconds(
        len(found), *(one for one in stretches(found) if witnessed(one[0]) or witnessed(one[1]))
    )


def plain_away(away, limit):
    """30 s of means of 21 s beyond the limit, and what lies about them beyond half of it."""
    smooth = means(away, 21)
    spans = []
    for start, stop in stretches([one > limit / 2 for one in smooth]):
        beyond = [at for at in range(start, stop) if away[at] > limit / 2]
        if beyond and sum(one > limit for one in smooth[start:stop]) >= 30:
            spans.append((beyond[0], beyond[-1] + 1))
    return seconds(len(away), *spans)


@pytest.mark.parametrize("case", CASES)
def test_steps_and_the_sharpest_of_them(case: int) -> None:
    hr = Made(case).hr
    change = steps(hr)

    np.testing.assert_array_equal(change, plain_steps(hr))
    for least in (6.0, 10.0):
        assert list(sharpest(np.abs(change), least)) == list(plain_sharpest(abs(change), least))


@pytest.mark.parametrize("source", ["wrist", "chest"])
@pytest.mark.parametrize("case", CASES)
def test_too_high_and_too_low(case: int, source) -> None:
    made = Made(case)
    strap = 2 if source == "chest" else 1
    high = plain_away(made.hr - made.high, 20.0 * strap)
    high[:180] = False
    np.testing.assert_array_equal(
        too_high(made.grid, made.model, hr_source=source), plain_stepped(made, high)
    )

    off = means(made.hr - made.expected, 21)
    scatter = 1.4826 * middle([abs(one - middle(off)) for one in off])
    limit = min(max(2 * scatter, 8.0), 15.0) * strap
    waking = [20.0 * math.exp(-at / 300) for at in range(len(made.hr))]
    away = [
        math.nan if step < 140 else low - wakes - hr
        for step, low, wakes, hr in zip(
            means(made.cadence, 21), made.low, waking, made.hr, strict=True
        )
    ]
    np.testing.assert_array_equal(
        too_low(made.grid, made.model, hr_source=source),
        plain_stepped(made, plain_away(np.array(away), limit)),
    )


@pytest.mark.parametrize("case", CASES)
def test_the_share_that_disagrees(case: int) -> None:
    """Over 8 bpm off in the mean of 21 s, of what is kept after five minutes."""
    made = Made(case)
    off = means(made.hr - made.expected, 21)
    kept = [
        abs(off[at]) > 8
        for at in range(300, len(off))
        if not (math.isnan(made.hr[at]) or made.wrong[at])
    ]

    found = disagreement_frac(made.grid, made.model, made.wrong)

    assert found == pytest.approx(sum(kept) / len(kept) if kept else 0.0)


@pytest.mark.parametrize("case", CASES)
def test_a_false_start(case: int) -> None:
    made = Made(case)
    away, spans = (made.hr - made.high)[:600], []
    later, pace = known(made.hr[300:900]), known(made.speed[300:900])
    usual = float(np.quantile(later, 0.9)) if later else math.inf
    for start, stop in stretches(away > 7):
        high = sum(away[at] > 15 and made.hr[at] > usual for at in range(start, stop))
        own = known(made.speed[start:stop])
        faster = bool(own) and bool(pace) and np.mean(own) > 1.05 * np.mean(pace)
        if start < 300 and high >= 20 and pace and not faster:
            spans.append((start, stop))

    np.testing.assert_array_equal(start_up(made.grid, made.model), seconds(len(made.hr), *spans))


@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("case", CASES)
def test_what_is_set_off_between_steps(case: int, *, smooth: bool) -> None:
    made = Made(case, smooth=smooth)
    hr, count, away, change = made.hr, len(made.hr), made.hr - made.expected, plain_steps(made.hr)
    spans = []
    for at in plain_sharpest([abs(one) for one in change], 6.0):
        size, later = abs(change[at]), min(at + 20, count - 1)
        levels = [middle(part(away, *span)) for span in ((at - 10, at), (at + 5, at + 14))]
        if change[at] > 0:
            held = middle(part(away, at + 5, at + 34)) - levels[0]
            rose = made.expected[later] - made.expected[max(at - 15, 0)]
            if size < 7 or made.wrong[at + 5 : at + 15].any() or rose > 2 or held < 0.9 * size:
                continue
            first = at + 1
            while first > max(at - 300, 0) and (
                away[first - 1] < levels[1] - size / 2 and hr[first - 1] >= hr[at] - 2
            ):
                first -= 1
            span = (first, min(at + 5, count))
        else:
            held = middle(part(away, at - 30, at)) - levels[1]
            eased = max(part(made.expected, at - 120, at)) - made.expected[later]
            if (
                part(made.wrong, at - 10, at).any()
                or eased > 4
                or levels[0] > 5
                or held < 0.9 * size
            ):
                continue
            end = at + 5
            while end < min(at + 305, count) and away[end] < levels[0] - size / 2:
                end += 1
            if end == at + 305:  # it never comes back: nobody knows which of the two was wrong
                continue
            span = (at + 1, end)
        if span[1] - span[0] >= 30:
            spans.append(span)

    found = set_off(made.grid, made.model, steps(hr), made.wrong)

    np.testing.assert_array_equal(found, seconds(count, *spans))


@pytest.mark.parametrize("case", CASES)
def test_a_sensor_that_finds_the_pulse_again(case: int) -> None:
    made = Made(case)
    made.expected = np.rint(150 + 3 * (made.expected - 150))
    change, spans = plain_steps(made.hr), []
    for at in plain_sharpest(change, 10.0):
        falls = made.expected[max(at - 10, 0)] - made.expected[min(at + 15, len(made.hr) - 1)]
        if falls < 4:
            continue
        first = max(at - 300, 0)
        first = max([first, *(s + 1 for s in range(first, at) if math.isnan(made.hr[s]))])
        top = low = at
        for second in range(at, first - 1, -1):
            if made.expected[second] > made.expected[top]:
                top = second
            if made.expected[top] - made.expected[second] >= 6:
                break
        low = top
        for second in range(top, first - 1, -1):
            if made.expected[second] < made.expected[low]:
                low = second
            if made.expected[second] - made.expected[low] >= 6:
                break
        spans.append((low + 30, at + 2))

    np.testing.assert_array_equal(
        before_catching_up(made.grid, made.model, steps(made.hr)), seconds(len(made.hr), *spans)
    )


@pytest.mark.parametrize("case", CASES)
def test_one_value_for_long_while_the_running_changes(case: int) -> None:
    made = Made(case, smooth=True)
    pace, at, spans = np.array(means(made.speed, 11)), 0, []
    for _, group in groupby(made.hr.tolist()):  # a missing value equals no other
        stop = at + len(list(group))
        inside = slice(at, stop)
        uneven = np.std(pace[inside]) > 0.1 * np.mean(pace[inside])
        if stop - at > 90 and (np.std(made.cadence[inside]) > 2 or uneven):
            spans.append((at, stop))
        at = stop

    np.testing.assert_array_equal(flat_lines(made.grid), seconds(len(made.hr), *spans))


@pytest.mark.parametrize("case", CASES)
def test_a_spike_leaves_its_minute_and_comes_back(case: int) -> None:
    made = Made(case)
    chance = np.random.default_rng(1000 + case)
    for at in chance.integers(0, len(made.hr), 8).tolist():
        made.hr[at : at + int(chance.integers(1, 40))] += int(chance.choice([-35, -21, 21, 35]))
    at = np.arange(len(made.hr))
    there = ~np.isnan(made.hr)
    hr = np.interp(at, at[there], made.hr[there]).tolist()
    padded = [hr[0]] * 30 + hr + [hr[-1]] * 30
    away = np.array([hr[i] - middle_of(padded[i : i + 61]) for i in at])
    spans = []
    for sign in (1, -1):
        for start, stop in stretches(sign * away > 10):
            ends = range(max(start - 5, 0), min(stop + 5, len(hr)) - 5)
            jumps = any(abs(hr[i + 5] - hr[i]) > 20 for i in ends)
            far = max(sign * away[start:stop]) > 20
            if start > 0 and stop < len(hr) and stop - start <= 30 and far and jumps:
                spans.append((start, stop))

    np.testing.assert_array_equal(spikes(made.grid), seconds(len(hr), *spans) & there)


def plain_multiplied(hr, factor):
    """Spans entered by a jump to about that many times the pulse, left by the jump back."""
    count = len(hr)

    def jumps(at, times):
        return at >= 5 and abs(hr[at] / hr[at - 5] / times - 1) <= 0.08

    backs = [start for start, _ in stretches([jumps(at, 1 / factor) for at in range(count)])]
    for start, stop in stretches([jumps(at, factor) for at in range(count)]):
        back = next((one for one in backs if one >= stop and one - start <= 300), None)
        if back is None:
            continue
        inside = middle_of(part(hr, stop, back))
        before, after = (
            part(hr, start - 30, start - 5),
            part(hr, min(back + 5, count - 1), back + 29),
        )
        if all(abs(inside / middle_of(side) / factor - 1) <= 0.08 for side in (before, after)):
            yield start - 4, back


@pytest.mark.parametrize("case", range(60, 120))
def test_twice_or_half_the_pulse_between_two_jumps(case: int) -> None:
    """Hearts of 50 a minute, so that a bpm is 2 % and levels lie at the 8 % themselves."""
    chance = np.random.default_rng(case)
    count = int(chance.choice([4, 60, 400, 900]))
    made = Made(case)
    hr = np.full(count, 50.0)
    at = int(chance.integers(0, 40))
    while at < count:
        length = int(chance.choice([3, 20, 150, 294, 296, 299, 300, 301, 310]))
        hr[at : at + length] = chance.choice([25, 23, 27, 100, 92, 108, 91, 109, 96, 54])
        over = int(chance.choice([1, 3, 5, 6]))  # seconds that a jump takes
        hr[at + length : at + length + over - 1] = 75
        at += length + int(chance.integers(3, 80))
    hr[chance.random(count) < 0.02] = np.nan
    if np.isnan(hr).all():
        hr[0] = 50
    made.hr = hr
    made.paused = made.speed = made.cadence = np.zeros(count)
    there = ~np.isnan(hr)
    whole = np.interp(np.arange(count), np.flatnonzero(there), hr[there])
    spans = [span for factor in (2.0, 0.5) for span in plain_multiplied(whole, factor)]

    np.testing.assert_array_equal(double_or_half(made.grid), seconds(count, *spans) & there)


def test_hearts_beat_from_30_to_230_times_a_minute() -> None:
    found = out_of_range(np.array([29.0, 30.0, 230.0, 231.0, np.nan]))
    assert found.tolist() == [True, False, False, True, False]


@pytest.mark.parametrize(("missing", "kept"), [(4, False), (5, True)])
@pytest.mark.parametrize("off", [-21, -20, 14, 15, 16])
def test_five_missing_seconds_near_an_end_are_a_witness(
    off: int, missing: int, *, kept: bool
) -> None:
    """Of 100 s whose last missing one lies so far before the end, or behind it."""
    made = Made(3)
    made.hr = np.full(400, 150.0)
    made.paused = np.zeros(400, np.bool_)
    made.hr[200 + off : 200 + off + missing] = np.nan
    near = abs(off) <= 20 and off + missing <= 20

    found = stepped(made.grid, seconds(400, (100, 200)))

    assert found.any() == (near and kept)


def test_nothing_is_found_where_there_is_no_heart_rate() -> None:
    made = Made(60)
    made.hr = np.full(len(made.hr), math.nan)
    for found in (
        double_or_half(made.grid),
        flat_lines(made.grid),
        too_high(made.grid, made.model, hr_source="wrist"),
        too_low(made.grid, made.model, hr_source="wrist"),
        start_up(made.grid, made.model),
    ):
        np.testing.assert_array_equal(found, np.zeros(len(made.hr), np.bool_))
    assert disagreement_frac(made.grid, made.model, made.wrong) == 0.0
