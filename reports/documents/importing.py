"""The JSON of `import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.imports.importing import ImportReport


def import_document(report: ImportReport) -> dict[str, Any]:
    """Return the outcome of every file, in the order in which they were met, and the counts."""
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
