"""The one data directory: its paths, its lock, its files, its journal."""
