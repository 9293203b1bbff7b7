"""Administrative areas of GB/T 2260 and what became of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongjian.trail.models import FactRow


class Area(FactRow):
    """An area code and the name it stood for during one span of time."""

    code = models.CharField(_("行政区划代码"), max_length=12)
    name = models.CharField(_("名称"), max_length=100)
    successor = models.CharField(_("后继代码"), max_length=120, blank=True, help_text=_("多个代码以空格分隔"))

    class Meta(FactRow.Meta):
        verbose_name = verbose_name_plural = _("行政区划")
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="register_area_dates"),
        )
        indexes = (models.Index(fields=["code"], name="register_area_code"),)
