"""``kartu.pdf``: a pocket card per officer, four to an A4 sheet, folded once to pocket size."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from siaga.model.language import Language, format_date, format_number
from siaga.model.operation import Operation
from siaga.model.plan import Placement, Plan, Post, Role
from siaga.reports.deployment import Deployment, short_station
from siaga.reports.document_texts import DOCUMENT, tell
from siaga.reports.stamp import Stamp, stamp_fields
from siaga.reports.texts import word
from siaga.reports.typesetting import Typesetter

Json = dict[str, Any]

_MOST_VILLAGES: Final = 7
"""Village lines a card has room for; a card never drops stations silently, it says how many."""

_ORDER: Final = (Role.PAMATWIL, Role.PADAL, Role.POST, Role.DUTY, Role.RESERVE)
"""Cards come in this order; spare officers have none, since they have no place to go to."""


def write_cards(
    operation: Operation,
    plan: Plan,
    path: Path,
    language: Language,
    press: Typesetter,
    stamp: Stamp | None = None,
) -> None:
    """Have ``press`` write the cards to ``path``, in the order they are handed out.

    That is by Polsek, district and place.

    Each names the officer's stations, partner, commander and the command post, and what police
    may and may not do at a polling station (domain.md 4.4).
    """
    data = cards_data(Deployment(operation, plan), language) | stamp_fields(stamp)
    press.add("kartu", data, path, operation.election.voting_day)


def cards_data(deployment: Deployment, language: Language) -> Json:
    """Everything the template prints, as plain values in ``language``."""
    operation = deployment.operation
    rules = {
        "post": ["card.do.1", "card.do.2", "card.do.3", "card.do.4", "card.do.5", "card.do.6"],
        "command": [f"card.do.command.{n}" for n in (1, 2, 3)],
        "other": [f"card.do.general.{n}" for n in (1, 2, 3)],
    }
    return {
        "lang": language,
        "t": {key: DOCUMENT.pair(key)[language == "en"] for key in DOCUMENT.keys()},  # noqa: SIM118
        "unit": operation.unit_name or operation.region_name,
        "election": operation.election.name,
        "day": format_date(operation.election.voting_day, language, weekday=True),
        "posko": deployment.plan.supervision.command_phone,
        "do": {kind: [tell(key, language) for key in keys] for kind, keys in rules.items()},
        "not": [tell(f"card.not.{n}", language) for n in (1, 2, 3)],
        "cards": [_card(deployment, placement, language) for placement in _sorted(deployment)],
    }


def _sorted(deployment: Deployment) -> list[Placement]:
    polsek = {d.code: d.polsek.name if d.polsek else "" for d in deployment.districts}

    def order(placement: Placement) -> tuple[int, str, str, str, bool]:
        district = deployment.district_of(placement)
        return (
            _ORDER.index(placement.role),
            polsek.get(district, ""),
            district,
            placement.place,
            not placement.leader,
        )

    return sorted((p for p in deployment.plan.placements if p.role in _ORDER), key=order)


def _card(deployment: Deployment, placement: Placement, language: Language) -> Json:
    officer = deployment.officers[placement.officer]
    post = deployment.posts.get(placement.place) if placement.role is Role.POST else None
    commander = deployment.commander(placement)
    chief = deployment.officers.get(commander.officer) if commander else None
    district = deployment.district_names.get(deployment.district_of(placement), "")
    base = deployment.base_of(placement)
    return {
        "name": officer.name,
        "rank": officer.rank,
        "nrp": officer.id,
        "role": word("role", placement.role, language),
        "on_post": post is not None,
        "rules": _rules(placement.role),
        "command": _command(deployment, placement, language),
        "padals": _padals(deployment, placement),
        "leader": placement.leader and placement.role in (Role.POST, Role.DUTY, Role.RESERVE),
        "place": post.id if post else deployment.place_name(placement),
        "at": base.name if base and placement.role is Role.DUTY else "",
        "district": district if placement.role is not Role.PADAL else "",
        "villages": _villages(deployment, post, language) if post else [],
        "more": _more(deployment, post, language) if post else "",
        "voters": format_number(deployment.voters(post), language) if post else "",
        "journey": _journey(deployment, placement, language),
        "partners": [[f"{p.rank} {p.name}", p.phone] for p in deployment.partners(placement)][:4],
        "alone": post is not None and not deployment.partners(placement),
        "chief": f"{chief.rank} {chief.name}" if chief else "",
        "chief_phone": commander.phone if commander else "",
    }


def _rules(role: Role) -> str:
    if role is Role.POST:
        return "post"
    return "command" if role in (Role.PADAL, Role.PAMATWIL) else "other"


def _command(deployment: Deployment, placement: Placement, language: Language) -> str:
    """What a supervisor looks after, in one line; empty for everybody else."""
    supervisor = deployment.supervisors.get(placement.officer)
    if supervisor is None:
        return ""
    posts = [deployment.posts[post] for post in supervisor.posts if post in deployment.posts]
    return tell(
        "card.command",
        language,
        posts=format_number(len(posts), language),
        stations=format_number(sum(len(post.stations) for post in posts), language),
        officers=format_number(sum(len(deployment.crews.get(p.id, ())) for p in posts), language),
    )


def _padals(deployment: Deployment, placement: Placement) -> list[list[str]]:
    """``[name and area, phone]`` of those who report to this officer."""
    found = []
    for supervisor in deployment.plan.supervision.supervisors:
        officer = deployment.officers.get(supervisor.officer)
        if officer and supervisor.reports_to == placement.officer:
            area = deployment.district_names.get(supervisor.place, supervisor.place)
            found.append([f"{area}: {officer.rank} {officer.name}", supervisor.phone])
    return found


def _villages(deployment: Deployment, post: Post, language: Language) -> list[list[str]]:
    """``[village, station numbers, voters]`` for as many villages as a card has room for."""
    return [
        [
            village,
            ", ".join(short_station(s) for s in stations),
            format_number(sum(s.voters for s in stations), language),
        ]
        for village, stations in deployment.station_list(post)[:_MOST_VILLAGES]
    ]


def _more(deployment: Deployment, post: Post, language: Language) -> str:
    rest = deployment.station_list(post)[_MOST_VILLAGES:]
    count = sum(len(stations) for _, stations in rest)
    return tell("card.more", language, count=count) if count else ""


def _journey(deployment: Deployment, placement: Placement, language: Language) -> str:
    if placement.minutes is None or placement.minutes_kind is None:
        return ""
    return tell(
        "card.journey",
        language,
        unit=deployment.unit_name(deployment.officers[placement.officer]),
        minutes=format_number(placement.minutes, language),
        kind=word("kind", placement.minutes_kind, language),
    )
