from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "ordholden.dialogues"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.companies import places
        from ordholden.copies import contents, parts
        from ordholden.dialogues import copying, redoing, showing  # noqa: F401  what is done again
        from ordholden.sourcing.views import cvs

        parts.PARTS.append(copying.written_for_company)
        contents.WITHHELD.append(copying.notes_of_others)
        places.WAITING.append(showing.waiting)
        cvs.BESIDE.append(showing.beside)
