"""The runner's diary: what an entry is, which kinds there are, and the diary as it stands."""

from ingest.diary.book import entries
from ingest.diary.model import DiaryEntry, DiaryError, DiaryKind, Side

__all__ = ["DiaryEntry", "DiaryError", "DiaryKind", "Side", "entries"]
