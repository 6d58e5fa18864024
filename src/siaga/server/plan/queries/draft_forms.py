"""What the forms of the draft desk offer, and the edit they ask for."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F
from django.http import QueryDict

from siaga.model.language import Language, format_number
from siaga.model.plan import Role
from siaga.planning.edit_json import KINDS, edit_from_json
from siaga.planning.edits import Edit
from siaga.server.language import say
from siaga.server.plan.models import PlacementRow, PlanStationRow, PostRow
from siaga.server.plan.queries.draft_cards import find_officer, officer_choices
from siaga.server.plan.queries.drafts import Sight, place_names

_FIELDS: Final = {
    "move_station": ("station", "to_post"),
    "swap_officers": ("first", "second"),
    "move_officer": ("officer", "role", "place"),
    "lock": ("subject", "id"),
    "unlock": ("subject", "id"),
}
NEW_POST: Final = "new"
"""In a form: to a post of its own; an empty field means that nothing is chosen yet."""
_MOST_GAPS: Final = 60
_MOST_LOCKS: Final = 200


def edit_of(query: QueryDict) -> Edit:
    """The edit that form fields ask for.

    Raises:
        InputError: it is none.
    """
    kind = query.get("kind", "")
    document: dict[str, str] = {"kind": kind}
    for name in _FIELDS.get(kind, ()):
        if name in query:
            document[name] = str(query[name]).strip()
    if document.get("to_post") == NEW_POST:
        document["to_post"] = ""
    target = query.get("target", "")
    if kind == "move_officer" and target:
        role, _, place = target.partition(":")
        document |= {"role": role, "place": place}
    return edit_from_json(document)


def edit_in_query(sight: Sight, query: QueryDict) -> Edit | None:
    """The edit that the desk's address asks about; None while something is not chosen yet.

    Raises:
        InputError: it is none.
    """
    kind = query.get("kind", "")
    if kind not in KINDS:
        return None
    query = query.copy()
    for name in ("first", "second", "officer"):
        given = str(query.get(name) or "")
        if given:
            query[name] = find_officer(sight, given) or given
    wanted = {
        "move_station": ("station", "to_post"),
        "swap_officers": ("first", "second"),
        "move_officer": ("officer", "target"),
    }.get(kind, _FIELDS[kind])
    if not all(str(query.get(name, "")).strip() for name in wanted):
        return None
    return edit_of(query)


def desk_forms(sight: Sight, query: QueryDict, language: Language) -> dict[str, Any]:
    """What the three forms show, filled in from the address."""
    kind = query.get("kind", "")
    shown: dict[str, Any] = {
        "kind": kind if kind in _FIELDS else "move_station",
        "asked": {name: query.get(name, "")[:80] for names in _FIELDS.values() for name in names},
        "target": query.get("target", "")[:80],
        "new_post": NEW_POST,
        "locked_posts": [],
        "locked_officers": [],
    }
    if not sight.editing:
        return shown
    shown |= _station_form(sight, shown["asked"]["station"])
    if shown["kind"] == "move_officer":
        role, _, place = shown["target"].partition(":")
        if role in {r.value for r in Role if r is not Role.SPARE}:
            shown["target_words"] = place_names(sight.version).of(role, place, language)
        shown["targets"] = _targets(sight, language)
    posts = PostRow.objects.filter(plan=sight.version, locked=True).order_by("ordinal")
    people = PlacementRow.objects.filter(plan=sight.version, locked=True).order_by("ordinal")
    held = list(people.values_list("officer", flat=True)[:_MOST_LOCKS])
    names = officer_choices(sight, held)
    return shown | {
        "locked_posts": list(posts.values_list("code", flat=True)[:_MOST_LOCKS]),
        "locked_officers": [(code, names[code]) for code in held],
    }


def _station_form(sight: Sight, code: str) -> dict[str, Any]:
    """The station chosen, and the posts of its district, nearest first."""
    if not code:
        return {}
    station = PlanStationRow.objects.filter(plan=sight.version, code=code).first()
    if station is None:
        return {"station_unknown": code}
    posts = PostRow.objects.filter(plan=sight.version, district=station.district)
    near = sorted(
        posts, key=lambda p: ((p.lat - station.lat) ** 2 + (p.lon - station.lon) ** 2, p.ordinal)
    )
    return {"station": station, "posts": [p for p in near if p.code != station.post]}


def _targets(sight: Sight, language: Language) -> list[dict[str, Any]]:
    """Places to send an officer to: with gaps first, then duties, reserve, supervision."""
    places = place_names(sight.version)
    short = PostRow.objects.filter(plan=sight.version, officers__lt=F("team_size"))
    gaps = [
        (f"post:{p.code}", say("drafts.gap_option", language, post=p.code,
                               missing=format_number(p.team_size - p.officers, language)))
        for p in short.order_by("-threat", "ordinal")[:_MOST_GAPS]
    ]  # fmt: skip
    used = PlacementRow.objects.filter(plan=sight.version).exclude(role__in=("post", "spare"))
    known = {(str(role), place) for role, place in used.values_list("role", "place").distinct()}
    known |= {("duty", duty) for duty in places.duties}
    others = sorted(known, key=lambda item: (list(Role).index(Role(item[0])), item[1]))
    return [
        {"label": say("drafts.targets_gaps", language), "options": gaps},
        {
            "label": say("drafts.targets_other", language),
            "options": [
                ("spare:", say("drafts.standby", language)),
                *((f"{r}:{p}", places.of(r, p, language)) for r, p in others),
            ],
        },
    ]
