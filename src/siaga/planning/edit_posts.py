"""A station moved by hand: the two posts it concerns, and what that does to the shortage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from siaga.geo.travel import TravelTimes
from siaga.model.operation import Operation
from siaga.model.places import TIER_ORDER, Station, Tier
from siaga.model.plan import Level, Plan, Post, Reason, Shortage, ShortageRow
from siaga.model.problems import InputError, ProblemReport
from siaga.model.risk import RiskReport, Vulnerability
from siaga.planning.buckets import Bucket, bucket_problem, tier_of
from siaga.planning.explain_view import PlanView
from siaga.planning.grouping.fewest import greedy_groups
from siaga.planning.held_posts import write_post
from siaga.planning.lock_texts import problem


@dataclass(frozen=True, slots=True)
class PostChange:
    """Posts after a station moved."""

    posts: tuple[Post, ...]
    touched: frozenset[str]
    """Ids of posts with other stations than before, those gone or new among them."""
    shortage: Shortage


def move_station(view: PlanView, station: str, to_post: str) -> PostChange:
    """``station`` out of its post into ``to_post``, or into a new post where that is empty.

    Raises:
        InputError: the station or post is not there, they lie in two districts, a post concerned is
            locked, or nothing would change.
    """
    if station not in view.post_of:
        raise _refusal("edit.station_unknown", station=station)
    old = view.post_of[station]
    new = _target(view, station, old, to_post)
    for post in (old, *([new] if new else [])):
        if view.plan.locks.post_at(post.hub) is not None:
            raise _refusal("edit.locked_post", post=post.id)
    written: list[Post] = []
    left = [s for s in old.stations if s != station]
    if left:
        written.append(_rewritten(view, old, left))
    if new is None:
        opened = _opened(view, old, station)
        written.append(opened)
        touched = frozenset({old.id, opened.id})
    else:
        written.append(_rewritten(view, new, [*new.stations, station]))
        touched = frozenset({old.id, new.id})
    before = [post for post in view.plan.posts if post.id in touched]
    kept = [post for post in view.plan.posts if post.id not in touched]
    posts = sorted((*kept, *written), key=lambda post: (post.district, post.id))
    shortage = change_shortage(view, before, written)
    return PostChange(tuple(posts), touched, shortage)


def _target(view: PlanView, station: str, old: Post, to_post: str) -> Post | None:
    """The post to move to; None for a new one."""
    if not to_post:
        if len(old.stations) == 1:
            raise _refusal("edit.only_station", station=station, post=old.id)
        return None
    new = view.posts.get(to_post)
    if new is None:
        raise _refusal("edit.post_unknown", post=to_post)
    if new is old:
        raise _refusal("edit.same_post", station=station, post=to_post)
    if new.district != old.district:
        own = view.stations[station].district_name
        other = view.stations[new.hub].district_name
        raise _refusal("edit.other_district", station=station, post=to_post, own=own, other=other)
    return new


def _rewritten(view: PlanView, post: Post, members: Sequence[str]) -> Post:
    """``post`` with other stations, everything that follows from them worked out again."""
    reasons = [reason for reason in post.reasons if reason.code != "edit.post_changed"]
    reasons.append(Reason("edit.post_changed", {"stations": len(members)}))
    pattern = view.operation.doctrine.patterns[post.pattern]
    stations = _in_order(view.operation, members)
    written = write_post(
        view.operation, risk_of(view.plan), view.travel, pattern, stations, post.level,
        tuple(reasons),
    )  # fmt: skip
    return replace(written, id=post.id)


def _opened(view: PlanView, like: Post, station: str) -> Post:
    """A new post at doctrine for ``station``, numbered after the last of its district."""
    alone = view.stations[station]
    risk = risk_of(view.plan)
    pattern = view.operation.doctrine.pattern_for(alone, tier_of(alone, risk))
    reasons = (Reason("edit.post_opened", {"post": like.id}),)
    written = write_post(
        view.operation, risk, view.travel, pattern, [alone], Level.DOCTRINE, reasons
    )
    label = like.id.rpartition("-")[0]
    numbers = [
        int(number)
        for head, _, number in (post.rpartition("-") for post in view.posts)
        if head == label and number.isdigit()
    ]
    return replace(written, id=f"{label}-{max(numbers, default=0) + 1:03d}")


def _in_order(operation: Operation, members: Sequence[str]) -> list[Station]:
    wanted = set(members)
    return [station for station in operation.stations if station.id in wanted]


def risk_of(plan: Plan) -> RiskReport:
    """The scores a plan was made with."""
    return RiskReport(plan.vulnerability)


def doctrine_need(
    operation: Operation,
    scores: Mapping[str, Vulnerability],
    travel: TravelTimes,
    post: Post,
) -> int:
    """Officers that the stations of ``post``, taken by themselves, need at doctrine."""
    patterns = operation.doctrine.patterns
    if post.level is Level.DOCTRINE:
        return patterns[post.pattern].officers
    risk = RiskReport(scores)
    buckets: dict[tuple[str, bool], list[Station]] = {}
    for station in _in_order(operation, post.stations):
        pattern = operation.doctrine.pattern_for(station, tier_of(station, risk))
        buckets.setdefault((pattern.name, station.stands_alone), []).append(station)
    need = 0
    for (name, alone), stations in buckets.items():
        bucket = Bucket(post.district, patterns[name], tuple(stations), alone)
        groups = greedy_groups(bucket_problem(bucket, risk, travel))
        need += len(groups) * patterns[name].officers
    return need


def change_shortage(view: PlanView, before: Sequence[Post], after: Sequence[Post]) -> Shortage:
    """The shortage once posts ``before`` gave way to posts ``after``.

    What more officers would mend was worked out for other posts: it is left out.
    """
    old = view.plan.shortage
    need = old.need
    rows = {
        (r.district, r.tier, r.level): [r.posts, r.stations, r.officers_saved] for r in old.rows
    }
    for sign, posts in ((-1, before), (1, after)):
        for post in posts:
            asked = doctrine_need(view.operation, view.plan.vulnerability, view.travel, post)
            need += sign * asked
            if post.level is not Level.DOCTRINE:
                row = rows.setdefault((post.district, post.tier, post.level), [0, 0, 0])
                row[0] += sign
                row[1] += sign * len(post.stations)
                row[2] += sign * (asked - post.team_size)
    return Shortage(
        need=need,
        available=old.available,
        rows=tuple(
            ShortageRow(*key, row[0], row[1], max(0, row[2]))
            for key, row in sorted(rows.items(), key=lambda item: _row_order(item[0]))
            if row[0] > 0
        ),
    )


def _row_order(key: tuple[str, Tier, Level]) -> tuple[str, int, str]:
    return key[0], TIER_ORDER.index(key[1]), key[2]


def _refusal(code: str, **values: object) -> InputError:
    return InputError(ProblemReport((problem(code, **values),)))
