from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "ordholden.reading"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.accounts import actions as accounts
        from ordholden.reading import refusals
        from ordholden.reading.actions import note_failed_sign_in
        from ordholden.tenants import scope

        scope.WHEN_OVER.append(refusals.write_down)
        accounts.WHEN_SIGN_IN_FAILED.append(note_failed_sign_in)
