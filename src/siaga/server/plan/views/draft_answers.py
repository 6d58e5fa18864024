"""Answers of the draft desk: a page, a piece of HTML or JSON, as the request asks."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from siaga.model.language import Language
from siaga.model.problems import InputError
from siaga.planning.edit_json import cost_to_json, edit_from_json, edit_to_json
from siaga.planning.edits import Edit, EditResult, apply_edit
from siaga.server.core.access import actor_of
from siaga.server.core.middleware import language_of
from siaga.server.core.numbers import whole_number
from siaga.server.language import say
from siaga.server.plan.actions.drafts import Changed, DraftConflictError, next_redo
from siaga.server.plan.models import PlanEdit
from siaga.server.plan.queries.draft_forms import desk_forms, edit_of
from siaga.server.plan.queries.draft_words import (
    edit_sentence,
    history,
    officers_in,
    preview_lines,
)
from siaga.server.plan.queries.drafts import Sight, names_of, note_presence
from siaga.server.plan.workbench import workbench

_HISTORY = 50


def revision_in(request: HttpRequest) -> int:
    """The revision the editor saw; BadRequest when the form names none."""
    seen = whole_number(request.POST.get("revision"))
    if seen is None:
        raise BadRequest("revision")
    return seen


def asked_in(request: HttpRequest) -> tuple[int, Edit]:
    """(revision, edit) of a form or a JSON body.

    Raises:
        BadRequest: no revision is named, or the body is no JSON.
        InputError: it is no edit.
    """
    if request.content_type != "application/json":
        return revision_in(request), edit_of(request.POST)
    try:
        body = json.loads(request.body)
        revision = body["revision"]
        document = body["edit"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadRequest("body") from error
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise BadRequest("revision")
    return revision, edit_from_json(document)


def frame(sight: Sight, tab: str) -> dict[str, Any]:
    """What every page of a plan shows."""
    return {
        "operation": sight.operation,
        "access": sight.access,
        "sight": sight,
        "plan": sight.version,
        "tab": tab,
    }


def desk_page(request: HttpRequest, sight: Sight) -> dict[str, Any]:
    """What the desk shows besides a preview; says that the reader has the draft open."""
    language = language_of(request)
    undoable = PlanEdit.objects.filter(plan=sight.version, undone=False).exists()
    redoable = next_redo(sight.version)
    others = note_presence(sight.version, actor_of(request).person) if sight.editing else []
    return frame(sight, "edit") | {
        "history": history(sight, language, most=_HISTORY),
        "undoable": undoable,
        "redoable": redoable,
        "others": others,
        "seen": str(sight.version.revision),
        "current": str(sight.version.revision),
        **desk_forms(sight, request.GET, language),
    }


def preview_of(sight: Sight, edit: Edit, language: Language) -> dict[str, Any]:
    """What ``edit`` would do to the draft as it stands.

    Raises:
        InputError: it can not be made.
    """
    bench = workbench(sight.version)
    result = apply_edit(bench.operation, bench.plan, bench.travel, edit)
    return {
        "edit": edit,
        "fields": edit_fields(edit),
        "result": result,
        "preview": preview_lines(sight, edit, result, language),
    }


def edit_fields(edit: Edit) -> list[tuple[str, str]]:
    """``edit`` as the fields of a form."""
    return list(edit_to_json(edit).items())


def problems_of(error: InputError, language: Language) -> list[dict[str, str]]:
    """Code, message and remedy of each problem."""
    side = 0 if language == "id" else 1
    return [
        {"code": p.code, "message": p.message[side], "remedy": p.remedy[side]}
        for p in error.report.errors
    ]


def _wants_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json" and not _wants_piece(request)


def _wants_piece(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def answer_preview(request: HttpRequest, sight: Sight, shown: dict[str, Any]) -> HttpResponse:
    """What :func:`preview_of` found."""
    if _wants_json(request):
        return JsonResponse(_as_json(sight, shown["preview"], shown["result"]))
    if _wants_piece(request):
        return render(request, "plan/drafts/_preview.html", frame(sight, "edit") | shown)
    return render(request, "plan/drafts/desk.html", desk_page(request, sight) | shown)


def answer_made(request: HttpRequest, sight: Sight, edit: Edit, made: Changed) -> HttpResponse:
    """What was done; ``sight`` is the draft after it."""
    language = language_of(request)
    if made.result is None:
        raise AssertionError("an edit has a result")
    lines = preview_lines(sight, edit, made.result, language)
    if _wants_json(request):
        return JsonResponse(_as_json(sight, lines, made.result))
    if _wants_piece(request):
        shown = frame(sight, "edit") | {"preview": lines, "done": True}
        return render(request, "plan/drafts/_preview.html", shown)
    messages.success(request, say("drafts.said_done", language, edit=lines.sentence))
    return back(request, sight)


def _as_json(sight: Sight, lines: Any, result: EditResult) -> dict[str, Any]:
    return {
        "revision": sight.version.revision,
        "sentence": lines.sentence,
        "hard": lines.hard,
        "findings": [
            {"weight": f.weight, "change": f.change, "place": f.place, "text": f.text}
            for f in lines.findings
        ],
        "cost": {
            "before": cost_to_json(result.cost.before),
            "after": cost_to_json(result.cost.after),
            "change": cost_to_json(result.cost.change),
        },
    }


def answer_problems(
    request: HttpRequest, sight: Sight, problems: list[dict[str, str]]
) -> HttpResponse:
    """422: why the edit can not be made."""
    if _wants_json(request):
        return JsonResponse({"problems": problems}, status=422)
    shown: dict[str, Any] = {"problems": problems}
    if _wants_piece(request):
        page = "plan/drafts/_problems.html"
        return render(request, page, frame(sight, "edit") | shown, status=422)
    return render(request, "plan/drafts/desk.html", desk_page(request, sight) | shown, status=422)


def answer_conflict(
    request: HttpRequest, sight: Sight, conflict: DraftConflictError
) -> HttpResponse:
    """409: what the other changed, and the own change to make again on top of it."""
    language = language_of(request)
    seen, edit = _seen(request)
    changes = history(sight, language, most=max(1, min(20, sight.version.revision - seen)))
    if _wants_json(request):
        document = {
            "code": conflict.code,
            "revision": sight.version.revision,
            "changes": [{"sequence": c.sequence, "text": c.text, "who": c.who} for c in changes],
        }
        return JsonResponse(document, status=409)
    shown = frame(sight, "edit") | {
        "code": conflict.code,
        "why": say(f"drafts.conflict_{conflict.code}", language),
        "changes": changes if conflict.code == "changed" else [],
        "own": _own(sight, edit, language),
        "fields": edit_fields(edit) if edit else [],
        "piece": _wants_piece(request),
    }
    page = "_conflict" if _wants_piece(request) else "conflict"
    return render(request, f"plan/drafts/{page}.html", shown, status=409)


def _seen(request: HttpRequest) -> tuple[int, Edit | None]:
    """The revision the editor saw and the edit asked for; undo and redo have none."""
    try:
        return asked_in(request)
    except (BadRequest, InputError):
        return revision_in(request), None


def _own(sight: Sight, edit: Edit | None, language: Language) -> str:
    if edit is None:
        return ""
    return edit_sentence(sight, edit, names_of(sight, officers_in(edit)), language)


def back(request: HttpRequest, sight: Sight) -> HttpResponse:
    """To where the form was, inside this server, or to the draft desk."""
    goal = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(goal, {request.get_host()}, request.is_secure()):
        return redirect(goal)
    return redirect(reverse("plan-edit", args=[sight.operation.slug, sight.version.number]))
