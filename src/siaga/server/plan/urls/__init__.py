"""Addresses of the plan desk, one module an area; all below ``/o/<slug>/`` but the province."""

from django.urls import URLPattern, URLResolver

from siaga.server.plan.urls import (
    approval,
    data,
    drafts,
    maps,
    oversight,
    prints,
    province,
    runs,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *maps.urlpatterns,
    *data.urlpatterns,
    *runs.urlpatterns,
    *drafts.urlpatterns,
    *approval.urlpatterns,
    *prints.urlpatterns,
    *oversight.urlpatterns,
    *province.urlpatterns,
]
