"""The inputs of the scores of a plan's stations, as its plan.json holds them (R16).

A plan.json of 25,002 stations is 70 MB of text: it is read once, and its stations stay in memory as
packed text, so that one of them costs a millisecond.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from siaga.model.risk import IndicatorDefinition
from siaga.server.plan.models import PlanVersion
from siaga.server.plan.queries.packed import LastUsed, PackedRows
from siaga.server.plan.storing import document_bytes

_FIRST: Final = b'\n  "stations": [\n'
_NEXT: Final = b"\n  ]"

Station = Mapping[str, Any]
"""A station of plan.json."""


@dataclass(frozen=True, slots=True)
class IndicatorUse:
    """An indicator with what it did in one plan."""

    definition: IndicatorDefinition
    stations: int
    """Stations where it was seen."""
    points: float
    """Points it gave over all stations."""
    synthetic: int
    """Stations where its value stands in for one that is not to be had."""


@dataclass(frozen=True, slots=True)
class _Inputs:
    """The stations of a plan by id, and what each indicator did in them."""

    ids: Sequence[str]
    """Ascending."""
    texts: PackedRows[bytes]
    """JSON of each, in the order of ``ids``."""
    uses: Mapping[str, tuple[int, float, int]]
    """Indicator -> stations, points, stations where it is synthetic."""


_kept: Final[LastUsed[_Inputs]] = LastUsed(4)


def station_document(plan: PlanVersion, code: str) -> Station | None:
    """One station with the inputs of its scores; None when the plan has no such station."""
    inputs = _inputs(plan)
    place = bisect_left(inputs.ids, code)
    if place == len(inputs.ids) or inputs.ids[place] != code:
        return None
    found: Station = json.loads(inputs.texts[place])
    return found


def station_documents(plan: PlanVersion) -> Iterator[Station]:
    """The stations of ``plan`` with the inputs of their scores, by id."""
    return (json.loads(text) for text in _inputs(plan).texts)


def indicator_use(
    plan: PlanVersion, definitions: Sequence[IndicatorDefinition]
) -> tuple[IndicatorUse, ...]:
    """Every indicator of the settings with what it did, in the settings' order."""
    uses = _inputs(plan).uses
    return tuple(
        IndicatorUse(definition, *uses.get(definition.id, (0, 0.0, 0)))
        for definition in definitions
    )


def _inputs(plan: PlanVersion) -> _Inputs:
    # Changes by hand move officers and stations between posts; the scores stay as planned, but a
    # plan is read anew with its next revision or state: what is shown is what its hash covers.
    return _kept.get((plan.pk, plan.revision, plan.sha256), lambda: _read(document_bytes(plan)))


def _read(document: bytes) -> _Inputs:
    counts: dict[str, tuple[int, float, int]] = {}
    texts = []
    for text in _station_texts(document):
        station = json.loads(text)
        texts.append((station["id"], text))
        seen: set[str] = set()
        synthetic: set[str] = set()
        for part in station["inputs"]:
            name = part["indicator"]
            stations, points, invented = counts.get(name, (0, 0.0, 0))
            first, first_invented = name not in seen, part["synthetic"] and name not in synthetic
            counts[name] = (
                stations + first, points + (part["points"] or 0.0), invented + bool(first_invented)
            )  # fmt: skip
            seen.add(name)
            if part["synthetic"]:
                synthetic.add(name)
    texts.sort()
    return _Inputs([code for code, _ in texts], PackedRows(text for _, text in texts), counts)


def _station_texts(document: bytes) -> Iterator[bytes]:
    """JSON of each station: a record a line, as plan.json is written; else as it is parsed."""
    start = document.find(_FIRST)
    end = document.find(_NEXT, start)
    if start < 0 or end < 0:
        for station in json.loads(document)["stations"]:
            yield json.dumps(station).encode()
        return
    for line in document[start + len(_FIRST) : end].splitlines():
        yield line.strip().removesuffix(b",")
