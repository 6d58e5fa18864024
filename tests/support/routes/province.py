"""The province's pages: nobody but the province learns that they are there."""

import uuid
from typing import Any

from siaga.server.core.roles import Role
from siaga.server.plan.models import BkoProposal
from support.desk import Desk
from support.routes import Route

_ID = uuid.UUID(int=9)


def _agency(desk: Desk) -> dict[str, Any]:
    return {"agency_id": desk.operation.agency.parent_id}


def _proposal(desk: Desk) -> None:
    BkoProposal.objects.create(
        id=_ID, agency_id=desk.operation.agency.parent_id, number=1, officers=5,
        created_by=desk.people[Role.PROVINCE],
        allocation={
            "wish": {"officers": 5, "units": [], "minimums": []}, "mended": 0, "still_below": 0,
            "reasons": [], "shares": [],
        },
    )  # fmt: skip


ROUTES = [
    Route("provinces", allowed={Role.PROVINCE}, ok=302, outsider=403),
    Route("province", allowed={Role.PROVINCE}, refused=404, kwargs=_agency),
    Route("province-outlines", allowed={Role.PROVINCE}, refused=404, kwargs=_agency),
    Route(
        "province-propose", "POST", allowed={Role.PROVINCE}, ok=400, refused=404, kwargs=_agency
    ),
    Route(
        "province-proposal", allowed={Role.PROVINCE}, refused=404, setup=_proposal,
        kwargs=lambda desk: {**_agency(desk), "proposal_id": _ID},
    ),
]  # fmt: skip
