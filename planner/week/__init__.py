"""The week: runs under the ceiling, strength around them, by rules that can be printed."""
