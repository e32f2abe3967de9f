"""Facts: watch bytes and the runner's own words into the archive; no threshold is known here."""
