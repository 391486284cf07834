from django.apps import AppConfig


class CvsConfig(AppConfig):
    name = "ordholden.cvs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.candidates import showing
        from ordholden.copies import portable
        from ordholden.cvs import card
        from ordholden.cvs.models import Part
        from ordholden.cvs.writers import jsonresume

        showing.BESIDE.append(card.section)
        portable.STRUCTURED[Part._meta.db_table] = jsonresume.of_row
