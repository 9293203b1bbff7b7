"""Rows of the register. Private to this part: others use `tongjian.register.queries` and `.acts`."""

from tongjian.register.models.area import Area
from tongjian.register.models.organ import Organ, OrganSpan, PathSpan, Relation, Succession
from tongjian.register.models.post import Body, BodySpan, Post, PostSpan
from tongjian.register.models.tenure import Holder, Tenure

__all__ = [
    "Area",
    "Body",
    "BodySpan",
    "Holder",
    "Organ",
    "OrganSpan",
    "PathSpan",
    "Post",
    "PostSpan",
    "Relation",
    "Succession",
    "Tenure",
]
