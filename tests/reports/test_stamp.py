"""A stamped print says what it is on every page; a print without a stamp is what it always was."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from siaga.reports.annex import annex_data
from siaga.reports.deployment import Deployment
from siaga.reports.geojson import geojson_text
from siaga.reports.page import page_html
from siaga.reports.stamp import Stamp, stamp_fields
from siaga.reports.tables import plan_tables
from siaga.reports.typesetting import Typesetter
from siaga.reports.workbook import write_workbook
from support.builders import small_operation
from support.plans import naive_plan

STAMP = Stamp("Rencana 3 · revisi 2 · jurnal 118 · A&B", "DRAF / DRAFT")


def test_the_collection_and_the_page_carry_it() -> None:
    operation = small_operation()
    plan = naive_plan(operation)
    collection = json.loads(geojson_text(operation, plan, STAMP))
    assert STAMP.line in collection["description"]
    assert "description" not in json.loads(geojson_text(operation, plan))
    page = page_html(operation, plan, "id", STAMP)
    assert "jurnal 118" in page
    assert "DRAF / DRAFT" in page
    assert "DRAF / DRAFT" not in page_html(operation, plan, "id")


def test_every_sheet_prints_it_at_its_foot(tmp_path: Path) -> None:
    operation = small_operation()
    tables = plan_tables(operation, naive_plan(operation), "id")
    write_workbook(tables, tmp_path / "plan.xlsx", operation, "id", STAMP)
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(tables)
        for name in sheets:
            assert "jurnal 118" in book.read(name).decode()
            assert "A&amp;&amp;B" in book.read(name).decode()


def test_the_annex_sets_with_and_without(tmp_path: Path) -> None:
    operation = small_operation()
    data = annex_data(Deployment(operation, naive_plan(operation)), "id")
    day = operation.election.voting_day
    with Typesetter() as press:
        press.add("lampiran", data, tmp_path / "plain.pdf", day)
        press.add("lampiran", data | stamp_fields(None), tmp_path / "none.pdf", day)
        press.add("lampiran", data | stamp_fields(STAMP), tmp_path / "stamped.pdf", day)
    plain, none, stamped = (
        (tmp_path / f"{name}.pdf").read_bytes() for name in ("plain", "none", "stamped")
    )
    assert plain == none
    assert stamped != plain
