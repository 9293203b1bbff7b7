"""Mandates (who acts for which organ, with which powers, from when until when) and recusals from matters."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongjian.access.models.account import Person
from tongjian.trail.models import FactRow, IdField

RECUSAL_SUBJECTS = {
    "holder": _("任职者"),
    "organ": _("机关"),
    "duty": _("责任事项"),
}
RECUSAL_GROUNDS = {
    "kin": _("近亲属"),
    "party": _("本人或者利害关系人"),
    "witness": _("举报人、控告人、证人"),
    "same_unit": _("曾同在一单位"),
    "former_handler": _("原办理人员"),
    "other": _("其他可能影响公正的情形"),
}


class Mandate(FactRow):
    """What one person may do for one organ (and what lies below it) during one span of time.

    Mandates are named by their ``fact``: that stays when a mandate is ended early. ``granted_by`` names the
    mandate that granted it; the act is the one that bears the row's stamp.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, db_index=False, related_name="+", verbose_name=_("人员")
    )
    organ = models.ForeignKey(
        "register.Organ",
        models.PROTECT,
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("机关"),
        help_text=_("留空：整个系统"),
    )
    post = models.ForeignKey(
        "register.Post",
        models.PROTECT,
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("职务"),
    )
    role = models.CharField(_("岗位类别"), max_length=40, blank=True)
    powers = models.TextField(_("权限"), help_text=_("权限代码，以空格分隔，按字母排序"))
    granted_by = models.CharField(_("授权依据"), max_length=32)
    acting_for = IdField(_("所代表的授权"), blank=True, help_text=_("代行他人职权时填写"))

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("授权")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="access_mandate_dates"),
            models.UniqueConstraint(
                fields=["fact"], condition=Q(closed_stamp__isnull=True), name="access_mandate_once"
            ),
        )
        indexes = (
            models.Index(fields=["person"], name="access_mandate_person"),
            models.Index(fields=["organ"], name="access_mandate_organ"),
        )


class Recusal(FactRow):
    """A matter that is closed to whoever holds the mandate, under any mandate of the same person.

    The ground is kept for whoever decides on recusals; no list, page or refusal repeats it to others.
    """

    mandate = IdField(_("授权"))
    person = models.ForeignKey(
        Person, models.PROTECT, db_index=False, related_name="+", verbose_name=_("人员")
    )
    kind = models.CharField(_("回避对象类别"), max_length=8, choices=list(RECUSAL_SUBJECTS.items()))
    subject = IdField(_("回避对象"))
    ground = models.CharField(_("回避事由"), max_length=16, choices=list(RECUSAL_GROUNDS.items()))

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("回避")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="access_recusal_dates"),
            models.CheckConstraint(condition=Q(kind__in=list(RECUSAL_SUBJECTS)), name="access_recusal_kind"),
        )
        indexes = (models.Index(fields=["person", "kind", "subject"], name="access_recusal_person"),)
