"""Addresses of the map layers: of the plan in force, and of a plan by its number."""

from django.urls import URLPattern, path

from siaga.server.api.ogc import views

_RESOURCES = (
    ("", views.landing, "landing"),
    ("conformance", views.conformance, "conformance"),
    ("api", views.description, "description"),
    ("collections", views.collections, "collections"),
    ("collections/<slug:name>", views.collection, "collection"),
    ("collections/<slug:name>/queryables", views.queryables, "queryables"),
    ("collections/<slug:name>/items", views.items, "items"),
    ("collections/<slug:name>/items/<path:feature>", views.item, "item"),
)

urlpatterns: list[URLPattern] = [
    path(f"ogc/o/<slug:slug>/{before}{tail}", view, name=f"ogc-{prefix}{name}")
    for before, prefix in (("", ""), ("plan/<int:number>/", "plan-"))
    for tail, view, name in _RESOURCES
]
