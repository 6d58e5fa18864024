"""All addresses: each app brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("siaga.server.core.urls")),
    path("", include("siaga.server.plan.urls")),
    path("", include("siaga.server.api.urls")),
]
