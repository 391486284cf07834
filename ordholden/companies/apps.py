from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "ordholden.companies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.accounts.places import FIRST
        from ordholden.companies.access import firms_of, seat_of
        from ordholden.reading import telling

        FIRST.append(lambda user: "company" if seat_of(user) else "")
        telling.FIRMS.append(firms_of)
