"""TCX and GPX bytes to activities: what phones, older watches and exports write."""

from __future__ import annotations

from ingest.tracks.gpx import read_gpx
from ingest.tracks.tcx import read_tcx

__all__ = ["read_gpx", "read_tcx"]
