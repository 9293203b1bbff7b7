from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "tongjian.access"
    verbose_name = _("权限")
    default_auto_field = "django.db.models.BigAutoField"
