"""The tables of ``docs/format.md``, made from the declarations that also drive the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from siaga.intake.changes import SECTIONS as CHANGES
from siaga.intake.columns import Column, Kind, TableSchema
from siaga.intake.defaults import default_risk, default_travel_modes
from siaga.intake.schemas import TABLES
from siaga.intake.settings_schema import SECTIONS, Key, Section, Type
from siaga.intake.texts import CODES, MANUAL, MESSAGES, REMEDIES
from siaga.model.language import LANGUAGES, Language, format_number

_BLOCK: Final = re.compile(r"<!-- made: (\S+) -->\n.*?<!-- end -->", re.DOTALL)


def refresh(page: str, language: Language) -> str:
    """``page`` with every block ``<!-- made: name --> … <!-- end -->`` made anew.

    Raises:
        KeyError: when a block's name is not known.
    """
    blocks = manual_blocks(language)
    return _BLOCK.sub(
        lambda found: f"<!-- made: {found[1]} -->\n\n{blocks[found[1]]}\n\n<!-- end -->", page
    )


def manual_blocks(language: Language) -> dict[str, str]:
    """Block name -> Markdown: a table's columns, all sections, all problem codes."""
    blocks = {schema.name: _columns(schema, language) for schema in TABLES}
    blocks["operation.toml"] = "\n\n".join(_section(section, language) for section in SECTIONS)
    blocks["changes.toml"] = "\n\n".join(_section(section, language) for section in CHANGES)
    blocks["default-indicators"] = _default_indicators(language)
    blocks["default-travel"] = _default_travel(language)
    blocks["codes"] = _codes(language)
    return blocks


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    heading = [*head]
    lines = [heading, ["---"] * len(heading), *([*row] for row in rows)]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def _columns(schema: TableSchema, language: Language) -> str:
    side = LANGUAGES.index(language)
    head = [MANUAL.say(f"head.{name}", language) for name in
            ("english", "indonesian", "must", "kind", "meaning", "also")]  # fmt: skip
    rows = [
        [
            f"`{column.name}`",
            f"`{column.indonesian}`",
            MANUAL.say("yes" if column.required else "no", language),
            _kind(column, language),
            column.meaning[side],
            ", ".join(f"`{alias}`" for alias in column.aliases),
        ]
        for column in schema.columns
    ]
    return _table(head, rows)


def _kind(column: Column, language: Language) -> str:
    text = MANUAL.say(f"kind.{column.kind.name.casefold()}", language)
    if column.kind in (Kind.CHOICE, Kind.CHOICES):
        words = (_accepted(stored, words) for stored, words in column.choices.items())
        text += ": " + ", ".join(words)
    elif column.low is not None and column.high is not None:
        text += f", {column.low:g}\N{EN DASH}{column.high:g}"
    return text


def _accepted(stored: str, words: tuple[str, ...]) -> str:
    """The stored word and the official Indonesian one."""
    return f"`{stored}`" if words[0] == stored else f"`{stored}` / `{words[0]}`"


def _section(section: Section, language: Language) -> str:
    side = LANGUAGES.index(language)
    name = f"[[{section.path}]]" if section.many else f"[{section.path}]"
    title = f"### `{name}`" if section.path else f"### {MANUAL.say('top', language)}"
    must = f" {MANUAL.say('section.must', language)}" if section.required else ""
    head = [MANUAL.say(f"head.{name}", language) for name in
            ("key", "must", "kind", "default", "meaning")]  # fmt: skip
    rows = [
        [
            f"`{key.name}`",
            MANUAL.say("yes" if key.required else "no", language),
            _type(key, language),
            _default(key),
            key.meaning[side],
        ]
        for key in section.keys
    ]
    return f"{title}\n\n{section.meaning[side]}{must}\n\n{_table(head, rows)}"


def _type(key: Key, language: Language) -> str:
    text = MANUAL.say(f"type.{key.type.name.casefold()}", language)
    if key.type in (Type.WORD, Type.WORDS):
        return f"{text}: " + ", ".join(f"`{word}`" for word in key.words)
    if key.low is not None and key.high is not None:
        if key.low == key.high:
            return f"{text}, {key.low:g}"
        return f"{text}, {'> ' if key.above else ''}{key.low:g}\N{EN DASH}{key.high:g}"
    return text


def _default(key: Key) -> str:
    if key.default in (None, "", ()):
        return ""
    return f"`{str(key.default).lower() if isinstance(key.default, bool) else key.default}`"


def _default_indicators(language: Language) -> str:
    side = LANGUAGES.index(language)
    head = [MANUAL.say(f"head.{name}", language) for name in
            ("indicator", "variable", "label", "score", "weight", "flag")]  # fmt: skip
    return _table(
        head,
        (
            [
                f"`{each.id}`",
                each.variable,
                (each.label_id, each.label_en)[side],
                each.score.value if each.score else MANUAL.say("shown", language),
                f"{each.weight:g}",
                MANUAL.say("yes", language) if each.administrative else "",
            ]
            for each in default_risk().indicators
        ),
    )


def _default_travel(language: Language) -> str:
    return _table(
        ["", "`speed_kmh`", "`detour`", "`transfer_minutes`"],
        (
            [
                f"`{mode.access.value}`",
                *(format_number(value, language, 1)
                  for value in (mode.speed_kmh, mode.detour, mode.transfer_minutes)),
            ]
            for mode in default_travel_modes().values()
        ),
    )  # fmt: skip


def _codes(language: Language) -> str:
    head = [MANUAL.say(f"head.{name}", language) for name in ("code", "wrong", "remedy")]
    return _table(
        head,
        (
            [f"`{code}`", _open(MESSAGES.say(code, language, **_FIELDS)),
             _open(REMEDIES.say(code, language, **_FIELDS))]
            for code in CODES
        ),
    )  # fmt: skip


_FIELD_NAMES: Final = frozenset(
    name
    for catalog in (MESSAGES, REMEDIES)
    for code in CODES
    for sentence in catalog.pair(code)
    for name in re.findall(r"{(\w+)}", sentence)
)
_FIELDS: Final = dict.fromkeys(_FIELD_NAMES, "…")


def _open(sentence: str) -> str:
    """A sentence safe in Markdown: ``<nama>`` would vanish as a tag."""
    return sentence.replace("<", "&lt;")
