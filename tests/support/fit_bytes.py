"""FIT files byte by byte, so that tests can write what no well-behaved writer would."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

EPOCH_S = 631_065_600
START = 1_000_000_000  # FIT seconds of the usual first record: 2021-09-08T01:46:40Z

ENUM, SINT8, UINT8, SINT16, UINT16, SINT32, UINT32 = 0x00, 0x01, 0x02, 0x83, 0x84, 0x85, 0x86
STRING, FLOAT32, FLOAT64, UINT8Z, UINT16Z, UINT32Z = 0x07, 0x88, 0x89, 0x0A, 0x8B, 0x8C
BYTE, SINT64, UINT64, UINT64Z = 0x0D, 0x8E, 0x8F, 0x90

_FORMATS = {
    ENUM: "B", SINT8: "b", UINT8: "B", SINT16: "h", UINT16: "H", SINT32: "i", UINT32: "I",
    FLOAT32: "f", FLOAT64: "d", UINT8Z: "B", UINT16Z: "H", UINT32Z: "I", BYTE: "B",
    SINT64: "q", UINT64: "Q", UINT64Z: "Q",
}  # fmt: skip

_CRC_TABLE = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip


def crc16(data: bytes) -> int:
    """Return FIT's CRC by the nibble table of the protocol description."""
    crc = 0
    for byte in data:
        for nibble in (byte & 0x0F, byte >> 4):
            crc = (crc >> 4) ^ _CRC_TABLE[crc & 0x0F] ^ _CRC_TABLE[nibble]
    return crc


@dataclass
class Field:
    """A field of a definition: number, base type, elements (bytes for strings)."""

    number: int
    kind: int
    count: int = 1

    @property
    def size(self) -> int:
        return self.count * (1 if self.kind == STRING else struct.calcsize(_FORMATS[self.kind]))

    def pack(self, value: object, order: str) -> bytes:
        if self.kind == STRING:
            assert isinstance(value, bytes)
            return value[: self.count].ljust(self.count, b"\0")
        values = value if isinstance(value, list | tuple) else [value]
        return struct.pack(f"{order}{self.count}{_FORMATS[self.kind]}", *values)


@dataclass
class FitFile:
    """Writes messages one after the other; ``build`` adds header and check sums."""

    big_endian: bool = False
    body: bytearray = field(default_factory=bytearray)
    layouts: dict[int, tuple[str, list[Field]]] = field(default_factory=dict)

    def define(
        self,
        local: int,
        message: int,
        fields: list[Field],
        developer: list[tuple[int, int, int]] | None = None,
        *,
        big_endian: bool | None = None,
        reserved: int = 0,
    ) -> FitFile:
        """Write a definition; ``developer`` lists (number, size, developer index).

        ``reserved``: bits set in its header that mean nothing.
        """
        big = self.big_endian if big_endian is None else big_endian
        order = ">" if big else "<"
        header = 0x40 | local | reserved | (0x20 if developer is not None else 0)
        self.body += bytes([header, 0, int(big)])
        self.body += struct.pack(order + "HB", message, len(fields))
        for each in fields:
            self.body += bytes([each.number, each.size, each.kind])
        if developer is not None:
            self.body += bytes([len(developer)])
            for row in developer:
                self.body += bytes(row)
        self.layouts[local] = (order, fields)
        return self

    def data(
        self, local: int, *values: object, developer: bytes = b"", reserved: int = 0
    ) -> FitFile:
        """Write a data message with one value a field of its definition."""
        return self._payload(local, values, developer, header=local | reserved)

    def compressed(self, local: int, low_bits: int, *values: object) -> FitFile:
        """Write a data message whose header holds the low five bits of the time."""
        return self._payload(local, values, b"", header=0x80 | local << 5 | low_bits)

    def raw(self, data: bytes) -> FitFile:
        """Write bytes as they are."""
        self.body += data
        return self

    def _payload(
        self, local: int, values: tuple[object, ...], developer: bytes, *, header: int
    ) -> FitFile:
        order, fields = self.layouts[local]
        self.body.append(header)
        for each, value in zip(fields, values, strict=True):
            self.body += each.pack(value, order)
        self.body += developer
        return self

    def build(
        self,
        *,
        header: int = 14,
        header_crc: bool = True,
        size: int | None = None,
        crc: bool = True,
    ) -> bytes:
        """Return the file; ``size`` states another size than it has, ``crc=False`` spoils it."""
        length = len(self.body) if size is None else size
        head = struct.pack("<BBHI4s", header, 0x20, 2140, length, b".FIT")
        if header == 14:
            head += struct.pack("<H", crc16(head) if header_crc else 0)
        whole = head + bytes(self.body)
        return whole + struct.pack("<H", crc16(whole) ^ (0 if crc else 0x5555))


RECORD_FIELDS = [Field(253, UINT32), Field(3, UINT8), Field(5, UINT32), Field(73, UINT32)]
SESSION_FIELDS = [
    Field(253, UINT32), Field(2, UINT32), Field(7, UINT32), Field(8, UINT32), Field(9, UINT32),
    Field(5, ENUM), Field(6, ENUM), Field(16, UINT8),
]  # fmt: skip


def file_id(fit: FitFile, kind: int = 4, maker: int = 1, product: int = 3992) -> FitFile:
    """Add a file_id message (Garmin Forerunner 255 unless told otherwise)."""
    fit.define(0, 0, [Field(0, ENUM), Field(1, UINT16), Field(2, UINT16)])
    return fit.data(0, kind, maker, product)


def session(
    fit: FitFile,
    start: int,
    seconds: int,
    *,
    metres: float = 0,
    sport: int = 1,
    sub_sport: int = 0,
    hr: int = 0xFF,
) -> FitFile:
    """Add a session message in which the timer never stopped."""
    fit.define(3, 18, SESSION_FIELDS)
    milliseconds = seconds * 1000
    centimetres = round(metres * 100)
    return fit.data(
        3, start + seconds, start, milliseconds, milliseconds, centimetres, sport, sub_sport, hr
    )


def run(seconds: int = 60, *, start: int = START, big_endian: bool = False) -> FitFile:
    """Return an unfinished file of a run at 3 m/s: heart rate 100, 101, … one record a second."""
    fit = file_id(FitFile(big_endian=big_endian))
    fit.define(1, 20, RECORD_FIELDS)
    for second in range(seconds):
        fit.data(1, start + second, 100 + second % 60, 300 * second, 3000)
    return fit


def whole_run(seconds: int = 60, **options: object) -> bytes:
    """Return a sound file of such a run with its session message."""
    fit = run(seconds, **options)  # type: ignore[arg-type]
    start = options.get("start", START)
    assert isinstance(start, int)
    return session(fit, start, seconds - 1, metres=3.0 * (seconds - 1), hr=120).build()
