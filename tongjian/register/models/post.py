"""Leading bodies and their posts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongjian.register import vocabulary
from tongjian.register.models.organ import Organ
from tongjian.trail.models import FactRow, SealedRow


class Body(SealedRow):
    """A leading body: an identity inside its organ."""

    organ = models.ForeignKey(Organ, models.PROTECT, db_index=False, related_name="+", verbose_name=_("机关"))

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("领导班子")
        indexes = (models.Index(fields=["organ"], name="register_body_organ"),)


class BodySpan(FactRow):
    """A leading body as it stood for one span of time."""

    body = models.ForeignKey(
        Body, models.PROTECT, db_index=False, related_name="+", verbose_name=_("领导班子")
    )
    name = models.CharField(_("名称"), max_length=200)
    kind = models.CharField(_("班子类别"), max_length=30, choices=list(vocabulary.BODY_KINDS.items()))

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("领导班子沿革")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="register_bodyspan_dates"),
        )
        indexes = (models.Index(fields=["body"], name="register_bodyspan_body"),)


class Post(SealedRow):
    """A post: an identity inside its leading body; duties belong to it, whoever holds it."""

    body = models.ForeignKey(
        Body, models.PROTECT, db_index=False, related_name="+", verbose_name=_("领导班子")
    )

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("职务")
        indexes = (models.Index(fields=["body"], name="register_post_body"),)


class PostSpan(FactRow):
    """A post as it stood for one span of time."""

    post = models.ForeignKey(Post, models.PROTECT, db_index=False, related_name="+", verbose_name=_("职务"))
    title = models.CharField(_("职务名称"), max_length=200)
    role = models.CharField(_("班子角色"), max_length=12, choices=list(vocabulary.ROLES.items()))
    precedence = models.PositiveSmallIntegerField(_("班子排序"), default=1)
    charge = models.CharField(_("分管"), max_length=500, blank=True)

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("职务沿革")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="register_postspan_dates"),
            models.CheckConstraint(
                condition=Q(role__in=list(vocabulary.ROLES)), name="register_postspan_role"
            ),
        )
        indexes = (models.Index(fields=["post"], name="register_postspan_post"),)
