"""What can be wrong with a file's bytes, in a code and in words."""

from __future__ import annotations

from typing import Final

from ingest.session.quality import QualityNote

TRUNCATED: Final = QualityNote(
    code="truncated", text="The file ends in the middle; what came before is used."
)
WRONG_SIZE: Final = QualityNote(
    code="wrong_size", text="The file states another length than it has; its content decided."
)
BAD_CRC: Final = QualityNote(
    code="bad_crc", text="The file's check sum does not fit: some of its bytes were changed."
)
GARBAGE: Final = QualityNote(
    code="garbage", text="Some bytes of the file make no sense and were left out."
)
TRAILING_JUNK: Final = QualityNote(
    code="trailing_junk", text="Bytes behind the end of the file were ignored."
)
NO_HEADER: Final = QualityNote(
    code="no_header",
    text="The file's first bytes are missing or wrong; what makes sense behind them is used.",
)
WILD_TIMES: Final = QualityNote(
    code="wild_times", text="Some records carry impossible times and were left out."
)
OWN_CLOCK: Final = QualityNote(
    code="own_clock",
    text="The watch did not know the time of day; the session's date is not the real one.",
)
NO_CLOCK: Final = QualityNote(
    code="no_clock", text="Records without any time of day were left out."
)
NO_RECORDS: Final = QualityNote(
    code="no_records", text="The file sums the session up but holds no samples of it."
)

# After these the content is not what the device wrote, so what does not fit is left out.
DAMAGE: Final = frozenset({TRUNCATED, BAD_CRC, GARBAGE, NO_HEADER})
# These say that the file itself is broken.
BROKEN: Final = DAMAGE | {WRONG_SIZE, TRAILING_JUNK}
