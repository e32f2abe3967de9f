"""What is left out, what is filled, and what must stay: on made-up faults of known place."""

from __future__ import annotations

import numpy as np
import pytest
from support.made_streams import activity, run, stream

from ingest.heart_rate import CleanHeartRate, Reason, clean

NAN = float("nan")


def cleaned(hr_bpm: np.ndarray, **columns: object) -> CleanHeartRate:
    made = run(hr_bpm, **columns)
    return clean(made.stream, made.pauses_s, hr_source="wrist", sport="running")


def pulse(count: int = 1800, seed: int = 5) -> np.ndarray:
    """A pulse that wanders by a beat or two around 140."""
    rng = np.random.default_rng(seed)
    return np.rint(140 + 4 * np.sin(np.arange(count) / 130) + rng.normal(0, 0.7, count))


def test_a_sound_pulse_stays_as_it_is() -> None:
    heart = cleaned(pulse())
    np.testing.assert_array_equal(heart.bpm, pulse())
    assert not heart.reason.any()
    assert heart.notes == ()


@pytest.mark.parametrize(("seconds", "filled"), [(1, True), (10, True), (11, False), (90, False)])
def test_only_gaps_up_to_ten_seconds_are_filled(seconds: int, *, filled: bool) -> None:
    hr = pulse()
    hr[900 : 900 + seconds] = NAN
    heart = cleaned(hr)
    inside = heart.bpm[900 : 900 + seconds]
    assert np.isfinite(inside).all() == filled
    assert heart.repaired_s == (seconds if filled else 0)
    assert heart.excluded_s == 0
    if filled:
        assert inside.min() >= min(hr[899], hr[900 + seconds])
        assert inside.max() <= max(hr[899], hr[900 + seconds])
    else:
        assert set(heart.reason[900 : 900 + seconds]) == {Reason.DROPOUT}


def test_zero_is_no_heart_rate() -> None:
    hr = pulse()
    hr[:30] = 0.0
    heart = cleaned(hr)
    assert np.isnan(heart.bpm[:30]).all()
    assert set(heart.reason[:30]) == {Reason.MISSING}


@pytest.mark.parametrize("peak", [178.0, 235.0, 250.0])
def test_a_short_spike_is_filled_and_a_long_one_left_out(peak: float) -> None:
    short, long = pulse(), pulse()
    short[900:904] = peak
    long[900:920] = peak
    assert cleaned(short).bpm[895:910].max() < 146
    assert cleaned(short).repaired_s >= 4
    assert np.isnan(cleaned(long).bpm[901:919]).all()
    assert cleaned(long).excluded_s == pytest.approx(20, abs=4)


def test_a_true_rise_to_a_very_high_pulse_is_no_spike() -> None:
    # Short repeats of a young runner: up at 1.5 beats a second to 212, no cap at any maximum.
    one = np.concatenate((np.linspace(140, 212, 48), np.full(30, 212), np.linspace(212, 140, 72)))
    speed = np.concatenate((np.full(78, 6.0), np.full(72, 1.5)))
    hr = np.rint(np.concatenate((np.full(600, 140.0), *[one] * 8)))
    heart = cleaned(hr, speed_m_s=np.concatenate((np.full(600, 2.5), *[speed] * 8)))
    assert np.nanmax(heart.bpm) == 212
    assert heart.excluded_s < 0.02 * len(hr)


@pytest.mark.parametrize(("cadence_moves", "found"), [(True, True), (False, False)])
def test_a_flat_line_counts_only_while_the_running_changes(
    *, cadence_moves: bool, found: bool
) -> None:
    hr = pulse()
    hr[600:760] = 141.0
    cadence = 170 + (8 * np.sin(np.arange(len(hr)) / 15) if cadence_moves else np.zeros(len(hr)))
    reason = cleaned(hr, cadence_spm=cadence).reason
    assert (reason[600:760] == Reason.FLAT_LINE).all() == found


def test_ninety_seconds_of_one_value_are_no_flat_line() -> None:
    hr = pulse()
    hr[599], hr[600:690], hr[690] = 140.0, 141.0, 140.0
    cadence = 170 + 8 * np.sin(np.arange(len(hr)) / 15)
    assert not cleaned(hr, cadence_spm=cadence).reason.any()


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_double_and_half_are_left_out(factor: float) -> None:
    hr = pulse() if factor < 1 else np.rint(pulse() * 0.7)
    true = hr.copy()
    hr[800:860] = np.rint(hr[800:860] * factor)
    heart = cleaned(hr, cadence_spm=130.0)
    assert np.isnan(heart.bpm[802:858]).all()
    assert set(heart.reason[802:858]) == {Reason.DOUBLE_OR_HALF}
    np.testing.assert_array_equal(heart.bpm[:790], true[:790])
    np.testing.assert_array_equal(heart.bpm[870:], true[870:])


@pytest.mark.parametrize("every", [5, 9])
def test_sparse_files_hold_a_value_until_the_next(every: int) -> None:
    hr = np.full(900, NAN)
    hr[::every] = pulse(900)[::every]
    heart = cleaned(hr)
    assert np.isfinite(heart.bpm).all()
    np.testing.assert_array_equal(heart.bpm[every - 1 :: every], hr[::every][: 900 // every])
    assert (heart.reason == Reason.HELD).sum() == 900 - len(hr[::every])


def test_a_held_value_is_believed_for_thirty_seconds() -> None:
    hr = np.full(900, NAN)
    hr[::9] = 140.0
    hr[300:400] = NAN
    heart = cleaned(hr)
    last = 297
    assert np.isfinite(heart.bpm[last : last + 31]).all()
    assert np.isnan(heart.bpm[last + 31 : 400]).all()


def test_raw_values_stay_and_the_note_says_seconds_and_why() -> None:
    hr = pulse()
    hr[900:920] = 235.0
    made = run(hr)
    heart = clean(made.stream, made.pauses_s, hr_source="wrist", sport="running")
    np.testing.assert_array_equal(made.stream.hr_bpm, hr)
    np.testing.assert_array_equal(heart.as_written_bpm, hr)
    (note,) = heart.notes
    assert note.code == "out_of_range"
    assert note.seconds == 20.0
    assert "20 s left out" in note.text


def test_no_heart_rate_at_all_is_no_error() -> None:
    heart = cleaned(np.full(100, NAN))
    assert np.isnan(heart.bpm).all()
    assert heart.excluded_s == 0.0
    empty = activity(stream([], []))
    assert len(clean(empty.stream, empty.pauses_s, hr_source="unknown", sport="running").bpm) == 0


def test_nothing_but_impossible_values_leaves_nothing() -> None:
    heart = cleaned(np.full(900, 250.0))
    assert np.isnan(heart.bpm).all()
    assert heart.excluded_s == 899.0


def test_smart_recording_makes_no_jumps() -> None:
    # A record every seven seconds, heart rate rising 1.4 bpm a second, then falling as fast.
    t_s = np.arange(0.0, 2100.0, 7.0)
    wave = 140 + 28 * np.abs((t_s / 40) % 2 - 1)
    made = activity(stream(t_s, np.rint(wave), speed_m_s=3.0, cadence_spm=170.0))
    heart = clean(made.stream, made.pauses_s, hr_source="wrist", sport="running")
    assert not heart.reason.any()


def test_a_chest_strap_is_doubted_less_than_a_wrist() -> None:
    hr = pulse()
    hr[900:1200] -= 18
    made = run(hr)
    wrist, chest = (
        clean(made.stream, made.pauses_s, hr_source=source, sport="running").reason
        for source in ("wrist", "chest")
    )
    assert (wrist[920:1180] == Reason.TOO_LOW).all()
    assert not chest.any()


def test_timestamps_years_apart_cost_no_memory() -> None:
    far = activity(stream([0.0, 1.0, 1e9, 1e9 + 1.0], 140.0, speed_m_s=3.0))
    heart = clean(far.stream, far.pauses_s, hr_source="wrist", sport="running")
    np.testing.assert_array_equal(heart.bpm, np.full(4, 140.0))


def test_the_notes_say_for_how_long_what_was_done_and_why() -> None:
    """Seven seconds are bridged, two stretches lost, one left out."""
    hr = pulse()
    hr[300:307] = NAN
    hr[600:612] = NAN
    hr[900:940] = NAN
    hr[1200:1220] = 250
    heart = cleaned(hr)
    assert {note.code: note.text for note in heart.notes} == {
        "filled": "Heart rate: 7 s filled in: a gap of at most 10 s, drawn straight from the value "
        "before to the one after.",
        "dropout": "Heart rate: 52 s missing: the sensor lost the pulse.",
        "out_of_range": "Heart rate: 20 s left out: "
        "below 30 or above 230 bpm, which no heart does.",
    }


@pytest.mark.parametrize("where", [slice(1, 40), slice(1760, 1799)])
def test_a_pulse_lost_beside_the_only_value_at_an_end_is_lost(where: slice) -> None:
    hr = pulse()
    hr[where] = NAN
    assert set(cleaned(hr).reason[where]) == {Reason.DROPOUT}


@pytest.mark.parametrize("where", [slice(0, 40), slice(1760, 1800)])
def test_before_the_first_and_behind_the_last_value_nothing_was_lost(where: slice) -> None:
    hr = pulse()
    hr[where] = NAN
    assert set(cleaned(hr).reason[where]) == {Reason.MISSING}


@pytest.mark.parametrize(("values", "is_held"), [(2, False), (3, True), (9, True)])
def test_three_values_apart_make_a_sparse_file(values: int, *, is_held: bool) -> None:
    """Of two there is one step, which says nothing of most."""
    hr = np.full(10 * values - 9, NAN)
    hr[::10] = 140
    heart = cleaned(hr)
    assert set(heart.reason[1:10]) == ({Reason.HELD} if is_held else {Reason.FILLED})


@pytest.mark.parametrize(
    ("known", "is_held"), [((0, 1, 11, 12, 22), True), ((0, 1, 11, 12, 22, 23), False)]
)
def test_a_file_is_sparse_unless_most_values_follow_each_other(
    known: tuple[int, ...], *, is_held: bool
) -> None:
    """Of four steps two, then of five three, lead to the next record."""
    hr = np.full(24, NAN)
    hr[list(known)] = 140
    assert set(cleaned(hr).reason[2:11]) == ({Reason.HELD} if is_held else {Reason.FILLED})


@pytest.mark.parametrize(("taught_bpm", "left_out"), [(138, True), (150, False)])
def test_beats_glued_to_the_steps_are_left_where_the_running_takes_them(
    taught_bpm: float, *, left_out: bool
) -> None:
    """Half an hour of 165 steps teaches a pulse; then both are 150, and stay so."""
    t = np.arange(4200)
    level = np.interp(t, [1800, 2100], [taught_bpm, 150])
    slow = np.where(t < 2100, 2 * np.sin(t / 70), 0)
    jitter = np.random.default_rng(4).integers(-1, 2, len(t))
    hr = np.rint(level + slow + jitter)
    heart = cleaned(hr, speed_m_s=3.0, cadence_spm=np.where(t < 2100, 165.0, 150.0))
    locked = heart.reason[2400:4100] == Reason.CADENCE_LOCK
    assert locked.mean() > 0.9 if left_out else not locked.any()
