"""Addresses of core, one module an area."""

from django.urls import URLPattern, URLResolver

from siaga.server.core.urls import accounts, health, ledger, people

urlpatterns: list[URLPattern | URLResolver] = [
    *accounts.urlpatterns,
    *people.urlpatterns,
    *ledger.urlpatterns,
    *health.urlpatterns,
]
