"""FIT bytes to columns and activities."""
