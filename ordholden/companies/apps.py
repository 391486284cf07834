from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "ordholden.companies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.accounts.places import FIRST
        from ordholden.companies.access import seat_of

        FIRST.append(lambda user: "company" if seat_of(user) else "")
