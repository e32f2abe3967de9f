"""The judged day: its flags, the effect that stands, whether hard running is barred."""
