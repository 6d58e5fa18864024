"""The card of a post, an officer or a station: its figures and why it is so, for one reader."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404

from siaga.model.language import Language
from siaga.model.plan import Reason
from siaga.model.problems import InputError
from siaga.planning.texts import REASONS, tell_reason
from siaga.reports.plan_json import PlanFormatError
from siaga.server.plan.models import OfficerRow, PlacementRow, PlanStationRow, PostRow
from siaga.server.plan.queries.drafts import Sight, names_of, place_names
from siaga.server.plan.workbench import view_of

log = logging.getLogger(__name__)

KINDS: Final = ("post", "officer", "station")
_PEOPLE: Final = {
    "post": frozenset({"explain.heading.people", "explain.heading.other"}),
    "station": frozenset({"explain.heading.people"}),
}
"""Sections that name officers."""
_FOLDED: Final = ("explain.heading.stations", "explain.heading.people")
"""Sections of a post that its card shows as lists with links."""
_SCORES: Final = frozenset({"explain.heading.threat", "explain.heading.reach",
                            "explain.heading.tier"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading."""

    heading: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows."""

    kind: str
    id: str
    row: Any
    """The post's, placement's or station's row."""
    name: str
    place: str
    """Of an officer: where, in words."""
    team: tuple[tuple[str, str, bool], ...]
    """Of a post: (officer id, name, leads)."""
    members: tuple[tuple[str, str], ...]
    """Of a post: (station id, what it is called and how far it lies from the hub)."""
    sections: tuple[Section, ...]
    explained: bool
    """False when the plan's data can not be read any more: figures alone."""
    commander: str = ""
    """Of a post: whom its team calls, for who may see it."""


def card_of(sight: Sight, kind: str, subject: str, language: Language) -> Card:
    """The card of ``subject``.

    Raises:
        Http404: there is no such thing in the plan.
        PermissionDenied: an officer's card, for who may not see who serves where.
    """
    if kind == "post":
        return _post(sight, subject, language)
    if kind == "station":
        return _station(sight, subject, language)
    if kind != "officer":
        raise Http404
    if not sight.people:
        raise PermissionDenied("plan.placement.view")
    return _officer(sight, subject, language)


def _post(sight: Sight, code: str, language: Language) -> Card:
    row = PostRow.objects.filter(plan=sight.version, code=code).first()
    if row is None:
        raise Http404
    placed = PlacementRow.objects.filter(plan=sight.version, role="post", place=code)
    team = list(placed.order_by("-leader", "ordinal")) if sight.people else []
    names = names_of(sight, {p.officer for p in team})
    members = PlanStationRow.objects.filter(plan=sight.version, post=code).order_by("ordinal")
    sections, explained = _explain(sight, "post", code, language)
    words = dict(members.values_list("code", "name"))
    told = _take(sections, "explain.heading.stations", language)
    if len(told) == len(words):
        words = dict(zip(words, told, strict=True))
    people = _take(sections, "explain.heading.people", language)
    folded = {REASONS.say(heading, language) for heading in _FOLDED}
    return Card(
        kind="post",
        id=code,
        row=row,
        name=code,
        place="",
        team=tuple((p.officer, names.get(p.officer, ""), p.leader) for p in team),
        members=tuple(words.items()),
        sections=tuple(
            Section(section.heading, section.facts[1:] if place == 0 else section.facts)
            for place, section in enumerate(sections)
            if section.heading not in folded
        ),
        explained=explained,
        commander=people[-1] if people else "",
    )


def _take(sections: Sequence[Section], heading: str, language: Language) -> tuple[str, ...]:
    """The facts under ``heading``."""
    wanted = REASONS.say(heading, language)
    return next((section.facts for section in sections if section.heading == wanted), ())


def _station(sight: Sight, code: str, language: Language) -> Card:
    row = PlanStationRow.objects.filter(plan=sight.version, code=code).first()
    if row is None:
        raise Http404
    sections, explained = _explain(sight, "station", code, language)
    return Card("station", code, row, row.name or code, "", (), (), sections, explained)


def _officer(sight: Sight, code: str, language: Language) -> Card:
    row = PlacementRow.objects.filter(plan=sight.version, officer=code).first()
    if row is None:
        raise Http404
    name = names_of(sight, {code}).get(code, "")
    place = place_names(sight.version).of(row.role, row.place, language)
    sections: tuple[Section, ...] = ()
    explained = True
    if sight.names:
        sections, explained = _explain(sight, "officer", code, language)
    return Card("officer", code, row, name, place, (), (), sections, explained)


def _explain(
    sight: Sight, kind: str, code: str, language: Language
) -> tuple[tuple[Section, ...], bool]:
    """The explanation in sentences, without what this reader may not see."""
    from siaga.planning.explain_officer import explain_officer
    from siaga.planning.explain_post import explain_post
    from siaga.planning.explain_station import explain_station

    try:
        view = view_of(sight.version)
    except (InputError, PlanFormatError):
        log.warning("plan %s can not be explained", sight.version.pk)
        return (), False
    if kind == "post":
        found = explain_post(view, view.posts[code])
    elif kind == "station":
        found = explain_station(view, view.stations[code])
    else:
        found = explain_officer(view, view.officers[code])
    places = place_names(sight.version)
    names = {**places.bases, **places.duties, **places.rayons}
    hidden = frozenset[str]()
    if not (sight.people and sight.names):
        hidden |= _PEOPLE.get(kind, frozenset())
    if kind == "station" and not sight.scores:
        hidden |= _SCORES
    return tuple(
        Section(
            REASONS.say(section.heading, language),
            tuple(tell_reason(_named(fact, names), language) for fact in section.facts),
        )
        for section in found.sections
        if section.heading not in hidden
    ), True


def _named(reason: Reason, names: Mapping[str, str]) -> Reason:
    """``reason`` with units, duties and rayons called by their names."""
    values = {
        key: names.get(value, value) if isinstance(value, str) else value
        for key, value in reason.values.items()
    }
    return Reason(reason.code, values)


def officer_choices(sight: Sight, codes: Sequence[str]) -> dict[str, str]:
    """Officer id -> "rank name (number)" for forms."""
    names = names_of(sight, codes)
    return {code: f"{names[code]} ({code})" if code in names else code for code in codes}


def find_officer(sight: Sight, text: str) -> str:
    """The officer meant by ``text``: a number, or a name that only one has; empty: nobody."""
    text = text.strip()
    if not text:
        return ""
    placed = PlacementRow.objects.filter(plan=sight.version)
    if placed.filter(officer=text).exists():
        return text
    if not sight.names:
        return ""
    same = OfficerRow.objects.filter(version=sight.version.data_id, name__iexact=text)
    codes = list(same.values_list("code", flat=True)[:2])
    return codes[0] if len(codes) == 1 else ""
