"""On whose behalf a job acts."""

from __future__ import annotations

from enum import StrEnum

from siaga.server.core.access import Access, Actor, find_access
from siaga.server.core.models import Operation, Person
from siaga.server.core.roles import Relation, Role


def job_access(person: Person, operation: Operation, permission: StrEnum) -> Access:
    """The access of ``person`` over the channel ``job``.

    What a person was allowed to start is finished in their name, also when they lost the role
    meanwhile: the ledger has both entries, and nothing half-done stays behind.
    """
    actor = Actor(person, via="job")
    found = find_access(actor, operation, permission)
    return found or Access(
        actor, operation, permission, Role.PLANNER, Relation.MEMBER, operation.agency.name
    )
