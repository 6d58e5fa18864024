"""Addresses of the first page."""

from django.urls import URLPattern, path

from siaga.server.plan.views import home

urlpatterns: list[URLPattern] = [path("", home.home, name="home")]
