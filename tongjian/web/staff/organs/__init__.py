"""Organs: who leads what, who holds which post, and what is owed there."""
