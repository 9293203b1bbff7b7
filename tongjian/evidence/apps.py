from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "tongjian.evidence"
    verbose_name = _("证明材料")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the trail check the files that its entries speak of."""
        from tongjian.evidence.queries import checked_files
        from tongjian.trail.verify import FILE_CHECKS

        if checked_files not in FILE_CHECKS:
            FILE_CHECKS.append(checked_files)
