"""Reads books, checks them against their own text, lays refinements over them.

Pure: a rulebook knows nothing of any organ, person, database or clock.
"""

from tongjian.rulebook.alignment import (
    AlignedClause,
    AlignedDraft,
    AlignedSentence,
    Alignment,
    ExpectedWords,
    align,
)
from tongjian.rulebook.book import Book, read_book, seal_texts
from tongjian.rulebook.clause import Clause
from tongjian.rulebook.difference import Change, diff
from tongjian.rulebook.edition import Edition, next_edition
from tongjian.rulebook.errors import BookError, Place
from tongjian.rulebook.example import Example, examples
from tongjian.rulebook.excerpt import read_about
from tongjian.rulebook.official import OfficialText, read_official
from tongjian.rulebook.placing import LostClause, lost_clauses
from tongjian.rulebook.report import Report, check
from tongjian.rulebook.schema_export import json_schema
from tongjian.rulebook.shelves import SHIPPED, EncodedMeasure, EncodedRefinement, Rulebook, read, shelf
from tongjian.rulebook.spans import Span, spans
from tongjian.rulebook.standing import Standing, aspects, standing
from tongjian.rulebook.templates import is_template
from tongjian.rulebook.text import ClauseText, Sentence
from tongjian.rulebook.tracing import Trace, trace
from tongjian.rulebook.wording import Signed, Source, Stated, Wording, refused_signature, wordings

__all__ = [
    "SHIPPED", "AlignedClause", "AlignedDraft", "AlignedSentence", "Alignment", "Book", "BookError", "Change",
    "Clause", "ClauseText", "Edition", "EncodedMeasure", "EncodedRefinement", "Example", "ExpectedWords",
    "LostClause", "OfficialText", "Place", "Report", "Rulebook", "Sentence", "Signed", "Source", "Span",
    "Standing", "Stated", "Trace", "Wording", "align", "aspects", "check", "diff", "examples", "is_template",
    "json_schema", "lost_clauses", "next_edition", "read", "read_about", "read_book", "read_official",
    "refused_signature", "seal_texts", "shelf", "spans", "standing", "trace", "wordings",
]  # fmt: skip
