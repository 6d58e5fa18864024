"""An entry as a sentence: ``entries_<app>.<kind>`` filled with its facts in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from siaga.model.language import LANGUAGES, Language, format_number
from siaga.server.core.entries import KINDS
from siaga.server.core.roles import Role
from siaga.server.language import catalogs, has, say


def sentence_key(kind: str) -> str:
    """Key of the sentence of ``kind``; empty when nobody has written it."""
    cls = KINDS.get(kind)
    if cls is None:
        return ""
    app = cls.__module__.removeprefix("siaga.server.").split(".")[0]
    key = f"entries_{app}.{kind.partition('.')[0]}_{kind.partition('.')[2]}".replace("-", "_")
    return key if has(key) else ""


def kind_label(kind: str, language: Language) -> str:
    """A kind for a list to choose from: its sentence with gaps for the facts."""
    key = sentence_key(kind)
    if not key:
        return kind
    area, _, name = key.partition(".")
    sentence = catalogs()[area].pair(name)[LANGUAGES.index(language)]
    return _FIELD.sub("\N{HORIZONTAL ELLIPSIS}", sentence)


def tell(
    kind: str,
    facts: Mapping[str, object],
    language: Language,
    names: Mapping[str, str] | None = None,
) -> str:
    """What was done, in one sentence. ``names``: what ids in the facts are called (agencies).

    An entry that an older or newer version wrote with other facts is told by its kind: the journal
    opens whatever is in it.
    """
    key = sentence_key(kind)
    if key:
        area = key.partition(".")[0]
        values = {
            name: _own_word(area, name, value, language)
            or (names or {}).get(str(value))
            or _short(word(name, value, language))
            for name, value in facts.items()
        }
        try:
            return say(key, language, **values)
        except KeyError:
            pass
    return say("ledger.kind_only", language, kind=kind)


def _own_word(area: str, name: str, value: object, language: Language) -> str:
    """A code that the app itself puts into words (``word_edit_lock``); empty when it has none."""
    key = f"{area}.word_{name}_{value}"
    return say(key, language) if isinstance(value, str) and has(key) else ""


def word(name: str, value: object, language: Language) -> str:
    """One fact as people read it."""
    if value is None or value == "":
        return "\N{EN DASH}"
    if isinstance(value, bool):
        return say("ledger.yes" if value else "ledger.no", language)
    if isinstance(value, int):
        return str(value) if name in _NUMBERS else format_number(value, language)
    if isinstance(value, str):
        known = name in ("role", "was") and value in _ROLES
        return say(f"roles.{value}", language) if known else value
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {word('', value[key], language)}" for key in value)
    if isinstance(value, Sequence):
        return ", ".join(word(name, item, language) for item in value) or "\N{EN DASH}"
    return str(value)


def _short(text: str) -> str:
    """A fingerprint by its first letters: whole, it stands among the facts of the entry."""
    return f"{text[:12]}\N{HORIZONTAL ELLIPSIS}" if _FINGERPRINT.fullmatch(text) else text


def role_name(role: str, language: Language) -> str:
    """A role in words; the server's own and one's own account have words too."""
    if role in _ROLES:
        return say(f"roles.{role}", language)
    key = f"ledger.role_{role}"
    return say(key, language) if has(key) else role


_NUMBERS = frozenset({"number", "based_on", "replaces", "revision", "plan", "data", "seed", "base",
                      "supersedes", "versions", "when", "sequence"})  # fmt: skip
"""Facts that are names rather than amounts: written without separators."""
_FIELD = re.compile(r"\{\w+\}")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_ROLES = frozenset(role.value for role in Role)
