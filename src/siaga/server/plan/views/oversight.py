"""Equal treatment and the inputs of the scores, for Bawaslu's eyes and everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from siaga.model.forbidden import KIND_NAMES
from siaga.model.language import Language
from siaga.model.places import Tier
from siaga.model.plan import TravelKind
from siaga.planning.equal_treatment import EqualTreatment
from siaga.planning.explain_texts import KIND_WORDS
from siaga.planning.texts import say_reason
from siaga.risk.texts import LABELS, PARTS, TRAVEL
from siaga.server.core.access import actor_of, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.core.numbers import number_asked
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries import oversight, score_inputs
from siaga.server.plan.queries.data_export import table_csv
from siaga.server.plan.queries.plans import chosen_plan, visible_plans


@login_required
def equal_treatment(request: HttpRequest, slug: str) -> HttpResponse:
    """What each candidate pair is given, and whether like places fare alike (R15)."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.EQUAL_VIEW)
    plan = chosen_plan(visible_plans(access), number_asked(request, "plan"))
    shown = {
        "operation": operation,
        "access": access,
        "plan": plan,
        "plans": visible_plans(access),
    }
    if plan is None:
        return render(request, "plan/oversight/equal.html", shown)
    found = oversight.equal_treatment(plan)
    names = oversight.district_names(plan)
    language = language_of(request)
    if request.GET.get("format") == "csv":
        return _districts_csv(found, names, f"{slug}-{plan.number}", language)
    shown |= {
        "found": found,
        "alarms": [say_reason(oversight.with_names(a, names), language) for a in found.alarms],
        "districts": [(names.get(row.district, row.district), row) for row in found.districts],
        "most": max((row.officers for row in found.pairs), default=0),
        "cuts": sum(row.posts_below for row in found.districts),
    }
    return render(request, "plan/oversight/equal.html", shown)


def _districts_csv(
    found: EqualTreatment, names: dict[str, str], name: str, language: Language
) -> HttpResponse:
    heads = ("district", "district_name", "tier", "posts", "stations", "officers", "posts_below",
             "expected_below", "p_value", "alarm", "mean_threat")  # fmt: skip
    rows = [
        (row.district, names.get(row.district, ""), row.tier, row.posts, row.stations,
         row.officers, row.posts_below, round(row.expected_below, 2), row.p_value,
         int(row.alarm), round(row.mean_threat, 1))
        for row in found.districts
    ]  # fmt: skip
    content = table_csv(heads, rows, language)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="equal-treatment-{name}.csv"'
    return response


@login_required
def score(request: HttpRequest, slug: str) -> HttpResponse:
    """Which indicators count, how much, whose weight it is, and what never counts (R16)."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.SCORE_VIEW)
    plan = chosen_plan(visible_plans(access), number_asked(request, "plan"))
    shown = {
        "operation": operation,
        "access": access,
        "plan": plan,
        "plans": visible_plans(access),
        "excluded": [pair[_side(language_of(request))] for pair in KIND_NAMES.values()],
    }
    if plan is None:
        return render(request, "plan/oversight/score.html", shown)
    search = request.GET.get("q", "").strip()[:80]
    tier = request.GET.get("tier", "")
    sort = request.GET.get("sort", "threat")
    settings = oversight.settings_of(plan.data_id)
    rows = oversight.scored_stations(plan, search, tier, sort)
    page = Paginator(rows, oversight.STATIONS_A_PAGE).get_page(request.GET.get("page"))
    shown |= {
        "risk": settings.risk,
        "indicators": score_inputs.indicator_use(plan, settings.risk.indicators),
        "tiers": oversight.tier_counts(plan),
        "tier_choices": [(each.value, each.value.replace("_", " ")) for each in Tier],
        "page": page,
        "q": search,
        "tier": tier,
        "sort": sort if sort in oversight.SORTS else "threat",
    }
    return render(request, "plan/oversight/score.html", shown)


@login_required
def station_score(request: HttpRequest, slug: str, station: str) -> HttpResponse:
    """Every addend of one station's two scores, with its source, and what would flip its tier."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.SCORE_VIEW)
    plan = chosen_plan(visible_plans(access), number_asked(request, "plan"))
    if plan is None:
        raise Http404
    found = score_inputs.station_document(plan, station)
    if found is None:
        raise Http404
    language = language_of(request)
    labels = _labels(plan.data_id, language)
    shown = {
        "operation": operation,
        "access": access,
        "plan": plan,
        "station": found,
        "inputs": [
            (labels.get(part["indicator"], part["indicator"]), part, _source(part, language))
            for part in found["inputs"]
        ],
        "flips": [
            (labels.get(flip["indicator"], flip["indicator"]), flip["change"] > 0,
             flip["tier"].replace("_", " "))
            for flip in found["flips"]
        ],
        "tier_words": found["tier"].replace("_", " "),
    }  # fmt: skip
    return render(request, "plan/oversight/station.html", shown)


def _labels(data_id: UUID, language: Language) -> dict[str, str]:
    """Indicator id -> what it is called."""
    settings = oversight.settings_of(data_id)
    side = _side(language)
    labels = {part: LABELS.say(part, language) for part in PARTS}
    labels |= {d.id: (d.label_id, d.label_en)[side] for d in settings.risk.indicators}
    return labels


def _source(part: Mapping[str, Any], language: Language) -> str:
    """Where an input comes from; of the travel part, how the time was come by."""
    if part["indicator"] == TRAVEL and part["source"] in tuple(TravelKind):
        return KIND_WORDS[TravelKind(part["source"])][_side(language)]
    return str(part["source"])


def _side(language: Language) -> int:
    return 0 if language == "id" else 1
