"""Addresses of the API, the map layers and the token pages."""

from django.urls import URLPattern, URLResolver, path

from siaga.server.api.endpoints import api
from siaga.server.api.urls import ogc, tokens

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    *ogc.urlpatterns,
    *tokens.urlpatterns,
]
