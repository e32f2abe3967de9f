"""One SQLite file of facts, and the watch files it came from."""
