"""The generated runner: seasons whose truth is known, as arrays and as FIT files."""
