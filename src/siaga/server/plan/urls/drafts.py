"""Addresses of drafts: lists, cards, and changes by hand."""

from django.urls import URLPattern, path, register_converter

from siaga.server.plan.queries.draft_cards import KINDS
from siaga.server.plan.views import draft_cards, draft_lists, drafts


class _Kind:
    """``post``, ``officer`` or ``station``."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands in the address."""
        return value


register_converter(_Kind, "subject")

_PLAN = "o/<slug:slug>/plans/<int:number>"

urlpatterns: list[URLPattern] = [
    path(f"{_PLAN}/posts/", draft_lists.posts, name="plan-posts"),
    path(f"{_PLAN}/officers/", draft_lists.officers, name="plan-officers"),
    path(f"{_PLAN}/stations/", draft_lists.stations, name="plan-stations"),
    path(f"{_PLAN}/card/<subject:kind>/<str:subject>", draft_cards.card, name="plan-card"),
    path(f"{_PLAN}/<subject:kind>/<str:subject>/", draft_cards.subject, name="plan-subject"),
    path(f"{_PLAN}/edit/", drafts.desk, name="plan-edit"),
    path(f"{_PLAN}/findings/", drafts.findings, name="plan-findings"),
    path(f"{_PLAN}/edits", drafts.edits, name="plan-edits"),
    path(f"{_PLAN}/edits/undo", drafts.undo, name="plan-undo"),
    path(f"{_PLAN}/edits/redo", drafts.redo, name="plan-redo"),
    path(f"{_PLAN}/presence", drafts.presence, name="plan-presence"),
]
