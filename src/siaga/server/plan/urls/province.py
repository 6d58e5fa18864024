"""Addresses of province."""

from django.urls import URLPattern, path

from siaga.server.plan.views import province

urlpatterns: list[URLPattern] = [
    path("province/", province.provinces, name="provinces"),
    path("province/<uuid:agency_id>/", province.province, name="province"),
    path("province/<uuid:agency_id>/outlines.svg", province.picture, name="province-outlines"),
    path("province/<uuid:agency_id>/proposals/", province.propose, name="province-propose"),
    path(
        "province/<uuid:agency_id>/proposals/<uuid:proposal_id>/",
        province.proposal,
        name="province-proposal",
    ),
]
