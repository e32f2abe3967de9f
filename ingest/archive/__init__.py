"""The archive: one SQLite file, a cache of the originals."""
