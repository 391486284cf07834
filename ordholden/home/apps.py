from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "ordholden.home"
    default_auto_field = "django.db.models.BigAutoField"
