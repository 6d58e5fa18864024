"""Checks one section of ``operation.toml`` against its keys."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from siaga.intake.cells import parse_date_text
from siaga.intake.collector import Problems, nearest
from siaga.intake.forbidden import is_vote_count
from siaga.intake.headers import plain
from siaga.intake.settings_schema import Key, Section, Type
from siaga.intake.toml_file import TomlFile

Values = dict[str, Any]
"""Checked values by key name; a key that is missing or wrong is absent."""


@dataclass(frozen=True, slots=True)
class SectionReader:
    """Reads sections of one file and notes what is wrong in them."""

    file: TomlFile
    problems: Problems

    def table(self, parent: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any] | None:
        """The table ``name`` of ``parent``; None when missing, or noted when no table."""
        value = parent.get(name)
        if value is None or isinstance(value, Mapping):
            return value
        self.problems.error("toml.not_table", self.file.at(path), path=path)
        return None

    def tables(self, parent: Mapping[str, Any], name: str, path: str) -> list[Mapping[str, Any]]:
        """The tables of ``[[path]]``; empty when missing, or noted when no list of tables."""
        value = parent.get(name)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            return value
        self.problems.error("toml.not_tables", self.file.at(path), path=path)
        return []

    def read(
        self,
        section: Section,
        table: Mapping[str, Any],
        path: str,
        inner: Sequence[str] = (),
    ) -> Values:
        """The checked values of ``table``; ``inner`` names subsections that are read elsewhere."""
        self._note_unknown(section, table, path, inner)
        values: Values = {}
        for key in section.keys:
            here = f"{path}.{key.name}" if path else key.name
            if key.name not in table:
                if key.required:
                    self.problems.error(
                        "key.missing", self.file.at(here), key=key.name, section=path or "-"
                    )
                elif key.default is not None:
                    values[key.name] = key.default
                continue
            value = self._value(key, table[key.name], here)
            if value is not None:
                values[key.name] = value
        return values

    def _note_unknown(
        self, section: Section, table: Mapping[str, Any], path: str, inner: Sequence[str]
    ) -> None:
        known = (*section.names, *inner)
        for name in table:
            if name in known:
                continue
            here = f"{path}.{name}" if path else name
            if is_vote_count(name):
                self.problems.error("key.vote_count", self.file.at(here), key=name)
                continue
            meant = nearest(name, known)
            code = "key.unknown_near" if meant else "key.unknown"
            self.problems.warn(
                code, self.file.at(here), key=name, meant=meant, known=", ".join(known)
            )

    def _value(self, key: Key, value: object, path: str) -> Any:
        """The value in its type, or None with the problem noted."""
        match key.type:
            case Type.TEXT:
                return self._text(key, value, path)
            case Type.WHOLE | Type.NUMBER:
                return self._number(key, value, path)
            case Type.FLAG:
                return value if isinstance(value, bool) else self._wrong(key, value, path)
            case Type.DATE:
                return self._date(key, value, path)
            case Type.WORD:
                return self._word(key, value, path)
            case Type.TEXTS | Type.WORDS:
                return self._list(key, value, path)

    def _wrong(self, key: Key, value: object, path: str) -> Any:
        """Note a value of the wrong type; None, so that it can be returned as the value."""
        self.problems.error(
            f"value.{_CODES[key.type]}", self.file.at(path), key=key.name, value=value
        )
        return None

    def _text(self, key: Key, value: object, path: str) -> str | None:
        if not isinstance(value, str):
            return self._wrong(key, value, path)
        text = value.strip()
        if key.required and not text:
            self.problems.error("value.empty", self.file.at(path), key=key.name)
            return None
        return text

    def _number(self, key: Key, value: object, path: str) -> float | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._wrong(key, value, path)
        number = float(value) if abs(value) < 1e15 else math.inf
        if not math.isfinite(number) or (key.type is Type.WHOLE and not number.is_integer()):
            return self._wrong(key, value, path)
        low = -math.inf if key.low is None else key.low
        high = math.inf if key.high is None else key.high
        if not low <= number <= high or (key.above and number <= low):
            self.problems.error(
                "value.above" if key.above else "value.outside",
                self.file.at(path), key=key.name, value=value, low=low, high=high,
            )  # fmt: skip
            return None
        return int(number) if key.type is Type.WHOLE else number

    def _date(self, key: Key, value: object, path: str) -> datetime.date | None:
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        day = parse_date_text(value.strip()) if isinstance(value, str) else None
        if day is None:
            return self._wrong(key, value, path)
        self.problems.warn(
            "value.date_text", self.file.at(path), key=key.name, value=value, meant=day.isoformat()
        )
        return day

    def _word(self, key: Key, value: object, path: str) -> str | None:
        if not isinstance(value, str):
            return self._wrong(key, value, path)
        words = {plain(word): word for word in key.words}
        found = words.get(plain(value))
        if found is not None:
            return found
        if not value.strip() and key.default == "":
            return ""
        meant = nearest(value, key.words)
        self.problems.error(
            "value.word_near" if meant else "value.word",
            self.file.at(path), key=key.name, value=value, meant=meant, words=", ".join(key.words),
        )  # fmt: skip
        return None

    def _list(self, key: Key, value: object, path: str) -> tuple[str, ...] | None:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return self._wrong(key, value, path)
        if key.type is Type.TEXTS:
            return tuple(item.strip() for item in value)
        read = [self._word(key, item, path) for item in value]
        return tuple(word for word in read if word)


_CODES = {
    Type.TEXT: "not_text",
    Type.WHOLE: "not_whole",
    Type.NUMBER: "not_number",
    Type.FLAG: "not_flag",
    Type.DATE: "not_date",
    Type.TEXTS: "not_texts",
    Type.WORD: "not_text",
    Type.WORDS: "not_texts",
}
