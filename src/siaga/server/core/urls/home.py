"""Addresses of the first page."""

from django.urls import URLPattern, path

from siaga.server.core.views import home, preferences

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("language/", preferences.language, name="language"),
]
