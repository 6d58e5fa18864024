"""Edits, findings, costs and locks as plain JSON values, for a draft's history and for wires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, Final

from siaga.model.locks import LockedOfficer, LockedPost, Locks
from siaga.model.plan import Level, Reason, Role
from siaga.model.problems import InputError, ProblemReport
from siaga.planning.edits import Edit, Lock, MoveOfficer, MoveStation, Subject, SwapOfficers, Unlock
from siaga.planning.lock_texts import problem
from siaga.planning.plan_check import Change, Finding, Weight
from siaga.planning.plan_cost import PlanCost

Json = dict[str, Any]

KINDS: Final[Mapping[str, type[Edit]]] = {
    "move_station": MoveStation,
    "swap_officers": SwapOfficers,
    "move_officer": MoveOfficer,
    "lock": Lock,
    "unlock": Unlock,
}
"""The word an edit is known by on the wire."""

_LONGEST: Final = 200
"""Longest id taken from outside, in characters."""


def kind_of(edit: Edit) -> str:
    """The word of :data:`KINDS` for ``edit``."""
    return next(kind for kind, cls in KINDS.items() if isinstance(edit, cls))


def edit_to_json(edit: Edit) -> Json:
    """``{"kind": "move_station", "station": …, "to_post": …}``."""
    return {"kind": kind_of(edit), **{k: str(v) for k, v in asdict(edit).items()}}


def edit_from_json(document: object) -> Edit:
    """The edit that :func:`edit_to_json` wrote, or a browser sent.

    Raises:
        InputError: it is no edit: an unknown kind, a field missing, unknown or not text.
    """
    if not isinstance(document, dict):
        raise _damaged("not an object")
    values = dict(document)
    cls = KINDS.get(str(values.pop("kind", "")))
    if cls is None:
        raise _damaged("kind")
    known = {field.name for field in fields(cls)}
    for name, value in values.items():
        if name not in known or not isinstance(value, str) or len(value) > _LONGEST:
            raise _damaged(str(name)[:40])
    try:
        if "role" in values:
            values["role"] = Role(values["role"])
        if "subject" in values:
            values["subject"] = Subject(values["subject"])
        return cls(**values)
    except (TypeError, ValueError) as error:
        raise _damaged(", ".join(sorted(known))) from error


def finding_to_json(finding: Finding) -> Json:
    """A finding; its sentence is made in the reader's language from ``reason``."""
    return {
        "weight": finding.weight.value,
        "change": finding.change.value,
        "role": finding.role.value,
        "place": finding.place,
        "officer": finding.officer,
        "code": finding.reason.code,
        "values": dict(finding.reason.values),
    }


def finding_from_json(document: Mapping[str, Any]) -> Finding:
    """The finding that :func:`finding_to_json` wrote; KeyError, ValueError when it is none."""
    return Finding(
        Weight(document["weight"]),
        Role(document["role"]),
        document["place"],
        Reason(document["code"], document["values"]),
        document["officer"],
        Change(document["change"]),
    )


def cost_to_json(cost: PlanCost) -> dict[str, float]:
    """A cost, or a change of it, as plain numbers; minutes to the hundredth."""
    return {
        "need": cost.need,
        "short": cost.short,
        "teams": cost.teams,
        "missing": cost.missing,
        "travel": round(cost.travel, 2),
        "minutes": round(cost.minutes, 2),
    }


def locks_to_json(locks: Locks) -> Json:
    """``{"posts": […], "officers": […]}``; empty lists when everything is free."""
    return {
        "posts": [
            {
                "stations": list(p.stations),
                "hub": p.hub,
                "pattern": p.pattern,
                "level": p.level.value,
            }
            for p in locks.posts
        ],
        "officers": [
            {"officer": f.officer, "role": f.role.value, "place": f.place, "team": f.team}
            for f in locks.officers
        ],
    }


def locks_from_json(document: Mapping[str, Any]) -> Locks:
    """The locks that :func:`locks_to_json` wrote; an empty object means none.

    Raises:
        InputError: the document is damaged.
    """
    try:
        return Locks(
            tuple(
                LockedPost(tuple(map(str, p["stations"])), str(p["hub"]), str(p["pattern"]),
                           Level(p["level"]))
                for p in document.get("posts", ())
            ),
            tuple(
                LockedOfficer(str(f["officer"]), Role(f["role"]), str(f["place"]),
                              int(f.get("team", 0)))
                for f in document.get("officers", ())
            ),
        )  # fmt: skip
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _damaged("locks") from error


def _damaged(detail: str) -> InputError:
    return InputError(ProblemReport((problem("edit.damaged", detail=detail),)))
