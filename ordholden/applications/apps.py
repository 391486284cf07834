from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "ordholden.applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.accounts import actions as accounts
        from ordholden.applications import locks, redoing  # noqa: F401  what is done again
        from ordholden.applications.actions import applying, referring
        from ordholden.candidates import asking
        from ordholden.privacy import lifeline, receipts

        accounts.WHEN_CONFIRMED.append(applying.address_confirmed)
        asking.HAS_APPLIED.append(applying.has_applied)
        lifeline.KEEPERS.append(locks.kept_of)
        receipts.WHEN_ERASED.append(referring.forget_unneeded)
