"""The annex and the cards: every officer once, in the right place, with the right words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from siaga.model.language import Language
from siaga.model.operation import Operation
from siaga.model.plan import Plan, Role
from siaga.reports.annex import annex_data, write_annex
from siaga.reports.cards import cards_data, write_cards
from siaga.reports.deployment import Deployment
from siaga.reports.document_texts import DOCUMENT
from siaga.reports.typesetting import Typesetter


def set_annex(operation: Operation, plan: Plan, path: Path, language: Language) -> None:
    with Typesetter() as press:
        write_annex(operation, plan, path, language, press)


def set_cards(operation: Operation, plan: Plan, path: Path, language: Language) -> None:
    with Typesetter() as press:
        write_cards(operation, plan, path, language, press)


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.fixture(scope="module")
def annex(output: Path) -> list[str]:
    return pages(output / "lampiran-sprin.pdf")


@pytest.fixture(scope="module")
def cards(output: Path) -> list[str]:
    return pages(output / "kartu.pdf")


def plain(text: str) -> str:
    """Without the hyphens that keep a phone number on one line."""
    return text.replace("\u2011", "-")


def test_every_officer_is_in_the_annex_exactly_once(annex: list[str], operation: Operation) -> None:
    """One left out has no order; one named twice is ordered to two places."""
    found = re.findall(r"\b9000\d{4}\b", "\n".join(annex))
    assert sorted(found) == sorted(o.id for o in operation.available_officers)


def test_officers_stand_on_the_pages_of_their_kecamatan(
    annex: list[str], operation: Operation, plan: Plan
) -> None:
    names = {s.district: s.district_name for s in operation.stations}
    posts = {post.id: post for post in plan.posts}
    for placement in plan.placements:
        if placement.role is Role.POST:
            page = next(text for text in annex[2:] if placement.officer in text)
            assert names[posts[placement.place].district] in page
            assert placement.place in page


def test_each_page_of_a_table_repeats_its_header(annex: list[str]) -> None:
    with_rows = [text for text in annex if re.search(r"\b9000\d{4}\b", text)]
    assert len(with_rows) > 4
    assert [text for text in with_rows if "NRP" not in text or "Telepon" not in text] == []


def test_no_page_holds_a_header_alone(annex: list[str]) -> None:
    """An orphan header: a page with the words of the columns and not one officer."""
    orphans = [
        text for text in annex if "Pangkat" in text and not re.search(r"\b9000\d{4}\b", text)
    ]
    assert orphans == []


def test_pages_are_counted(annex: list[str]) -> None:
    for number, text in enumerate(annex, start=1):
        assert f"Halaman {number} dari {len(annex)}" in text


def test_the_cover_says_unit_election_day_and_what_is_missing(
    annex: list[str], operation: Operation, plan: Plan
) -> None:
    cover = annex[0]
    assert operation.unit_name.upper() in cover
    assert operation.election.name in cover
    assert "Rabu, 27 November 2024" in cover
    assert str(plan.requirement.need) in cover
    assert "di bawah doktrin" in cover
    assert "paling banyak 3,40 %" in cover


def test_assumptions_and_stand_in_data_are_printed(annex: list[str], operation: Operation) -> None:
    text = " ".join("\n".join(annex).split())
    assert all(a.text in text for a in operation.assumptions)
    assert all(note in text for note in operation.synthetic_notes)


def test_phone_chain_is_in_the_annex(annex: list[str], plan: Plan) -> None:
    text = plain("\n".join(annex))
    assert plan.supervision.command_phone in text
    assert all(s.phone in text for s in plan.supervision.supervisors)


def test_unfilled_and_unguarded_posts_are_named(operation: Operation, plan: Plan) -> None:
    data = annex_data(Deployment(operation, plan), "id")
    posts = [p for polsek in data["polseks"] for d in polsek["districts"] for p in d["posts"]]
    missing = {p["id"]: p["missing"] for p in posts if p["missing"]}
    assert missing == {k: v for k, v in plan.unfilled.items() if k.startswith("P-")}
    assert len(posts) == len(plan.posts)


def test_a_post_without_officers_still_prints(
    operation: Operation, plan: Plan, tmp_path: Path
) -> None:
    emptied = plan.posts[3].id
    placements = tuple(p for p in plan.placements if p.place != emptied)
    torn = replace(plan, placements=placements, unfilled={emptied: plan.posts[3].team_size})
    set_annex(operation, torn, tmp_path / "a.pdf", "id")
    assert "BELUM TERISI" in "\n".join(pages(tmp_path / "a.pdf"))


def test_a_kecamatan_without_its_own_polsek_says_whose_it_is(
    operation: Operation, plan: Plan, tmp_path: Path
) -> None:
    bases = tuple(b for b in operation.bases if b.id != "SEK-3")
    fewer = replace(operation, bases=bases, officers=tuple(
        replace(o, unit="POLRES") if o.unit == "SEK-3" else o for o in operation.officers
    ))  # fmt: skip
    set_annex(fewer, plan, tmp_path / "a.pdf", "id")
    text = " ".join("\n".join(pages(tmp_path / "a.pdf")).split())
    assert "Polsek 2 yang terdekat" in text


def test_maps_need_no_outlines(operation: Operation, plan: Plan, tmp_path: Path) -> None:
    """Areas are optional: stations alone must still give a map."""
    set_annex(replace(operation, areas=()), plan, tmp_path / "a.pdf", "en")
    assert "Page 1 of" in pages(tmp_path / "a.pdf")[0]


def test_names_are_printed_as_they_are(operation: Operation, plan: Plan, tmp_path: Path) -> None:
    """Neither SVG nor Typst reads a name as markup."""
    name = "= <b>&\"'#[$x$] *tebal* _m_ @acuan"
    stations = tuple(replace(s, village_name=name, district_name=name) for s in operation.stations)
    officers = (replace(operation.officers[0], name=name), *operation.officers[1:])
    odd = replace(operation, stations=stations, officers=officers, unit_name=name)
    set_annex(odd, plan, tmp_path / "a.pdf", "id")
    set_cards(odd, plan, tmp_path / "k.pdf", "id")
    squeezed = re.sub(r"\s", "", name)
    for file in ("a.pdf", "k.pdf"):
        assert squeezed in re.sub(r"\s", "", "".join(pages(tmp_path / file)))


def test_every_officer_with_a_place_has_one_card(cards: list[str], plan: Plan) -> None:
    found = re.findall(r"NRP (9000\d{4})", "\n".join(cards))
    placed = [p.officer for p in plan.placements if p.role is not Role.SPARE]
    assert sorted(found) == sorted(placed)


def test_a_card_names_stations_partner_commander_and_posko(
    operation: Operation, plan: Plan
) -> None:
    deployment = Deployment(operation, plan)
    by_nrp = {card["nrp"]: card for card in cards_data(deployment, "id")["cards"]}
    for placement in plan.placements:
        if placement.role is not Role.POST:
            continue
        card = by_nrp[placement.officer]
        post = deployment.posts[placement.place]
        numbers = [n for _, listed, _ in card["villages"] for n in listed.split(", ")]
        assert len(numbers) == len(post.stations)
        mates = {p.officer for p in deployment.crews[post.id]} - {placement.officer}
        assert len(card["partners"]) == len(mates)
        assert card["chief"]
        assert card["chief_phone"]


def test_cards_carry_the_rules_at_the_polling_station(cards: list[str]) -> None:
    """domain.md 4.4 in the pocket of everyone who stands there."""
    words = " ".join(cards[-1].split()) + " ".join(cards[2].split())
    for rule in ("mencatat, merekam, memotret", "senjata api", "memengaruhi pemilih"):
        assert rule in words


def sentences() -> Iterator[str]:
    for key in DOCUMENT.keys():  # noqa: SIM118 - not a dict
        yield from DOCUMENT.pair(key)


def test_nothing_asks_police_for_vote_counts() -> None:
    """R1: counts are spoken of only to forbid recording them."""
    about_counts = [s for s in sentences() if re.search(r"penghitungan suara|vote count", s)]
    assert about_counts
    assert all(re.search(r"[Dd]ilarang|[Nn]ever", s) for s in about_counts)


def test_english_documents_are_english(operation: Operation, plan: Plan, tmp_path: Path) -> None:
    set_cards(operation, plan, tmp_path / "k.pdf", "en")
    text = "\n".join(pages(tmp_path / "k.pdf"))
    assert "Never record" in text
    assert "Dilarang" not in text


def test_documents_use_the_fonts_that_come_along(output: Path) -> None:
    """Any other font would be one of this machine, missing on the next."""
    for name in ("lampiran-sprin.pdf", "kartu.pdf"):
        fonts = set()
        for page in PdfReader(output / name).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                fonts.add(str(font.get_object()["/BaseFont"]))
        assert fonts
        assert all("IBMPlexSans" in font for font in fonts), fonts


def test_a_supervisor_s_card_names_who_reports_to_them(operation: Operation, plan: Plan) -> None:
    """A Pamatwil without the numbers of the Padals commands nobody."""
    by_nrp = {card["nrp"]: card for card in cards_data(Deployment(operation, plan), "id")["cards"]}
    for supervisor in plan.supervision.supervisors:
        card = by_nrp[supervisor.officer]
        mine = [s for s in plan.supervision.supervisors if s.reports_to == supervisor.officer]
        assert [phone for _, phone in card["padals"]] == [s.phone for s in mine]
        assert card["command"].startswith(f"{len(supervisor.posts)} pos")
        assert card["rules"] == "command"


def test_a_document_that_can_not_be_set_says_why(tmp_path: Path) -> None:
    """Never a missing PDF in silence."""
    with pytest.raises(RuntimeError, match=r"a\.pdf could not be typeset"):
        set_nothing(tmp_path / "a.pdf")


def set_nothing(path: Path) -> None:
    with Typesetter() as press:
        press.add("kartu", {"lang": "id"}, path, date(2024, 11, 27))


def test_giving_up_leaves_no_process_behind(tmp_path: Path) -> None:
    """Ctrl-C twice: the old output stays and nothing goes on writing."""
    press = Typesetter()
    with pytest.raises(KeyboardInterrupt):
        give_up(press, tmp_path / "a.pdf")
    assert all(process.poll() is not None for _, process in press._jobs)


def give_up(press: Typesetter, path: Path) -> None:
    with press:
        press.add("kartu", {"lang": "id"}, path, date(2024, 11, 27))
        raise KeyboardInterrupt
