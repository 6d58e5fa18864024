"""The first page after signing in: the operations one has a part in, and what waits there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from siaga.server.core.access import actor_of, visible_operations
from siaga.server.core.roles import Role
from siaga.server.plan.queries.home import operation_cards


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The list of operations; the only one is opened at once. The administrator has none."""
    actor = actor_of(request)
    operations = visible_operations(actor)
    if not operations and any(row.role == Role.ADMIN for row in actor.memberships):
        return redirect("installation")
    if len(operations) == 1:
        return redirect("operation", slug=operations[0].slug)
    return render(request, "plan/home.html", {"cards": operation_cards(actor, operations)})
