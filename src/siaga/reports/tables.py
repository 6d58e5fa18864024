"""The plan as tables: what the workbook and the CSV files hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from siaga.model.language import Language, format_date, format_number, format_percent
from siaga.model.operation import Operation
from siaga.model.plan import Bound, Plan, Post, Reason
from siaga.reports.deployment import Deployment, short_station
from siaga.reports.figures import Figures, figures_of
from siaga.reports.texts import reason_text, say, word

Kind = Literal["code", "text", "integer", "decimal", "degrees", "mixed"]
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` names its header ``column.<key>``; ``width`` in characters."""

    key: str
    kind: Kind
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: ``rows[row][column]``; ``key`` names its title ``sheet.<key>``."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def plan_tables(operation: Operation, plan: Plan, language: Language) -> tuple[Table, ...]:
    """Every table, in the order of the workbook's sheets."""
    deployment = Deployment(operation, plan)
    return (
        _summary(deployment, language),
        _posts(deployment, language),
        _people(deployment, language),
        _stations(deployment, language),
        _reserves(deployment, language),
        _shortage(deployment, language),
        _reasons(deployment, language),
    )


def _columns(*columns: tuple[str, Kind, float]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in columns)


def _summary(deployment: Deployment, language: Language) -> Table:
    operation, plan = deployment.operation, deployment.plan
    figures = figures_of(deployment)
    rows: list[tuple[Cell, ...]] = [
        (say("sum.unit", language), operation.unit_name, None),
        (say("sum.operation", language), operation.election.name, None),
        (
            say("sum.voting_day", language),
            format_date(operation.election.voting_day, language, weekday=True),
            None,
        ),
        (say("sum.region", language), operation.region_name, operation.region_code),
    ]
    if not plan.complete:
        rows.append((say("sum.incomplete", language), None, None))
    rows.extend(
        (say(f"sum.{key}", language), value, None) for key, value in figures.counts().items()
    )
    rows.extend(_measures(figures, plan, language))
    rows.extend(_bound_row(bound, language) for bound in plan.bounds)
    rows.extend(
        (say("sum.assumption", language, id=a.id), a.text, a.source or None)
        for a in operation.assumptions
    )
    rows.extend((say("sum.synthetic", language), note, None) for note in operation.synthetic_notes)
    columns = _columns(("label", "text", 46), ("value", "mixed", 48), ("note", "text", 64))
    return Table("summary", columns, tuple(rows))


def _measures(
    figures: Figures, plan: Plan, language: Language
) -> Iterable[tuple[Cell, Cell, Cell]]:
    for key, minutes in (
        ("sum.median_journey", figures.median_minutes),
        ("sum.longest", figures.longest_minutes),
    ):
        if minutes is not None:
            shown = say("minutes", language, minutes=format_number(minutes, language))
            yield say(key, language), shown, None
    share = format_percent(plan.reserves.expected_share, language)
    yield say("sum.reserve_cover", language), share, None
    if plan.stress is not None:
        target = format_number(plan.stress.target_minutes, language)
        for key, times in (
            ("sum.within", plan.stress.plan),
            ("sum.within_naive", plan.stress.naive),
        ):
            low, high = (format_percent(v, language) for v in times.within_target_ci)
            within = format_percent(times.within_target, language)
            yield say(key, language, minutes=target), within, f"95 %: {low} \u2013 {high}"


def _bound_row(bound: Bound, language: Language) -> tuple[Cell, Cell, Cell]:
    note = say(
        "sum.bound_note",
        language,
        value=plain_number(bound.value, language),
        bound=plain_number(bound.bound, language),
        unit=word("unit", bound.unit, language),
        gap=format_percent(bound.gap, language, 2),
    )
    if not bound.complete:
        note = f"{note} ({say('sum.stopped', language)})"
    label = say("sum.bound", language, step=word("step", bound.step, language))
    return label, format_percent(bound.gap, language, 2), note


def plain_number(value: float, language: Language) -> str:
    """A whole number without decimals, a share with three, any other number with one."""
    if float(value).is_integer():
        return format_number(value, language)
    return format_number(value, language, 3 if abs(value) < 1 else 1)


def station_text(deployment: Deployment, post: Post) -> str:
    """``Mariana 001, 004; Sungai Rebo 002``."""
    return "; ".join(
        f"{village} {', '.join(short_station(s) for s in stations)}"
        for village, stations in deployment.station_list(post)
    )


def _posts(deployment: Deployment, language: Language) -> Table:
    rows = []
    for post in deployment.plan.posts:
        crew = deployment.crews.get(post.id, ())
        padal = deployment.padal_of_post.get(post.id)
        chief = deployment.officers.get(padal.officer) if padal else None
        rows.append(
            (
                post.id,
                deployment.district_names[post.district],
                word("tier", post.tier, language),
                post.pattern,
                word("level", post.level, language),
                len(post.stations),
                station_text(deployment, post),
                deployment.voters(post),
                post.team_size,
                len(crew),
                ", ".join(deployment.officers[p.officer].name for p in crew),
                _decimal(post.max_minutes),
                word("access", post.access, language),
                _decimal(post.threat),
                deployment.stations[post.hub].name,
                f"{chief.rank} {chief.name}" if chief else None,
                padal.phone if padal else None,
            )
        )
    columns = _columns(
        ("post", "code", 11), ("district", "text", 20), ("tier", "text", 15),
        ("pattern", "code", 15), ("level", "text", 15), ("stations", "integer", 9),
        ("station_list", "text", 44), ("voters", "integer", 10), ("team_size", "integer", 11),
        ("placed", "integer", 9), ("officers", "text", 34), ("max_minutes", "decimal", 12),
        ("access", "text", 9), ("threat", "decimal", 11), ("hub", "text", 12),
        ("padal", "text", 24), ("padal_phone", "code", 15),
    )  # fmt: skip
    return Table("posts", columns, tuple(rows))


def _people(deployment: Deployment, language: Language) -> Table:
    rows = []
    for placement in deployment.plan.placements:
        officer = deployment.officers[placement.officer]
        post = deployment.posts.get(placement.place)
        kind = placement.minutes_kind
        rows.append(
            (
                officer.id,
                officer.rank,
                officer.name,
                deployment.unit_name(officer),
                word("origin", officer.origin, language),
                word("role", placement.role, language),
                deployment.place_name(placement),
                deployment.district_names.get(deployment.district_of(placement)),
                station_text(deployment, post) if post else None,
                ", ".join(mate.name for mate in deployment.partners(placement)) or None,
                say("yes" if placement.leader else "no", language),
                _decimal(placement.minutes),
                word("kind", kind, language) if kind else None,
                officer.phone or None,
            )
        )
    columns = _columns(
        ("nrp", "code", 12), ("rank", "text", 10), ("name", "text", 22), ("unit", "text", 22),
        ("origin", "text", 10), ("duty", "text", 18), ("place", "text", 26),
        ("district", "text", 20), ("station_list", "text", 44), ("partner", "text", 24),
        ("leader", "text", 9), ("minutes", "decimal", 11), ("minutes_kind", "text", 16),
        ("phone", "code", 15),
    )  # fmt: skip
    return Table("people", columns, tuple(rows))


def _stations(deployment: Deployment, language: Language) -> Table:
    rows = []
    for station in deployment.operation.stations:
        scores = deployment.plan.vulnerability[station.id]
        post = deployment.post_of.get(station.id)
        rows.append(
            (
                station.id,
                station.name,
                station.village_name,
                station.village,
                station.district_name,
                station.voters,
                word("tier", scores.tier, language),
                _decimal(scores.threat),
                _decimal(scores.reach),
                word("access", station.access, language),
                post.id if post else None,
                word("level", post.level if post else "unguarded", language),
                station.lat,
                station.lon,
                word("position", station.position, language),
            )
        )
    columns = _columns(
        ("station_id", "code", 18), ("station", "text", 10), ("village", "text", 22),
        ("village_code", "code", 15), ("district", "text", 20), ("voters", "integer", 10),
        ("tier", "text", 15), ("threat", "decimal", 11), ("reach", "decimal", 13),
        ("access", "text", 9), ("post", "code", 11), ("level", "text", 15),
        ("lat", "degrees", 11), ("lon", "degrees", 11), ("position", "text", 12),
    )  # fmt: skip
    return Table("stations", columns, tuple(rows))


def _reserves(deployment: Deployment, language: Language) -> Table:
    rows = []
    for team in deployment.plan.reserves.teams:
        base = deployment.bases.get(team.base)
        names = (deployment.officers[o].name for o in team.officers if o in deployment.officers)
        rows.append(
            (
                team.id,
                base.name if base else team.base,
                deployment.district_names.get(base.district) if base else None,
                word("access", base.access, language) if base else None,
                team.size,
                len(team.officers),
                ", ".join(names),
                base.phone or None if base else None,
            )
        )
    columns = _columns(
        ("team", "code", 12), ("base", "text", 26), ("district", "text", 20),
        ("access", "text", 9), ("size", "integer", 10), ("placed", "integer", 10),
        ("officers", "text", 60), ("phone", "code", 15),
    )  # fmt: skip
    return Table("reserves", columns, tuple(rows))


def _shortage(deployment: Deployment, language: Language) -> Table:
    rows = tuple(
        (
            deployment.district_names.get(row.district, row.district),
            row.district,
            word("tier", row.tier, language),
            word("level", row.level, language),
            row.posts,
            row.stations,
            row.officers_saved,
        )
        for row in deployment.plan.shortage.rows
    )
    columns = _columns(
        ("district", "text", 22), ("district_code", "code", 15), ("tier", "text", 18),
        ("level", "text", 18), ("posts", "integer", 12), ("stations", "integer", 12),
        ("saved", "integer", 14),
    )  # fmt: skip
    return Table("shortage", columns, rows)


def _reasons(deployment: Deployment, language: Language) -> Table:
    rows: list[tuple[Cell, ...]] = []

    def add(kind: str, subject: str, name: str, reasons: Iterable[Reason]) -> None:
        label = say(f"subject.{kind}", language)
        rows.extend((label, subject, name, reason_text(reason, language)) for reason in reasons)

    add("remedy", "", "", deployment.plan.shortage.remedies)
    for post in deployment.plan.posts:
        add("post", post.id, deployment.district_names[post.district], post.reasons)
    for placement in deployment.plan.placements:
        name = deployment.officers[placement.officer].name
        add("officer", placement.officer, name, placement.reasons)
    columns = _columns(
        ("subject_kind", "text", 12), ("subject", "code", 14), ("name", "text", 24),
        ("reason", "text", 100),
    )  # fmt: skip
    return Table("reasons", columns, tuple(rows))


def _decimal(value: float | None) -> float | None:
    """One decimal; None where there is no finite number."""
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return None
    return round(float(value), 1)
