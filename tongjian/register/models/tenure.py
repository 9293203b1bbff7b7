"""Office-holders and the spans in which they hold posts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongjian.register import vocabulary
from tongjian.register.models.post import Post
from tongjian.trail.models import FactRow, SealedRow


class Holder(SealedRow):
    """A person who holds posts. The citizen number itself is not kept: only what recognises it again."""

    name = models.CharField(_("姓名"), max_length=100)
    number_commitment = models.CharField(_("身份证号校验值"), max_length=64, blank=True)
    number_masked = models.CharField(_("身份证号（掩码）"), max_length=18, blank=True)
    birth_month = models.CharField(_("出生年月"), max_length=7, blank=True)

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("任职者")
        indexes = (
            models.Index(fields=["name"], name="register_holder_name"),
            models.Index(fields=["number_commitment"], name="register_holder_number"),
        )


class Tenure(FactRow):
    """One person in one post for one span of time; without a person: a recorded vacancy."""

    post = models.ForeignKey(Post, models.PROTECT, db_index=False, related_name="+", verbose_name=_("职务"))
    holder = models.ForeignKey(
        Holder,
        models.PROTECT,
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("任职者"),
        help_text=_("留空：职务空缺"),
    )
    kind = models.CharField(_("任职方式"), max_length=12, choices=list(vocabulary.TENURE_KINDS.items()))

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("任职")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="register_tenure_dates"),
            models.CheckConstraint(
                condition=Q(kind="vacant", holder__isnull=True)
                | (
                    Q(kind__in=[kind for kind in vocabulary.TENURE_KINDS if kind != "vacant"])
                    & Q(holder__isnull=False)
                ),
                name="register_tenure_kind",
            ),
        )
        indexes = (
            models.Index(fields=["post"], name="register_tenure_post"),
            models.Index(fields=["holder"], name="register_tenure_holder"),
            models.Index(fields=["fact"], name="register_tenure_fact"),
        )
