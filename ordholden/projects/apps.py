from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "ordholden.projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.companies import places
        from ordholden.projects import waiting

        places.WAITING.append(waiting.of)
