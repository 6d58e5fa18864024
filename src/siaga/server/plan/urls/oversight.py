"""Addresses of oversight."""

from django.urls import URLPattern, path

from siaga.server.plan.views import oversight

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/equal-treatment/", oversight.equal_treatment, name="equal-treatment"),
    path("o/<slug:slug>/score/", oversight.score, name="score"),
    path("o/<slug:slug>/score/<str:station>/", oversight.station_score, name="station-score"),
]
