"""One's own account: a right everybody has, with whatever role or with none."""

from __future__ import annotations

from typing import Final, cast

from siaga.server.core.access import Access, Actor
from siaga.server.core.roles import Relation, Role

OWN_ACCOUNT: Final = "core.account.own"


def own_access(actor: Actor) -> Access:
    """The right of ``actor`` over their own account. In the ledger its role is ``account``."""
    return Access(
        actor=actor, operation=None, permission=OWN_ACCOUNT,
        role=cast(Role, "account"), relation=Relation.SELF, agency="",
    )  # fmt: skip
