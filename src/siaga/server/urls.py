"""All addresses: each app brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("siaga.server.core.urls")),
    path("", include("siaga.server.plan.urls")),
    path("", include("siaga.server.api.urls")),
]

handler400 = "siaga.server.core.security.errors.bad_request"
handler403 = "siaga.server.core.security.errors.forbidden"
handler404 = "siaga.server.core.security.errors.not_found"
handler500 = "siaga.server.core.security.errors.server_error"
