from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "ordholden.copies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.copies import actions
        from ordholden.privacy import replay, sinks

        replay.AFTER_RESTORE.append(actions.forget_over)  # copies that came back are over
        sinks.register(sinks.Sink("exports", actions.left, actions.forget_all, actions.of_persons))
