"""Tables of the API."""

from siaga.server.api.models.tokens import ApiToken, KeptAnswer, Scope

__all__ = ["ApiToken", "KeptAnswer", "Scope"]
