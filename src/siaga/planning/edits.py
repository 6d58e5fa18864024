"""Changes to a plan by hand: each gives a new plan, the rules it breaks or mends, and its price.

    result = apply_edit(operation, plan, travel, MoveStation("1607012003004", "P-01-003"))
    result.plan, result.findings, result.cost

Nothing that people decide is forbidden for breaking doctrine: it is said, with its weight (R4).
Refused is only what can not be: a station or officer that is not there, a post of another
district, something locked. An edit is a value: a draft is a plan and a list of edits, and undoing
is applying the list without its last one (:func:`apply_edits`). Everything that follows from an
edit is worked out again for the places it touches, by the planner's own functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from siaga.geo.travel import TravelTimes
from siaga.model.locks import LockedPost, Locks
from siaga.model.operation import Operation
from siaga.model.plan import Plan, Role
from siaga.model.problems import InputError, Problem, ProblemReport
from siaga.planning.edit_people import Seats
from siaga.planning.edit_plan import rewrite_plan
from siaga.planning.edit_posts import move_station
from siaga.planning.explain_view import PlanView, view_plan
from siaga.planning.lock_texts import problem
from siaga.planning.locks import check_locks
from siaga.planning.plan_check import Finding, check_view, compare_findings
from siaga.planning.plan_cost import EditCost, cost_of
from siaga.planning.plan_locks import lock_of_officer, lock_of_post


class Subject(StrEnum):
    """What can be locked."""

    POST = "post"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class MoveStation:
    """A station to another post of its district; ``to_post`` empty: to a new post of its own.

    A post that loses its last station is gone, and its officers are on standby.
    """

    station: str
    to_post: str = ""


@dataclass(frozen=True, slots=True)
class SwapOfficers:
    """Two officers take each other's place."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class MoveOfficer:
    """An officer to a post, duty, reserve team, district (Padal), rayon (Pamatwil) or to standby.

    ``place`` is an id of the plan; it does not matter for :attr:`Role.SPARE`.
    """

    officer: str
    role: Role
    place: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """A post or officer stays as it is, by hand and when the plan is made anew.

    Locking an officer at a post locks the post too.
    """

    subject: Subject
    id: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """A post or officer is free again."""

    subject: Subject
    id: str


Edit = MoveStation | SwapOfficers | MoveOfficer | Lock | Unlock


@dataclass(frozen=True, slots=True)
class EditResult:
    """What one edit makes of a plan."""

    plan: Plan
    findings: tuple[Finding, ...]
    """Rules broken, changed or mended at the places touched, in that order."""
    cost: EditCost


def apply_edit(operation: Operation, plan: Plan, travel: TravelTimes, edit: Edit) -> EditResult:
    """``plan`` after ``edit``.

    Raises:
        InputError: the edit can not be made; says why and what to do, the plan stays as it is.
    """
    view = view_plan(operation, plan, travel)
    after, seats = _make(view, edit)
    cost = EditCost(cost_of(plan), cost_of(after))
    if seats is None:
        return EditResult(after, (), cost)
    findings = compare_findings(
        check_view(view, seats.touched, seats.teams),
        check_view(view_plan(operation, after, travel), seats.touched, seats.teams),
    )
    return EditResult(after, findings, cost)


def _make(view: PlanView, edit: Edit) -> tuple[Plan, Seats | None]:
    """The plan after ``edit``, and who sits where in it; None: only locks changed."""
    plan = view.plan
    if isinstance(edit, Lock | Unlock):
        return replace(plan, locks=_relock(view, edit)), None
    if isinstance(edit, MoveStation):
        change = move_station(view, edit.station, edit.to_post)
        seats = Seats(view, change.posts)
        seats.touched |= {(Role.POST, post) for post in change.touched}
        seats.touch_supervisors(view.stations[edit.station].district)
    else:
        change, seats = None, Seats(view, plan.posts)
        if isinstance(edit, SwapOfficers):
            seats.swap(edit.first, edit.second)
        else:
            seats.move(edit.officer, edit.role, edit.place)
    return rewrite_plan(view, seats, change), seats


def apply_edits(
    operation: Operation, plan: Plan, travel: TravelTimes, edits: Sequence[Edit]
) -> Plan:
    """``plan`` after all ``edits``; undoing is leaving the last one out.

    Raises:
        InputError: as :func:`apply_edit`.
    """
    for edit in edits:
        plan, _ = _make(view_plan(operation, plan, travel), edit)
    return plan


def _relock(view: PlanView, edit: Lock | Unlock) -> Locks:
    """The locks after ``edit``."""
    if edit.subject is Subject.POST:
        return _relock_post(view, edit)
    placement = view.placements.get(edit.id)
    if placement is None:
        raise _refusal("edit.officer_unknown", officer=edit.id)
    locks = view.plan.locks
    held = locks.of_officer(edit.id)
    what = view.officers[edit.id].name
    if isinstance(edit, Unlock):
        if held is None:
            raise _refusal("edit.not_locked", what=what)
        return replace(locks, officers=tuple(lock for lock in locks.officers if lock != held))
    if held is not None:
        raise _refusal("edit.already_locked", what=what)
    posts: tuple[LockedPost, ...] = locks.posts
    if placement.role is Role.POST:
        post = view.posts[placement.place]
        if locks.post_at(post.hub) is None:
            posts = (*posts, lock_of_post(post))
    lock = lock_of_officer(view.plan, placement)
    return _sound(view, Locks(posts, (*locks.officers, lock)))


def _relock_post(view: PlanView, edit: Lock | Unlock) -> Locks:
    post = view.posts.get(edit.id)
    if post is None:
        raise _refusal("edit.post_unknown", post=edit.id)
    locks = view.plan.locks
    held = locks.post_at(post.hub)
    if isinstance(edit, Lock):
        if held is not None:
            raise _refusal("edit.already_locked", what=post.id)
        return _sound(view, replace(locks, posts=(*locks.posts, lock_of_post(post))))
    if held is None:
        raise _refusal("edit.not_locked", what=post.id)
    people = [f for f in locks.officers if f.role is Role.POST and f.place == post.hub]
    if people:
        names = ", ".join(view.officers[lock.officer].name for lock in people)
        raise _refusal("edit.post_holds_locked", post=post.id, officers=names)
    return replace(locks, posts=tuple(lock for lock in locks.posts if lock != held))


def _sound(view: PlanView, locks: Locks) -> Locks:
    """``locks``, which planning could keep.

    Raises:
        InputError: it could not.
    """
    problems: tuple[Problem, ...] = check_locks(view.operation, locks)
    if problems:
        raise InputError(ProblemReport(problems))
    return locks


def _refusal(code: str, **values: object) -> InputError:
    return InputError(ProblemReport((problem(code, **values),)))
