"""The XLSX template: a sheet per table with drop-downs, notes on headers, codes kept as text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import xlsxwriter

from siaga.intake import template_example
from siaga.intake.cells import INDONESIA
from siaga.intake.columns import Column, Kind, TableSchema
from siaga.intake.schemas import BASES, INDICATORS, OFFICERS, STATIONS
from siaga.intake.template_example import Record
from siaga.intake.texts import TEMPLATE
from siaga.model.language import LANGUAGES, Language

_LAST_ROW: Final = 5_000
"""Last row that gets a drop-down."""

_TEXT_KINDS: Final = frozenset({Kind.ID, Kind.VILLAGE, Kind.DISTRICT, Kind.PHONE, Kind.DATE})
"""Kept as text, so that a spreadsheet does not spoil them."""

_MOST_LIST: Final = 255
"""Most characters Excel takes in a drop-down's list."""

SHEETS: Final[Mapping[str, tuple[TableSchema, Sequence[Record]]]] = {
    schema.name: (schema, rows)
    for schema, rows in (
        (STATIONS, template_example.stations()),
        (OFFICERS, template_example.officers()),
        (BASES, template_example.bases()),
        (INDICATORS, template_example.indicators()),
    )
}


def sheet_name(schema: TableSchema, language: Language) -> str:
    """The sheet of ``schema`` in ``language``."""
    return schema.sheets[LANGUAGES.index(language)]


def template_workbook(language: Language, tables: Collection[str] = tuple(SHEETS)) -> bytes:
    """The workbook ``isian.xlsx`` with the example's rows, headers in ``language``.

    ``tables`` names the sheets wanted. The same for the same arguments, byte by byte.
    """
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"created": datetime.datetime(2024, 11, 27)})
    formats = {
        "required": workbook.add_format(
            {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "border": 1}
        ),
        "optional": workbook.add_format({"bold": True, "bg_color": "#D9E2F3", "border": 1}),
        "text": workbook.add_format({"num_format": "@"}),
        "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
    }
    for schema, rows in SHEETS.values():
        if schema.name in tables:
            _write_sheet(workbook, schema, rows, language, formats, with_bases=BASES.name in tables)
    _write_notes(workbook, language, formats)
    workbook.close()
    return target.getvalue()


def _write_sheet(
    workbook: Any,
    schema: TableSchema,
    rows: Sequence[Record],
    language: Language,
    formats: Mapping[str, Any],
    *,
    with_bases: bool,
) -> None:
    sheet = workbook.add_worksheet(sheet_name(schema, language))
    sheet.freeze_panes(1, 2)
    side = LANGUAGES.index(language)
    for position, column in enumerate(schema.columns):
        header = column.header(language)
        values = [str(row.get(column.name, "")) for row in rows]
        width = min(40, max(len(header) + 2, *(len(value) + 1 for value in values)))
        as_text = column.kind in _TEXT_KINDS
        sheet.set_column(position, position, width, formats["text"] if as_text else None)
        sheet.write_string(0, position, header,
                           formats["required" if column.required else "optional"])  # fmt: skip
        sheet.write_comment(0, position, _comment(column, side, language),
                            {"author": "Siaga", "x_scale": 2.2, "y_scale": 1.6})  # fmt: skip
        if with_bases or column.name != "unit":  # its list is the sheet of bases
            _validate(sheet, position, column, language)
        for index, row in enumerate(rows, start=1):
            value = row.get(column.name, "")
            if value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(index, position, value, formats["text"] if as_text else None)
            else:
                sheet.write_number(index, position, value)


def _comment(column: Column, side: int, language: Language) -> str:
    lines = [column.meaning[side]]
    lines.append(TEMPLATE.say("required" if column.required else "optional", language))
    if column.example:
        lines.append(TEMPLATE.say("example", language, example=column.example))
    return "\n".join(lines)


def _validate(sheet: Any, position: int, column: Column, language: Language) -> None:
    """A drop-down or limits for the cells of ``column``."""
    rule = _rule(column, language)
    if rule is None:
        return
    sheet.data_validation(
        1, position, _LAST_ROW, position,
        {
            "ignore_blank": True,
            "error_title": column.header(language)[:32],
            "error_message": TEMPLATE.say("refused", language)[:255],
            **rule,
        },
    )  # fmt: skip


def _rule(column: Column, language: Language) -> dict[str, Any] | None:
    south, north, west, east = INDONESIA
    if column.name == "unit":
        source = f"='{sheet_name(BASES, language)}'!$A$2:$A$500"
        return {"validate": "list", "source": source, "error_type": "warning"}
    match column.kind:
        case Kind.CHOICE | Kind.FLAG:
            side = LANGUAGES.index(language)
            words = [
                accepted[min(side, len(accepted) - 1)] for accepted in column.choices.values()
            ] if column.name != "rank" else list(column.choices)  # fmt: skip
            fits = len(",".join(words)) <= _MOST_LIST
            return {"validate": "list", "source": words} if fits else None
        case Kind.WHOLE:
            return {"validate": "integer", "criteria": "between",
                    "minimum": int(column.low or 0), "maximum": int(column.high or 0)}  # fmt: skip
        case Kind.NUMBER:
            return {"validate": "decimal", "criteria": "between",
                    "minimum": column.low, "maximum": column.high}  # fmt: skip
        case Kind.LATITUDE:
            return {"validate": "decimal", "criteria": "between",
                    "minimum": south, "maximum": north}  # fmt: skip
        case Kind.LONGITUDE:
            return {"validate": "decimal", "criteria": "between",
                    "minimum": west, "maximum": east}  # fmt: skip
        case _:
            return None


def _write_notes(workbook: Any, language: Language, formats: Mapping[str, Any]) -> None:
    sheet = workbook.add_worksheet(TEMPLATE.say("notes.sheet", language))
    sheet.set_column(0, 0, 100, formats["wrap"])
    keys = [key for key in TEMPLATE.keys() if key.startswith("note.")]  # noqa: SIM118
    for row, key in enumerate(keys):
        sheet.write_string(row, 0, TEMPLATE.say(key, language), formats["wrap"])
