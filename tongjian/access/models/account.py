"""Persons who act, the accounts they log in with, and the passwords of these."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongjian.trail.models import SealedRow


class Person(SealedRow):
    """Somebody who acts. Who is also a supervised office-holder never sees matters about himself."""

    name = models.CharField(_("姓名"), max_length=100)
    holder = models.ForeignKey(
        "register.Holder",
        models.PROTECT,
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("任职者"),
        help_text=_("留空：不是监督对象"),
    )

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("人员")


class Account(SealedRow):
    """A login name of a person. Closed means out of use; it has no powers of its own."""

    person = models.ForeignKey(
        Person, models.PROTECT, db_index=False, related_name="+", verbose_name=_("人员")
    )
    login_name = models.CharField(_("登录名"), max_length=64)

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("账号")
        constraints = (
            models.UniqueConstraint(
                fields=["login_name"], condition=Q(closed_stamp__isnull=True), name="access_account_name_once"
            ),
        )
        indexes = (models.Index(fields=["person"], name="access_account_person"),)


class Credential(SealedRow):
    """The hash of an account's password. Sealed like any row, so that one put in by hand is found."""

    account = models.ForeignKey(
        Account, models.PROTECT, db_index=False, related_name="+", verbose_name=_("账号")
    )
    password = models.CharField(_("密码散列值"), max_length=200)

    class Meta(SealedRow.Meta):
        verbose_name = verbose_name_plural = _("登录凭据")
        constraints = (
            models.UniqueConstraint(
                fields=["account"], condition=Q(closed_stamp__isnull=True), name="access_credential_once"
            ),
        )
