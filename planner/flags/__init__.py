"""Warnings: small checks over what is known of the athlete, each with its source."""
