from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "tongjian.web.staff"
    label = "staff"
