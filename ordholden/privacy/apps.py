from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "ordholden.privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ordholden.privacy import post  # noqa: F401  its gate joins those of the mail
        from ordholden.privacy.actions import notices
        from ordholden.tenants import actions

        actions.WHEN_ADDED.append(notices.publish_first)
