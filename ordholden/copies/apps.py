from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "ordholden.copies"
    default_auto_field = "django.db.models.BigAutoField"
