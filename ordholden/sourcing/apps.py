from django.apps import AppConfig


class SourcingConfig(AppConfig):
    name = "ordholden.sourcing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.people import changes
        from ordholden.sourcing import listing

        changes.WHEN_CHANGED.append(listing.follow)
