from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "ordholden.journal"
    label = "journal"

    def ready(self) -> None:
        from ordholden.journal import recording
        from ordholden.tenants import actions, scope

        # What a piece of work wrote down and then took back is marked as taken back.
        scope.WHEN_OVER.append(recording.settle)
        actions.BEFORE_REMOVED.append(recording.record_leaving)
