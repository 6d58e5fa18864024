"""Addresses of one's own tokens."""

from django.urls import URLPattern, path

from siaga.server.api.views import tokens

urlpatterns: list[URLPattern] = [
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/new/", tokens.new, name="token-new"),
    path("tokens/<uuid:token_id>/revoke/", tokens.revoke, name="token-revoke"),
]
