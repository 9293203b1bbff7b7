"""The glossary: every closed vocabulary of the product in Chinese and English, with its source.

Pure. Labels on screens, in documents and in the documentation come from here, so that one thing has one
name. Imports nothing of Tongjian.
"""
from tongjian.terms.glossary import (
    GlossaryError,
    Language,
    Term,
    UnknownTerm,
    Vocabulary,
    Words,
    choices,
    explain,
    label,
    read,
    term,
    vocabulary,
)
from tongjian.terms.page import as_markdown
from tongjian.terms.showing import Aspect, Shown, shown_by, shows

__all__ = [
    "Aspect", "GlossaryError", "Language", "Shown", "Term", "UnknownTerm", "Vocabulary", "Words", "as_markdown",
    "choices", "explain", "label", "read", "shown_by", "shows", "term", "vocabulary",
]
