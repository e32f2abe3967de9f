"""What past weeks count for: their reasons, the usual week, the base."""
