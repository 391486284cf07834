from django.apps import AppConfig


class FlagsConfig(AppConfig):
    name = "ordholden.flags"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.flags import redoing  # noqa: F401  what is done again
