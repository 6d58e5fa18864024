"""A valid plan made from an operation by counting in list order: quick, and good enough to print.

It shows every part a report has: posts below doctrine, duties, reserves, supervisors, spares,
reasons, bounds, a stress test, an unfilled post.
"""

from __future__ import annotations

import math
from collections import defaultdict

from siaga.model.doctrine import Pattern
from siaga.model.force import Officer, rank_order
from siaga.model.operation import Operation
from siaga.model.places import TIER_ORDER, Access, Base, Station, Tier
from siaga.model.plan import (
    Bound,
    Level,
    NeedRow,
    Placement,
    Plan,
    Post,
    Reason,
    Relief,
    Requirement,
    Reserves,
    ReserveTeam,
    ResponseTimes,
    Role,
    Shortage,
    ShortageRow,
    StressTest,
    Supervision,
    Supervisor,
    TravelKind,
)
from siaga.model.risk import Score, ScoreInput, TierFlip, Vulnerability


def km(a: Station | Base, b: Station | Base) -> float:
    """Flat-earth kilometres, good to a percent at this size."""
    dx = (a.lon - b.lon) * 111.32 * math.cos(math.radians(a.lat))
    return math.hypot(dx, (a.lat - b.lat) * 110.57)


def naive_vulnerability(operation: Operation) -> dict[str, Vulnerability]:
    """Scores straight from the indicators, tiers by the thresholds of threat."""
    known = {d.id: d for d in operation.risk.indicators}
    by_place = defaultdict(list)
    for value in operation.indicators:
        by_place[value.place].append(value)
    found = {}
    for station in operation.stations:
        inputs = []
        for v in (*by_place[station.id], *by_place[station.village]):
            d = known[v.indicator]
            if d.score is not None:
                points = d.weight * v.value
                inputs.append(
                    ScoreInput(d.id, d.score, v.value, d.weight, points, v.source, v.day,
                               v.synthetic)
                )  # fmt: skip
        threat = min(100.0, sum(i.points for i in inputs if i.score is Score.THREAT))
        reach = min(100.0, sum(i.points for i in inputs if i.score is Score.REACH))
        tier = station.tier or Tier.KURANG_RAWAN
        for candidate in (Tier.RAWAN, Tier.SANGAT_RAWAN):
            limit = operation.risk.thresholds.threat.get(candidate, math.inf)
            if station.tier is None and threat >= limit:
                tier = candidate
        flips = tuple(
            TierFlip(i.indicator, 0.1, TIER_ORDER[min(2, TIER_ORDER.index(tier) + 1)])
            for i in inputs[:1]
            if i.points > 20 and tier is not Tier.KHUSUS
        )
        found[station.id] = Vulnerability(
            station.id, threat, reach, tier, station.tier is not None, tuple(inputs), flips
        )
    return found


def _groups(
    operation: Operation, scores: dict[str, Vulnerability]
) -> list[tuple[Pattern, list[Station]]]:
    cells: dict[tuple[str, str], list[Station]] = defaultdict(list)
    groups = []
    for station in operation.stations:
        pattern = operation.doctrine.pattern_for(station, scores[station.id].tier)
        if station.special:
            groups.append((pattern, [station]))
        else:
            cells[station.district, pattern.name].append(station)
    for (_, name), stations in cells.items():
        pattern = operation.doctrine.patterns[name]
        size = pattern.stations_per_group
        groups.extend((pattern, stations[i : i + size]) for i in range(0, len(stations), size))
    return groups


def naive_posts(operation: Operation, scores: dict[str, Vulnerability]) -> tuple[Post, ...]:
    """Groups in list order; every ninth thinned, every thirtieth a patrol, one unguarded."""
    posts, number = [], defaultdict(int)
    for index, (pattern, stations) in enumerate(_groups(operation, scores)):
        district = stations[0].district
        number[district] += 1
        level = Level.DOCTRINE
        if index % 9 == 8:
            level = Level.PATROL if index % 30 == 26 else Level.THINNED
        if index == 40:
            level = Level.UNGUARDED
        hub = stations[len(stations) // 2]
        minutes = max(km(hub, s) for s in stations) * 3
        posts.append(
            Post(
                id=f"P-{district.rsplit('.', 1)[-1]}-{number[district]:03d}",
                district=district,
                tier=scores[stations[0].id].tier,
                pattern=pattern.name,
                level=level,
                stations=tuple(s.id for s in stations),
                hub=hub.id,
                team_size=0 if level is Level.UNGUARDED else pattern.officers,
                max_minutes=minutes,
                travel=minutes * 1.5,
                access=Access.RIVER if any(s.access is not Access.ROAD for s in stations)
                else Access.ROAD,
                threat=max(scores[s.id].threat for s in stations),
                reasons=(Reason("risk.clipped", {"score": stations[0].village_name}),),
            )
        )  # fmt: skip
    return tuple(posts)


def _requirement(operation: Operation, scores: dict[str, Vulnerability], held: int) -> Requirement:
    counts: dict[tuple[str, Tier, str], int] = defaultdict(int)
    for station in operation.stations:
        tier = scores[station.id].tier
        counts[station.district, tier, operation.doctrine.pattern_for(station, tier).name] += 1
    rows = []
    for (district, tier, name), n in counts.items():
        pattern = operation.doctrine.patterns[name]
        groups = -(-n // pattern.stations_per_group)
        rows.append(
            NeedRow(district, tier, name, n, groups, groups * pattern.officers,
                    n * pattern.linmas_per_station)
        )  # fmt: skip
    return Requirement(
        rows=tuple(rows),
        station_officers=sum(row.officers for row in rows),
        duty_officers=sum(duty.officers for duty in operation.duties),
        reserve_officers=held,
        supervision_officers=len({s.district for s in operation.stations})
        + len(operation.supervision.rayons),
        linmas=sum(row.linmas for row in rows),
        linmas_by_law=2 * len(operation.stations),
        available=len(operation.available_officers),
    )


def _supervision(
    operation: Operation, posts: tuple[Post, ...], seniors: list[Officer]
) -> tuple[Supervision, list[Placement]]:
    supervisors, placements = [], []
    above: dict[str, str] = {}
    for rayon in operation.supervision.rayons:
        officer = seniors.pop(0)
        mine = tuple(post.id for post in posts if post.district in rayon.districts)
        supervisors.append(Supervisor(officer.id, Role.PAMATWIL, rayon.id, mine, "", officer.phone))
        placements.append(Placement(officer.id, Role.PAMATWIL, rayon.id, None, leader=True))
        above.update(dict.fromkeys(rayon.districts, officer.id))
    for district in dict.fromkeys(s.district for s in operation.stations):
        officer = seniors.pop(0)
        mine = tuple(post.id for post in posts if post.district == district)
        supervisors.append(
            Supervisor(
                officer.id, Role.PADAL, district, mine, above.get(district, ""), officer.phone
            )
        )
        placements.append(
            Placement(officer.id, Role.PADAL, district, 31.0, TravelKind.ESTIMATED, True)
        )
    return Supervision(tuple(supervisors), operation.supervision.command_phone), placements


def naive_plan(operation: Operation) -> Plan:
    """A whole valid plan for ``operation``."""
    scores = naive_vulnerability(operation)
    posts = naive_posts(operation, scores)
    targets = operation.targets
    bases = [base for base in operation.bases if base.reserve_teams > 0]
    held = max(1, round(targets.reserve_share * len(operation.available_officers)))
    held -= held % targets.reserve_team_size
    requirement = _requirement(operation, scores, held)
    crew = sorted(operation.available_officers, key=lambda o: -rank_order(o.rank))
    supervision, placements = _supervision(operation, posts, crew)
    units = {base.id: base for base in operation.bases}
    stations = {station.id: station for station in operation.stations}

    def place(role: Role, where: str, at: Station | Base, size: int) -> list[str]:
        taken = [crew.pop(0) for _ in range(min(size, len(crew)))]
        for rank, officer in enumerate(taken):
            minutes = km(units[officer.unit], at) * 2 + 5
            why = (Reason("risk.clipped", {"score": "reach"}),)
            placements.append(
                Placement(officer.id, role, where, minutes, TravelKind.ESTIMATED, rank == 0, why)
            )
        return [officer.id for officer in taken]

    unfilled = {}
    for duty in operation.duties:
        place(Role.DUTY, duty.id, units[duty.base], duty.officers)
    teams = []
    for number in range(held // targets.reserve_team_size):
        base = bases[number % len(bases)]
        team = f"URC-{number + 1:02d}"
        officers = place(Role.RESERVE, team, base, targets.reserve_team_size)
        teams.append(ReserveTeam(team, base.id, targets.reserve_team_size, tuple(officers)))
    for post in posts:
        missing = post.team_size - len(
            place(Role.POST, post.id, stations[post.hub], post.team_size)
        )
        if missing:
            unfilled[post.id] = missing
    placements.extend(Placement(o.id, Role.SPARE, o.unit, None) for o in crew)
    below = [post for post in posts if post.level is not Level.DOCTRINE]
    cells: dict[tuple[str, Tier, Level], list[Post]] = defaultdict(list)
    for post in below:
        cells[post.district, post.tier, post.level].append(post)
    lost = sum(len(post.stations) for post in below)
    return Plan(
        operation=operation.id,
        seed=7,
        complete=True,
        vulnerability=scores,
        requirement=requirement,
        posts=posts,
        placements=tuple(placements),
        shortage=Shortage(
            need=sum(p.team_size for p in posts) + 31,
            available=sum(p.team_size for p in posts),
            rows=tuple(
                ShortageRow(*cell, len(found), sum(len(p.stations) for p in found), len(found))
                for cell, found in cells.items()
            ),
            relief=tuple(
                Relief(n, min(n // 2, len(below)), min(lost, n * 2), max(0, lost - n * 2),
                       {posts[0].district: min(lost, n * 2)})
                for n in (10, 20, 50, 80)
            ),
            remedies=(Reason("risk.clipped", {"score": "threat"}),),
        ),
        reserves=Reserves(tuple(teams), targets.response_minutes, 0.83, 0.71),
        supervision=supervision,
        stress=StressTest(
            10_000, 119_871, targets.response_minutes,
            ResponseTimes(24.2, (24.1, 24.3), 58.1, (57.7, 58.6), 0.702, (0.699, 0.705), 0.004),
            ResponseTimes(38.9, (38.7, 39.2), 96.3, (95.5, 97.0), 0.381, (0.378, 0.384), 0.021),
        ),
        bounds=(
            Bound("posts.officers", 506, 505, "officers"),
            Bound("posts.travel.village", 4120.5, 4101.25, "minutes"),
            Bound("posts.travel.station", 4388.0, 4239.0, "minutes", complete=False),
            Bound("assignment.minutes", 31840.0, 31790.0, "minutes"),
            Bound("reserves.expected", 0.71, 0.71, "share", maximise=True),
        ),
        unfilled=unfilled,
    )  # fmt: skip
