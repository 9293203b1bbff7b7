"""Rows of the trail, and the abstract rows that every part builds its sealed tables on."""
from tongjian.trail.models.entries import Clock, Entry, Look, Salt
from tongjian.trail.models.rows import OPEN, FactRow, IdField, SealedRow

__all__ = ["OPEN", "Clock", "Entry", "FactRow", "IdField", "Look", "Salt", "SealedRow"]
