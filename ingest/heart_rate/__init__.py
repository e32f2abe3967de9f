"""Heart rate as measured, and what of it may be believed."""

from ingest.heart_rate.cleaning import CleanHeartRate, clean
from ingest.heart_rate.reasons import USABLE, WORDS, Reason

__all__ = ["USABLE", "WORDS", "CleanHeartRate", "Reason", "clean"]
