"""The JSON of the commands that look after a home: `init`, `doctor`, `rebuild`, `forget`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reports.documents.plugins import named_plugin_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.archive.checks import Finding
    from ingest.home.home import Home
    from ingest.imports.rebuilding import RebuildReport
    from ingest.plugins import Plugin
    from planner.profile.model import Profile
    from planner.session import Ceiling
    from reports.documents.plugins import NamedPluginDocument


class InitDocument(TypedDict):
    """The profile as `init` leaves it."""

    profile: str
    changed: bool
    ceiling_bpm: int | None
    ceiling_method: str | None
    timezone: str | None


class FindingDocument(TypedDict):
    """One thing that needs attention."""

    code: str
    text: str
    mend: str


class DoctorDocument(TypedDict):
    """Whether a home is sound."""

    home: str
    sound: bool
    findings: list[FindingDocument]
    notes: list[str]
    plugins: list[NamedPluginDocument]


class TroubleDocument(TypedDict):
    """An original that could not be read."""

    sha256: str
    reason: str


class CarriedDocument(TypedDict):
    """A file that stands as a plug-in read it, because none reads it now."""

    sha256: str
    read_by: str


class RebuildDocument(TypedDict):
    """What was derived anew."""

    files: int
    sessions: int
    troubles: list[TroubleDocument]
    carried: list[CarriedDocument]


class ForgottenDocument(TypedDict):
    """The sessions that are gone, and the files they came from."""

    sessions: list[str]
    sha256: list[str]


class EmptiedDocument(TypedDict):
    """A home that was emptied, and what in it is not ours."""

    home: str
    removed_all: bool
    left: list[str]


def init_document(
    home: Home, profile: Profile, ceiling: Ceiling | None, *, changed: bool
) -> InitDocument:
    """Return the profile's place and the ceiling that comes of it."""
    return {
        "profile": str(home.profile),
        "changed": changed,
        "ceiling_bpm": None if ceiling is None else ceiling.bpm,
        "ceiling_method": None if ceiling is None else ceiling.method,
        "timezone": profile.zone_name,
    }


def doctor_document(
    home: Home, findings: Sequence[Finding], notes: Sequence[str], plugins: Sequence[Plugin]
) -> DoctorDocument:
    """Return what was found, what does no harm and is still worth knowing, and the plug-ins."""
    return {
        "home": str(home.path),
        "sound": not findings,
        "findings": [{"code": one.code, "text": one.text, "mend": one.mend} for one in findings],
        "notes": list(notes),
        "plugins": [named_plugin_document(one) for one in plugins],
    }


def rebuild_document(report: RebuildReport) -> RebuildDocument:
    """Return what a rebuild did."""
    return {
        "files": report.files,
        "sessions": report.sessions,
        "troubles": [
            {"sha256": sha256, "reason": reason}
            for sha256, reason in sorted(report.troubles.items())
        ],
        "carried": [
            {"sha256": sha256, "read_by": read_by}
            for sha256, read_by in sorted(report.carried.items())
        ],
    }


def forgotten_document(ids: Sequence[str], hashes: Sequence[str]) -> ForgottenDocument:
    """Return what was forgotten."""
    return {"sessions": list(ids), "sha256": list(hashes)}


def emptied_document(home: Home, left: Sequence[str]) -> EmptiedDocument:
    """Return that everything was removed."""
    return {"home": str(home.path), "removed_all": True, "left": list(left)}
