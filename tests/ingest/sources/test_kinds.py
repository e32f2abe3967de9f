"""What content that is not for us looks like, by its first bytes."""

from __future__ import annotations

import pytest

from ingest.sources.kinds import clean_name, kind_of, words_for

OURS = "not a FIT or TCX or GPX file"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "it is empty"),
        (b"<html>", f"{OURS}: it looks like text with tags, such as HTML"),
        (b"\xef\xbb\xbf \n<a>", f"{OURS}: it looks like text with tags, such as HTML"),
        (b'{"a": 1}', f"{OURS}: it looks like JSON text"),
        (b"\n[1]", f"{OURS}: it looks like JSON text"),
        (b"%PDF-1.7", f"{OURS}: it looks like a PDF"),
        (b"\xff\xd8\xff\xe0", f"{OURS}: it looks like a picture"),
        (b"\x89PNG\r\n", f"{OURS}: it looks like a picture"),
        (b"run", OURS),
        (b" ", OURS),
    ],
)
def test_words_for_what_is_not_ours(head: bytes, words: str) -> None:
    assert words_for(head) == words


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x1f\x8b\x07", "other"),  # no way of packing that anybody uses
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),  # an empty one
        (b"PK\x07\x08", "zip"),  # the first of several parts
        (b"PK\x01\x02", "other"),
        (b"", "other"),
    ],
)
def test_archives_by_their_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


def test_a_name_for_a_report_has_only_signs_that_can_be_shown() -> None:
    assert clean_name("a\tb\x07é\udcff.fit") == "a\\x09b\\x07é\\udcff.fit"
