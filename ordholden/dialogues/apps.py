from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "ordholden.dialogues"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.companies import places
        from ordholden.copies.parts import PARTS
        from ordholden.dialogues import copying, showing

        PARTS.append(copying.written_for_company)
        places.WAITING.append(showing.waiting)
