"""Tables of core."""

from siaga.server.core.models.ledger import Checkpoint, LedgerEntry, LedgerKey, LedgerTile, Opening
from siaga.server.core.models.organisation import Agency, Membership, Operation
from siaga.server.core.models.people import Person
from siaga.server.core.models.security import (
    AppDevice,
    OutsideIdentity,
    PersonSession,
    SignInTally,
)
from siaga.server.core.models.workers import WorkerBeat

__all__ = [
    "Agency",
    "AppDevice",
    "Checkpoint",
    "LedgerEntry",
    "LedgerKey",
    "LedgerTile",
    "Membership",
    "Opening",
    "Operation",
    "OutsideIdentity",
    "Person",
    "PersonSession",
    "SignInTally",
    "WorkerBeat",
]
