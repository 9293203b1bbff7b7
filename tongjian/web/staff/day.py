"""The office day: the one place of the site that reads the clock."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def office_day() -> date:
    """Today in the office; of the demo the day on which its history ends."""
    return settings.OFFICE_DAY or timezone.localdate()


def now() -> datetime:
    """The moment, for what waits minutes and not days."""
    return timezone.now()


def standing_still() -> bool:
    """Whether the office day is that of a demo and does not go on."""
    return settings.OFFICE_DAY is not None
