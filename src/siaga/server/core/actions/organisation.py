"""Agencies and operations of the installation."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.text import slugify

from siaga.server.core.access import Actor, authorise
from siaga.server.core.action import action
from siaga.server.core.actions.accounts import NotAllowedError
from siaga.server.core.ledger_store import record
from siaga.server.core.models import Agency, Operation
from siaga.server.core.people_entries import AgencyCreated, OperationCreated
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import AgencyKind

TIMEZONES: Final = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
_REGION: Final = re.compile(r"\d{2}\.\d{2}")

PARENT_KIND: Final[dict[AgencyKind, AgencyKind]] = {
    kind: AgencyKind.POLDA if kind is AgencyKind.POLRES else AgencyKind.POLRES
    for kind in AgencyKind
    if kind is not AgencyKind.POLDA
}
"""The kind of agency above: a resort is below its province, everybody else below the resort."""


@action
def create_agency(actor: Actor, *, kind: AgencyKind, name: str, parent: Agency | None) -> Agency:
    """Add an agency.

    Raises:
        NotAllowedError: the name is missing or taken, or what stands above it does not fit.
    """
    access = authorise(actor, None, CorePermission.INSTALLATION_MANAGE)
    name = " ".join(name.split())
    if not name or Agency.objects.filter(name__iexact=name).exists():
        raise NotAllowedError("people.agency_name")
    above = PARENT_KIND.get(kind)
    if (parent.kind if parent else None) != above:
        raise NotAllowedError("people.agency_parent")
    agency = Agency.objects.create(kind=kind, name=name[:120], parent=parent)
    facts = AgencyCreated(
        agency_kind=kind, name=agency.name, parent=str(parent.id) if parent else None
    )
    record(access, facts, object_type="agency", object_id=str(agency.id))
    return agency


@action
def create_operation(
    actor: Actor,
    *,
    name: str,
    region_code: str,
    region_name: str,
    election: str,
    voting_day: date,
    agency: Agency,
    timezone: str = "Asia/Jakarta",
) -> Operation:
    """Open an operation of the resort ``agency``.

    Raises:
        NotAllowedError: a field can not be used; it says which and what to write.
    """
    access = authorise(actor, None, CorePermission.INSTALLATION_MANAGE)
    if agency.kind != AgencyKind.POLRES:
        raise NotAllowedError("people.operation_agency")
    if not _REGION.fullmatch(region_code):
        raise NotAllowedError("people.operation_region")
    if timezone not in TIMEZONES:
        raise NotAllowedError("people.operation_timezone")
    operation = Operation.objects.create(
        slug=_free_slug(region_name, voting_day), name=name[:160], region_code=region_code,
        region_name=region_name[:120], election=election[:160], voting_day=voting_day,
        agency=agency, timezone=timezone,
    )  # fmt: skip
    facts = OperationCreated(
        slug=operation.slug, name=operation.name, region=region_code,
        voting_day=voting_day.isoformat(), agency=str(agency.id),
    )  # fmt: skip
    record(access, facts, object_type="operation", object_id=str(operation.id))
    return operation


def _free_slug(region_name: str, voting_day: date) -> str:
    """``banyuasin-2024-11``: short enough to read in an address."""
    region = slugify(region_name).removeprefix("kabupaten-").removeprefix("kota-")
    base = f"{region[:40] or 'operasi'}-{voting_day:%Y-%m}"
    taken = set(Operation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for at in range(1, len(taken) + 2)
                if (slug := base if at == 1 else f"{base}-{at}") not in taken)  # fmt: skip
