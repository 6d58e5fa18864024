"""What an outsider needs to check the ledger: no account, no personal data, hashes alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from siaga.ledger.export import VERIFIER
from siaga.ledger.tiles import WIDTH, read_tile_path
from siaga.ledger.tree import HASH_BYTES
from siaga.server.core.ledger_store import sign
from siaga.server.core.models import LedgerTile
from siaga.server.core.numbers import LEDGER_DIGITS, whole_number
from siaga.server.core.queries import ledger as queries

YEAR = 365 * 24 * 3600


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page for people: what the ledger is, its key, its newest checkpoint, how to check."""
    shown = {
        "checkpoint": sign.checkpoint(),
        "vkey": sign.own_public_key().vkey(),
        "cosigners": queries.cosigning_agencies(),
        "checkpoints": queries.checkpoints(5),
    }
    return render(request, "core/ledger/about.html", shown)


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint, or that of ``?size=``, as a C2SP signed note."""
    size = request.GET.get("size", "")
    row = queries.checkpoint_of(_number(size)) if size else sign.checkpoint()
    response = HttpResponse(row.note.encode(), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    if "download" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="checkpoint-{row.size}.txt"'
    return response


@require_safe
def key(_request: HttpRequest) -> HttpResponse:
    """The ledger's public key, then those that co-sign, one a line."""
    keys = [sign.own_public_key(), *sign.cosigner_keys()]
    lines = "".join(f"{key.vkey()}\n" for key in keys)
    return HttpResponse(lines.encode(), content_type="text/plain; charset=utf-8")


@require_safe
def verifier(_request: HttpRequest) -> HttpResponse:
    """The stand-alone verifier."""
    response = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{VERIFIER.name}"'
    return response


@require_safe
def tile(_request: HttpRequest, path: str) -> HttpResponse:
    """Hashes as C2SP ``tlog-tiles`` lays them out; what lies under a checkpoint never changes."""
    asked = read_tile_path(path)
    if asked is None:
        raise Http404
    level, index, width = asked
    # A partial tile is vouched for only as far as the tree goes, a full one always.
    row = LedgerTile.objects.filter(level=level, index=index).first()
    data = bytes(row.hashes)[: width * HASH_BYTES] if row else b""
    if len(data) < width * HASH_BYTES or width > WIDTH:
        raise Http404
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@require_safe
def inclusion(request: HttpRequest, position: int) -> JsonResponse:
    """Proof that the entry at ``position`` is in the tree of a checkpoint (``?size=``)."""
    size = request.GET.get("size", "")
    proof = queries.inclusion(position, size=_number(size) if size else None)
    return JsonResponse(
        {
            "origin": sign.origin(),
            "index": proof.index,
            "size": proof.checkpoint.size,
            "leaf_hash": proof.leaf.hex(),
            "proof": [step.hex() for step in proof.path],
            "root": bytes(proof.checkpoint.root).hex(),
            "checkpoint": proof.checkpoint.note,
        }
    )


@require_safe
def consistency(request: HttpRequest) -> JsonResponse:
    """Proof that the checkpoint of ``?to=`` continues that of ``?from=``."""
    old, new = (_number(request.GET.get(name, "")) for name in ("from", "to"))
    first, second, path = queries.consistency(old, new)
    return JsonResponse(
        {
            "origin": sign.origin(),
            "from": first.size,
            "to": second.size,
            "proof": [step.hex() for step in path],
            "from_checkpoint": first.note,
            "to_checkpoint": second.note,
        }
    )


def _number(text: str) -> int:
    number = whole_number(text, LEDGER_DIGITS)
    if number is None:
        raise Http404
    return number
