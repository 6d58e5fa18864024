"""Plans side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from siaga.model.language import Language
from siaga.model.problems import InputError
from siaga.planning.compare import MoveKind, PlanComparison
from siaga.reports.csv_files import csv_cell
from siaga.reports.plan_json import PlanFormatError
from siaga.server.core.access import Access, actor_of, operation_for
from siaga.server.core.middleware import language_of
from siaga.server.core.numbers import whole_number
from siaga.server.language import say
from siaga.server.plan.models import PlanVersion
from siaga.server.plan.policy import PlanPermission
from siaga.server.plan.queries import comparing
from siaga.server.plan.queries.plans import plans_of

SHOWN_MOVES = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two to four plans side by side, on screen or as a file."""
    operation, access = operation_for(actor_of(request), slug, PlanPermission.DRAFT_VIEW)
    language = language_of(request)
    chosen = _chosen(request, access)
    shown = {
        "operation": operation,
        "access": access,
        "choices": list(plans_of(access)[:200]),
        "chosen": chosen,
        "numbers": [plan.number for plan in chosen],
        "most": comparing.MOST_PLANS,
    }
    if len(chosen) < 2:
        return render(request, "plan/compare/compare.html", shown)
    parts = comparing.figures(chosen, language)
    settings = comparing.settings(chosen, language)
    pair = _pair(request, chosen)
    moves, trouble = _moves(pair, language)
    wanted = request.GET.get("format", "")
    if wanted in ("csv", "xlsx"):
        name = "-".join(["perbandingan" if language == "id" else "comparison", slug,
                         *(str(plan.number) for plan in chosen)])  # fmt: skip
        rows = list(_rows(chosen, [settings, *parts], pair, moves, language))
        return _csv(rows, name, language) if wanted == "csv" else _xlsx(rows, name, language)
    shown |= {
        "parts": [settings, *parts] if settings.lines else parts,
        "same_settings": not settings.lines,
        "pair": pair,
        "moves": moves,
        "trouble": trouble,
        "officers": moves.officers[:SHOWN_MOVES] if moves else (),
        "stations": moves.stations[:SHOWN_MOVES] if moves else (),
        "better": sum(change.better for change in moves.guard) if moves else 0,
        "worse": sum(not change.better for change in moves.guard) if moves else 0,
        "kinds": [(kind.value, moves.moves[kind]) for kind in MoveKind] if moves else [],
        "query": "&".join(f"plan={plan.number}" for plan in chosen),
        "columns": len(chosen) + 1,
    }
    return render(request, "plan/compare/compare.html", shown)


def _chosen(request: HttpRequest, access: Access) -> list[PlanVersion]:
    """The plans asked for, in the order asked for.

    Raises:
        Http404: one of them is not there for this reader.
    """
    numbers: list[int] = []
    for text in request.GET.getlist("plan")[:20]:
        if not text:
            continue
        number = whole_number(text)
        if number is None:
            raise Http404
        if number not in numbers:
            numbers.append(number)
    numbers = numbers[: comparing.MOST_PLANS]
    found = {plan.number: plan for plan in plans_of(access).filter(number__in=numbers)}
    if len(found) < len(numbers):
        raise Http404
    # From a list, where the newest comes first, the oldest is the one to compare with.
    return [found[n] for n in (sorted(numbers) if request.GET.get("order") else numbers)]


def _pair(request: HttpRequest, chosen: list[PlanVersion]) -> tuple[PlanVersion, PlanVersion]:
    asked = request.GET.get("to", "")
    second = next((plan for plan in chosen[1:] if str(plan.number) == asked), chosen[1])
    return chosen[0], second


def _moves(
    pair: tuple[PlanVersion, PlanVersion], language: Language
) -> tuple[PlanComparison | None, str]:
    try:
        return comparing.moves(*pair), ""
    except InputError as error:
        return None, error.report.errors[0].text(language)
    except PlanFormatError:
        return None, say("compare.damaged", language)


def _rows(
    chosen: list[PlanVersion],
    parts: list[comparing.Part],
    pair: tuple[PlanVersion, PlanVersion],
    moves: PlanComparison | None,
    language: Language,
) -> Iterator[list[str]]:
    """The comparison as a table: figures, then everybody who moves."""
    yield ["", *(f"{plan.number} {plan.name}" for plan in chosen)]
    for part in parts:
        yield [part.title]
        for line in part.lines:
            yield [line.label, *(_plain(cell) for cell in line.cells)]
    if moves is None:
        return
    yield []
    yield [say("compare.moves_title", language, a=pair[0].number, b=pair[1].number)]
    yield [say(f"compare.column_{name}", language) for name in ("officer", "kind", "from", "to")]
    for move in moves.officers:
        kind = say(f"compare.kind_{move.kind.value}", language)
        yield [move.officer, kind, move.from_place, move.to_place]
    yield []
    yield [say(f"compare.column_{name}", language) for name in ("station", "from", "to")]
    for station in moves.stations:
        yield [station.station, station.from_post, station.to_post]


def _plain(cell: comparing.Cell) -> str:
    return f"{cell.text} ({cell.words})" if cell.words else cell.text


def _csv(rows: list[list[str]], name: str, language: Language) -> HttpResponse:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "id" else ",")
    writer.writerows([csv_cell(value, language) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _xlsx(rows: list[list[str]], name: str, language: Language) -> HttpResponse:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(say("compare.sheet", language))
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, comparing.MOST_PLANS, 32)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            heading = number == 0 or len(row) == 1
            sheet.write_string(number, column, value, bold if heading else None)
    book.close()
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
