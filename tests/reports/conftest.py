"""One small operation and its plan for every report test."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.model.operation import Operation
from siaga.model.plan import Plan
from siaga.reports.folder import write_reports
from support.builders import small_operation
from support.plans import naive_plan


@pytest.fixture(scope="session")
def operation() -> Operation:
    return small_operation()


@pytest.fixture(scope="session")
def plan(operation: Operation) -> Plan:
    return naive_plan(operation)


@pytest.fixture(scope="session")
def output(operation: Operation, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole output folder in Indonesian."""
    folder = tmp_path_factory.mktemp("reports") / "out"
    write_reports(operation, plan, folder, "id")
    return folder
