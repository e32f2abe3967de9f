"""What a page holds packed, unpacked by other means than its own script."""

from __future__ import annotations

import base64
import gzip
import re
from typing import Final

PACKED: Final = re.compile(r'<script type="text/plain" id="packed-(\w+)">(.*?)</script>', re.DOTALL)


def packed_in(html: str) -> dict[str, str]:
    """Return every packed text of a page by its name, unpacked as RFC 1924 and gzip say."""
    letters = str.maketrans(".,:", "<>&")
    return {
        name: gzip.decompress(base64.b85decode(text.translate(letters))).decode()
        for name, text in PACKED.findall(html)
    }


def without_packed(html: str) -> str:
    """Return the page without what it holds packed."""
    return PACKED.sub("", html)
