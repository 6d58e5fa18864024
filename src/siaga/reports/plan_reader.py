"""From ``plan.json`` back to a :class:`~siaga.model.plan.Plan`, naming the place of any damage."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from siaga.model.locks import LockedOfficer, LockedPost, Locks
from siaga.model.places import Access, Tier
from siaga.model.plan import (
    Bound,
    Level,
    NeedRow,
    Placement,
    Plan,
    Post,
    Reason,
    Relief,
    Requirement,
    Reserves,
    ReserveTeam,
    ResponseTimes,
    Role,
    Shortage,
    ShortageRow,
    StressTest,
    Supervision,
    Supervisor,
    TravelKind,
)
from siaga.model.risk import Score, ScoreInput, TierFlip, Vulnerability
from siaga.reports.plan_format import PlanFormatError

Choice = TypeVar("Choice", bound=StrEnum)


class _Node:
    """A JSON object with its place in the file, read field by field."""

    def __init__(self, value: Any, where: str, file: Path) -> None:
        self.where = where
        self.file = file
        if not isinstance(value, dict):
            raise self.damage("", "is not an object")
        self.value: dict[str, Any] = value

    def damage(self, key: str, what: str, choices: str = "") -> PlanFormatError:
        where = ".".join(part for part in (self.where, key) if part) or "plan"
        return PlanFormatError(self.file, "damaged", where=where, what=what, choices=choices)

    def get(self, key: str) -> Any:
        if key not in self.value:
            raise self.damage(key, "is missing")
        return self.value[key]

    def text(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str):
            raise self.damage(key, "is not text")
        return value

    def flag(self, key: str) -> bool:
        value = self.get(key)
        if not isinstance(value, bool):
            raise self.damage(key, "is not true or false")
        return value

    def integer(self, key: str) -> int:
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.damage(key, "is not a whole number")
        return value

    def optional(self, key: str) -> float | None:
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.damage(key, "is not a number")
        try:
            return float(value)
        except OverflowError:
            raise self.damage(key, "is not a number") from None

    def number(self, key: str) -> float:
        """A number; ``null`` stands for "no way" and reads as infinity."""
        value = self.optional(key)
        return math.inf if value is None else value

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        try:
            return kind(self.text(key))
        except ValueError:
            allowed = ", ".join(kind)
            raise self.damage(key, "is none of", allowed) from None

    def day(self, key: str) -> date | None:
        if self.get(key) is None:
            return None
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self.damage(key, "is not a date like 2024-11-27") from None

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self.damage(key, "is not a list of text")
        return tuple(values)

    def span(self, key: str) -> tuple[float, float]:
        values = self._list(key)
        if len(values) != 2 or not all(v is None or isinstance(v, int | float) for v in values):
            raise self.damage(key, "is not a pair of numbers")
        low, high = (math.inf if value is None else float(value) for value in values)
        return low, high

    def counts(self, key: str) -> dict[str, int]:
        node = self.node(key)
        return {name: node.integer(name) for name in node.value}

    def words(self) -> dict[str, str | int | float]:
        """The values of a reason: texts and numbers, ``null`` as in :meth:`number`."""
        found: dict[str, str | int | float] = {}
        for key, value in self.value.items():
            whole = isinstance(value, int) and not isinstance(value, bool)
            found[key] = value if isinstance(value, str) or whole else self.number(key)
        return found

    def node(self, key: str) -> _Node:
        return _Node(self.get(key), self._path(key), self.file)

    def nodes(self, key: str) -> Iterator[_Node]:
        for position, value in enumerate(self._list(key)):
            yield _Node(value, f"{self._path(key)}[{position}]", self.file)

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _list(self, key: str) -> list[Any]:
        value = self.get(key)
        if not isinstance(value, list):
            raise self.damage(key, "is not a list")
        return value


def plan_from_document(document: object, file: Path) -> Plan:
    """The plan in ``document``; ``file`` is named in errors.

    Raises:
        PlanFormatError: a field is missing or is not what the schema says.
    """
    root = _Node(document, "", file)
    stress = None if root.get("stress") is None else _stress(root.node("stress"))
    return Plan(
        operation=root.text("operation"),
        seed=root.integer("seed"),
        complete=root.flag("complete"),
        vulnerability={v.station: v for v in map(_vulnerability, root.nodes("stations"))},
        requirement=_requirement(root.node("requirement")),
        posts=tuple(map(_post, root.nodes("posts"))),
        placements=tuple(map(_placement, root.nodes("officers"))),
        shortage=_shortage(root.node("shortage")),
        reserves=_reserves(root.node("reserves")),
        supervision=_supervision(root.node("supervision")),
        stress=stress,
        bounds=tuple(map(_bound, root.nodes("bounds"))),
        unfilled=root.counts("unfilled"),
        locks=_locks(root.node("locks")) if "locks" in root.value else Locks(),
    )


def _locks(node: _Node) -> Locks:
    """What people locked; a plan without locks has no such field."""
    return Locks(
        tuple(
            LockedPost(n.texts("stations"), n.text("hub"), n.text("pattern"),
                       n.choice("level", Level))
            for n in node.nodes("posts")
        ),
        tuple(
            LockedOfficer(n.text("officer"), n.choice("role", Role), n.text("place"),
                          n.integer("team"))
            for n in node.nodes("officers")
        ),
    )  # fmt: skip


def _reasons(node: _Node, key: str = "reasons") -> tuple[Reason, ...]:
    return tuple(Reason(n.text("code"), n.node("values").words()) for n in node.nodes(key))


def _vulnerability(node: _Node) -> Vulnerability:
    return Vulnerability(
        station=node.text("id"),
        threat=node.number("threat"),
        reach=node.number("reach"),
        tier=node.choice("tier", Tier),
        tier_given=node.flag("tier_given"),
        inputs=tuple(
            ScoreInput(
                indicator=n.text("indicator"),
                score=n.choice("score", Score),
                value=n.number("value"),
                weight=n.number("weight"),
                points=n.number("points"),
                source=n.text("source"),
                day=n.day("day"),
                synthetic=n.flag("synthetic"),
            )
            for n in node.nodes("inputs")
        ),
        flips=tuple(
            TierFlip(n.text("indicator"), n.number("change"), n.choice("tier", Tier))
            for n in node.nodes("flips")
        ),
    )


def _requirement(node: _Node) -> Requirement:
    return Requirement(
        rows=tuple(
            NeedRow(
                district=n.text("district"),
                tier=n.choice("tier", Tier),
                pattern=n.text("pattern"),
                stations=n.integer("stations"),
                groups=n.integer("groups"),
                officers=n.integer("officers"),
                linmas=n.integer("linmas"),
            )
            for n in node.nodes("rows")
        ),
        station_officers=node.integer("station_officers"),
        duty_officers=node.integer("duty_officers"),
        reserve_officers=node.integer("reserve_officers"),
        supervision_officers=node.integer("supervision_officers"),
        linmas=node.integer("linmas"),
        linmas_by_law=node.integer("linmas_by_law"),
        available=node.integer("available"),
    )


def _post(node: _Node) -> Post:
    return Post(
        id=node.text("id"),
        district=node.text("district"),
        tier=node.choice("tier", Tier),
        pattern=node.text("pattern"),
        level=node.choice("level", Level),
        stations=node.texts("stations"),
        hub=node.text("hub"),
        team_size=node.integer("team_size"),
        max_minutes=node.number("max_minutes"),
        travel=node.number("travel"),
        access=node.choice("access", Access),
        threat=node.number("threat"),
        reasons=_reasons(node),
    )


def _placement(node: _Node) -> Placement:
    kind = None if node.get("minutes_kind") is None else node.choice("minutes_kind", TravelKind)
    return Placement(
        officer=node.text("id"),
        role=node.choice("duty", Role),
        place=node.text("place"),
        minutes=node.optional("minutes"),
        minutes_kind=kind,
        leader=node.flag("leader"),
        reasons=_reasons(node),
    )


def _shortage(node: _Node) -> Shortage:
    return Shortage(
        need=node.integer("need"),
        available=node.integer("available"),
        rows=tuple(
            ShortageRow(
                district=n.text("district"),
                tier=n.choice("tier", Tier),
                level=n.choice("level", Level),
                posts=n.integer("posts"),
                stations=n.integer("stations"),
                officers_saved=n.integer("officers_saved"),
            )
            for n in node.nodes("rows")
        ),
        relief=tuple(
            Relief(
                officers=n.integer("officers"),
                posts_restored=n.integer("posts_restored"),
                stations_restored=n.integer("stations_restored"),
                still_below=n.integer("still_below"),
                by_district=n.counts("by_district"),
            )
            for n in node.nodes("relief")
        ),
        remedies=_reasons(node, "remedies"),
    )


def _reserves(node: _Node) -> Reserves:
    return Reserves(
        teams=tuple(
            ReserveTeam(n.text("id"), n.text("base"), n.integer("size"), n.texts("officers"))
            for n in node.nodes("teams")
        ),
        response_minutes=node.number("response_minutes"),
        covered_share=node.number("covered_share"),
        expected_share=node.number("expected_share"),
    )


def _supervision(node: _Node) -> Supervision:
    return Supervision(
        supervisors=tuple(
            Supervisor(
                officer=n.text("officer"),
                role=n.choice("role", Role),
                place=n.text("place"),
                posts=n.texts("posts"),
                reports_to=n.text("reports_to"),
                phone=n.text("phone"),
            )
            for n in node.nodes("supervisors")
        ),
        command_phone=node.text("command_phone"),
    )


def _response(node: _Node) -> ResponseTimes:
    return ResponseTimes(
        median=node.number("median"),
        median_ci=node.span("median_ci"),
        p90=node.number("p90"),
        p90_ci=node.span("p90_ci"),
        within_target=node.number("within_target"),
        within_target_ci=node.span("within_target_ci"),
        unanswered=node.number("unanswered"),
    )


def _stress(node: _Node) -> StressTest:
    return StressTest(
        days=node.integer("days"),
        incidents=node.integer("incidents"),
        target_minutes=node.number("target_minutes"),
        plan=_response(node.node("plan")),
        naive=_response(node.node("naive")),
    )


def _bound(node: _Node) -> Bound:
    return Bound(
        step=node.text("step"),
        value=node.number("value"),
        bound=node.number("bound"),
        unit=node.text("unit"),
        maximise=node.flag("maximise"),
        complete=node.flag("complete"),
    )
