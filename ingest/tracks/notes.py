"""What can be wrong with a TCX or GPX file, in a code and in words."""

from __future__ import annotations

from typing import Final

from ingest.session.quality import QualityNote

CUT_OFF: Final = QualityNote(
    code="truncated", text="The file breaks off in the middle; what came before is used."
)
