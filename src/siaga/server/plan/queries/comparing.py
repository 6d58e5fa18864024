"""Two to four plans side by side, and who moves between them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from siaga.model.language import Language, format_number, format_percent
from siaga.planning.compare import PlanComparison, compare_plans
from siaga.server.language import say
from siaga.server.plan.models import PlanVersion
from siaga.server.plan.queries.runs import BoundLine, RunViews
from siaga.server.plan.scenario import Scenario, scenario_of
from siaga.server.plan.storing import planned_operation, standing_plan

MOST_PLANS: Final = 4
_DASH: Final = "\N{EN DASH}"
Summary = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one plan, and how it stands to the first plan."""

    text: str
    best: bool = False
    mark: str = ""
    """``better``, ``worse``, ``even`` or empty: never told by colour alone, ``words`` say it."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure over all plans."""

    label: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """How one line is made."""

    key: str
    read: Callable[[Summary], float | None]
    wish: int = 0
    """-1: less is better; 1: more is better; 0: neither."""
    kind: str = "number"
    decimals: int = 0
    interval: Callable[[Summary], Sequence[float | None] | None] | None = None


def _at(*path: str) -> Callable[[Summary], float | None]:
    def read(summary: Summary) -> float | None:
        value: Any = summary
        for name in path:
            if not isinstance(value, dict) or value.get(name) is None:
                return None
            value = value[name]
        return float(value)

    return read


def _pair(*path: str) -> Callable[[Summary], Sequence[float | None] | None]:
    def read(summary: Summary) -> Sequence[float | None] | None:
        value: Any = summary
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value if isinstance(value, list) else None

    return read


_PARTS: Final[tuple[tuple[str, tuple[_Figure, ...]], ...]] = (
    ("force", (
        _Figure("officers", _at("officers")),
        _Figure("need", _at("need"), -1),
        _Figure("posts_need", _at("posts_need"), -1),
        _Figure("posts_short", _at("posts_short"), -1),
        _Figure("unfilled", _at("unfilled"), -1),
        _Figure("spare", _at("placed", "spare")),
    )),
    ("posts", (
        _Figure("posts", _at("posts")),
        _Figure("below", _at("below"), -1),
        _Figure("thinned", _at("levels", "thinned", "stations"), -1),
        _Figure("patrol", _at("levels", "patrol", "stations"), -1),
        _Figure("unguarded", _at("levels", "unguarded", "stations"), -1),
        _Figure("travel", _at("travel"), -1),
        _Figure("journey_mean", _at("journey", "mean"), -1, decimals=1),
        _Figure("journey_longest", _at("journey", "longest"), -1),
    )),
    ("reach", (
        _Figure("teams", _at("reserves", "teams")),
        _Figure("covered", _at("reserves", "covered"), 1, "percent"),
        _Figure("expected", _at("reserves", "expected"), 1, "percent"),
    )),
    ("stress", (
        _Figure("p90", _at("stress", "plan", "p90"), -1, decimals=1,
                interval=_pair("stress", "plan", "p90_ci")),
        _Figure("within", _at("stress", "plan", "within_target"), 1, "percent",
                interval=_pair("stress", "plan", "within_target_ci")),
        _Figure("unanswered", _at("stress", "plan", "unanswered"), -1, "percent"),
    )),
)  # fmt: skip


def figures(plans: Sequence[PlanVersion], language: Language) -> list[Part]:
    """The figures of ``plans``; every plan is compared with the first."""
    summaries = [plan.summary for plan in plans]
    found = [
        Part(
            say(f"compare.part_{key}", language),
            tuple(_line(figure, summaries, language) for figure in lines),
        )
        for key, lines in _PARTS
    ]
    found.append(Part(say("compare.part_bounds", language), _bounds(summaries, language)))
    return found


def _line(figure: _Figure, summaries: Sequence[Summary], language: Language) -> Line:
    values = [figure.read(summary) for summary in summaries]
    spans = [figure.interval(s) if figure.interval else None for s in summaries]
    known = [value for value in values if value is not None]
    best = (max if figure.wish > 0 else min)(known) if known and figure.wish else None
    differs = bool(known) and max(known) - min(known) > 1e-9
    cells = [
        _cell(figure, language, values, spans, place, best if differs else None)
        for place in range(len(values))
    ]
    note = say(f"compare.note_{figure.wish}", language) if figure.wish else ""
    return Line(say(f"compare.{figure.key}", language), note, tuple(cells))


def _cell(
    figure: _Figure,
    language: Language,
    values: Sequence[float | None],
    spans: Sequence[Sequence[float | None] | None],
    place: int,
    best: float | None,
) -> Cell:
    value, first = values[place], values[0]
    if value is None:
        return Cell(_DASH)
    text = _shown(figure, value, language)
    span = spans[place]
    if span:
        low, high = (_DASH if end is None else _shown(figure, end, language) for end in span)
        text = f"{text} ({low}\N{EN DASH}{high})"
    if place == 0 or first is None:
        return Cell(text, best is not None and value == best)
    change = value - first
    if abs(change) < 1e-9:
        return Cell(text, best is not None and value == best, "even", say("compare.same", language))
    amount = _shown(figure, abs(change), language)
    words = say("compare.more" if change > 0 else "compare.less", language, amount=amount)
    mark = ("better" if change * figure.wish > 0 else "worse") if figure.wish else "even"
    if figure.wish and _overlap(span, spans[0]):
        return Cell(text, False, "even", say("compare.unclear", language, words=words))
    if figure.wish:
        words = say(f"compare.{mark}", language, words=words)
    return Cell(text, best is not None and value == best, mark, words)


def _overlap(one: Sequence[float | None] | None, other: Sequence[float | None] | None) -> bool:
    """Whether two intervals overlap: then the difference may be chance."""
    if not one or not other or None in one or None in other:
        return False
    return one[0] <= other[1] and other[0] <= one[1]  # type: ignore[operator]


def _shown(figure: _Figure, value: float, language: Language) -> str:
    if figure.kind == "percent":
        return format_percent(value, language, 1)
    return format_number(value, language, figure.decimals)


def _bounds(summaries: Sequence[Summary], language: Language) -> tuple[Line, ...]:
    """How far each step is from the best possible at most."""
    views = RunViews(language)
    steps = list(dict.fromkeys(row["step"] for s in summaries for row in s.get("bounds", ())))
    lines = []
    for step in steps:
        cells, label = [], step
        for summary in summaries:
            row = next((row for row in summary["bounds"] if row["step"] == step), None)
            if row is None:
                cells.append(Cell(_DASH))
                continue
            bound = views.bound(row)
            label = bound.step
            gap = _DASH if bound.gap is None else format_percent(bound.gap, language, 2)
            words = say("runs.gap", language, gap=gap) if bound.gap else _proven(bound, language)
            cells.append(Cell(bound.value, words=words))
        lines.append(Line(label, "", tuple(cells)))
    return tuple(lines)


def _proven(bound: BoundLine, language: Language) -> str:
    return "" if bound.gap is None else say("runs.gap_none", language)


def settings(plans: Sequence[PlanVersion], language: Language) -> Part:
    """Data and settings in which the plans differ."""
    views = RunViews(language)
    scenarios: list[Scenario] = [scenario_of(plan) for plan in plans]
    lines: list[Line] = []
    if len({plan.data_id for plan in plans}) > 1:
        lines.append(_plain(say("compare.data", language), [str(p.data.number) for p in plans]))
    extra = [scenario.extra_officers for scenario in scenarios]
    if len(set(extra)) > 1:
        shown = [format_number(count, language) for count in extra]
        lines.append(_plain(say("runs.extra_officers", language), shown))
    forms = [views.form(plan.data) for plan in plans]
    for path in dict.fromkeys(path for scenario in scenarios for path in scenario.overrides):
        texts = [
            form.shown(path, s.overrides.get(path, form.value_of_data(path)))
            for form, s in zip(forms, scenarios, strict=True)
        ]
        if len(set(texts)) > 1:
            lines.append(_plain(forms[0].label(path), texts))
    return Part(say("compare.part_settings", language), tuple(lines))


def _plain(label: str, texts: Sequence[str]) -> Line:
    return Line(label, "", tuple(Cell(text) for text in texts))


_kept: OrderedDict[tuple[object, ...], PlanComparison] = OrderedDict()
_lock = threading.Lock()
_MOST_KEPT: Final = 8


def moves(first: PlanVersion, second: PlanVersion) -> PlanComparison:
    """Who and what moves from ``first`` to ``second``; kept by revision.

    Raises:
        InputError: data or an edit can no longer be read.
        PlanFormatError: a document is damaged.
    """
    key = (first.pk, first.revision, first.state, second.pk, second.revision, second.state)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    with planned_operation(first) as one, planned_operation(second) as other:
        made = compare_plans(one, standing_plan(first, one), other, standing_plan(second, other))
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return made
