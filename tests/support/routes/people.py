"""People and roles of an operation; the installation."""

from siaga.server.core.models import Membership
from siaga.server.core.roles import Role
from support.desk import Desk
from support.routes import Route, slug

READERS = {Role.COMMANDER, Role.OPS_HEAD, Role.PROVINCE, Role.ADMIN}
MANAGERS = {Role.COMMANDER, Role.OPS_HEAD, Role.ADMIN}
ADMIN = {Role.ADMIN}


def _planner(desk: Desk) -> dict[str, object]:
    return {**slug(desk), "who": desk.people[Role.PLANNER].pk}


def _sessions(desk: Desk) -> dict[str, object]:
    return {**_planner(desk), "step": "sessions"}


def _role(desk: Desk) -> dict[str, object]:
    row = Membership.objects.get(person=desk.people[Role.PLANNER])
    return {**slug(desk), "membership": row.pk}


def _account(desk: Desk) -> dict[str, object]:
    return {"who": desk.people[Role.PLANNER].pk}


def _account_sessions(desk: Desk) -> dict[str, object]:
    return {**_account(desk), "step": "sessions"}


def _province_role(desk: Desk) -> dict[str, object]:
    return {"membership": Membership.objects.get(person=desk.people[Role.PROVINCE]).pk}


ROUTES = [
    Route("people", allowed=READERS, kwargs=slug),
    Route("person", allowed=READERS, kwargs=_planner),
    Route("people-invite", allowed=MANAGERS, kwargs=slug),
    Route("people-invite", "POST", allowed=MANAGERS, ok=400, kwargs=slug),
    Route("person-help", "POST", allowed=MANAGERS, ok=302, kwargs=_sessions),
    Route("role-change", "POST", allowed=MANAGERS, ok=302, kwargs=_role),
    Route("role-end", "POST", allowed=MANAGERS, ok=302, kwargs=_role),
    # The installation is no operation: who is not the administrator is refused alike.
    Route("installation", allowed=ADMIN, outsider=403),
    Route("installation-agency", allowed=ADMIN, outsider=403),
    Route("installation-agency", "POST", allowed=ADMIN, ok=400, outsider=403),
    Route("installation-operation", allowed=ADMIN, outsider=403),
    Route("installation-operation", "POST", allowed=ADMIN, ok=400, outsider=403),
    Route("installation-people", allowed=ADMIN, outsider=403),
    Route("installation-invite", allowed=ADMIN, outsider=403),
    Route("installation-invite", "POST", allowed=ADMIN, ok=400, outsider=403),
    Route("installation-person", allowed=ADMIN, outsider=403, kwargs=_account),
    Route("installation-erase", "POST", allowed=ADMIN, ok=302, outsider=403, kwargs=_account),
    Route(
        "installation-person-help",
        "POST",
        allowed=ADMIN,
        ok=302,
        outsider=403,
        kwargs=_account_sessions,
    ),
    Route(
        "installation-role-end", "POST", allowed=ADMIN, ok=302, outsider=403, kwargs=_province_role
    ),
]
