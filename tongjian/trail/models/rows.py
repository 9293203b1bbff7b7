"""Abstract rows: sealed (written once, closed at most once) and factual (true for a span of days)."""
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

OPEN = date(9999, 12, 31)


class IdField(models.CharField):
    """A 32-digit identifier; empty until the deed that records the row gives it one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 32
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, "tongjian.trail.models.IdField", args, kwargs


class SealedRow(models.Model):
    """A row that an act recorded and a later act may close; nothing else ever changes.

    ``stamp`` and ``closed_stamp`` name the acts. ``[recorded_from, recorded_to)`` are the office days for
    which the row is known. Neither column has a default: a row made outside a deed does not fit the table.
    """

    id = IdField(primary_key=True, verbose_name=_("标识"))
    stamp = models.BigIntegerField(editable=False, verbose_name=_("记入印记"))
    recorded_from = models.DateField(editable=False, verbose_name=_("记入日期"))
    recorded_to = models.DateField(editable=False, default=OPEN, verbose_name=_("记至日期"))
    closed_stamp = models.BigIntegerField(editable=False, null=True, verbose_name=_("注销印记"))

    class Meta:
        abstract = True


class FactRow(SealedRow):
    """A sealed row that says what held during ``[valid_from, valid_to)``.

    ``fact`` stays the same over corrections; the first row of a fact lends it its own identifier.
    """

    fact = IdField(verbose_name=_("事实标识"))
    valid_from = models.DateField(verbose_name=_("生效日期"))
    valid_to = models.DateField(default=OPEN, verbose_name=_("失效日期"))

    class Meta:
        abstract = True
