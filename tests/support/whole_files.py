"""Sound generated files as devices write them: events, records with hills, laps, session, activity.

Each is small and holds one way of recording.
"""

from __future__ import annotations

import math

from support import fit_bytes as fb

CLOCK = fb.Field(253, fb.UINT32)
RECORD = [
    CLOCK, fb.Field(3, fb.UINT8), fb.Field(4, fb.UINT8), fb.Field(5, fb.UINT32),
    fb.Field(2, fb.UINT16), fb.Field(6, fb.UINT16),
]  # fmt: skip
LAP = [
    CLOCK, fb.Field(2, fb.UINT32), fb.Field(7, fb.UINT32), fb.Field(8, fb.UINT32),
    fb.Field(9, fb.UINT32), fb.Field(21, fb.UINT16), fb.Field(24, fb.ENUM),
]  # fmt: skip
SESSION = [
    CLOCK, fb.Field(2, fb.UINT32), fb.Field(7, fb.UINT32), fb.Field(8, fb.UINT32),
    fb.Field(9, fb.UINT32), fb.Field(5, fb.ENUM), fb.Field(6, fb.ENUM), fb.Field(22, fb.UINT16),
    fb.Field(16, fb.UINT8),
]  # fmt: skip
START_TIMER, STOP_ALL = 0, 4
FOOT_M_S, WHEELS_M_S = 2.9, 8.0


DISTANCE_AT = 7  # bytes from a record's header to its distance: header, time, heart rate, cadence


def first_record(data: bytes) -> int:
    """Return where the first record begins, behind the timer's start."""
    return data.index(b"\x01" + fb.START.to_bytes(4, "little"))


def last_record(data: bytes) -> int:
    """Return where the last record of a plain run begins."""
    stop = data.rindex(b"\x02", 0, data.rindex(bytes([0x40 | 3, 0, 0, 18, 0])))
    return stop - 1 - sum(each.size for each in RECORD)


def altitude_m(metres: float) -> float:
    """Hills of 30 m, one a kilometre."""
    return 200.0 + 15.0 * math.sin(2 * math.pi * metres / 1000.0)


class Recorder:
    """Writes a file as a watch does while it is worn."""

    def __init__(self, **options: bool) -> None:
        self.fit = fb.file_id(fb.FitFile(**options))
        self.fit.define(1, 20, RECORD).define(2, 21, [CLOCK, fb.Field(0, fb.ENUM), fb.Field(1, 0)])
        self.now = fb.START
        self.metres = 0.0
        self.paused_s = 0
        self.laps = 0

    def event(self, kind: int) -> None:
        self.fit.data(2, self.now, 0, kind)

    def go(self, seconds: int, m_s: float, *, every_s: int = 1) -> None:
        """Move on for so long, with a record every so often."""
        for second in range(seconds):
            if second % every_s == 0:
                self.record(m_s)
            self.now += 1
            self.metres += m_s

    def record(self, m_s: float) -> None:
        beat = 130 + round(10 * math.sin(self.now / 90))
        raw_altitude = round((altitude_m(self.metres) + 500) * 5)
        centimetres, mm_s = round(100 * self.metres), round(1000 * m_s)
        self.fit.data(1, self.now, beat, 85, centimetres, raw_altitude, mm_s)

    def pause(self, seconds: int) -> None:
        self.event(STOP_ALL)
        self.now += seconds
        self.paused_s += seconds
        self.event(START_TIMER)

    def lap(self, since: int, metres: float) -> None:
        self.fit.define(4, 19, LAP)
        whole = 1000 * (self.now - since)
        self.fit.data(4, self.now, since, whole, whole, round(100 * metres), 15, 7)

    def session(self, since: int, metres: float, *, sport: int = 1, paused_s: int = 0) -> None:
        self.fit.define(3, 18, SESSION)
        elapsed = 1000 * (self.now - since)
        timer, climb = elapsed - 1000 * paused_s, round(metres * 0.03)
        self.fit.data(3, self.now, since, elapsed, timer, round(100 * metres), sport, 0, climb, 130)

    def build(self) -> bytes:
        clock = [CLOCK, fb.Field(5, fb.UINT32)]
        self.fit.define(5, 34, clock).data(5, self.now, self.now + 3600)
        return self.fit.build()


def run(minutes: int = 15, *, every_s: int = 1, sport: int = 1, m_s: float = FOOT_M_S) -> bytes:
    made = Recorder()
    made.event(START_TIMER)
    for _ in range(3):
        since, before = made.now, made.metres
        made.go(20 * minutes, m_s, every_s=every_s)
        made.lap(since, made.metres - before)
    made.record(m_s)
    made.event(STOP_ALL)
    made.session(fb.START, made.metres, sport=sport)
    return made.build()


def with_a_pause(*, big_endian: bool = False) -> bytes:
    made = Recorder(big_endian=big_endian)
    made.event(START_TIMER)
    made.go(400, FOOT_M_S)
    made.pause(900)
    made.go(300, FOOT_M_S)
    made.record(FOOT_M_S)
    made.event(STOP_ALL)
    made.session(fb.START, made.metres, paused_s=900)
    return made.build()


def smart_recording() -> bytes:
    """Records one to seven seconds apart."""
    made = Recorder()
    made.event(START_TIMER)
    for step in range(160):
        made.go(1 + step * 5 % 7, FOOT_M_S, every_s=10)
    made.record(FOOT_M_S)
    made.event(STOP_ALL)
    made.session(fb.START, made.metres)
    return made.build()


def run_and_ride() -> bytes:
    """Two legs; the distance counts on over both."""
    made = Recorder()
    made.event(START_TIMER)
    made.go(400, FOOT_M_S)
    first_end, first_metres = made.now, made.metres
    made.go(400, WHEELS_M_S)
    made.record(WHEELS_M_S)
    made.event(STOP_ALL)
    ended, metres = made.now, made.metres
    made.now = first_end
    made.session(fb.START, first_metres)
    made.now = ended
    made.session(first_end, metres - first_metres, sport=2)
    return made.build()


def in_compressed_times() -> bytes:
    """An older device: of most times only five bits, distance and altitude without a session."""
    fit = fb.file_id(fb.FitFile())
    values = [fb.Field(3, fb.UINT8), fb.Field(5, fb.UINT32), fb.Field(2, fb.UINT16)]
    fit.define(0, 20, [CLOCK, *values]).define(1, 20, values)
    for second in range(600):
        metres = second * FOOT_M_S
        row = (120, round(100 * metres), round((altitude_m(metres) + 500) * 5))
        if second % 20:
            fit.compressed(1, (fb.START + second) % 32, *row)
        else:
            fit.data(0, fb.START + second, *row)
    return fb.session(fit, fb.START, 599, metres=599 * FOOT_M_S).build()


def whole_files() -> dict[str, bytes]:
    """Return one file of each kind by its name."""
    return {
        "run": run(),
        "ride": run(sport=2, m_s=WHEELS_M_S),
        "every ten seconds": run(30, every_s=10),
        "smart recording": smart_recording(),
        "with a pause": with_a_pause(),
        "big-endian": with_a_pause(big_endian=True),
        "run and ride": run_and_ride(),
        "compressed times": in_compressed_times(),
    }
