"""The JSON of `import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from ingest.imports.importing import ImportReport, Outcome


class FileDocument(TypedDict):
    """What became of one file."""

    source: str
    sha256: str | None
    outcome: Outcome
    reason: str | None
    sessions: list[str]


class ImportDocument(TypedDict):
    """The counts, and every file in the order in which it was met."""

    imported: int
    duplicate: int
    refused: int
    salvaged: int
    skipped: int
    files: list[FileDocument]
    elapsed_s: float


def import_document(report: ImportReport) -> ImportDocument:
    """Return what an import did."""
    return {
        "imported": report.count("imported"),
        "duplicate": report.count("duplicate"),
        "refused": report.count("refused"),
        "salvaged": report.count("salvaged"),
        "skipped": report.count("skipped"),
        "files": [
            {
                "source": file.source,
                "sha256": file.sha256,
                "outcome": file.outcome,
                "reason": file.reason,
                "sessions": list(file.sessions),
            }
            for file in report.files
        ],
        "elapsed_s": round(report.elapsed_s, 3),
    }
