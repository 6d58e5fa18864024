"""``lampiran-sprin.pdf``: the annex of the order, ready to sign and to hand out."""

from __future__ import annotations

from itertools import count, groupby
from pathlib import Path
from typing import Any

from siaga.model.language import Language, format_date, format_number, format_percent
from siaga.model.operation import Operation
from siaga.model.places import TIER_ORDER, Access, PositionQuality
from siaga.model.plan import Level, Placement, Plan, Post, Role
from siaga.reports.charts import tier_needs
from siaga.reports.deployment import Deployment, District
from siaga.reports.district_map import base_mark, below_mark, district_map, overview_map, tier_mark
from siaga.reports.document_texts import DOCUMENT, tell
from siaga.reports.figures import Figures, figures_of
from siaga.reports.mapping import BASE_SHAPES
from siaga.reports.stamp import Stamp, stamp_fields
from siaga.reports.tables import plain_number, station_text
from siaga.reports.texts import say, word
from siaga.reports.typesetting import Typesetter

Json = dict[str, Any]


def write_annex(
    operation: Operation,
    plan: Plan,
    path: Path,
    language: Language,
    press: Typesetter,
    stamp: Stamp | None = None,
) -> None:
    """Have ``press`` write the annex: cover, command, each Polsek and kecamatan, the rest.

    Officers' phone numbers are in it: it is for the unit, not for the public.
    """
    data = annex_data(Deployment(operation, plan), language) | stamp_fields(stamp)
    press.add("lampiran", data, path, operation.election.voting_day)


def annex_data(deployment: Deployment, language: Language) -> Json:
    """Everything the template prints, as plain values in ``language``."""
    operation = deployment.operation
    year = operation.election.voting_day.year
    numbers = count(1)
    command = _supervision(deployment, numbers, language)
    polseks = _polseks(deployment, numbers, language)
    return {
        "lang": language,
        "t": {key: DOCUMENT.pair(key)[language == "en"] for key in DOCUMENT.keys()},  # noqa: SIM118
        "unit": operation.unit_name or operation.region_name,
        "election": operation.election.name,
        "region": operation.region_name,
        "day": format_date(operation.election.voting_day, language, weekday=True),
        "number": tell("annex.number", language, year=year),
        "signed_by": tell("signed.by", language, unit=operation.unit_name.upper()),
        "cover": _cover(deployment, language),
        "legend": _legend(deployment, language),
        "command": command,
        "command_phone": deployment.plan.supervision.command_phone,
        "polseks": polseks,
        "duties": _crews(deployment, Role.DUTY, numbers),
        "reserves": _crews(deployment, Role.RESERVE, numbers),
        "spare": _spare(deployment, numbers),
    }


def _cover(deployment: Deployment, language: Language) -> Json:
    operation, plan = deployment.operation, deployment.plan
    figures = figures_of(deployment)
    shown = {key: format_number(value, language) for key, value in figures.counts().items()}
    return {
        "totals": [
            [say(f"sum.{key}", language), shown[key]]
            for key in ("stations", "voters", "districts", "posts", "available")
        ],
        "tiers": [
            [
                word("tier", need.tier, language),
                *(
                    format_number(value, language)
                    for value in (need.stations, need.groups, need.officers, need.linmas)
                ),
            ]
            for need in tier_needs(deployment)
        ],
        "need": _need(figures, language),
        "shortage": _shortage(deployment, figures, language),
        "bounds": _bounds(plan, language),
        "incomplete": not plan.complete,
        "assumptions": [[a.id, a.text, a.source] for a in operation.assumptions],
        "map": overview_map(deployment, language),
        "synthetic": [*operation.synthetic_notes, *_approximate(deployment, language)],
    }


def _need(figures: Figures, language: Language) -> list[list[tuple[str, str, bool]]]:
    """Two lists of ``(words, number, whether it is bad news)``: what is needed, what is there."""
    counts = figures.counts()

    def rows(*keys: str) -> list[tuple[str, str, bool]]:
        return [
            (
                say(f"sum.{key}", language),
                format_number(counts[key], language),
                key in ("short", "map_short", "below") and counts[key] > 0,
            )
            for key in keys
        ]

    needed = rows("need.station", "need.duty", "need.reserve", "need.supervision")
    return [needed, rows("need", "available", "short", "map_short", "below")]


def _approximate(deployment: Deployment, language: Language) -> list[str]:
    count_ = sum(
        station.position is PositionQuality.APPROXIMATE for station in deployment.operation.stations
    )
    shown = format_number(count_, language)
    return [tell("approximate", language, count=shown)] if count_ else []


def _shortage(deployment: Deployment, figures: Figures, language: Language) -> list[str]:
    def number(value: int) -> str:
        return format_number(value, language)

    if not figures.below:
        lines = [tell("shortage.none", language)]
    else:
        lines = [
            tell("shortage.some", language, below=number(figures.below),
                 stations=number(figures.stations), unguarded=number(figures.unguarded))
        ]  # fmt: skip
    if figures.unfilled:
        lines.append(tell("shortage.unfilled", language, count=number(figures.unfilled)))
    lines += [
        tell("relief", language, officers=number(r.officers),
             restored=number(r.stations_restored), still=number(r.still_below))
        for r in deployment.plan.shortage.relief
    ]  # fmt: skip
    return lines


def _bounds(plan: Plan, language: Language) -> list[str]:
    return [
        tell(
            "bound",
            language,
            step=word("step", bound.step, language),
            value=plain_number(bound.value, language),
            unit=word("unit", bound.unit, language),
            bound=plain_number(bound.bound, language),
            gap=format_percent(bound.gap, language, 2),
        )
        for bound in plan.bounds
    ]


def _legend(deployment: Deployment, language: Language) -> list[Json]:
    used = {scores.tier for scores in deployment.plan.vulnerability.values()}
    tiers = [
        {"svg": tier_mark(tier), "text": word("tier", tier, language)}
        for tier in TIER_ORDER
        if tier in used
    ]
    bases = [
        {"svg": base_mark(shape), "text": tell(f"legend.{shape}", language)}
        for shape in BASE_SHAPES
    ]
    below = {"svg": below_mark(), "text": tell("legend.below", language)}
    return [*tiers, below, *bases]


def _polseks(deployment: Deployment, numbers: count[int], language: Language) -> list[Json]:
    """Districts by Polsek, Polseks in the order of their first district."""
    first: dict[str, int] = {}
    for index, district in enumerate(deployment.districts):
        first.setdefault(district.polsek.id if district.polsek else "", index)
    ordered = sorted(
        deployment.districts,
        key=lambda d: (first[d.polsek.id if d.polsek else ""], not d.polsek_own, d.code),
    )
    found = []
    for _, group in groupby(ordered, key=lambda d: d.polsek.id if d.polsek else ""):
        districts = list(group)
        polsek = districts[0].polsek
        title = (
            tell("polsek", language, name=polsek.name) if polsek else tell("polsek.none", language)
        )
        found.append(
            {
                "title": title,
                "districts": [_district(deployment, d, numbers, language) for d in districts],
            }
        )
    return found


def _district(
    deployment: Deployment, district: District, numbers: count[int], language: Language
) -> Json:
    note = ""
    if district.polsek and not district.polsek_own:
        note = tell("polsek.near", language, name=district.polsek.name)
    return {
        "title": tell("district", language, name=district.name),
        "note": note,
        "facts": _facts(deployment, district, language),
        "map": district_map(deployment, district, language),
        "posts": [_post(deployment, post, numbers, language) for post in district.posts],
    }


def _facts(deployment: Deployment, district: District, language: Language) -> list[list[str]]:
    crews = [p for post in district.posts for p in deployment.crews.get(post.id, ())]
    minutes = [p.minutes for p in crews if p.minutes is not None]
    level = {s: post.level for post in district.posts for s in post.stations}
    below = sum(
        level.get(station.id, Level.UNGUARDED) is not Level.DOCTRINE
        for station in district.stations
    )
    counts = {
        "stations": len(district.stations),
        "voters": sum(station.voters for station in district.stations),
        "posts": len(district.posts),
        "officers": len(crews),
        "below": below,
        "water": sum(station.access is not Access.ROAD for station in district.stations),
    }
    rows = [
        [tell(f"fact.{key}", language), format_number(value, language)]
        for key, value in counts.items()
    ]
    if minutes:
        longest = tell("minutes", language, minutes=format_number(max(minutes), language))
        rows.append([tell("fact.longest", language), longest])
    for padal in deployment.padals.get(district.code, ()):
        rows.append([tell("fact.padal", language), _full_name(deployment, padal.officer)])
        rows.append(["", padal.phone])
    return rows


def _post(deployment: Deployment, post: Post, numbers: count[int], language: Language) -> Json:
    padal = deployment.padal_of_post.get(post.id)
    crew = deployment.crews.get(post.id, ())
    return {
        "id": post.id,
        "tier": word("tier", post.tier, language),
        "level": "" if post.level is Level.DOCTRINE else word("level", post.level, language),
        "access": "" if post.access is Access.ROAD else word("access", post.access, language),
        "stations": station_text(deployment, post),
        "voters": format_number(deployment.voters(post), language),
        "padal": _full_name(deployment, padal.officer) if padal else "",
        "padal_phone": padal.phone if padal else "",
        "missing": max(0, post.team_size - len(crew)),
        "unguarded": post.level is Level.UNGUARDED,
        "officers": [_member(deployment, placement, numbers) for placement in crew],
    }


def _member(deployment: Deployment, placement: Placement, numbers: count[int]) -> Json:
    officer = deployment.officers[placement.officer]
    return {
        "no": next(numbers),
        "nrp": officer.id,
        "rank": officer.rank,
        "name": officer.name,
        "leader": placement.leader,
        "unit": deployment.unit_name(officer),
        "phone": officer.phone,
        "partner": ", ".join(mate.name for mate in deployment.partners(placement)),
    }


def _crews(deployment: Deployment, role: Role, numbers: count[int]) -> list[Json]:
    """Duties or reserve teams with their crews, in the order of the operation and the plan."""
    places = (
        [duty.id for duty in deployment.operation.duties]
        if role is Role.DUTY
        else [team.id for team in deployment.plan.reserves.teams]
    )
    rows = []
    for place in places:
        crew = [p for p in deployment.crews.get(place, ()) if p.role is role]
        sample = crew[0] if crew else Placement("", role, place, None)
        base = deployment.base_of(sample)
        rows.append(
            {
                "id": place,
                "name": deployment.duties[place].name if role is Role.DUTY else place,
                "base": base.name if base else "",
                "district": deployment.district_names.get(base.district, "") if base else "",
                "missing": deployment.plan.unfilled.get(place, 0),
                "officers": [_member(deployment, placement, numbers) for placement in crew],
            }
        )
    return [row for row in rows if row["officers"] or row["missing"]]


def _spare(deployment: Deployment, numbers: count[int]) -> list[Json]:
    return [
        _member(deployment, placement, numbers)
        for placement in deployment.plan.placements
        if placement.role is Role.SPARE
    ]


def _supervision(deployment: Deployment, numbers: count[int], language: Language) -> list[Json]:
    rows = []
    for supervisor in deployment.plan.supervision.supervisors:
        officer = deployment.officers[supervisor.officer]
        rayon = deployment.rayons.get(supervisor.place)
        area = rayon.name if rayon else deployment.district_names.get(supervisor.place, "")
        above = (
            _full_name(deployment, supervisor.reports_to)
            if supervisor.reports_to
            else tell("command_post", language)
        )
        rows.append(
            {
                "no": next(numbers),
                "role": word("role", supervisor.role, language),
                "area": area,
                "rank": officer.rank,
                "name": officer.name,
                "nrp": officer.id,
                "posts": format_number(len(supervisor.posts), language),
                "above": above,
                "phone": supervisor.phone,
            }
        )
    return rows


def _full_name(deployment: Deployment, officer: str) -> str:
    found = deployment.officers.get(officer)
    return f"{found.rank} {found.name}" if found else officer
