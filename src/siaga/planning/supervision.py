"""The chain of command: post -> Padal -> Pamatwil -> command post, a number at every level.

Source:
    domain.md 4.1: a Padal per kecamatan, a Pamatwil per rayon (OKU Timur: 20 and 11).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from siaga.model.operation import Operation, Rayon
from siaga.model.places import Base, BaseKind, Station
from siaga.model.plan import Opening, Placement, Post, Reason, Role, Supervision, Supervisor
from siaga.planning.requirement import padal_count

PADAL_BASES: Final = (BaseKind.PPK, BaseKind.POLSEK)
"""Where a Padal is found, first choice first: beside the district committee, or at the Polsek."""
PAMATWIL_BASES: Final = (BaseKind.POLRES, BaseKind.POSKO, BaseKind.POLSEK, BaseKind.PPK)


def supervision_openings(operation: Operation, posts: Sequence[Post]) -> tuple[Opening, ...]:
    """Places of the supervisors: one per district (role Padal), one per rayon (role Pamatwil).

    A district with more posts than one Padal may look after opens as many places as it takes.
    Padal are at the PPK or Polsek of their district, Pamatwil at a police base of their rayon;
    where there is none, at the nearest base, and without any base at the first post's hub.
    """
    by_district = _by_district(posts)
    openings = [
        Opening(
            role=Role.PADAL,
            place=district,
            at=_seat(operation, PADAL_BASES, {district}, of_district),
            size=padal_count(operation.supervision, len(of_district)),
            district=district,
            min_rank=operation.supervision.padal_min_rank,
        )
        for district, of_district in by_district.items()
    ]
    for rayon in operation.supervision.rayons:
        of_rayon = [post for district in rayon.districts for post in by_district.get(district, ())]
        if of_rayon:
            seat = _seat(operation, PAMATWIL_BASES, set(rayon.districts), of_rayon)
            openings.append(
                Opening(
                    role=Role.PAMATWIL,
                    place=rayon.id,
                    at=seat,
                    size=1,
                    district=_district_of(operation, seat),
                    min_rank=operation.supervision.pamatwil_min_rank,
                )
            )
    return tuple(openings)


def build_supervision(
    operation: Operation, posts: Sequence[Post], placements: Sequence[Placement]
) -> Supervision:
    """Who looks after which posts, whom they call, and where the chain is broken.

    The posts of a district with several Padal are shared out in compact, nearly equal parts.
    Supervisors without a number of their own get that of their base; ``gaps`` says so, and names
    every level without a person or without a number.
    """
    chain = _Chain(operation, posts, placements)
    pamatwil = [entry for rayon in operation.supervision.rayons for entry in chain.pamatwil(rayon)]
    superior = {
        district: entry.officer
        for entry in pamatwil
        for rayon in operation.supervision.rayons
        if rayon.id == entry.place
        for district in rayon.districts
    }
    padal = [
        entry
        for district, of_district in chain.by_district.items()
        for entry in chain.padal(district, of_district, superior.get(district, ""))
    ]
    if not operation.supervision.command_phone:
        chain.gaps.append(Reason("supervision.no_command_phone"))
    return Supervision(
        supervisors=(*pamatwil, *padal),
        command_phone=operation.supervision.command_phone,
        gaps=tuple(chain.gaps),
    )


def commander_of_post(supervision: Supervision) -> dict[str, Supervisor]:
    """``commander[post id]``: the Padal of each post, or its Pamatwil where there is no Padal."""
    found: dict[str, Supervisor] = {}
    for role in (Role.PAMATWIL, Role.PADAL):
        for supervisor in supervision.supervisors:
            if supervisor.role is role:
                found.update(dict.fromkeys(supervisor.posts, supervisor))
    return found


class _Chain:
    """Builds the levels of one chain and notes its gaps on the way."""

    def __init__(
        self, operation: Operation, posts: Sequence[Post], placements: Sequence[Placement]
    ) -> None:
        self.operation = operation
        self.by_district = _by_district(posts)
        self.gaps: list[Reason] = []
        self._officers = {officer.id: officer for officer in operation.officers}
        self._names = {s.district: s.district_name for s in operation.stations}
        self._hubs = {s.id: s for s in operation.stations}
        self._placed: dict[tuple[Role, str], list[str]] = defaultdict(list)
        for placement in sorted(placements, key=lambda p: (not p.leader, p.officer)):
            self._placed[placement.role, placement.place].append(placement.officer)

    def pamatwil(self, rayon: Rayon) -> list[Supervisor]:
        """The Pamatwil of ``rayon`` (none or one) over all its posts."""
        posts = [post for d in rayon.districts for post in self.by_district.get(d, ())]
        if not posts:
            return []
        officers = self._placed[Role.PAMATWIL, rayon.id][:1]
        if not officers:
            self.gaps.append(Reason("supervision.no_pamatwil", {"rayon": rayon.name or rayon.id}))
        return [
            self._supervisor(officer, Role.PAMATWIL, rayon.id, posts, "", set(rayon.districts))
            for officer in officers
        ]

    def padal(self, district: str, posts: Sequence[Post], superior: str) -> list[Supervisor]:
        """The Padal of ``district``, each with a compact part of its posts."""
        name = self._names.get(district, district)
        if not any(district in r.districts for r in self.operation.supervision.rayons):
            self.gaps.append(Reason("supervision.no_rayon", {"district": name}))
        officers = self._placed[Role.PADAL, district]
        if not officers:
            self.gaps.append(
                Reason("supervision.no_padal", {"district": name, "posts": len(posts)})
            )
            return []
        officers = officers[: len(posts)]  # one without a post would have nobody to look after
        parts = _share_out(posts, self._hubs, len(officers))
        return [
            self._supervisor(officer, Role.PADAL, district, part, superior, {district})
            for officer, part in zip(officers, parts, strict=True)
        ]

    def _supervisor(
        self,
        officer: str,
        role: Role,
        place: str,
        posts: Sequence[Post],
        superior: str,
        districts: set[str],
    ) -> Supervisor:
        span = self.operation.supervision.padal_span
        if role is Role.PADAL and len(posts) > span > 0:
            self.gaps.append(
                Reason(
                    "supervision.span",
                    {"name": self._officers[officer].name, "posts": len(posts), "span": span},
                )
            )
        return Supervisor(
            officer=officer,
            role=role,
            place=place,
            posts=tuple(post.id for post in posts),
            reports_to=superior,
            phone=self._phone(officer, role, posts, districts),
        )

    def _phone(self, officer: str, role: Role, posts: Sequence[Post], districts: set[str]) -> str:
        """The officer's number, else that of the base they are at; a gap is noted for both."""
        person = self._officers[officer]
        if person.phone:
            return person.phone
        kinds = PADAL_BASES if role is Role.PADAL else PAMATWIL_BASES
        values: dict[str, str | int | float] = {
            "name": person.name,
            "role": "Padal" if role is Role.PADAL else "Pamatwil",
        }
        seat = _seat(self.operation, kinds, districts, posts)
        base = next((base for base in self.operation.bases if base.id == seat), None)
        if base is None or not base.phone:
            self.gaps.append(Reason("supervision.no_phone", values))
            return ""
        self.gaps.append(Reason("supervision.base_phone", {**values, "base": base.name}))
        return base.phone


@dataclass(frozen=True, slots=True)
class _Point:
    """A position in degrees, east-west shrunk to the scale of north-south."""

    x: float
    y: float


def _by_district(posts: Iterable[Post]) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        found[post.district].append(post)
    return {district: found[district] for district in sorted(found)}


def _point(place: Station | Base) -> _Point:
    return _Point(place.lon * math.cos(math.radians(place.lat)), place.lat)


def _seat(
    operation: Operation,
    kinds: Sequence[BaseKind],
    districts: set[str],
    posts: Sequence[Post],
) -> str:
    """Base id where a supervisor of ``posts`` is found; the first post's hub without any base.

    First choice of kind inside the districts, then any kind asked for wherever it is nearest to
    the middle of the posts, then any base.
    """
    hubs = {station.id: station for station in operation.stations}
    points = [_point(hubs[post.hub]) for post in posts]
    middle = _Point(
        sum(point.x for point in points) / len(points),
        sum(point.y for point in points) / len(points),
    )

    def order(base: Base) -> tuple[int, int, float, str]:
        inside = base.district in districts and base.kind in kinds
        point = _point(base)
        away = math.hypot(point.x - middle.x, point.y - middle.y)
        kind = kinds.index(base.kind) if inside else 0
        return (0 if inside else 1 if base.kind in kinds else 2, kind, away, base.id)

    return min(operation.bases, key=order).id if operation.bases else posts[0].hub


def _district_of(operation: Operation, place: str) -> str:
    for base in operation.bases:
        if base.id == place:
            return base.district
    return next((s.district for s in operation.stations if s.id == place), "")


def _share_out(posts: Sequence[Post], hubs: dict[str, Station], parts: int) -> list[list[Post]]:
    """``posts`` in ``parts`` nearly equal parts, cut across the longer side of their extent."""
    points = {post.id: _point(hubs[post.hub]) for post in posts}
    xs = [point.x for point in points.values()]
    ys = [point.y for point in points.values()]
    wide = max(xs) - min(xs) >= max(ys) - min(ys)

    def along(post: Post) -> tuple[float, str]:
        point = points[post.id]
        return (point.x if wide else point.y, post.id)

    ordered = sorted(posts, key=along)
    cuts = [len(ordered) * part // parts for part in range(parts + 1)]
    return [ordered[start:end] for start, end in pairwise(cuts)]
