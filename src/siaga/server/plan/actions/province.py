"""What a province decides: proposals of reinforcements."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Max

from siaga.server.core.access import Actor, province_for
from siaga.server.core.action import action
from siaga.server.core.ledger_store import record
from siaga.server.core.models import Agency
from siaga.server.plan.entries import BkoProposed
from siaga.server.plan.models import BkoProposal
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.province_sharing import Wish, WishError, share_out, sharing_document
from siaga.server.plan.queries.province import province_view


@action
def propose_reinforcements(
    actor: Actor, *, agency_id: uuid.UUID, wish: Wish, day: date | None = None, note: str = ""
) -> BkoProposal:
    """Share ``wish`` over the province's resorts as they stand now, and keep it as a proposal.

    Raises:
        Http404, PermissionDenied: not for this actor.
        WishError: there is nothing to share.
        InputError: the least shares can not be met.
    """
    agency, access = province_for(actor, agency_id, PlanPermission.PROVINCE_ALLOCATE)
    if wish.total == 0:
        raise WishError("officers", "province.nothing")
    view = province_view(agency, day)
    sharing = share_out(view, wish)
    Agency.objects.select_for_update().get(pk=agency.pk)
    last = BkoProposal.objects.filter(agency=agency).aggregate(last=Max("number"))["last"]
    proposal = BkoProposal.objects.create(
        agency=agency,
        number=(last or 0) + 1,
        officers=sharing.officers,
        allocation=sharing_document(view, wish, sharing),
        note=note.strip()[:300],
        created_by=actor.person,
    )
    record(
        access,
        BkoProposed(
            officers=sharing.officers,
            mended=sharing.mended,
            still_below=sharing.still_below,
            shares={share.resort: share.officers for share in sharing.shares},
            plans={resort.resort.id: resort.plan.number for resort in view.resorts if resort.plan},
        ),
        object_type="bko",
        object_id=str(proposal.id),
        reason=proposal.note,
    )
    return proposal
