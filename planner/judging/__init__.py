"""Facts held against a ceiling: classes, balance, training impulse."""
