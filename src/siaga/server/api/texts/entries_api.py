"""Sentences of the API's ledger entries."""

from typing import Final

from siaga.model.language import Catalog

TEXTS: Final = Catalog(
    {
        "token_created": (
            "Token {prefix} dibuat untuk {days} hari ({scopes})",
            "Token {prefix} was made for {days} days ({scopes})",
        ),
        "token_revoked": ("Token {prefix} dicabut", "Token {prefix} was revoked"),
    }
)
