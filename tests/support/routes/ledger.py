"""The ledger: who may read the journal, who co-signs, and what everybody may see."""

from siaga.server.core.ledger_store import position_of
from siaga.server.core.roles import Role
from support.desk import Desk
from support.ledger_desk import append
from support.routes import EVERY_ROLE, POLICE, Route, slug

READERS = POLICE | {Role.KPU, Role.BAWASLU, Role.ADMIN}
COSIGNERS = {Role.PROVINCE, Role.KPU, Role.BAWASLU}


def with_entry(desk: Desk) -> None:
    position_of(append(desk, 1).id)


def public(name: str, **more: object) -> Route:
    return Route(name, allowed=EVERY_ROLE, outsider=200, anonymous=200, **more)  # type: ignore[arg-type]


ROUTES = [
    Route("ledger", allowed=READERS, kwargs=slug),
    Route(
        "ledger-entry", allowed=READERS, setup=with_entry,
        kwargs=lambda desk: {**slug(desk), "position": 0},
    ),
    Route("ledger-export", "POST", allowed=READERS, kwargs=slug),
    Route("ledger-cosign", allowed=COSIGNERS, kwargs=slug),
    Route("ledger-cosign", "POST", allowed=COSIGNERS, ok=400, kwargs=slug),
    public("ledger-about"),
    public("ledger-checkpoint"),
    public("ledger-key"),
    public("ledger-verifier"),
    public("ledger-tile", setup=with_entry, kwargs=lambda desk: {"path": "0/000.p/1"}),
    public("ledger-inclusion", setup=with_entry, kwargs=lambda desk: {"position": 0}),
    Route(
        "ledger-consistency", allowed=EVERY_ROLE, ok=404, outsider=404, anonymous=404
    ),  # without sizes there is nothing to prove
]  # fmt: skip
