"""The form of a scenario: every setting with its meaning, unit and limits, as the format has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from siaga.intake.settings_schema import (
    ASSIGNMENT,
    PATTERN,
    SUPERVISION,
    TARGETS,
    TRAVEL,
    TRAVEL_MODE,
    Key,
    Type,
)
from siaga.intake.toml_file import TomlFile
from siaga.model.language import Language, format_number
from siaga.server.language import has, say
from siaga.server.plan.scenario import MOST_EXTRA, Overrides, changed_settings

_NUMBERS: Final = (Type.WHOLE, Type.NUMBER)
_THOUSANDS: Final = re.compile(r"^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$")
_DECIMAL: Final = re.compile(r"^-?\d{1,12}([.,]\d{1,9})?$")
_THOUSANDS_EN: Final = re.compile(r"^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$")
_UNITS: Final = {
    "minutes_from_unit": "minutes",
    "minutes": "minutes",
    "officers": "officers",
    "team_size": "officers",
    "per_group": "stations",
    "per_station": "linmas",
    "span": "posts",
    "_kmh": "kmh",
    "_km": "km",
    "per_day": "incidents",
    "detour": "times",
}
"""Ending of a key's name -> its unit (texts ``runs.unit_<unit>``)."""
_HIDDEN: Final = frozenset({"pattern", "order", "command_phone"})
"""Keys that are spelled out, or no choice of planning."""
_QUICK: Final = ("targets.reserve_share", "targets.response_minutes")


@dataclass(frozen=True, slots=True)
class FormField:
    """One setting as it is shown. Texts are in the reader's language, numbers as people write."""

    key: str
    """Path in ``operation.toml``: also the name of the input."""
    label: str
    unit: str
    limits: str
    value: str
    of_data: str
    """What the data say; a dash for nothing."""
    words: tuple[tuple[str, str], ...] = ()
    """(Value, label) of a choice."""
    changed: bool = False
    error: str = ""

    @property
    def id(self) -> str:
        """For labels to point at."""
        return re.sub(r"[^a-z0-9]+", "-", self.key.lower())


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Settings under one heading."""

    id: str
    title: str
    fields: tuple[FormField, ...]

    @property
    def changed(self) -> int:
        """How many differ from the data."""
        return sum(field.changed for field in self.fields)

    @property
    def wrong(self) -> int:
        """How many have an error."""
        return sum(bool(field.error) for field in self.fields)


@dataclass(frozen=True, slots=True)
class _Setting:
    group: str
    title: str
    path: str
    key: Key
    value: Any
    """Of the data; None when there is none."""

    @property
    def percent(self) -> bool:
        """Shown in percent, stored as a share."""
        return self.key.name.endswith("_share") or self.key.name.endswith("probability")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form that was sent says."""

    overrides: Overrides = field(default_factory=dict)
    extra_officers: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    """Key of a field, or empty for the whole form -> what is wrong and what to do."""


class ScenarioForm:
    """The settings of a data version as a form in one language."""

    def __init__(self, file: TomlFile, language: Language) -> None:
        self._file = file
        self._language = language
        self._side = 0 if language == "id" else 1
        self._settings = tuple(_settings(file.content, language))

    def groups(
        self,
        overrides: Overrides,
        sent: Mapping[str, str] | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> tuple[FormGroup, ...]:
        """Headings with their fields; what was sent is shown as it was sent."""
        found: dict[tuple[str, str], list[FormField]] = {}
        for setting in self._settings:
            shown = self._field(setting, overrides, sent or {}, errors or {})
            title = "" if setting.group == "quick" else setting.title
            found.setdefault((setting.group, title), []).append(shown)
        return tuple(FormGroup(id, title, tuple(rows)) for (id, title), rows in found.items())

    def changes(self, overrides: Overrides) -> list[tuple[str, str, str]]:
        """(Label, what the data say, what the scenario says) of every override."""
        return [
            (self.label(path), self.shown(path, self.value_of_data(path)), self.shown(path, value))
            for path, value in overrides.items()
        ]

    def label(self, path: str) -> str:
        """What the setting ``path`` is called; the path itself when the data no longer have it."""
        for setting in self._settings:
            if setting.path == path:
                return f"{setting.title}: {self._label(setting.key)}"
        return path

    def shown(self, path: str, value: Any) -> str:
        """``value`` of the setting ``path`` with its unit, as people write it."""
        for setting in self._settings:
            if setting.path == path:
                unit = self._unit(setting)
                text = self._shown(setting, value)
                return f"{text} {unit}" if unit and text != "\N{EN DASH}" else text
        return str(value)

    def value_of_data(self, path: str) -> Any:
        """What the data say; None when nothing."""
        return next((s.value for s in self._settings if s.path == path), None)

    def read(self, sent: Mapping[str, str]) -> Answers:
        """What the form says; settings that equal the data's are no overrides."""
        overrides: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for setting in self._settings:
            if setting.path not in sent:
                continue
            text = sent[setting.path].strip()
            try:
                value = _read(setting, text, self._language)
            except ValueError:
                errors[setting.path] = say(
                    "runs.not_a_number", self._language, example=self._example(setting)
                )
                continue
            if not _same(value, setting.value):
                overrides[setting.path] = value
        extra = self._extra(sent.get("extra_officers", ""), errors)
        if not errors:
            errors.update(self._check(overrides))
        return Answers(overrides, extra, errors)

    def _check(self, overrides: Overrides) -> dict[str, str]:
        """What the reading of ``operation.toml`` says to the changed settings."""
        _, problems = changed_settings(self._file, overrides)
        known = {setting.path for setting in self._settings}
        errors: dict[str, str] = {}
        for problem in problems.report().errors:
            key = problem.column if problem.column in known else ""
            sentence = f"{problem.message[self._side]}; {problem.remedy[self._side]}"
            errors.setdefault(key, sentence[:1].upper() + sentence[1:])
        return errors

    def _extra(self, text: str, errors: dict[str, str]) -> int:
        try:
            extra = int(parse_number(text.strip() or "0", self._language))
        except ValueError:
            extra = -1
        if not 0 <= extra <= MOST_EXTRA:
            errors["extra_officers"] = say(
                "runs.extra_wrong", self._language, most=format_number(MOST_EXTRA, self._language)
            )
            return 0
        return extra

    def _field(
        self,
        setting: _Setting,
        overrides: Overrides,
        sent: Mapping[str, str],
        errors: Mapping[str, str],
    ) -> FormField:
        value = overrides.get(setting.path, setting.value)
        shown = self._input(setting, value)
        label = self._label(setting.key)
        if setting.group == "quick" and setting.path.startswith("doctrine."):
            label = f"{setting.title}: {label}"
        return FormField(
            key=setting.path,
            label=label,
            unit=self._unit(setting),
            limits=self._limits(setting),
            value=sent.get(setting.path, shown),
            of_data=self.shown(setting.path, setting.value),
            words=tuple((word, self._word(word)) for word in setting.key.words if word),
            changed=setting.path in overrides,
            error=errors.get(setting.path, ""),
        )

    def _label(self, key: Key) -> str:
        return key.meaning[self._side].rstrip(".")

    def _word(self, word: str) -> str:
        return say(f"runs.word_{word}", self._language) if has(f"runs.word_{word}") else word

    def _unit(self, setting: _Setting) -> str:
        if setting.percent:
            return "%"
        if setting.key.type not in _NUMBERS:
            return ""
        name = setting.key.name
        unit = next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), None)
        return say(f"runs.unit_{unit}", self._language) if unit else ""

    def _limits(self, setting: _Setting) -> str:
        key = setting.key
        if key.type not in _NUMBERS or (key.low is None and key.high is None):
            return ""
        scale = 100 if setting.percent else 1
        low, high = (
            None if limit is None else format_number(limit * scale, self._language, 0)
            for limit in (key.low, key.high)
        )
        kind = "above" if key.above else "between"
        return say(
            f"runs.limits_{kind}",
            self._language,
            low=low or "\N{EN DASH}",
            high=high or "\N{EN DASH}",
        )

    def _example(self, setting: _Setting) -> str:
        return self._shown(
            setting, setting.key.low or 0.0 if setting.value is None else setting.value
        )

    def _shown(self, setting: _Setting, value: Any) -> str:
        if value is None or value == "":
            return "\N{EN DASH}"
        if isinstance(value, str):
            return self._word(value)
        return self._input(setting, value)

    def _input(self, setting: _Setting, value: Any) -> str:
        if value is None:
            return ""
        if setting.key.type not in _NUMBERS:
            return str(value)
        number = round(float(value) * (100 if setting.percent else 1), 6)
        text = f"{number:.6f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self._language == "id" else text


def parse_number(text: str, language: Language) -> float:
    """``0,05``, ``0.05``, ``1.000`` and ``1.000,5`` as people write them in ``language``.

    Raises:
        ValueError: it is no number.
    """
    if language == "id" and _THOUSANDS.match(text):
        return float(text.replace(".", "").replace(",", "."))
    if language == "en" and _THOUSANDS_EN.match(text):
        return float(text.replace(",", ""))
    if not _DECIMAL.match(text):
        raise ValueError(text)
    return float(text.replace(",", "."))


def _read(setting: _Setting, text: str, language: Language) -> Any:
    if setting.key.type not in _NUMBERS:
        return text or None
    if not text:
        return None
    number = parse_number(text, language)
    if setting.percent:
        return round(number / 100, 9)
    if setting.key.type is Type.WHOLE:
        return int(number) if number == int(number) else number
    return number


def _same(value: Any, of_data: Any) -> bool:
    if isinstance(value, int | float) and isinstance(of_data, int | float):
        return abs(float(value) - float(of_data)) < 1e-9
    return bool(value == of_data)


def _settings(content: Mapping[str, Any], language: Language) -> Iterator[_Setting]:
    """Every setting that a scenario may change, the ones people ask about first."""
    rows = list(_all_settings(content, language))
    quick = [row for row in rows if _is_quick(row)]
    for row in quick:
        yield _Setting("quick", row.title, row.path, row.key, row.value)
    for row in rows:
        if not _is_quick(row):
            yield row


def _is_quick(row: _Setting) -> bool:
    if row.path in _QUICK:
        return True
    grouped = row.key.name == "stations_per_group" and row.value != 1
    return row.group.startswith("pattern") and grouped


def _all_settings(content: Mapping[str, Any], language: Language) -> Iterator[_Setting]:
    doctrine: Mapping[str, Any] = content.get("doctrine", {})
    yield from _section("targets", say("runs.group_targets", language), "targets", TARGETS.keys,
                        content.get("targets", {}))  # fmt: skip
    for name, table in doctrine.get("patterns", {}).items():
        title = say("runs.group_pattern", language, name=name)
        yield from _section(
            f"pattern-{name}", title, f"doctrine.patterns.{name}", PATTERN.keys, table
        )
    yield from _section("assignment", say("runs.group_assignment", language),
                        "doctrine.assignment", ASSIGNMENT.keys,
                        doctrine.get("assignment", {}))  # fmt: skip
    yield from _section("supervision", say("runs.group_supervision", language), "supervision",
                        SUPERVISION.keys, content.get("supervision", {}))  # fmt: skip
    travel: Mapping[str, Any] = content.get("travel", {})
    yield from _section("travel", say("runs.group_travel", language), "travel", TRAVEL.keys, travel)
    for mode, table in travel.get("modes", {}).items():
        title = say("runs.group_mode", language, mode=say(f"terms.access_{mode}", language))
        yield from _section(
            "travel-" + mode, title, f"travel.modes.{mode}", TRAVEL_MODE.keys, table
        )


def _section(
    group: str, title: str, path: str, keys: tuple[Key, ...], table: Mapping[str, Any]
) -> Iterator[_Setting]:
    for key in keys:
        if key.name not in _HIDDEN:
            value = table.get(key.name, key.default)
            yield _Setting(group, title, f"{path}.{key.name}", key, value)
