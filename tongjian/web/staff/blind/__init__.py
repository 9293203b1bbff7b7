"""Blind spots: posts that nobody has supervised."""
