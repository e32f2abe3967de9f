"""Bodies of the commands, one module a command; the front door binds them by name."""
