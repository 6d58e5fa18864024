"""The ledger: entries as they were hashed, and the latest checkpoint."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from siaga.server.api import shapes
from siaga.server.api.endpoints.parameters import Cursor, Limit
from siaga.server.api.identity import gate
from siaga.server.api.paging import Page, page
from siaga.server.api.queries import read
from siaga.server.api.schemas import CheckpointOut, LedgerEntryOut
from siaga.server.core.policy import CorePermission

router = Router(tags=["ledger"])
LEDGER = "/operations/{slug:slug}/ledger"


@router.get(LEDGER + "/entries", response=Page[LedgerEntryOut], url_name="ledger-entries")
def ledger_entries(request: HttpRequest, slug: str, limit: Limit = 100, cursor: Cursor = 0) -> Any:
    """Entries of the operation, newest first."""
    _, access = gate(request, slug, CorePermission.LEDGER_VIEW)
    return page(
        request,
        read.entries(access),
        shapes.entry,
        key="position",
        cursor=cursor,
        limit=limit,
        descending=True,
    )


@router.get(LEDGER + "/checkpoint", response=CheckpointOut, url_name="ledger-checkpoint")
def ledger_checkpoint(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The latest signed tree head of the whole installation."""
    gate(request, slug, CorePermission.LEDGER_VIEW)
    return shapes.checkpoint(read.checkpoint())
