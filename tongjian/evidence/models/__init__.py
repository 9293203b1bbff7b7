"""Rows of evidence. Private to this part: others use `tongjian.evidence.queries` and `.acts`."""

from tongjian.evidence.models.exhibit import Exhibit

__all__ = ["Exhibit"]
