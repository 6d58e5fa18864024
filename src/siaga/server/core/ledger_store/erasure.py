"""Erasing: the openings go, the entries and the tree over them stay (R9)."""

from __future__ import annotations

from collections.abc import Iterable

from siaga.server.core.models import Opening


def erase_openings(subjects: Iterable[str]) -> int:
    """Delete what opens commitments about ``subjects``; how many there were comes back.

    Call it inside the action that erases, which records its own entry. From then on nobody can
    show what the commitments held, and every proof and checkpoint stays as valid as it was.
    """
    gone, _ = Opening.objects.filter(subject__in=tuple(subjects)).delete()
    return gone
