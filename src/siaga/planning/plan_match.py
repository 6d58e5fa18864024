"""Whether a plan belongs to the operation it is used with, and which posts two plans share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from siaga.model.operation import Operation
from siaga.model.plan import Plan, Post
from siaga.model.problems import InputError, Problem, ProblemReport, Severity

_NAMED = 3
"""Things that do not match that the message names; more of them help nobody."""


def check_plan(operation: Operation, plan: Plan) -> None:
    """Refuse ``plan`` unless everything it names is in ``operation`` and every station is in it.

    A folder changes after its plan was made, a plan is edited by hand, or the wrong file is named.

    Raises:
        InputError: names what does not match.
    """
    strange = list(dict.fromkeys(_strange(operation, plan)))
    if strange:
        raise InputError(ProblemReport((_problem(strange),)))


def match_posts(before: Sequence[Post], after: Sequence[Post]) -> dict[str, str]:
    """Post of ``before`` -> the post of ``after`` that carries it on, for those that have one.

    Post numbers mean nothing across plans. In each district posts are paired so that most stations
    stay with their post; of equal choices the one whose posts are alike in size. A pair shares at
    least one station.
    """
    from scipy.optimize import linear_sum_assignment

    districts: dict[str, tuple[list[Post], list[Post]]] = {}
    for side, posts in enumerate((before, after)):
        for post in posts:
            districts.setdefault(post.district, ([], []))[side].append(post)
    found: dict[str, str] = {}
    for old, new in districts.values():
        where = {station: column for column, post in enumerate(new) for station in post.stations}
        shared = np.zeros((len(old), len(new)))
        for row, post in enumerate(old):
            for station in post.stations:
                if station in where:
                    shared[row, where[station]] += 1.0
        sizes = np.array([[abs(len(a.stations) - len(b.stations)) for b in new] for a in old])
        score = shared - sizes.reshape(shared.shape) / 10_000.0
        rows, columns = linear_sum_assignment(score, maximize=True)
        for row, column in zip(rows, columns, strict=True):
            if shared[row, column] > 0:
                found[old[row].id] = new[column].id
    return found


def _strange(operation: Operation, plan: Plan) -> Iterator[str]:
    stations = {station.id: station for station in operation.stations}
    officers = {officer.id for officer in operation.officers}
    bases = {base.id for base in operation.bases}
    for post in plan.posts:
        yield from (s for s in (*post.stations, post.hub) if s not in stations)
        districts = {stations[s].district for s in post.stations if s in stations}
        named = post.pattern in operation.doctrine.patterns and post.hub in post.stations
        if not named or districts != {post.district}:
            yield post.id
    guarded = Counter(station for post in plan.posts for station in post.stations)
    for station in operation.stations:
        if station.id not in plan.vulnerability or guarded[station.id] != 1:
            yield station.id
    placed = Counter(placement.officer for placement in plan.placements)
    yield from (officer for officer in placed if officer not in officers or placed[officer] > 1)
    yield from (team.base for team in plan.reserves.teams if team.base not in bases)


def _problem(strange: list[str]) -> Problem:
    named = ", ".join(strange[:_NAMED]) + (" …" if len(strange) > _NAMED else "")
    return Problem(
        code="plan.stale",
        severity=Severity.ERROR,
        message=(
            f"rencana dan data operasi tidak cocok: {named}",
            f"the plan and the operation do not match: {named}",
        ),
        remedy=(
            "tunjuk rencana yang dibuat dari folder ini, atau jalankan siaga plan lagi",
            "name the plan that was made from this folder, or run siaga plan again",
        ),
        file="plan.json",
    )
