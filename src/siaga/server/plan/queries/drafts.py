"""Reads of one plan: who may see it, what its officers and places are called, who else is there."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.http import Http404

from siaga.model.language import Language
from siaga.server.core.access import Access, Actor, authorise, may, operation_for
from siaga.server.core.models import Operation, Person
from siaga.server.language import say
from siaga.server.plan.models import (
    BaseRow,
    OfficerRow,
    PlanState,
    PlanVersion,
    PostRow,
    Presence,
)
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries.oversight import settings_of

PUBLIC: Final = frozenset({PlanState.ISSUED.value, PlanState.SUPERSEDED.value})
"""States in which every agency of the operation sees a plan's posts and stations."""
_MOST_ASKED: Final = 1_000
"""Officers asked for one by one; for more the whole roster is read."""
PRESENT: Final = timedelta(seconds=30)
"""Who asked within this time has the draft open."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A plan as one reader may see it."""

    operation: Operation
    access: Access
    version: PlanVersion
    people: bool
    """Who serves where."""
    names: bool
    """Officers' names."""
    scores: bool
    """The scores with their inputs."""
    editing: bool
    """May change it by hand, and it is a draft."""


def plan_for(actor: Actor, slug: str, number: int) -> Sight:
    """Plan ``number`` of the operation ``slug`` as ``actor`` may see it; its document is not read.

    Raises:
        Http404: no such operation for this person, or no plan of that number.
        PermissionDenied: the plan is not issued, and drafts are not for this role.
    """
    operation, access = operation_for(actor, slug, PlanPermission.ISSUED_VIEW)
    version = (
        PlanVersion.objects.filter(operation=operation, number=number)
        .select_related("data", "run", "base", "created_by")
        .defer("document", "final", "base__document", "base__final", "data__problems",
               "data__difference")
        .first()
    )  # fmt: skip
    if version is None:
        raise Http404
    if version.state not in PUBLIC:
        access = authorise(actor, operation, PlanPermission.DRAFT_VIEW)
    version.operation = operation
    return Sight(
        operation=operation,
        access=access,
        version=version,
        people=may(actor, operation, PlanPermission.PLACEMENT_VIEW),
        names=may(actor, operation, PlanPermission.DATA_PEOPLE),
        scores=may(actor, operation, PlanPermission.SCORE_VIEW),
        editing=version.state == PlanState.DRAFT.value
        and may(actor, operation, PlanPermission.DRAFT_EDIT),
    )


def names_of(sight: Sight, officers: Collection[str]) -> dict[str, str]:
    """Officer id -> rank and name, for who may see them; others keep their number."""
    if not sight.names or not officers:
        return {}
    rows = OfficerRow.objects.filter(version=sight.version.data_id)
    if len(officers) <= _MOST_ASKED:
        rows = rows.filter(code__in=officers)
    return {row.code: f"{row.rank} {row.name}".strip() for row in rows.only("code", "rank", "name")}


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What duties, bases, rayons and districts of a data version are called."""

    duties: Mapping[str, str]
    bases: Mapping[str, str]
    rayons: Mapping[str, str]
    districts: Mapping[str, str]

    def of(self, role: str, place: str, language: Language) -> str:
        """A place as people call it: "Pos P-03-001", "Jaga KPU", "Padal Betung"."""
        known = {
            "duty": self.duties,
            "padal": self.districts,
            "pamatwil": self.rayons,
            "spare": self.bases,
        }
        name = known.get(role, {}).get(place) or place
        return say(f"drafts.place_{role}", language, place=name)


_places: dict[object, PlaceNames] = {}
_places_lock = threading.Lock()
_MOST_PLACES: Final = 8


def place_names(version: PlanVersion) -> PlaceNames:
    """The names of ``version``'s places; kept, since a data version never changes."""
    with _places_lock:
        known = _places.get(version.data_id)
    if known is not None:
        return known
    settings = settings_of(version.data_id)
    districts = PostRow.objects.filter(plan=version).order_by()
    found = PlaceNames(
        duties={duty.id: duty.name for duty in settings.duties},
        bases=dict(BaseRow.objects.filter(version=version.data_id).values_list("code", "name")),
        rayons={rayon.id: rayon.name or rayon.id for rayon in settings.supervision.rayons},
        districts=dict(districts.values_list("district", "district_name").distinct()),
    )
    with _places_lock:
        _places[version.data_id] = found
        while len(_places) > _MOST_PLACES:
            _places.pop(next(iter(_places)))
    return found


def note_presence(version: PlanVersion, person: Person) -> list[str]:
    """Say that ``person`` has the draft open; names of others who have, by name.

    Presence is no fact about the operation: it has no ledger entry and is forgotten.
    """
    now = datetime.now(UTC)
    Presence.objects.update_or_create(plan=version, person=person, defaults={"seen_at": now})
    Presence.objects.filter(plan=version, seen_at__lt=now - 100 * PRESENT).delete()
    others = Presence.objects.filter(plan=version, seen_at__gte=now - PRESENT).exclude(
        person=person
    )
    return sorted(others.values_list("person__name", flat=True))
