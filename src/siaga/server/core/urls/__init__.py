"""Addresses of core, one module an area."""

from django.urls import URLPattern, URLResolver

from siaga.server.core.urls import accounts, health, home, ledger, people

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *accounts.urlpatterns,
    *people.urlpatterns,
    *ledger.urlpatterns,
    *health.urlpatterns,
]
