"""Do published guard plans close? Need by their own pattern against the force they name.

``available`` is ``total_police_published``: police published for all duties. Whether attached
reinforcement (BKO) is inside that total is often not published (domain.md 1.1): the verdict takes
the total at its word, and where BKO on top would change it the case says so with both figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from siaga.model.language import LANGUAGES, Language, format_number
from siaga.model.problems import ProblemReport
from siaga.planning.case_checks import Inconsistency, find_inconsistencies, published
from siaga.planning.case_need import (
    CategoryNeed,
    Range,
    category_needs,
    linmas_need,
    police_need,
    total_stations,
)
from siaga.planning.case_table import Case, read_cases
from siaga.planning.case_texts import CASES
from siaga.planning.requirement import LINMAS_BY_LAW


class Verdict(StrEnum):
    """Whether the published police suffice for the published pattern."""

    CLOSES = "closes"
    SHORT = "short"
    UNKNOWN = "unknown"
    """Too little was published, or what was published contradicts itself, to tell."""


@dataclass(frozen=True, slots=True)
class CaseAssessment:
    """The arithmetic of one case; None where the published numbers do not tell."""

    region: str
    election: str
    stations: int | None
    need_police: int | None
    """Police the pattern needs on stations, in whole groups."""
    need_linmas: int | None
    """Linmas the pattern needs, in whole groups."""
    linmas_by_law: int | None
    """2 per station (domain.md 4.7)."""
    available: int | None
    """Police published, for all duties."""
    short: int | None
    """Police missing at least; 0 when it closes, None when unknown."""
    verdict: Verdict
    inconsistencies: tuple[Inconsistency, ...]
    need_police_least: int
    """Provable even where the need itself is open."""
    need_police_most: int | None
    """None: open upwards."""
    bko: int | None
    available_with_bko_on_top: int | None
    """Police there would be if BKO were not inside the published total …"""
    verdict_with_bko_on_top: Verdict
    """… and the verdict then."""
    categories: tuple[CategoryNeed, ...]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """Every case of a table, in file order, and the warnings met while reading it."""

    cases: tuple[CaseAssessment, ...]
    warnings: ProblemReport


def assess_cases(path: Path) -> CaseReport:
    """Need, force, verdict and inconsistencies of every case in a table of published plans.

    The table has the columns of ``examples/tps_cases.csv``; see
    :mod:`siaga.planning.case_table` for how its rows are read.

    Raises:
        InputError: with every problem of the table: file, row, column and remedy.

    Source:
        domain.md 1.1, 1.4 and 1.5.
    """
    cases, warnings = read_cases(path)
    return CaseReport(tuple(assess_case(case) for case in cases), warnings)


def assess_case(case: Case) -> CaseAssessment:
    """The arithmetic of one case.

    ``short`` when even the least need exceeds the largest force published, ``closes`` when the
    greatest need fits the smallest, else ``unknown``.
    """
    needs = category_needs(case)
    need = police_need(case, needs)
    linmas = linmas_need(case, needs)
    stations = total_stations(case)
    forces = published(case, "total_police")
    bko = published(case, "bko")
    verdict = _verdict(need, forces)
    short = max(0, need.least - max(forces)) if verdict is not Verdict.UNKNOWN else None
    available = forces[0] if len(forces) == 1 else None
    attached = bko[0] if len(bko) == 1 else None
    return CaseAssessment(
        region=case.region,
        election=case.election,
        stations=stations,
        need_police=need.exact,
        need_linmas=linmas.exact,
        linmas_by_law=None if stations is None else LINMAS_BY_LAW * stations,
        available=available,
        short=short,
        verdict=verdict,
        inconsistencies=find_inconsistencies(case, needs, need, linmas),
        need_police_least=need.least,
        need_police_most=need.most,
        bko=attached,
        available_with_bko_on_top=(
            None if available is None else available + attached if attached else available
        ),
        verdict_with_bko_on_top=_verdict(need, [f + max(bko, default=0) for f in forces]),
        categories=needs,
    )


def cases_json(report: CaseReport) -> str:
    """The assessments as JSON: a list with one object per case, in file order.

    Keys are the fields of :class:`CaseAssessment`; what is not known is ``null``. Each
    inconsistency has ``what``, ``published``, ``implied``, ``category`` and ``text``.
    """
    return json.dumps([_as_dict(case) for case in report.cases], indent=2, ensure_ascii=False)


def case_lines(report: CaseReport, language: Language) -> list[str]:
    """The assessments for people: one line per case, its inconsistencies under it, a summary."""
    lines = [problem.text(language) for problem in report.warnings.warnings]
    for case in report.cases:
        lines.append(_head(case, language))
        lines += [f"  ! {found.text(language)}" for found in case.inconsistencies]
        if case.verdict_with_bko_on_top is not case.verdict:
            lines.append(f"  ? {_with_bko(case, language)}")
    counts = dict.fromkeys(Verdict, 0)
    for case in report.cases:
        counts[case.verdict] += 1
    lines.append(
        CASES.say(
            "summary",
            language,
            cases=len(report.cases),
            inconsistent=sum(bool(case.inconsistencies) for case in report.cases),
            **{verdict.value: count for verdict, count in counts.items()},
        )
    )
    return lines


def _verdict(need: Range, forces: Sequence[int]) -> Verdict:
    if not forces or need.least == 0:
        return Verdict.UNKNOWN
    if need.least > max(forces):
        return Verdict.SHORT
    if need.most is not None and need.most <= min(forces):
        return Verdict.CLOSES
    return Verdict.UNKNOWN


def _head(case: CaseAssessment, language: Language) -> str:
    def shown(value: int | None) -> str:
        return "?" if value is None else format_number(value, language)

    need = shown(case.need_police)
    if case.need_police is None and case.need_police_least:
        need = f"≥ {shown(case.need_police_least)}"
    return CASES.say(
        f"head.{case.verdict.value}",
        language,
        region=case.region,
        election=case.election,
        need=need,
        available=shown(case.available),
        short=shown(case.short),
        linmas=shown(case.need_linmas),
        law=shown(case.linmas_by_law),
    )


def _with_bko(case: CaseAssessment, language: Language) -> str:
    return CASES.say(
        "bko.changes",
        language,
        bko=format_number(case.bko or 0, language),
        total=format_number(case.available_with_bko_on_top or 0, language),
        verdict=CASES.say(f"verdict.{case.verdict_with_bko_on_top.value}", language),
    )


def short_by_category(case: CaseAssessment) -> dict[str, int]:
    """Police missing per category if the most vulnerable stations are guarded first.

    Empty unless both the need of every category and the force are known. A category of ``all``
    carries the whole shortfall.
    """
    if case.available is None or case.need_police is None:
        return {}
    left = case.available
    short: dict[str, int] = {}
    for need in reversed(case.categories):
        short[need.category] = max(0, need.police.least - left)
        left = max(0, left - need.police.least)
    return short


def _as_dict(case: CaseAssessment) -> Mapping[str, object]:
    short = short_by_category(case)
    return {
        "region": case.region,
        "election": case.election,
        "need_police": case.need_police,
        "need_linmas": case.need_linmas,
        "linmas_by_law": case.linmas_by_law,
        "available": case.available,
        "short": case.short,
        "verdict": case.verdict.value,
        "inconsistencies": [
            {
                "what": found.what,
                "published": found.published,
                "implied": found.implied,
                "category": found.category,
                "text": {language: found.text(language) for language in LANGUAGES},
            }
            for found in case.inconsistencies
        ],
        "stations": case.stations,
        "need_police_least": case.need_police_least,
        "need_police_most": case.need_police_most,
        "bko": case.bko,
        "available_with_bko_on_top": case.available_with_bko_on_top,
        "verdict_with_bko_on_top": case.verdict_with_bko_on_top.value,
        "categories": [
            {
                "category": need.category,
                "stations": need.stations,
                "groups": need.groups,
                "need_police": need.police.exact,
                "need_linmas": need.linmas.exact,
                "short_police": short.get(need.category),
            }
            for need in case.categories
        ],
    }
