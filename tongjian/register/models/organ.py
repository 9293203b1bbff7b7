"""Organs as they stood, whom they answer to, and who carries on after them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongjian.register import vocabulary
from tongjian.trail.models import FactRow, SealedRow


class Organ(SealedRow):
    """Nothing but an identity: names, classes and codes are dated attributes."""

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("机关、单位")


class OrganSpan(FactRow):
    """An organ as it stood for one span of time."""

    organ = models.ForeignKey(Organ, models.PROTECT, db_index=False, related_name="+", verbose_name=_("机关"))
    name = models.CharField(_("名称"), max_length=200)
    short_name = models.CharField(_("简称"), max_length=100, blank=True)
    organ_class = models.CharField(
        _("机关类别"), max_length=40, choices=list(vocabulary.ORGAN_CLASSES.items())
    )
    level = models.CharField(_("层级"), max_length=10, choices=list(vocabulary.LEVELS.items()))
    area_code = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    code = models.CharField(_("机关代码"), max_length=40, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("机关沿革")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="register_organspan_dates"
            ),
        )
        indexes = (
            models.Index(fields=["organ"], name="register_organspan_organ"),
            models.Index(fields=["name"], name="register_organspan_name"),
            models.Index(fields=["code"], name="register_organspan_code"),
        )


class Relation(FactRow):
    """One organ answers to another, in one of three senses, for one span of time."""

    kind = models.CharField(_("关系"), max_length=12, choices=list(vocabulary.RELATION_KINDS.items()))
    lower = models.ForeignKey(
        Organ, models.PROTECT, db_index=False, related_name="+", verbose_name=_("下级机关")
    )
    upper = models.ForeignKey(
        Organ,
        models.PROTECT,
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("上级机关"),
        help_text=_("留空：上级不在本系统内"),
    )

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("上下级关系")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="register_relation_dates"),
            models.CheckConstraint(
                condition=Q(kind__in=list(vocabulary.RELATION_KINDS)), name="register_relation_kind"
            ),
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | ~Q(upper=F("lower")), name="register_relation_not_self"
            ),
        )
        indexes = (
            models.Index(fields=["lower", "kind"], name="register_relation_lower"),
            models.Index(fields=["upper", "kind"], name="register_relation_upper"),
        )


class PathSpan(FactRow):
    """Where an organ stood in the tree: `/top/…/organ/`. Kept by the acts, never typed."""

    organ = models.ForeignKey(Organ, models.PROTECT, db_index=False, related_name="+", verbose_name=_("机关"))
    kind = models.CharField(_("关系"), max_length=12, choices=list(vocabulary.RELATION_KINDS.items()))
    path = models.CharField(_("层级路径"), max_length=1024)

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("层级路径")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="register_pathspan_dates"),
        )
        indexes = (
            models.Index(fields=["organ", "kind"], name="register_pathspan_organ"),
            # Who stands below is asked at every page: answered from the index alone.
            models.Index(fields=["kind", "path", "recorded_to", "organ"], name="register_pathspan_below"),
            # The newest of each is the version of the tree.
            models.Index(fields=["stamp"], name="register_pathspan_stamp"),
            models.Index(fields=["closed_stamp"], name="register_pathspan_closed"),
        )


class Succession(SealedRow):
    """After a merger or a split: who carries on, from which day, with which share of the whole."""

    origin = models.ForeignKey(
        Organ, models.PROTECT, db_index=False, related_name="+", verbose_name=_("原机关")
    )
    heir = models.ForeignKey(
        Organ, models.PROTECT, db_index=False, related_name="+", verbose_name=_("承接机关")
    )
    day = models.DateField(_("承接日期"))
    share = models.PositiveSmallIntegerField(_("承接份额（百分之）"), default=100)

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("机关承接")
        constraints = (
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="register_succession_share"
            ),
        )
        indexes = (models.Index(fields=["origin"], name="register_succession_origin"),)
