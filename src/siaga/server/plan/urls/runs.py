"""Addresses of scenarios and comparisons."""

from django.urls import URLPattern, path

from siaga.server.plan.views import compare, runs

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/runs/", runs.run_list, name="runs"),
    path("o/<slug:slug>/runs/live/", runs.live, name="runs-live"),
    path("o/<slug:slug>/runs/new/", runs.new_run, name="run-new"),
    path("o/<slug:slug>/runs/<int:number>/", runs.run_page, name="run"),
    path("o/<slug:slug>/runs/<int:number>/cancel/", runs.cancel, name="run-cancel"),
    path("o/<slug:slug>/compare/", compare.compare, name="compare"),
]
