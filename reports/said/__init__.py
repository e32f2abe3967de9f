"""What a runner types, as it is meant: days, times, places and other names."""
