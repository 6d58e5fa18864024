"""Documents of a plan: ask for them, watch them being made, download them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from siaga.model.language import LANGUAGES, Language
from siaga.server.core.access import Access, actor_of, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.core.models import Operation
from siaga.server.language import as_language
from siaga.server.ops.beats import worker_lives
from siaga.server.plan.actions.prints import QUEUED, READY, RUNNING, ask_print
from siaga.server.plan.jobs.prints import make_print
from siaga.server.plan.models import PlanPrint, PlanVersion
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.printing import KINDS, Kind, file_name, mark_of, stamp_key
from siaga.server.plan.queries.plans import plan_for

_SANDBOX = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; " \
    "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"  # fmt: skip
"""The page is one file with its own scripts: opened here, it may touch nothing of the desk."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A document in one language."""

    language: Language
    printed: PlanPrint | None
    """As it stands; None when it was never made or the plan's state changed since."""
    message: str

    @property
    def ready(self) -> bool:
        """Whether it can be downloaded."""
        return self.printed is not None and self.printed.state == READY

    @property
    def under_way(self) -> bool:
        """Whether it waits or is being made."""
        return self.printed is not None and self.printed.state in (QUEUED, RUNNING)


@login_required
@require_GET
def prints(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every document of a plan, ready or to be made."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.PRINT)
    version = plan_for(access, number)
    shown = _page(request, operation, access, version)
    if request.headers.get("HX-Request"):
        return render(request, "plan/prints/_documents.html", shown)
    return render(request, "plan/prints/prints.html", shown)


def _page(
    request: HttpRequest, operation: Operation, access: Access, version: PlanVersion
) -> dict[str, Any]:
    key = stamp_key(version)
    side = 0 if language_of(request) == "id" else 1
    kept = {
        (row.kind, row.language): row
        for row in PlanPrint.objects.filter(plan=version, stamp=key).defer("content")
    }

    def copy_of(kind: Kind, language: Language) -> Copy:
        row = kept.get((kind.key, language))
        return Copy(language, row, row.message[side] if row and row.message else "")

    rows = [
        (kind, [copy_of(kind, language) for language in (LANGUAGES if _spoken(kind) else ("id",))])
        for kind in KINDS.values()
    ]
    under_way = any(copy.under_way for _, copies in rows for copy in copies)
    return {
        "operation": operation,
        "access": access,
        "plan": version,
        "rows": rows,
        "under_way": under_way,
        "mark": mark_of(version),
        "workers": not under_way or worker_lives(),
    }


def _spoken(kind: Kind) -> bool:
    """Whether it differs by language."""
    return kind.key not in ("json", "geojson")


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _language(code: str) -> Language:
    if code not in LANGUAGES:
        raise Http404
    return as_language(code)


@login_required
@require_POST
def make(request: HttpRequest, slug: str, number: int, kind: str, language: str) -> HttpResponse:
    """Have a document made: the slow ones in the background, the others at once."""
    actor = actor_of(request)
    operation, access = operation_for(actor, slug, PlanPermission.PRINT)
    version = plan_for(access, number)
    wanted = _kind(kind)
    printed = ask_print(actor, operation, version, wanted, _language(language))
    if not wanted.slow:
        make_print(printed.pk)
    return redirect("prints", slug, number)


@login_required
@require_GET
def download(
    request: HttpRequest, slug: str, number: int, kind: str, language: str
) -> HttpResponse:
    """A document that is ready, with its name and type."""
    _, access = operation_for(actor_of(request), slug, PlanPermission.PRINT)
    version = plan_for(access, number)
    wanted, spoken = _kind(kind), _language(language)
    printed = PlanPrint.objects.filter(
        plan=version, kind=wanted.key, language=spoken, state=READY, stamp=stamp_key(version)
    ).first()
    if printed is None:
        return redirect("prints", slug, number)
    response = HttpResponse(bytes(printed.content), content_type=wanted.media_type)
    name = file_name(version, wanted, spoken)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{printed.sha256}"'
    if wanted.key == "page":
        response["Content-Security-Policy"] = _SANDBOX
    return response
