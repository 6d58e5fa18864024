"""``{% load data_age %}``: which data the operation stands on, and how old they are."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django import template
from django.template import Context

from siaga.server.core.models import Operation
from siaga.server.plan.models import DataVersion
from siaga.server.plan.models.data import DataState

register = template.Library()


class DataAge(NamedTuple):
    """The accepted data version and when it was accepted."""

    number: int
    accepted_at: datetime | None


@register.simple_tag(takes_context=True)
def data_age(context: Context) -> DataAge | None:
    """``{% data_age as age %}``: of the page's operation; None without data or operation."""
    operation = context.get("operation")
    if not isinstance(operation, Operation):
        return None
    row = (
        DataVersion.objects.filter(operation=operation, state=DataState.ACCEPTED)
        .order_by("-number")
        .values_list("number", "decided_at")
        .first()
    )
    return None if row is None else DataAge(*row)
