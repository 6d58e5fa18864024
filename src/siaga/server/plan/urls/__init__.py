"""Addresses of the plan desk, one module an area; below ``/o/<slug>/`` but home and province."""

from django.urls import URLPattern, URLResolver

from siaga.server.plan.urls import (
    approval,
    data,
    drafts,
    home,
    maps,
    oversight,
    prints,
    province,
    runs,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *maps.urlpatterns,
    *data.urlpatterns,
    *runs.urlpatterns,
    *drafts.urlpatterns,
    *approval.urlpatterns,
    *prints.urlpatterns,
    *oversight.urlpatterns,
    *province.urlpatterns,
]
