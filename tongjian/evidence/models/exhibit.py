"""Exhibits: what proves that something was done."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongjian.evidence.vocabulary import SECRECY
from tongjian.trail.models import SealedRow


class Exhibit(SealedRow):
    """One piece of evidence. Without a digest the original is kept elsewhere, on paper."""

    owner_organ = models.ForeignKey(
        "register.Organ", models.PROTECT, db_index=False, related_name="+", verbose_name=_("归属机关")
    )
    kind = models.CharField(_("材料类别"), max_length=32)
    title = models.CharField(_("题名"), max_length=200)
    happened_on = models.DateField(_("形成日期"))
    sha256 = models.CharField(_("内容摘要"), max_length=64, blank=True)
    size = models.BigIntegerField(_("字节数"), default=0)
    file_name = models.CharField(_("文件名"), max_length=200, blank=True)
    media_type = models.CharField(_("文件类型"), max_length=100, blank=True)
    secrecy = models.CharField(_("知悉范围"), max_length=20, choices=tuple(SECRECY.items()))
    retention_years = models.PositiveSmallIntegerField(
        _("保管期限（年）"), null=True, blank=True, help_text=_("留空：永久保管")
    )
    note = models.CharField(_("备注"), max_length=500, blank=True)

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("证明材料")
        constraints = (
            models.UniqueConstraint(
                fields=["owner_organ", "kind", "happened_on", "sha256"],
                condition=Q(closed_stamp__isnull=True) & ~Q(sha256=""),
                name="evidence_exhibit_once",
            ),
        )
        indexes = (
            models.Index(fields=["owner_organ", "happened_on"], name="evidence_exhibit_organ"),
            models.Index(fields=["sha256"], name="evidence_exhibit_digest"),
        )
