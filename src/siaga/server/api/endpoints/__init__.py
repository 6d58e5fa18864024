"""The API's endpoints, one module a subject."""

from siaga.server.api.endpoints import data, ledger, operations, plans
from siaga.server.api.service import api

for subject in (operations, data, plans, ledger):
    api.add_router("", subject.router)

__all__ = ["api"]
