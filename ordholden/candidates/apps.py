from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "ordholden.candidates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.accounts import actions as accounts
        from ordholden.candidates.actions import sign_up

        accounts.WHEN_CONFIRMED.append(sign_up.address_confirmed)
