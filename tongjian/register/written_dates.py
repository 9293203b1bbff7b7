"""Dates as officials write them. Pure.

Refuses what leaves the day open: a month alone, two-digit years, a bare number that may be anything.
"""

import re
import unicodedata
from datetime import date, datetime

_FORMS = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]"),
    re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)


class NotADate(ValueError):
    """What was written names no day."""


def read_date(written: object) -> date:
    """The day that a cell names.

    Raises:
        NotADate: it names none, or one that does not exist.

    >>> read_date("2024年3月5日") == read_date("2024.3.5") == read_date("２０２４－３－５") == date(2024, 3, 5)
    True
    >>> read_date("20240305") == read_date(20240305.0) == date(2024, 3, 5)
    True
    """
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    if isinstance(written, float) and written.is_integer():
        written = int(written)
    text = re.sub(r"\s*([年月日号./-])\s*", r"\1", unicodedata.normalize("NFKC", str(written)).strip())
    for form in _FORMS:
        if match := form.fullmatch(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError as error:
                raise NotADate(text) from error
    raise NotADate(text)
