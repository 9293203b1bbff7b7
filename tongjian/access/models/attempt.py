"""Mistakes at the entrance: a count and a moment. No name, no address, no device."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FailedLogins(models.Model):
    """How often in a row one login name let nobody in, and until when the next try waits.

    ``mark`` is a keyed digest: people type passwords where the name belongs. The empty mark stands for all names
    together. Not sealed, and forgotten after a day; each mistake has its sealed entry in the trail.
    """

    mark = models.CharField(_("登录名的校验值"), max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(_("连续未成功次数"))
    until = models.DateTimeField(_("至此再试"), db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("登录未成功")
