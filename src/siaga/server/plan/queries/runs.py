"""Scenarios and their runs, for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404

from siaga.model.language import Language, format_number, format_percent
from siaga.reports.tables import plain_number
from siaga.reports.texts import word
from siaga.server.core.access import Access
from siaga.server.language import say
from siaga.server.plan.jobs.child import STEPS
from siaga.server.plan.models import DataVersion, PlanRun, PlanVersion, RunState
from siaga.server.plan.queries.scenario_form import ScenarioForm
from siaga.server.plan.scenario import settings_file

ALL_STEPS: Final = ("reading", *STEPS, "storing")
ACTIVE: Final = (RunState.QUEUED.value, RunState.RUNNING.value)


@dataclass(frozen=True, slots=True)
class BoundLine:
    """A step's value and how far from the best possible it can be at most."""

    step: str
    value: str
    bound: str
    unit: str
    gap: float | None
    """Share in [0, 1]; None when it can not be told."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as it is shown."""

    run: PlanRun
    plan: PlanVersion | None
    changes: tuple[tuple[str, str, str], ...]
    """(Setting, what the data say, what this run says)."""
    step_number: int
    """From 1; 0 while it waits."""
    steps: int
    percent: int
    """Of the whole run, by steps."""
    seconds: int | None
    """At work so far, or in all."""
    bounds: tuple[BoundLine, ...]
    message: str
    ahead: int = 0
    """Runs that go before it."""

    @property
    def active(self) -> bool:
        """Whether it waits or works."""
        return self.run.state in ACTIVE


def runs_of(access: Access) -> QuerySet[PlanRun]:
    """Runs of the operation, newest first."""
    return (
        PlanRun.objects.filter(operation=access.operation)
        .select_related("data", "created_by", "plan", "base")
        .defer("data__problems", "data__difference", "plan__document", "plan__final",
               "base__document", "base__final")
        .order_by("-number")
    )  # fmt: skip


def run_for(access: Access, number: int) -> PlanRun:
    """Run ``number``.

    Raises:
        Http404: there is none in this operation.
    """
    found = runs_of(access).filter(number=number).first()
    if found is None:
        raise Http404
    return found


class RunViews:
    """Makes views of runs; the form of each data version is read once."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._forms: dict[Any, ScenarioForm] = {}

    def form(self, data: DataVersion) -> ScenarioForm:
        """The settings of ``data`` as a form."""
        if data.pk not in self._forms:
            self._forms[data.pk] = ScenarioForm(settings_file(data), self._language)
        return self._forms[data.pk]

    def changes(self, run: PlanRun) -> tuple[tuple[str, str, str], ...]:
        """What differs from the data, officers and locks included."""
        found = list(self.form(run.data).changes(run.settings)) if run.settings else []
        if run.extra_officers:
            extra = format_number(run.extra_officers, self._language)
            found.insert(0, (say("runs.extra_officers", self._language), "0", f"+{extra}"))
        if run.base_id and run.base:
            text = say("runs.locks_of", self._language, number=run.base.number)
            found.append((say("runs.locks", self._language), "\N{EN DASH}", text))
        return tuple(found)

    def view(self, run: PlanRun, ahead: int = 0) -> RunView:
        """``run`` as it is shown."""
        step = ALL_STEPS.index(run.step) + 1 if run.step in ALL_STEPS else 0
        done = run.state == RunState.DONE
        share = 1.0 if done else max(0.0, (step - 1 + run.share) / len(ALL_STEPS)) if step else 0.0
        side = 0 if self._language == "id" else 1
        return RunView(
            run=run,
            plan=getattr(run, "plan", None),
            changes=self.changes(run),
            step_number=step,
            steps=len(ALL_STEPS),
            percent=round(share * 100),
            seconds=_seconds(run),
            bounds=tuple(self.bound(row) for row in run.bounds),
            message=run.message[side] if run.message else "",
            ahead=ahead,
        )

    def bound(self, row: dict[str, Any]) -> BoundLine:
        """A stored bound in words."""
        value, bound = row["value"], row["bound"]
        gap = None
        if value is not None and bound is not None:
            gap = 0.0 if value == bound else abs(value - bound) / max(abs(value), 1e-9)
        share = row["unit"] == "share"  # people read parts of a whole as per cent

        def told(figure: float | None) -> str:
            if figure is None:
                return "\N{EN DASH}"
            if share:
                return format_percent(figure, self._language, 1)
            return plain_number(figure, self._language)

        return BoundLine(
            word("step", row["step"], self._language),
            told(value),
            told(bound),
            "" if share else word("unit", row["unit"], self._language),
            gap,
        )


def active_runs(access: Access, views: RunViews) -> list[RunView]:
    """Runs that wait or work, the first one first."""
    found = runs_of(access).filter(state__in=ACTIVE).order_by("number")
    return [views.view(run, ahead=ahead) for ahead, run in enumerate(found)]


def _seconds(run: PlanRun) -> int | None:
    if run.started_at is None:
        return None
    return max(0, int(((run.ended_at or datetime.now(UTC)) - run.started_at).total_seconds()))
