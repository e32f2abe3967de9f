"""Judgements: thresholds, classes, load, flags, the week; everything a rule decides."""
