"""Addresses of the ledger: below ``/o/<slug>/`` for members, below ``/ledger/`` for outsiders."""

from django.urls import URLPattern, path

from siaga.server.core.views import ledger, ledger_public

urlpatterns: list[URLPattern] = [
    path("o/<slug:slug>/ledger/", ledger.journal, name="ledger"),
    path("o/<slug:slug>/ledger/<int:position>/", ledger.entry, name="ledger-entry"),
    path("o/<slug:slug>/ledger/cosign/", ledger.cosign, name="ledger-cosign"),
    path("o/<slug:slug>/ledger/export/", ledger.export, name="ledger-export"),
    path("ledger/", ledger_public.about, name="ledger-about"),
    path("ledger/checkpoint", ledger_public.checkpoint, name="ledger-checkpoint"),
    path("ledger/key", ledger_public.key, name="ledger-key"),
    path("ledger/siaga_verify.py", ledger_public.verifier, name="ledger-verifier"),
    path("ledger/tile/<path:path>", ledger_public.tile, name="ledger-tile"),
    path("ledger/proof/inclusion/<int:position>", ledger_public.inclusion, name="ledger-inclusion"),
    path("ledger/proof/consistency", ledger_public.consistency, name="ledger-consistency"),
]
