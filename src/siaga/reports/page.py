"""``index.html``: the whole plan in one file that needs no internet."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from siaga import __version__
from siaga.model.language import (
    LANGUAGES,
    Catalog,
    Language,
    format_date,
    format_number,
    format_percent,
)
from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.reports import charts
from siaga.reports.deployment import Deployment
from siaga.reports.figures import figures_of
from siaga.reports.page_data import page_data
from siaga.reports.page_map import page_map, plan_projection
from siaga.reports.page_texts import PAGE
from siaga.reports.stamp import Stamp
from siaga.reports.tables import plain_number
from siaga.reports.texts import WORDS, reason_text

_FOLDER: Final = Path(__file__).parent / "html"
_SCRIPTS: Final = ("data.js", "map.js", "detail.js", "tables.js", "main.js")


class Both(NamedTuple):
    """A text in both languages; in the page only the chosen one is shown."""

    id: str
    en: str

    def __html__(self) -> str:
        """Both spans, or the bare text when they do not differ."""
        if self.id == self.en:
            return str(escape(self.id))
        spans = '<span class="l-id" lang="id">{}</span><span class="l-en" lang="en">{}</span>'
        return Markup(spans).format(self.id, self.en)  # noqa: S704 - a constant


def page_html(
    operation: Operation, plan: Plan, language: Language, stamp: Stamp | None = None
) -> str:
    """The page; it opens in ``language`` and switches to the other at a click.

    Both languages and every datum are inside; nothing is loaded from anywhere.
    """
    deployment = Deployment(operation, plan)
    projection = plan_projection(deployment)
    figures = figures_of(deployment)
    limit = operation.doctrine.assignment.max_minutes_from_unit
    template = _environment().get_template("index.html")
    return template.render(
        language=language,
        operation=operation,
        plan=plan,
        version=__version__,
        stamp=stamp,
        figures=figures,
        day=Both(
            *(format_date(operation.election.voting_day, side, weekday=True) for side in LANGUAGES)
        ),
        map=page_map(deployment, projection),
        district_names=[district.name for district in deployment.districts],
        need_bars=charts.requirement_bars(figures),
        tier_needs=charts.tier_needs(deployment),
        shortage_bars=charts.shortage_bars(deployment),
        shortage_tiers=charts.shortage_tiers(deployment),
        relief=charts.relief_bars(deployment),
        remedies=[_reason(reason) for reason in plan.shortage.remedies],
        journeys=charts.journey_bins(deployment),
        journey_limit=limit,
        within_hour=charts.share_within(deployment, 60.0),
        within_limit=None if limit is None else charts.share_within(deployment, limit),
        comparisons=charts.comparisons(deployment),
        worst_gap=max((bound.gap for bound in plan.bounds), default=None),
        css=Markup(_asset("page.css")),  # noqa: S704 - our own file
        scripts=Markup("\n".join(map(_asset, _SCRIPTS))),  # noqa: S704 - our own files
        data=Markup(page_data(deployment, projection)),  # noqa: S704 - its signs are escaped
    )


def _reason(reason: Any) -> Both:
    return Both(*(reason_text(reason, language) for language in LANGUAGES))


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        inf=math.inf, t=_text, w=_word, n=_number, p=_percent, plain=_plain, attribute=_attribute
    )
    return environment


def _fields(values: Mapping[str, object], language: Language) -> dict[str, object]:
    """``values`` with the side of each :class:`Both` that ``language`` reads."""
    side = LANGUAGES.index(language)
    return {name: v[side] if isinstance(v, Both) else v for name, v in values.items()}


def _said(catalog: Catalog, key: str, values: Mapping[str, object]) -> Both:
    return Both(*(catalog.say(key, side, **_fields(values, side)) for side in LANGUAGES))


def _text(key: str, **values: object) -> Both:
    return _said(PAGE, key, values)


def _word(kind: str, value: str) -> Both:
    key = f"{kind}.{value}"
    return _said(WORDS, key, {}) if key in WORDS else Both(value, value)


def _number(value: float, decimals: int = 0) -> Both:
    return Both(*(format_number(value, side, decimals) for side in LANGUAGES))


def _plain(value: float) -> Both:
    return Both(*(plain_number(value, side) for side in LANGUAGES))


def _percent(share: float, decimals: int = 1) -> Both:
    return Both(*(format_percent(share, side, decimals) for side in LANGUAGES))


def _attribute(name: str, key: str, language: Language, **values: object) -> Markup:
    """An HTML attribute whose text follows the language: JavaScript reads ``data-say``."""
    both = _text(key, **values)
    side = LANGUAGES.index(language)
    return Markup('{}="{}" data-say="{}"').format(
        Markup(name), both[side], json.dumps([name, *both], ensure_ascii=False)  # noqa: S704
    )  # fmt: skip
