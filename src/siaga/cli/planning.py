"""What ``siaga plan``, ``siaga replan`` and ``siaga explain`` do."""

from __future__ import annotations

from pathlib import Path

import typer

from siaga.cli.progress import watched_run
from siaga.cli.summary import print_summary
from siaga.cli.texts import say
from siaga.geo.sources import travel_times
from siaga.model.changes import Changes
from siaga.model.language import Language
from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.model.problems import InputError, Problem, ProblemReport, Severity
from siaga.reports.folder import check_target, write_reports


def make_plan(
    operation: Operation,
    out: Path,
    language: Language,
    *,
    source: Path,
    seed: int,
    time_limit: float | None,
    days: int,
) -> None:
    """Plan, write the output folder, print the summary."""
    from siaga.pipeline import plan_operation

    check_target(out, source)
    with watched_run(language, seed=seed, time_limit=time_limit) as run:
        plan = plan_operation(operation, run=run, stress_days=days)
        run.progress("reports", 0.0)
        write_reports(operation, plan, out, language, source=source)
    print_summary(operation, plan, out, language)


def change_plan(
    operation: Operation,
    plan_file: Path,
    out: Path,
    language: Language,
    *,
    source: Path,
    changes_file: Path | None,
    drop: tuple[str, ...],
) -> None:
    """Change the plan in ``plan_file``, write the new one, print who moves and why."""
    from siaga.intake.changes import changes_from_drops, read_changes
    from siaga.planning.plan_match import check_plan
    from siaga.planning.replan import move_lines, replan

    plan = _read(plan_file)
    check_plan(operation, plan)
    check_target(out, source)
    changes = read_changes(changes_file, operation) if changes_file else Changes()
    changes = changes_from_drops(drop, operation, changes)
    if changes == Changes():
        raise typer.BadParameter(say("bad.changes", language))
    with watched_run(language, seed=plan.seed, time_limit=None) as run:
        result = replan(operation, plan, travel_times(operation), changes, run=run)
        run.progress("reports", 0.0)
        write_reports(result.operation, result.plan, out, language, source=source)
    typer.echo("\n".join(move_lines(result, language)))
    print_summary(result.operation, result.plan, out, language)


def explain_subject(
    operation: Operation, plan_file: Path, subject: str, language: Language
) -> None:
    """Print why ``subject`` is as it is in the plan."""
    from siaga.planning.explain import explain, explanation_lines

    explanation = explain(operation, _read(plan_file), travel_times(operation), subject)
    typer.echo("\n".join(explanation_lines(explanation, language)))


def _read(path: Path) -> Plan:
    """The plan in ``path``; InputError when it is not one."""
    from siaga.reports.plan_json import PlanFormatError, read_plan

    try:
        return read_plan(path)
    except PlanFormatError as error:
        problem = Problem(
            code="plan.unreadable",
            severity=Severity.ERROR,
            message=(error.text("id"), error.text("en")),
            remedy=(say("remedy.plan", "id"), say("remedy.plan", "en")),
        )
        raise InputError(ProblemReport((problem,))) from error
