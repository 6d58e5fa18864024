"""Addresses of data."""

from django.urls import URLPattern, path

from siaga.server.plan.views import data, data_lists, data_upload

_DATA = "o/<slug:slug>/data/"
_VERSION = f"{_DATA}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(_DATA, data.version_list, name="data"),
    path(f"{_DATA}current/", data.latest, name="data-current"),
    path(f"{_DATA}upload/", data_upload.upload, name="data-upload"),
    path(f"{_DATA}template/<slug:name>/", data_upload.template, name="data-template"),
    path(f"{_DATA}compare/", data.compare, name="data-compare"),
    path(f"{_DATA}officer/<path:code>/erase/", data_lists.erase, name="data-erase"),
    path(_VERSION, data.version, name="data-version"),
    path(f"{_VERSION}download/", data.download, name="data-download"),
    path(f"{_VERSION}correct/", data_upload.correct, name="data-correct"),
    path(f"{_VERSION}accept/", data_upload.accept, name="data-accept"),
    path(f"{_VERSION}discard/", data_upload.discard, name="data-discard"),
    path(f"{_VERSION}rebase/", data_upload.rebase, name="data-rebase"),
    path(f"{_VERSION}restore/", data_upload.restore, name="data-restore"),
    path(f"{_VERSION}stations/", data_lists.stations, name="data-stations"),
    path(f"{_VERSION}officers/", data_lists.officers, name="data-officers"),
]
