"""The API's endpoints, one module a subject."""

from siaga.server.api.endpoints import (
    data,
    explanations,
    ledger,
    operations,
    plans,
    provinces,
    runs,
)
from siaga.server.api.service import api

for subject in (operations, data, plans, explanations, runs, ledger, provinces):
    api.add_router("", subject.router)

__all__ = ["api"]
