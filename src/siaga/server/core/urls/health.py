"""Addresses of health."""

from django.urls import URLPattern, path

from siaga.server.core.views import health

urlpatterns: list[URLPattern] = [
    path("healthz", health.ready, name="health"),
    path("healthz/live", health.live, name="health-live"),
    path("metrics", health.prometheus, name="metrics"),
]
