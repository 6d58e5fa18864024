"""The app as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The plan desk."""

    name = "siaga.server.plan"
    label = "plan"
