"""The draft desk: change a plan by hand.

For the map and other scripts:

- ``GET  /o/<slug>/plans/<n>/card/<station|post|officer>/<id>``: a card as a piece of HTML.
- ``POST /o/<slug>/plans/<n>/edits`` with ``revision`` and an edit (``kind`` and its fields, see
  :mod:`siaga.planning.edit_json`), as form fields or as JSON ``{"revision": 3, "edit": {...}}``;
  ``?preview=1`` writes nothing. Header ``X-CSRFToken``. A request with ``HX-Request`` gets a piece
  of HTML, one with a JSON body gets JSON, a plain form is led back to the desk:

  - 200: preview or done. JSON: ``{"revision", "sentence", "findings": [{"weight", "change",
    "place", "text"}], "cost": {"before", "after", "change"}, "hard"}``. An empty piece of HTML in a
    preview never comes: without findings the price is still told.
  - 409: the draft is at another revision, or is no draft any more. JSON: ``{"revision", "code",
    "changes": [{"sequence", "text", "who"}]}``.
  - 422: the edit can not be made. JSON: ``{"problems": [{"code", "message", "remedy"}]}``.
- ``POST /o/<slug>/plans/<n>/edits/undo`` and ``…/redo`` with ``revision``.
- ``GET  /o/<slug>/plans/<n>/presence?revision=3``: who else has the draft open, and whether it has
  changed; asked every few seconds.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from siaga.model.problems import InputError
from siaga.planning.edit_json import edit_from_json
from siaga.server.core.access import actor_of, authorise
from siaga.server.core.middleware import language_of
from siaga.server.language import say
from siaga.server.plan.actions.drafts import (
    Changed,
    DraftConflictError,
    edit_draft,
    redo_edit,
    undo_edit,
)
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.draft_forms import edit_in_query
from siaga.server.plan.queries.draft_words import (
    edit_sentence,
    finding_lines,
    history,
    officers_in,
)
from siaga.server.plan.queries.drafts import names_of, note_presence, plan_for
from siaga.server.plan.views.draft_answers import (
    answer_conflict,
    answer_made,
    answer_preview,
    answer_problems,
    asked_in,
    back,
    desk_page,
    frame,
    preview_of,
    problems_of,
    revision_in,
)
from siaga.server.plan.workbench import view_of

_FINDINGS_A_PAGE = 200


@login_required
@require_safe
def desk(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Forms to change the draft, what a change asked for would do, undo, redo, locks, history."""
    sight = plan_for(actor_of(request), slug, number)
    shown = desk_page(request, sight)
    try:
        edit = edit_in_query(sight, request.GET)
        if edit is not None and sight.editing:
            shown |= preview_of(sight, edit, language_of(request))
    except InputError as error:
        shown["problems"] = problems_of(error, language_of(request))
    return render(request, "plan/drafts/desk.html", shown)


@login_required
@require_safe
def findings(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every rule of doctrine that the plan breaks as it stands."""
    from siaga.planning.plan_check import Weight, check_view

    sight = plan_for(actor_of(request), slug, number)
    authorise(actor_of(request), sight.operation, PlanPermission.DRAFT_VIEW)
    found = check_view(view_of(sight.version))
    order = list(Weight)
    wanted = request.GET.get("weight", "")
    weight = wanted if wanted in {each.value for each in order} else ""
    chosen = [finding for finding in found if weight in ("", finding.weight.value)]
    chosen.sort(key=lambda finding: order.index(finding.weight))
    page = Paginator(chosen, _FINDINGS_A_PAGE).get_page(request.GET.get("page"))
    shown = frame(sight, "findings") | {
        "lines": finding_lines(sight, page.object_list, language_of(request)),
        "counts": [(each.value, sum(f.weight is each for f in found)) for each in order],
        "page": page,
        "weight": weight,
    }
    return render(request, "plan/drafts/findings.html", shown)


@login_required
@require_POST
def edits(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make one change, or say what it would do; see the module's words."""
    actor = actor_of(request)
    sight = plan_for(actor, slug, number)
    authorise(actor, sight.operation, PlanPermission.DRAFT_EDIT)
    language = language_of(request)
    try:
        revision, edit = asked_in(request)
        if request.GET.get("preview"):
            if revision != sight.version.revision or not sight.editing:
                code = "changed" if sight.editing else "not_draft"
                raise DraftConflictError(code, sight.version)
            return answer_preview(request, sight, preview_of(sight, edit, language))
        made = edit_draft(actor, sight.operation, number=number, revision=revision, edit=edit)
    except InputError as error:
        return answer_problems(request, sight, problems_of(error, language))
    except DraftConflictError as conflict:
        return answer_conflict(request, plan_for(actor, slug, number), conflict)
    return answer_made(request, plan_for(actor, slug, number), edit, made)


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take back the last change."""
    return _step(request, slug, number, undo_edit, "drafts.said_undone")


@login_required
@require_POST
def redo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make the change again that was taken back last."""
    return _step(request, slug, number, redo_edit, "drafts.said_redone")


@login_required
@require_safe
def presence(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who else has the draft open, and whether it has changed since ``?revision=``."""
    actor = actor_of(request)
    sight = plan_for(actor, slug, number)
    authorise(actor, sight.operation, PlanPermission.DRAFT_EDIT)
    shown = frame(sight, "edit") | {
        "others": note_presence(sight.version, actor.person),
        "seen": request.GET.get("revision", ""),
        "current": str(sight.version.revision),
        "newest": history(sight, language_of(request), most=1)[:1],
    }
    response = render(request, "plan/drafts/_presence.html", shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def _step(
    request: HttpRequest,
    slug: str,
    number: int,
    action: Callable[..., Changed],
    said: str,
) -> HttpResponse:
    actor = actor_of(request)
    sight = plan_for(actor, slug, number)
    authorise(actor, sight.operation, PlanPermission.DRAFT_EDIT)
    language = language_of(request)
    try:
        made = action(actor, sight.operation, number=number, revision=revision_in(request))
    except DraftConflictError as conflict:
        return answer_conflict(request, plan_for(actor, slug, number), conflict)
    except InputError as error:
        return answer_problems(request, sight, problems_of(error, language))
    edit = edit_from_json(made.edit.edit)
    sentence = edit_sentence(sight, edit, names_of(sight, officers_in(edit)), language)
    messages.success(request, say(said, language, edit=sentence))
    return back(request, sight)
