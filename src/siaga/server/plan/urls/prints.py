"""Addresses of prints."""

from django.urls import URLPattern, path

from siaga.server.plan.views import prints

_PRINTS = "o/<slug:slug>/plans/<int:number>/prints/"

urlpatterns: list[URLPattern] = [
    path(_PRINTS, prints.prints, name="prints"),
    path(f"{_PRINTS}<slug:kind>/<slug:language>/make/", prints.make, name="print-make"),
    path(f"{_PRINTS}<slug:kind>/<slug:language>/", prints.download, name="print-file"),
]
