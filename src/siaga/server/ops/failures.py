"""What stops an operator: one kind of error, with its place and remedy, in both languages."""

from __future__ import annotations

from siaga.model.language import Language
from siaga.server.ops.texts.ops import TEXTS


class OperatorError(Exception):
    """Something the operator has to mend; ``text`` says what and how.

    ``key`` names the sentence in :mod:`siaga.server.ops.texts.ops`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """The sentence in ``language``."""
        return TEXTS.say(self.key, language, **self.values)
