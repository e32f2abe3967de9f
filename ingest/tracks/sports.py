"""Sports as TCX and GPX name them, in FIT's words."""

from __future__ import annotations

from typing import Final

# Lower case, blanks and hyphens as "_"; numbers are Strava's own.
SPORTS: Final[dict[str, tuple[str, str | None]]] = {
    "running": ("running", None),
    "run": ("running", None),
    "9": ("running", None),
    "street_running": ("running", "street"),
    "trail_running": ("running", "trail"),
    "trail_run": ("running", "trail"),
    "treadmill_running": ("running", "treadmill"),
    "indoor_running": ("running", "indoor_running"),
    "track_running": ("running", "track"),
    "virtualrun": ("running", "virtual_activity"),
    "biking": ("cycling", None),
    "cycling": ("cycling", None),
    "ride": ("cycling", None),
    "road_biking": ("cycling", "road"),
    "mountain_biking": ("cycling", "mountain"),
    "1": ("cycling", None),
    "walking": ("walking", None),
    "walk": ("walking", None),
    "10": ("walking", None),
    "hiking": ("hiking", None),
    "hike": ("hiking", None),
    "4": ("hiking", None),
    "swimming": ("swimming", None),
    "swim": ("swimming", None),
    "16": ("swimming", None),
}


def sport_of(name: str | None) -> tuple[str, str | None]:
    """Return sport and sub-sport; "unknown" where the file does not say or nobody knows."""
    if not name:
        return "unknown", None
    key = name.strip().lower().replace(" ", "_").replace("-", "_")
    return SPORTS.get(key, ("unknown", None))
