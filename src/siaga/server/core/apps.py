"""The app as Django knows it."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Operations, agencies, people, access, ledger."""

    name = "siaga.server.core"
    label = "core"

    def ready(self) -> None:
        """Have the database guard the ledger after every migration."""
        from django.db.models.signals import post_migrate

        from siaga.server.core.ledger_store.guard import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="ledger-guard")
