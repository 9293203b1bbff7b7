"""The trail itself: entries, their salts, the clock that stamps them, and looks at sensitive objects."""
import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongjian.trail.models.rows import IdField, SealedRow
from tongjian.trail.verifier import SUITES, canonical


class SealedJSONField(models.TextField):
    """JSON kept as its canonical text, so that the bytes in the table are the bytes under the seal.

    A database's own JSON type would reorder, or accept a changed blank.
    """

    _pyi_private_get_type: Any
    _pyi_private_set_type: Any

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else canonical(value).decode()


class Entry(models.Model):
    """One act, sealed to the act before it in its chain. Holds identifiers, digests and counts only."""

    id = IdField(primary_key=True, verbose_name=_("标识"))
    chain = models.CharField(max_length=64, verbose_name=_("链"))
    seq = models.BigIntegerField(verbose_name=_("链内序号"))
    stamp = models.BigIntegerField(unique=True, verbose_name=_("印记"))
    on = models.DateField(verbose_name=_("办理日期"))
    at = models.DateTimeField(verbose_name=_("实际时间"))
    actor = models.CharField(max_length=128, verbose_name=_("办理者署名"))
    act = models.CharField(max_length=64, db_index=True, verbose_name=_("行为"))
    about = models.CharField(max_length=128, db_index=True, verbose_name=_("对象"))
    detail = SealedJSONField(verbose_name=_("附记"))
    rows = SealedJSONField(verbose_name=_("数据行摘要"))
    suite = models.CharField(
        max_length=16, choices=[(name, name) for name in SUITES], verbose_name=_("密码套件")
    )
    previous = models.CharField(max_length=64, verbose_name=_("前一封印"))
    seal = models.CharField(max_length=64, verbose_name=_("封印"))

    class Meta:
        verbose_name = _("留痕条目")
        verbose_name_plural = _("留痕条目")
        constraints = (models.UniqueConstraint(fields=["chain", "seq"], name="trail_entry_once_in_chain"),)


class Salt(models.Model):
    """Random bytes mixed into an act's digests, so that no row is guessed from its digest. Never exported."""

    stamp = models.BigIntegerField(primary_key=True, verbose_name=_("印记"))
    value = models.BinaryField(max_length=16, verbose_name=_("盐值"))

    class Meta:
        verbose_name = _("盐值")
        verbose_name_plural = _("盐值")


class Clock(models.Model):
    """The last stamp given out. Whoever takes the next one holds this row until the commit.

    ``acts`` counts up from 1. ``reads`` counts down from -1: a look at a dossier neither waits for
    a writer nor takes a place in the order of acts.
    """

    name = models.CharField(max_length=8, primary_key=True, verbose_name=_("名称"))
    stamp = models.BigIntegerField(verbose_name=_("最近印记"))
    database = IdField(verbose_name=_("数据库标识"))

    class Meta:
        verbose_name = _("印记钟")
        verbose_name_plural = _("印记钟")


class Look(SealedRow):
    """Somebody looked at a sensitive object, and said why."""

    at = models.CharField(max_length=128, db_index=True, verbose_name=_("所看对象"))
    owner_organ = IdField(blank=True, default="", verbose_name=_("所属机关"))
    by = models.CharField(max_length=128, db_index=True, verbose_name=_("查看者署名"))
    why = models.CharField(max_length=200, verbose_name=_("查看事由"))

    class Meta:
        verbose_name = _("查看记录")
        verbose_name_plural = _("查看记录")
