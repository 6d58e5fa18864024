"""Gates: outsiders learn nothing, roles get what the table says."""

from __future__ import annotations

import pytest
from django.http import Http404

from siaga.server.core.access import Actor, operation_for
from siaga.server.core.policy import CorePermission
from siaga.server.core.roles import Role
from support.desk import Desk


def test_an_outsider_does_not_learn_that_an_operation_exists(desk: Desk) -> None:
    with pytest.raises(Http404):
        operation_for(Actor(desk.stranger), "contoh", CorePermission.OPERATION_VIEW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_everybody_with_a_part_in_it_sees_the_operation(desk: Desk, role: Role) -> None:
    operation, access = operation_for(desk.actor(role), "contoh", CorePermission.OPERATION_VIEW)
    assert operation == desk.operation
    assert access.role is role
