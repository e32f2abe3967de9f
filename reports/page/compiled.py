"""Templates as compiled code, kept where Python keeps that of modules, and as trusted as it.

To compile the page's templates takes a tenth of a small page. Where nothing may be written, or
Python is told to keep no code, they are compiled each time.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import BytecodeCache

from ingest.home.files import write_atomic

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

FOLDER: Final = Path(__file__).with_name("__pycache__")


class Compiled(BytecodeCache):
    """Compiled code under a digest of its template and of the module that says how to compile."""

    def get_source_checksum(self, source: str) -> str:
        """Return the digest that kept code must have to be used."""
        return hashlib.sha256(_options() + source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where code is kept that was made of the same, by the same Python."""
        with suppress(OSError), _place(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where Python would keep a module's."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                FOLDER.mkdir(exist_ok=True)
                write_atomic(_place(bucket), bucket.bytecode_to_string())


@cache
def _options() -> bytes:
    """Return the text that holds the options; in an archive, where nothing is kept, none."""
    with suppress(OSError):
        return Path(__file__).with_name("render.py").read_bytes()
    return b""


def _place(bucket: Bucket) -> Path:
    return FOLDER / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"
