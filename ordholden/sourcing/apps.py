from django.apps import AppConfig


class SourcingConfig(AppConfig):
    name = "ordholden.sourcing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.people import changes
        from ordholden.sourcing import listing, redoing, warning  # noqa: F401  what is done again
        from ordholden.web import careful

        careful.HINTS.append(warning.hint)
        careful.WARNINGS.append(warning.of)
        changes.WHEN_CHANGED.append(listing.follow)
