from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "tongjian.register"
    default_auto_field = "django.db.models.BigAutoField"
