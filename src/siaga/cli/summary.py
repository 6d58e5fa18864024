"""The summary of a plan on the terminal."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from siaga.cli.texts import SENTENCES, say
from siaga.model.language import Language, format_number, format_percent
from siaga.model.operation import Operation
from siaga.model.plan import Level, Plan, Requirement

Row = tuple[str, str]


def print_summary(operation: Operation, plan: Plan, out: Path, language: Language) -> None:
    """Print what the plan comes to, how good it is, and what to open."""
    console = Console(markup=False, emoji=False)
    table = Table(
        title=say("sum.title", language, name=operation.unit_name or operation.region_name),
        caption=operation.election.name,
        show_header=False,
        title_justify="left",
        caption_justify="left",
    )
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for row in summary_rows(operation, plan, language):
        table.add_row(*row)
    table.add_row(
        say("sum.open", language),
        "\n".join(str(out / name) for name in ("index.html", "lampiran-sprin.pdf", "kartu.pdf")),
    )
    console.print(table)


def summary_rows(operation: Operation, plan: Plan, language: Language) -> list[Row]:
    """(label, value) rows of the summary."""
    rows = [
        (say("sum.stations", language), format_number(len(operation.stations), language)),
        *_force_rows(plan, language),
        *_reach_rows(operation, plan, language),
        *_quality_rows(plan, language),
    ]
    if not plan.complete:
        rows.append(("!", say("sum.incomplete", language)))
    return rows


def need_rows(need: Requirement, on_posts: int, language: Language) -> list[Row]:
    """Officers needed, ``on_posts`` of them on posts, and officers there."""
    rest = need.duty_officers + need.reserve_officers + need.supervision_officers
    value = say(
        "sum.need.value",
        language,
        need=format_number(on_posts + rest, language),
        posts=format_number(on_posts, language),
        duties=format_number(need.duty_officers, language),
        reserve=format_number(need.reserve_officers, language),
        chain=format_number(need.supervision_officers, language),
    )
    return [
        (say("sum.need", language), value),
        (say("sum.force", language), format_number(need.available, language)),
    ]


def linmas_row(need: Requirement, language: Language) -> Row:
    """Linmas by pattern and by law."""
    value = say(
        "sum.linmas.value",
        language,
        pattern=format_number(need.linmas, language),
        law=format_number(need.linmas_by_law, language),
    )
    return say("sum.linmas", language), value


def _force_rows(plan: Plan, language: Language) -> list[Row]:
    need = plan.requirement
    levels = Counter(post.level for post in plan.posts)
    spread = ", ".join(
        say(f"level.{level}", language, n=format_number(levels[level], language))
        for level in Level
        if levels[level]
    )
    below = [post for post in plan.posts if post.level is not Level.DOCTRINE]
    total = plan.shortage.need + need.duty_officers + need.reserve_officers
    total += need.supervision_officers
    rows = [
        (
            say("sum.posts", language),
            say("sum.posts.value", language, posts=len(plan.posts), levels=spread),
        ),
        *need_rows(need, plan.shortage.need, language),
        (
            say("sum.verdict", language),
            say("sum.closes", language)
            if not below and not plan.unfilled
            else say(
                "sum.short" if total > need.available else "sum.short.places",
                language,
                short=format_number(total - need.available, language),
                places=format_number(sum(plan.unfilled.values()), language),
                stations=format_number(sum(len(post.stations) for post in below), language),
            ),
        ),
        linmas_row(need, language),
    ]
    if plan.unfilled:
        count = format_number(sum(plan.unfilled.values()), language)
        text = say("sum.unfilled.value", language, count=count, places=len(plan.unfilled))
        rows.append((say("sum.unfilled", language), text))
    return rows


def _reach_rows(operation: Operation, plan: Plan, language: Language) -> list[Row]:
    rows = [
        (
            say("sum.reserves", language),
            say(
                "sum.reserves.value",
                language,
                teams=len(plan.reserves.teams),
                covered=format_percent(plan.reserves.covered_share, language),
                minutes=format_number(plan.reserves.response_minutes, language),
            ),
        )
    ]
    minutes = [p.minutes for p in plan.placements if p.minutes is not None]
    if minutes:
        rows.append(
            (
                say("sum.journey", language),
                say(
                    "sum.journey.value",
                    language,
                    mean=format_number(sum(minutes) / len(minutes), language, 1),
                    longest=format_number(max(minutes), language),
                ),
            )
        )
    if plan.stress is not None:
        median = plan.stress.plan.median
        rows.append(
            (
                say("sum.stress", language),
                say(
                    "sum.stress.value",
                    language,
                    target=format_number(operation.targets.response_minutes, language),
                    plan=format_percent(plan.stress.plan.within_target, language),
                    naive=format_percent(plan.stress.naive.within_target, language),
                    median=say(
                        "sum.stress.median" if math.isfinite(median) else "sum.stress.nobody",
                        language,
                        median=format_number(median, language, 1),
                    ),
                ),
            )
        )
    return rows


def _quality_rows(plan: Plan, language: Language) -> list[Row]:
    lines = []
    for bound in plan.bounds:
        key = f"bound.{bound.step}"
        step = say(key, language) if key in SENTENCES else bound.step
        gap = format_percent(bound.gap, language, 2)
        lines.append(say("sum.bound", language, step=step, gap=gap))
    return [(say("sum.bounds", language), "\n".join(lines))] if lines else []
