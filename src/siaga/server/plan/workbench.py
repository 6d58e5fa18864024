"""A plan in memory, ready to explain, check and change: made once, kept for the next request.

What is kept is keyed by plan and revision, and by the files of the data, which lose a person's name
when it is erased (R9): so it never goes stale, and two servers may each keep their own. The
operation with its travel times is kept per data and run, since every revision of a plan and every
draft of a run shares it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from siaga.geo.sources import travel_times
from siaga.geo.travel import TravelTimes
from siaga.model.operation import Operation as PlannedOperation
from siaga.model.plan import Plan
from siaga.planning.edit_json import edit_from_json
from siaga.planning.edits import apply_edits
from siaga.planning.supervision import build_supervision
from siaga.server.plan.models import PlanEdit, PlanState, PlanVersion
from siaga.server.plan.queries.data import fingerprint
from siaga.server.plan.storing import (
    pack_document,
    plan_bytes,
    plan_in,
    planned_operation,
    standing_plan,
    stored_plan,
)

_OPERATIONS: Final = 3
"""Operations kept; one of 2,564 stations takes about 20 MB with its travel times."""
_VIEWS: Final = 4
"""Indexed plans kept."""
_PLANS: Final = 12
"""Plans kept; most of what a plan holds it shares with the revision before."""

if TYPE_CHECKING:
    from siaga.planning.explain_view import PlanView

SNAPSHOT_EVERY: Final = 20
"""Edits between two snapshots: as many are made again at most when a draft is opened anew."""

V = TypeVar("V")


class _Kept(Generic[V]):
    """The values used last; each is made once, however many ask at a time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of ``key``, made when it is not there; who asks for the same waits for it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                self.put(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
            return value

    def put(self, key: Hashable, value: V) -> None:
        """Keep ``value``; the one used longest ago goes when there are too many."""
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()


@dataclass(frozen=True, slots=True)
class Workbench:
    """A plan as it stands, with what it was made from."""

    operation: PlannedOperation
    travel: TravelTimes
    plan: Plan


_operations: _Kept[tuple[PlannedOperation, TravelTimes]] = _Kept(_OPERATIONS)
_plans: _Kept[Plan] = _Kept(_PLANS)
_views: _Kept[PlanView] = _Kept(_VIEWS)


def workbench(version: PlanVersion) -> Workbench:
    """``version`` at its revision.

    Raises:
        InputError: its data or an edit can no longer be read.
        PlanFormatError: its document is damaged.
    """
    operation, travel = _inputs(version)

    def make() -> Plan:
        if version.state != PlanState.DRAFT.value:
            return standing_plan(version, operation)
        return replayed(version)

    return Workbench(operation, travel, _plans.get(_key(version), make))


def replayed(version: PlanVersion) -> Plan:
    """The draft ``version`` with the edits that hold now; not kept: they may not be committed.

    Raises:
        InputError: as :func:`workbench`.
    """
    operation, travel = _inputs(version)
    rows = PlanEdit.objects.filter(plan=version, undone=False)
    kept = rows.exclude(snapshot=b"").order_by("-sequence").first()
    if kept is None:
        plan = stored_plan(version, operation)
    else:
        plan = plan_in(bytes(kept.snapshot), version, operation)
        chain = build_supervision(operation, plan.posts, plan.placements)
        plan = replace(plan, supervision=chain)
        rows = rows.filter(sequence__gt=kept.sequence)
    later = rows.order_by("sequence").values_list("edit", flat=True)
    return apply_edits(operation, plan, travel, [edit_from_json(edit) for edit in later])


def snapshot_after(bench: Workbench, plan: Plan, sequence: int) -> bytes:
    """What edit ``sequence`` keeps of the plan after it, for :func:`replayed`; often nothing.

    It holds as long as the edit does: edits are taken back from the last one, so none before it can
    have changed.
    """
    if sequence % SNAPSHOT_EVERY:
        return b""
    return pack_document(plan_bytes(bench.operation, plan))


def view_of(version: PlanVersion) -> PlanView:
    """``version`` indexed for explaining and checking.

    Raises:
        InputError: as :func:`workbench`.
    """
    from siaga.planning.explain_view import view_plan

    bench = workbench(version)
    return _views.get(_key(version), lambda: view_plan(bench.operation, bench.plan, bench.travel))


def before_edits(version: PlanVersion) -> Workbench:
    """``version`` as it was planned, before any edit; not kept."""
    operation, travel = _inputs(version)
    return Workbench(operation, travel, stored_plan(version, operation))


def keep(version: PlanVersion, plan: Plan) -> None:
    """Keep ``plan`` as ``version`` at its revision, so that the next request need not make it.

    Call once the revision is committed.
    """
    _plans.put(_key(version), plan)


def forget() -> None:
    """Forget everything kept, as a new process would."""
    _operations.clear()
    _plans.clear()
    _views.clear()


def _key(version: PlanVersion) -> tuple[object, ...]:
    drafted = version.state == PlanState.DRAFT.value
    return version.pk, version.revision, drafted, _files_of(version)


def _files_of(version: PlanVersion) -> str:
    """Fingerprint of the files that ``version`` plans with; asked once for an instance."""
    known: tuple[object, str] | None = version.__dict__.get("_files")
    if known is None or known[0] != version.data_id:
        known = version.data_id, fingerprint(version.data)
        version.__dict__["_files"] = known
    return known[1]


def _inputs(version: PlanVersion) -> tuple[PlannedOperation, TravelTimes]:
    def make() -> tuple[PlannedOperation, TravelTimes]:
        with planned_operation(version) as operation:
            return operation, travel_times(operation)

    return _operations.get((_files_of(version), _run_of(version)), make)


def _run_of(version: PlanVersion) -> object:
    """The run whose scenario the plan was made of."""
    while version.run_id is None and version.base is not None:
        version = version.base
    return version.run_id
