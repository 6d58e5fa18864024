"""The headline figures every report shows, counted once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

from siaga.model.plan import Level, Role
from siaga.reports.deployment import Deployment


@dataclass(frozen=True, slots=True)
class Figures:
    """Headline figures of a plan; minutes are None where nobody travels."""

    stations: int
    voters: int
    districts: int
    posts: int
    need: int
    need_station: int
    need_duty: int
    need_reserve: int
    need_supervision: int
    available: int
    short: int
    post_need: int
    post_available: int
    below: int
    """Stations of posts below doctrine, or of no post at all."""
    unguarded: int
    unfilled: int
    linmas: int
    linmas_law: int
    median_minutes: float | None
    longest_minutes: float | None

    def counts(self) -> dict[str, int]:
        """Counts by the keys of the texts ``sum.<key>``, in reading order."""
        return {
            "stations": self.stations,
            "voters": self.voters,
            "districts": self.districts,
            "posts": self.posts,
            "need": self.need,
            "need.station": self.need_station,
            "need.duty": self.need_duty,
            "need.reserve": self.need_reserve,
            "need.supervision": self.need_supervision,
            "available": self.available,
            "short": self.short,
            "map_short": max(0, self.post_need - self.post_available),
            "post_need": self.post_need,
            "post_available": self.post_available,
            "below": self.below,
            "unguarded": self.unguarded,
            "unfilled": self.unfilled,
            "linmas": self.linmas,
            "linmas_law": self.linmas_law,
        }


def journeys(deployment: Deployment) -> list[float]:
    """Minutes from unit to post of every officer on a post, finite ones, ascending."""
    return sorted(
        placement.minutes
        for placement in deployment.plan.placements
        if placement.role is Role.POST
        and placement.minutes is not None
        and math.isfinite(placement.minutes)
    )


def figures_of(deployment: Deployment) -> Figures:
    """Headline figures of ``deployment``."""
    operation, plan = deployment.operation, deployment.plan
    levels = [
        deployment.post_of[s.id].level if s.id in deployment.post_of else Level.UNGUARDED
        for s in operation.stations
    ]
    minutes = journeys(deployment)
    need = plan.requirement
    return Figures(
        stations=len(operation.stations),
        voters=sum(station.voters for station in operation.stations),
        districts=len(deployment.districts),
        posts=len(plan.posts),
        need=need.need,
        need_station=need.station_officers,
        need_duty=need.duty_officers,
        need_reserve=need.reserve_officers,
        need_supervision=need.supervision_officers,
        available=need.available,
        short=need.short,
        post_need=plan.shortage.need,
        post_available=plan.shortage.available,
        below=sum(level is not Level.DOCTRINE for level in levels),
        unguarded=sum(level is Level.UNGUARDED for level in levels),
        unfilled=sum(plan.unfilled.values()),
        linmas=need.linmas,
        linmas_law=need.linmas_by_law,
        median_minutes=median(minutes) if minutes else None,
        longest_minutes=minutes[-1] if minutes else None,
    )
