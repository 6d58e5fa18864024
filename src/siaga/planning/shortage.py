"""Shortage: fit the posts to the officers there are, and say exactly what falls below doctrine.

When posts at doctrine need more officers than are left for them, the least-risk groups are
thinned first (larger groups, within the limits the pattern gives), then guarded by mobile patrol,
and only as a last resort left unguarded, the least threatened first. What falls is chosen over
all districts at once, exactly, among each district's alternatives
(:mod:`siaga.planning.shortage_choice`); a station of a higher tier weighs a hundred times one of
the tier below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from siaga.geo.travel import TravelTimes
from siaga.model.operation import Operation
from siaga.model.places import TIER_ORDER, Tier
from siaga.model.plan import Bound, Level, Post, Reason, Relief, Shortage, ShortageRow
from siaga.model.risk import RiskReport
from siaga.model.run import Run
from siaga.planning.posts import Bucket, PostPlan, draft_post, make_buckets, number_posts
from siaga.planning.shortage_choice import choose_rungs
from siaga.planning.shortage_ladder import Ladder, Piece, Rung, build_ladders
from siaga.planning.shortage_relief import relief_for
from siaga.planning.shortage_remedies import find_remedies

_Key = tuple[str, Tier, Level]
_Rows = dict[_Key, list[int]]
"""Posts, stations and officers saved."""

STEP = "shortage"
"""Name of this step in progress reports."""


@dataclass(frozen=True, slots=True)
class FittedPosts:
    """Posts that the officers at hand can fill, and what that costs."""

    posts: tuple[Post, ...]
    shortage: Shortage
    bounds: tuple[Bound, ...]
    complete: bool


def fit_to_force(
    operation: Operation,
    risk: RiskReport,
    travel: TravelTimes,
    post_plan: PostPlan,
    available: int,
    *,
    run: Run,
) -> FittedPosts:
    """Lower as few and as little threatened posts as ``available`` officers demand.

    Args:
        operation: stations and doctrine.
        risk: tier and threat of every station.
        travel: minutes between stations.
        post_plan: posts at doctrine, from :func:`siaga.planning.posts.plan_posts`.
        available: officers left for posts; may be 0 or negative.
        run: seed, time limit, progress.

    Returns:
        Posts whose team sizes add up to at most ``max(0, available)``. An unguarded post has
        team size 0. With enough officers the posts come back as they are; surplus is left alone.
        Posts held by locks stay as they are, whatever the others must give up for them.
    """
    need = post_plan.officers
    target = sum(post.team_size for post in post_plan.posts) - max(0, available)
    held_rows = _held_rows(post_plan)
    if target <= 0:
        remedies = _missing(need - available)
        shortage = Shortage(need, available, _sorted_rows(held_rows), (), remedies)
        return FittedPosts(post_plan.posts, shortage, (), True)
    buckets = make_buckets(operation, risk, post_plan.held_stations)
    ladders = build_ladders(buckets, post_plan.posts, risk, travel, run)
    run.progress(STEP, 0.1)
    rungs = choose_rungs(ladders, target)
    run.progress(STEP, 0.5)
    posts = _posts(operation, ladders, rungs, post_plan, risk)
    spare = sum(rung.saved for rung in rungs) - target
    relief = _with_held(relief_for(ladders, rungs, spare, target), post_plan)
    run.progress(STEP, 0.8)
    groups = _groups_by_pattern(post_plan, buckets)
    remedies = find_remedies(operation, buckets, risk, travel, groups, need, available, run)
    run.progress(STEP, 1.0)
    rows = _sorted_rows(_rows(ladders, rungs, risk), held_rows)
    shortage = Shortage(need, available, rows, relief, remedies)
    return FittedPosts(posts, shortage, (), not run.expired())


def _missing(short: int) -> tuple[Reason, ...]:
    """What closes a gap that only locked posts below doctrine leave open."""
    return (Reason("shortage.remedy.officers", {"officers": short}),) if short > 0 else ()


def _with_held(relief: Sequence[Relief], plan: PostPlan) -> tuple[Relief, ...]:
    """``relief`` with the stations counted that locks keep below doctrine, whoever comes."""
    below = sum(len(post.stations) for post in plan.held if post.level is not Level.DOCTRINE)
    return tuple(replace(entry, still_below=entry.still_below + below) for entry in relief)


def _held_rows(plan: PostPlan) -> _Rows:
    """Locked posts below doctrine, the officers they save shared out by stations."""
    below = [post for post in plan.held if post.level is not Level.DOCTRINE]
    if not below:
        return {}
    rows: _Rows = defaultdict(lambda: [0, 0, 0])
    for post in below:
        row = rows[post.district, post.tier, post.level]
        row[0] += 1
        row[1] += len(post.stations)
    saved = max(0, plan.officers - sum(post.team_size for post in plan.posts))
    for row, share in zip(
        rows.values(), _whole_shares([row[1] for row in rows.values()], saved), strict=True
    ):
        row[2] = share
    return rows


def _groups_by_pattern(plan: PostPlan, buckets: Sequence[Bucket]) -> Counter[str]:
    """Posts of each pattern at doctrine, those held or of stations that stand alone left out."""
    alone = {station.id for bucket in buckets if bucket.alone for station in bucket.stations}
    fixed = alone | plan.held_stations
    return Counter(post.pattern for post in plan.posts if post.stations[0] not in fixed)


def _posts(
    operation: Operation,
    ladders: Sequence[Ladder],
    rungs: Sequence[Rung],
    plan: PostPlan,
    risk: RiskReport,
) -> tuple[Post, ...]:
    """Posts of the chosen rungs; those that kept their stations and level are taken over whole."""
    known = {frozenset(post.stations): post for post in plan.posts}
    drafts: list[Post] = []
    for ladder, rung in zip(ladders, rungs, strict=True):
        for piece in rung.pieces:
            ids = frozenset(ladder.bucket.stations[i].id for i in piece.stations)
            if piece.level is Level.DOCTRINE and ids in known:
                drafts.append(known[ids])
            else:
                drafts.append(_draft(ladder, piece, risk))
    drafts += plan.held
    return number_posts(drafts, {station.id: station for station in operation.stations})


def _draft(ladder: Ladder, piece: Piece, risk: RiskReport) -> Post:
    return draft_post(
        ladder.bucket,
        ladder.problem_of(piece.level),
        piece.stations,
        risk,
        level=piece.level,
        team_size=piece.team_size,
        reasons=_reasons(ladder, piece),
    )


def _reasons(ladder: Ladder, piece: Piece) -> tuple[Reason, ...]:
    """Why this post stands below doctrine; empty when it does not."""
    pattern = ladder.bucket.pattern
    values: dict[str, str | int | float] = {
        "stations": len(piece.stations),
        "k": pattern.stations_per_group,
        "limit": pattern.max_minutes,
    }
    if piece.level is Level.THINNED:
        return (Reason("shortage.thinned", values),)
    if piece.level is Level.PATROL:
        return (Reason("shortage.patrol", {**values, "officers": piece.team_size}),)
    if piece.level is Level.UNGUARDED:
        return (Reason("shortage.unguarded", {**values, "officers": pattern.officers}),)
    return ()


def _rows(ladders: Sequence[Ladder], rungs: Sequence[Rung], risk: RiskReport) -> _Rows:
    """Posts below doctrine by district, tier and level.

    A post counts under the highest tier of its stations. The officers a bucket saves are shared
    over its rows by stations, in whole officers, and add up.
    """
    rows: _Rows = defaultdict(lambda: [0, 0, 0])
    for ladder, rung in zip(ladders, rungs, strict=True):
        if not rung.below:
            continue
        counts: dict[_Key, list[int]] = defaultdict(lambda: [0, 0])
        for piece in rung.pieces:
            if piece.level is Level.DOCTRINE:
                continue
            tiers = [risk.stations[ladder.bucket.stations[i].id].tier for i in piece.stations]
            tier = max(tiers, key=TIER_ORDER.index)
            key: _Key = (ladder.bucket.district, tier, piece.level)
            counts[key][0] += 1
            counts[key][1] += len(piece.stations)
        keys = sorted(counts, key=_row_order)
        shares = _whole_shares([counts[key][1] for key in keys], rung.saved)
        for key, share in zip(keys, shares, strict=True):
            for position, value in enumerate((*counts[key], share)):
                rows[key][position] += value
    return rows


def _sorted_rows(*parts: _Rows) -> tuple[ShortageRow, ...]:
    """``parts`` added up."""
    rows: _Rows = defaultdict(lambda: [0, 0, 0])
    for part in parts:
        for key, values in part.items():
            rows[key] = [a + b for a, b in zip(rows[key], values, strict=True)]
    return tuple(ShortageRow(*key, *rows[key]) for key in sorted(rows, key=_row_order))


def _row_order(key: _Key) -> tuple[str, int, str]:
    return key[0], TIER_ORDER.index(key[1]), key[2]


def _whole_shares(weights: Sequence[int], total: int) -> list[int]:
    """``total`` shared out in proportion to ``weights``, whole numbers, largest remainder."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(value) for value in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: total - sum(shares)]:
        shares[i] += 1
    return shares
