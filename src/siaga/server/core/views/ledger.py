"""Pages of the ledger for those who have a part in the operation."""

from __future__ import annotations

import tempfile
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from siaga.ledger.note import LARGEST_NOTE
from siaga.ledger.texts import LedgerError
from siaga.server.core.access import Actor, actor_of, authorise, may, operation_for
from siaga.server.core.actions import ledger as actions
from siaga.server.core.entries import KINDS
from siaga.server.core.ledger_sentences import kind_label, role_name, tell, word
from siaga.server.core.ledger_store import sign
from siaga.server.core.ledger_store.export import export_ledger
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Agency, Operation
from siaga.server.core.numbers import LEDGER_DIGITS, whole_number
from siaga.server.core.policy import CorePermission
from siaga.server.core.queries import ledger as queries
from siaga.server.language import say


@login_required
@require_GET
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """The operation's journal, newest first."""
    operation, access = operation_for(actor_of(request), slug, CorePermission.LEDGER_VIEW)
    filters, bad = _filters(request)
    page = queries.journal(access, filters)
    given = {name: value for name, value in request.GET.items()
             if name in ("kind", "type", "object", "from", "to") and value}  # fmt: skip
    shown = {
        "operation": operation,
        "page": page,
        "lines": _lines(page.rows, request),
        "waiting": _lines(page.waiting, request),
        "kinds": [(kind, kind_label(kind, language_of(request))) for kind in sorted(KINDS)],
        "given": given,
        "bad": bad,
        "filtered": bool(given),
        "newer": page.newer is not None and urlencode({**given, "after": page.newer}),
        "older": page.older is not None and urlencode({**given, "before": page.older}),
        "checkpoint": next(iter(queries.checkpoints(1)), None),
        "may_cosign": may(actor_of(request), operation, CorePermission.LEDGER_COSIGN),
    }
    return render(request, "core/ledger/journal.html", shown)


@login_required
@require_GET
def entry(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """One entry: what was done, what it commits to, and the proof that it is in the ledger."""
    operation, access = operation_for(actor_of(request), slug, CorePermission.LEDGER_VIEW)
    found = queries.entry_at(access, position)
    language = language_of(request)
    shown = {
        "operation": operation,
        "line": _lines([found], request)[0],
        "found": found,
        "facts": [(name, word(name, value, language)) for name, value in found.entry.facts.items()],
        "personal": queries.personal_values(access, found),
        "proof": queries.inclusion(position),
        "leaf": bytes(found.row.leaf_hash).hex(),
        "payload": bytes(found.row.payload).decode(),
    }
    return render(request, "core/ledger/entry.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def cosign(request: HttpRequest, slug: str) -> HttpResponse:
    """Checkpoints, the agency's key, and the place to hand in a co-signed checkpoint."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, CorePermission.LEDGER_COSIGN)
    problem = ""
    if request.method == "POST":
        problem = _cosign(request, actor, operation)
        if not problem:
            return redirect("ledger-cosign", slug=slug)
    shown = {
        "operation": operation,
        "access": access,
        "newest": sign.checkpoint(),
        "checkpoints": queries.checkpoints(10),
        "key": queries.agency_key(access),
        "own": sign.own_public_key().vkey(),
        "problem": problem,
        "vkey": request.POST.get("vkey", ""),
    }
    return render(request, "core/ledger/cosign.html", shown, status=400 if problem else 200)


@login_required
@require_POST
def export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The operation's ledger as a file for outsiders; that it was taken is itself on record."""
    actor = actor_of(request)
    operation, _access = operation_for(actor, slug, CorePermission.LEDGER_VIEW)
    size = actions.take_export(actor, operation)
    # Without a name on disk: gone with the response, however that ends.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    export_ledger(file, operation=operation.id, size=size)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{operation.slug}-ledger-{size}.zip")


def _cosign(request: HttpRequest, actor: Actor, operation: Operation) -> str:
    """Do what the form asked; what was wrong with it, or empty."""
    language = language_of(request)
    try:
        if vkey := request.POST.get("vkey", "").strip():
            actions.register_key(actor, operation, vkey=vkey)
            messages.success(request, say("ledger.key_taken", language))
            return ""
        upload = request.FILES.get("note")
        if upload is None:
            authorise(actor, operation, CorePermission.LEDGER_COSIGN)
            return say("ledger.no_file", language)
        made = actions.cosign(actor, operation, note=upload.read(LARGEST_NOTE + 1))
        messages.success(request, say("ledger.cosigned_now", language, size=made.size))
    except LedgerError as error:
        return error.text(language)
    except actions.CosignError as error:
        return say(f"ledger.{error.key}", language, **error.values)
    return ""


def _lines(rows: object, request: HttpRequest) -> list[dict[str, object]]:
    """Rows as the pages show them."""
    language = language_of(request)
    assert isinstance(rows, (list, tuple))
    agencies = {str(key): name for key, name in Agency.objects.values_list("id", "name")}
    lines = []
    for found in rows:
        entry = found.entry
        who = found.name or say(
            "ledger.server" if entry.who is None else "ledger.erased_account", language
        )
        lines.append(
            {
                "position": found.row.position,
                "sentence": tell(entry.kind, entry.facts, language, agencies),
                "kind": entry.kind,
                "who": who,
                "role": role_name(entry.role, language),
                "agency": entry.agency,
                "via": say(f"ledger.via_{entry.via}", language),
                "recorded": entry.recorded,
                "happened": entry.happened,
                "late": (entry.recorded - entry.happened).total_seconds() > 60,
                "object_type": entry.object_type,
                "object_id": entry.object_id,
            }
        )
    return lines


def _filters(request: HttpRequest) -> tuple[queries.Filters, bool]:
    """What was asked, and whether something in it could not be read and was left out."""
    get, bad = request.GET, False
    days: list[date | None] = []
    for name in ("from", "to"):
        try:
            days.append(date.fromisoformat(get[name]) if get.get(name) else None)
        except ValueError:
            days.append(None)
            bad = True
    places: list[int | None] = []
    for name in ("before", "after"):
        text = get.get(name, "")
        places.append(whole_number(text, LEDGER_DIGITS))
        bad = bad or bool(text and places[-1] is None)
    kind = get.get("kind", "")
    filters = queries.Filters(
        kind=kind if kind in KINDS else "",
        object_type=get.get("type", "")[:40].replace("\0", ""),
        object_id=get.get("object", "").strip()[:80].replace("\0", ""),
        first_day=days[0],
        last_day=days[1],
        before=places[0],
        after=places[1],
    )
    return filters, bad or bool(kind and kind not in KINDS)
