"""What one new fact can change: the scope to derive again. Pure.

A scope may be too wide, never too narrow; that is held against full derivation on random worlds.
"""

from tongjian.duties.derive import Scope

EVERYTHING = Scope()


def touched_by(relation: str, *, measure: str | None = None, subject: str | None = None) -> Scope:
    """The scope of a fact of ``relation``.

    Args:
        measure: of a claim or relief.
        subject: of a claim, relief or event; the post of a tenure.

    >>> touched_by("tenure", subject="p1")
    Scope(measures=None, subjects=('p1',))
    """
    about = None if subject is None else (subject,)
    if relation in ("claim", "relief"):
        return Scope(None if measure is None else (measure,), about)
    if relation in ("event", "tenure"):
        return Scope(None, about)
    # Organs, relations, posts and successions also decide who bears the duties of others.
    return EVERYTHING
