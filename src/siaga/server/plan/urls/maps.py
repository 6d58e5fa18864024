"""Addresses of the map."""

from django.urls import URLPattern, path

from siaga.server.plan.views import maps

urlpatterns: list[URLPattern] = [path("o/<slug:slug>/", maps.operation, name="operation")]
