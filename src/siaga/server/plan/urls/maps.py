"""Addresses of the map."""

from django.urls import URLPattern, path

from siaga.server.plan.views import map_basemap, map_province, maps

_PROVINCE = "province/<uuid:agency_id>/"

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/", maps.operation, name="operation"),
    path("o/<slug:slug>/plans/<int:number>/map/", maps.plan_map, name="plan-map"),
    path("o/<slug:slug>/map/scene.json", maps.scene, name="map-scene"),
    path("o/<slug:slug>/map/areas/<int:number>.json", maps.areas, name="map-areas"),
    path("o/<slug:slug>/map/picture.svg", maps.picture, name="map-picture"),
    path("o/<slug:slug>/map/search/", maps.find, name="map-search"),
    path("o/<slug:slug>/map/card/station/<str:code>", maps.station, name="map-station"),
    path("o/<slug:slug>/map/card/base/<str:code>", maps.base, name="map-base"),
    path("o/<slug:slug>/map/reach.json", maps.reach, name="map-reach"),
    path("o/<slug:slug>/map/stations/", maps.stations, name="map-stations"),
    path(f"{_PROVINCE}map/", map_province.province_map, name="province-map"),
    path(f"{_PROVINCE}map/scene.json", map_province.scene, name="province-map-scene"),
    path(f"{_PROVINCE}map/areas.json", map_province.areas, name="province-map-areas"),
    path(f"{_PROVINCE}map/picture.svg", map_province.picture, name="province-map-picture"),
    path("basemap.pmtiles", map_basemap.basemap, name="basemap"),
]
