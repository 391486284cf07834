from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "ordholden.kit"
    label = "kit"

    def ready(self) -> None:
        from ordholden.kit import files
        from ordholden.tenants import actions

        # A tenant that leaves takes its files along; its key goes with its rows.
        actions.WHEN_REMOVED["files"] = files.forget_tenant
