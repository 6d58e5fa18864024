"""The app as Django knows it."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Operations, agencies, people, access, ledger."""

    name = "siaga.server.core"
    label = "core"
