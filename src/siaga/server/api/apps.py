"""The app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """API, map layers, tokens."""

    name = "siaga.server.api"
    label = "api"
