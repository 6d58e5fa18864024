"""The app as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The plan desk."""

    name = "siaga.server.plan"
    label = "plan"

    def ready(self) -> None:
        """Have the database refuse changes of issued plans."""
        from siaga.server.plan import guards

        guards.connect(self)
