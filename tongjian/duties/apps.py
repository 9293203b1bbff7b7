from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "tongjian.duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the trail check the editions that its entries speak of."""
        from tongjian.duties.queries.editions import checked_editions
        from tongjian.trail.verify import FILE_CHECKS

        if checked_editions not in FILE_CHECKS:
            FILE_CHECKS.append(checked_editions)
