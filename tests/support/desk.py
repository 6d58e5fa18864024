"""A small house for tests of the server: one province, two resorts, a person for each role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from siaga.server.core.access import Actor
from siaga.server.core.models import Agency, Membership, Operation, Person
from siaga.server.core.roles import AgencyKind, Role

AGENCY_OF_ROLE = {
    Role.KPU: AgencyKind.KPU,
    Role.PPK: AgencyKind.PPK,
    Role.BAWASLU: AgencyKind.BAWASLU,
    Role.TNI: AgencyKind.TNI,
    Role.KESBANGPOL: AgencyKind.KESBANGPOL,
    Role.SATPOL_PP: AgencyKind.SATPOL_PP,
    Role.POLSEK: AgencyKind.POLSEK,
    Role.PROVINCE: AgencyKind.POLDA,
    Role.ADMIN: AgencyKind.POLDA,
}
"""Every other role serves at the resort."""


@dataclass(frozen=True)
class Desk:
    """An operation with a person for each role, and a second operation they have no part in."""

    operation: Operation
    other: Operation
    people: dict[Role, Person]
    second_planner: Person
    stranger: Person

    def actor(self, role: Role = Role.OPS_HEAD) -> Actor:
        """The person of ``role`` as an actor."""
        return Actor(self.people[role])


def make_desk() -> Desk:
    """Create it in the test's database."""
    polda = Agency.objects.create(kind=AgencyKind.POLDA, name="Polda Contoh")
    far_polda = Agency.objects.create(kind=AgencyKind.POLDA, name="Polda Lain")
    polres = Agency.objects.create(kind=AgencyKind.POLRES, name="Polres Contoh", parent=polda)
    other_polres = Agency.objects.create(
        kind=AgencyKind.POLRES, name="Polres Lain", parent=far_polda
    )
    operation, other = (
        Operation.objects.create(
            slug=slug, name=f"Operasi {slug}", region_code=code, region_name=slug.title(),
            election="Pilkada 2024", voting_day=date(2024, 11, 27), agency=agency,
        )
        for slug, code, agency in (("contoh", "16.07", polres), ("lain", "16.08", other_polres))
    )  # fmt: skip
    agencies = {AgencyKind.POLDA: polda, AgencyKind.POLRES: polres}
    people = {}
    for role in Role:
        kind = AGENCY_OF_ROLE.get(role, AgencyKind.POLRES)
        if kind not in agencies:
            agencies[kind] = Agency.objects.create(kind=kind, name=f"{kind} Contoh", parent=polres)
        people[role] = _person(f"contoh-{role}")
        above = role in (Role.ADMIN, Role.PROVINCE)
        Membership.objects.create(
            person=people[role], agency=agencies[kind], role=role,
            operation=None if above else operation,
        )  # fmt: skip
    second = _person("contoh-planner-2")
    Membership.objects.create(person=second, agency=polres, role=Role.PLANNER, operation=operation)
    stranger = _person("orang-lain")
    Membership.objects.create(
        person=stranger, agency=other_polres, role=Role.OPS_HEAD, operation=other
    )
    return Desk(operation, other, people, second, stranger)


def _person(username: str) -> Person:
    return Person.objects.create_person(username, "kata-sandi-panjang-sekali", name=username)
