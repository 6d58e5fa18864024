"""Edits, findings and costs of a draft in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from siaga.model.language import Language, format_number
from siaga.planning.edit_json import cost_to_json, edit_from_json, finding_from_json
from siaga.planning.edits import Edit, EditResult, Lock, MoveOfficer, MoveStation, SwapOfficers
from siaga.planning.plan_check import Change, Finding, Weight
from siaga.server.language import say
from siaga.server.plan.models import PlanEdit, PlanVersion
from siaga.server.plan.queries.drafts import Sight, names_of, place_names

_ORDER = {weight: place for place, weight in enumerate(Weight)}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as people read it."""

    weight: str
    change: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class CostLine:
    """A number that an edit moves. ``better``: -1 worse, 0 even, 1 better."""

    label: str
    change: str
    better: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An edit in a draft's history."""

    sequence: int
    text: str
    who: str
    when: datetime
    undone: bool
    hard: int
    soft: int
    cost: tuple[CostLine, ...]


def edit_sentence(sight: Sight, edit: Edit, names: Mapping[str, str], language: Language) -> str:
    """What ``edit`` does, as a heading."""

    def who(officer: str) -> str:
        return names.get(officer) or officer

    if isinstance(edit, MoveStation):
        key = "drafts.edit_move_station" if edit.to_post else "drafts.edit_new_post"
        return say(key, language, station=edit.station, post=edit.to_post)
    if isinstance(edit, SwapOfficers):
        return say(
            "drafts.edit_swap_officers", language, first=who(edit.first), second=who(edit.second)
        )
    if isinstance(edit, MoveOfficer):
        place = say("drafts.standby", language)
        if edit.role.value != "spare":
            place = place_names(sight.version).of(edit.role.value, edit.place, language)
        return say("drafts.edit_move_officer", language, officer=who(edit.officer), place=place)
    key = "lock" if isinstance(edit, Lock) else "unlock"
    what = who(edit.id) if edit.subject.value == "officer" else edit.id
    return say(f"drafts.edit_{key}_{edit.subject.value}", language, what=what)


def officers_in(edit: Edit) -> set[str]:
    """Officers an edit names."""
    if isinstance(edit, SwapOfficers):
        return {edit.first, edit.second}
    if isinstance(edit, MoveOfficer):
        return {edit.officer}
    if isinstance(edit, MoveStation) or edit.subject.value != "officer":
        return set()
    return {edit.id}


def finding_lines(
    sight: Sight, findings: Iterable[Finding], language: Language
) -> tuple[FindingLine, ...]:
    """Findings, hardest first; names only for who may see them."""
    from siaga.planning.texts import tell_reason

    found = list(findings)
    names = names_of(sight, {f.officer for f in found if f.officer})
    places = place_names(sight.version)
    lines = []
    for finding in sorted(found, key=lambda f: (f.change is Change.MENDED, _ORDER[f.weight])):
        reason = finding.reason
        if finding.officer:
            values = {**reason.values, "name": names.get(finding.officer, finding.officer)}
            reason = type(reason)(reason.code, values)
        role = finding.role.value
        lines.append(
            FindingLine(
                finding.weight.value,
                finding.change.value,
                finding.place if role == "spare" else places.of(role, finding.place, language),
                tell_reason(reason, language),
            )
        )
    return tuple(lines)


def cost_lines(
    change: Mapping[str, float],
    language: Language,
    before: Mapping[str, float] | None = None,
    after: Mapping[str, float] | None = None,
) -> tuple[CostLine, ...]:
    """What changes, in the order of weight; less is better in all of them."""
    lines = []
    for name in ("need", "short", "missing", "teams", "travel", "minutes"):
        value = change.get(name, 0.0)
        if not value and before is None:
            continue
        decimals = 1 if name in ("travel", "minutes") else 0
        sign = "+" if value > 0 else ""
        better = 0 if abs(value) < 0.05 else 1 if value < 0 else -1
        lines.append(
            CostLine(
                say(f"drafts.cost_{name}", language),
                f"{sign}{format_number(value, language, decimals)}" if better else "0",
                0 if name == "teams" else better,
                format_number(before[name], language, decimals) if before else "",
                format_number(after[name], language, decimals) if after else "",
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class PreviewLines:
    """What an edit would do, ready for a page."""

    sentence: str
    findings: tuple[FindingLine, ...]
    cost: tuple[CostLine, ...]
    hard: int
    """Hard rules it would break."""


def preview_lines(sight: Sight, edit: Edit, result: EditResult, language: Language) -> PreviewLines:
    """``result`` of ``edit`` in words."""
    names = names_of(sight, officers_in(edit))
    return PreviewLines(
        sentence=edit_sentence(sight, edit, names, language),
        findings=finding_lines(sight, result.findings, language),
        cost=cost_lines(
            cost_to_json(result.cost.change),
            language,
            cost_to_json(result.cost.before),
            cost_to_json(result.cost.after),
        ),
        hard=sum(f.weight is Weight.HARD and f.change is Change.BROKEN for f in result.findings),
    )


def history(
    sight: Sight, language: Language, *, since: int | None = None, most: int = 100
) -> list[HistoryLine]:
    """The edits of a draft, newest first; ``since``: those with a higher sequence."""
    rows = PlanEdit.objects.filter(plan=sight.version).select_related("made_by").defer("snapshot")
    if since is not None:
        rows = rows.filter(sequence__gt=since)
    return history_lines(sight, list(rows.order_by("-sequence")[:most]), language)


def history_lines(sight: Sight, rows: Sequence[PlanEdit], language: Language) -> list[HistoryLine]:
    """``rows`` in words."""
    edits = [edit_from_json(row.edit) for row in rows]
    names = names_of(sight, {officer for edit in edits for officer in officers_in(edit)})
    lines = []
    for row, edit in zip(rows, edits, strict=True):
        found = [finding_from_json(document) for document in row.findings]
        broken = [f for f in found if f.change is Change.BROKEN]
        lines.append(
            HistoryLine(
                sequence=row.sequence,
                text=edit_sentence(sight, edit, names, language),
                who=row.made_by.name,
                when=row.made_at,
                undone=row.undone,
                hard=sum(f.weight is Weight.HARD for f in broken),
                soft=sum(f.weight is Weight.SOFT for f in broken),
                cost=cost_lines(row.cost, language),
            )
        )
    return lines


def last_sequence(version: PlanVersion) -> int:
    """Sequence of the newest edit; 0: none."""
    rows: Any = PlanEdit.objects.filter(plan=version).order_by("-sequence")
    return rows.values_list("sequence", flat=True).first() or 0
