"""The operation's page: the map first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from siaga.server.core.access import actor_of, operation_for
from siaga.server.core.policy import CorePermission


@login_required
def operation(request: HttpRequest, slug: str) -> HttpResponse:
    """The operation's map with its current plan."""
    found, access = operation_for(actor_of(request), slug, CorePermission.OPERATION_VIEW)
    return render(request, "plan/map/operation.html", {"operation": found, "access": access})
