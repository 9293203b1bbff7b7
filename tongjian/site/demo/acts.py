"""The acts of the demo itself: its first and its last entry in the trail, by which a database is known as a demo."""

from datetime import date

from tongjian.trail.acts import Deed, act

BEGUN, COMPLETED = "demo.begun", "demo.completed"


@act(BEGUN, needs="derive_duties")
def begin(deed: Deed, *, seed: int, scale: str) -> None:
    """Say that everything which follows is invented."""
    deed.note(seed=seed, scale=scale)


@act(COMPLETED, needs="derive_duties")
def complete(deed: Deed, *, counts: dict[str, int], today: date) -> None:
    """Say that the demo is whole, and what it holds."""
    deed.note(today=today, **counts)
