"""Who may do what at the plan desk: permission x role x relation."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from siaga.server.core.policy import EVERYBODY, Policy, inside
from siaga.server.core.roles import POLICE_ROLES, Relation, Role


class PlanPermission(StrEnum):
    """What can be done with data, runs and plans."""

    DATA_VIEW = "plan.data.view"
    """Stations, bases, areas: no officers."""
    DATA_PEOPLE = "plan.data.people"
    """Officers with their personal data."""
    DATA_UPLOAD = "plan.data.upload"
    DATA_ACCEPT = "plan.data.accept"
    DATA_ERASE = "plan.data.erase"
    RUN_VIEW = "plan.run.view"
    RUN_START = "plan.run.start"
    DRAFT_VIEW = "plan.draft.view"
    """Plans that are not issued, with their placements."""
    DRAFT_EDIT = "plan.draft.edit"
    CHECK = "plan.check"
    APPROVE = "plan.approve"
    """Never by who made, changed or checked it."""
    ISSUE = "plan.issue"
    ISSUED_VIEW = "plan.issued.view"
    """The issued plan: posts and stations."""
    PLACEMENT_VIEW = "plan.placement.view"
    """Who serves where."""
    PRINT = "plan.print"
    EQUAL_VIEW = "plan.equal.view"
    SCORE_VIEW = "plan.score.view"
    PROVINCE_VIEW = "plan.province.view"
    PROVINCE_ALLOCATE = "plan.province.allocate"


_STAFF: Final = (Role.OPS_HEAD, Role.PLANNER)
_PLANNING: Final = (Role.COMMANDER, *_STAFF, Role.INTELLIGENCE, Role.LOGISTICS, Role.PROVINCE)
_POLICE: Final = tuple(sorted(POLICE_ROLES))
_OVERSIGHT: Final = (*_POLICE, Role.KPU, Role.BAWASLU)

POLICY: Final[Policy] = {
    PlanPermission.DATA_VIEW: inside(*EVERYBODY),
    PlanPermission.DATA_PEOPLE: inside(Role.COMMANDER, *_STAFF, Role.PROVINCE),
    PlanPermission.DATA_UPLOAD: inside(*_STAFF, Role.INTELLIGENCE, Role.LOGISTICS, Role.KPU),
    PlanPermission.DATA_ACCEPT: inside(*_STAFF),
    PlanPermission.DATA_ERASE: inside(Role.OPS_HEAD),
    PlanPermission.RUN_VIEW: inside(*_PLANNING),
    PlanPermission.RUN_START: inside(*_STAFF),
    PlanPermission.DRAFT_VIEW: inside(*_PLANNING),
    PlanPermission.DRAFT_EDIT: inside(*_STAFF),
    PlanPermission.CHECK: inside(*_STAFF),
    PlanPermission.APPROVE: {
        role: frozenset({Relation.MEMBER}) for role in (Role.COMMANDER, Role.OPS_HEAD)
    },
    PlanPermission.ISSUE: inside(Role.COMMANDER),
    PlanPermission.ISSUED_VIEW: inside(*EVERYBODY),
    PlanPermission.PLACEMENT_VIEW: inside(*_POLICE),
    PlanPermission.PRINT: inside(*_POLICE),
    PlanPermission.EQUAL_VIEW: inside(*_OVERSIGHT),
    PlanPermission.SCORE_VIEW: inside(*_OVERSIGHT),
    PlanPermission.PROVINCE_VIEW: inside(Role.PROVINCE),
    PlanPermission.PROVINCE_ALLOCATE: inside(Role.PROVINCE),
}
