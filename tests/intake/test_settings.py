"""operation.toml: contradictory doctrine, unknown keys, forbidden inputs, each at its line."""

from __future__ import annotations

import datetime
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.collector import Problems
from siaga.intake.defaults import default_risk, default_travel_modes
from siaga.intake.settings import read_settings
from siaga.intake.toml_file import TomlFile, read_toml
from siaga.model.forbidden import find_forbidden
from siaga.model.operation import Targets
from siaga.model.places import Access
from siaga.model.risk import Score


def line_of(draft, text: str) -> int:
    return next(n for n, line in enumerate(draft.toml.splitlines(), 1) if line.startswith(text))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("stations_per_group = 8", "stations_per_group = 0", "value.outside"),
        ("max_minutes = 45", "max_minutes = -1", "value.outside"),
        ("officers = 2\nstations_per_group = 8", "officers = 0\nstations_per_group = 8",
         "value.outside"),
        ('rawan = "dua_dua"', 'rawan = "dua_tiga"', "pattern.unknown_near"),
        ('khusus = "dua_satu"\n', "", "key.missing"),
        ('order = "police-stations-linmas"\n', "", "pattern.no_order"),
        ('order = "police-stations-linmas"', 'order = "polisi"', "value.word"),
        ('pattern = "2-1-2"', 'pattern = "2-0-2"', "pattern.unreadable"),
        ('pattern = "2-1-2"', 'pattern = "dua satu dua"', "pattern.unreadable"),
        ('pattern = "2-1-2"', 'pattern = "2-2-3"', "pattern.linmas"),
        ('pattern = "2-1-2"', 'pattern = "2-1-2"\nofficers = 2', "pattern.both"),
        ("thin_stations_per_group = 10", "thin_stations_per_group = 4", "pattern.below"),
        ("patrol_max_minutes = 90", "patrol_max_minutes = 9", "pattern.below"),
        ("voting_day = 2024-11-27", 'voting_day = "kapan-kapan"', "value.not_date"),
        ("end = 2024-11-26", "end = 2024-11-20", "phase.order"),
        ("strength_share = 0.2", "strength_share = 20", "value.outside"),
        ("reserve_share = 0.13", "reserve_share = 1.5", "value.outside"),
        ("response_minutes = 30", "response_minutes = 0", "value.above"),
        ("handling_minutes = 60", 'handling_minutes = "60"', "value.not_number"),
        ("padal_span = 20", "padal_span = 2.5", "value.not_whole"),
        ('padal_min_rank = "Aiptu"', 'padal_min_rank = "Aipto"', "value.word_near"),
        ('base = "KPU"', 'base = "KPUD"', "duty.base_near"),
        ('base = "KPU"', 'base = "GUDANG-9"', "duty.base"),
        ("officers = 1\n", "officers = 1\nwomen = 2\n", "duty.women"),
        ('station = "1699012001001"', 'station = "1699012001009"', "women.station"),
        ('districts = ["16.99.01", "16.99.02"]', 'districts = ["16.99.01", "16.99.2x"]',
         "area_code.wrong"),
        ('districts = ["16.99.01", "16.99.02"]', 'districts = ["16.99.01", "16.99.02", "16.99.03"]',
         "rayon.district_near"),
        ('districts = ["16.99.01", "16.99.02"]', "districts = []", "rayon.empty"),
        ('code = "16.99"', "code = 16.99", "value.not_text"),
        ("format = 1", "format = 2", "value.outside"),
        ('id = "contoh-2024"', 'id = " "', "value.empty"),
        ('kind = "pilkada"', 'kind = "pilkda"', "value.word_near"),
        ("[travel.modes.river]", "[travel.modes.kereta]", "mode.unknown"),
        ("speed_kmh = 22", "speed_kmh = 0", "value.above"),
        ("detour = 1.6", "detour = 0.5", "value.outside"),
        ("[election]", "[[election]]", "toml.not_table"),
        ("[[duties]]", "[duties]", "toml.not_tables"),
        ('timezone = "WIB"', 'timezone = "UTC"', "value.word"),
    ],
)  # fmt: skip
def test_a_contradiction_is_an_error_at_its_place(draft, old: str, new: str, code: str) -> None:
    """Doctrine that contradicts itself must not become a plan."""
    draft.replace(old, new)
    _, report = draft.read()
    found = [problem for problem in report.errors if problem.code == code]
    assert found, [problem.text("en") for problem in report.problems]
    assert found[0].file == "operation.toml"
    assert found[0].row is not None
    assert found[0].column


def test_the_line_is_the_line(draft) -> None:
    draft.replace("stations_per_group = 8", "stations_per_group = 0")
    problem = next(p for p in draft.read()[1].errors if p.code == "value.outside")
    assert problem.row == line_of(draft, "stations_per_group = 0")
    assert problem.column == "doctrine.patterns.dua_delapan.stations_per_group"


def test_a_bare_triple_is_refused_with_both_readings(draft) -> None:
    """2-8-16 means two different things in two police regions."""
    draft.replace('order = "police-stations-linmas"\n', "")
    problem = draft.error("pattern.no_order")
    for side in (0, 1):
        assert "police-stations-linmas" in problem.remedy[side]
        assert "police-linmas-stations" in problem.remedy[side]


def test_a_triple_as_the_whole_pattern_is_refused(draft) -> None:
    draft.replace(
        "[doctrine.patterns.dua_satu]\n",
        '[doctrine.patterns]\nbaru = "2-8-16"\n[doctrine.patterns.dua_satu]\n',
    )
    assert "2-8-16" in draft.error("pattern.bare").message[1]


def test_both_orders_give_the_same_named_fields(draft) -> None:
    draft.replace('pattern = "2-1-2"', 'pattern = "2-8-16"')
    first, _ = draft.read()
    draft.replace('pattern = "2-8-16"', 'pattern = "2-16-8"')
    draft.replace('order = "police-stations-linmas"', 'order = "police-linmas-stations"')
    second, _ = draft.read()
    assert first is not None
    assert second is not None
    assert first.doctrine == second.doctrine
    pattern = first.doctrine.patterns["dua_satu"]
    assert (pattern.officers, pattern.stations_per_group, pattern.linmas_per_station) == (2, 8, 2)


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("padal_span = 20", "padal_spann = 20", "padal_span"),
        ("[targets]", "[target]", "targets"),
        ("[doctrine.assignment]", "[doctrine.assigment]", "assignment"),
        ('pair = "soft"', 'pairs = "soft"', "pair"),
    ],
)
def test_unknown_keys_suggest_the_nearest(draft, old: str, new: str, meant: str) -> None:
    """A misspelt key would otherwise be a default nobody asked for."""
    draft.replace(old, new)
    problem = draft.warning("key.unknown_near")
    assert meant in problem.remedy[1]


@pytest.mark.parametrize("section", ["region", "election", "doctrine.tiers"])
def test_missing_sections_are_named(draft, section: str) -> None:
    lines = draft.toml.splitlines()
    start = lines.index(f"[{section}]")
    end = next(n for n in range(start + 1, len(lines)) if lines[n].startswith("["))
    draft.toml = "\n".join(lines[:start] + lines[end:])
    assert section in draft.error("section.missing").message[1]


def test_most_voters_follow_the_kind_of_election(draft) -> None:
    draft.replace("max_voters_per_station = 600\n", "")
    operation, _ = draft.read()
    assert operation is not None
    assert operation.election.max_voters_per_station == 600
    draft.replace('kind = "pilkada"', 'kind = "pilkades"')
    draft.error("election.no_most")


def test_a_limit_above_the_law_is_worth_a_look(draft) -> None:
    draft.replace("max_voters_per_station = 600", "max_voters_per_station = 800")
    draft.warning("election.above_legal")


def test_dates_as_text_are_read_and_said(draft) -> None:
    draft.replace("voting_day = 2024-11-27", 'voting_day = "27/11/2024"')
    operation, report = draft.read()
    assert [problem.code for problem in report.problems] == ["value.date_text"]
    assert operation is not None
    assert operation.election.voting_day == datetime.date(2024, 11, 27)


def test_a_district_in_two_rayons(draft) -> None:
    draft.toml += '\n[[supervision.rayons]]\nid = "R2"\nname = "B"\ndistricts = ["169901"]\n'
    assert "R1" in draft.error("rayon.overlap").message[1]


def test_a_district_in_no_rayon_is_said(draft) -> None:
    draft.replace('districts = ["16.99.01", "16.99.02"]', 'districts = ["16.99.01"]')
    draft.warning("rayon.uncovered")


def indicator(name: str, label: str) -> str:
    return (
        f'\n[[risk.indicators]]\nid = "{name}"\nvariable = "own"\nlabel_id = "{label}"\n'
        f'label_en = "{label}"\nscore = "threat"\nweight = 5\nweight_owner = "Polres"\n'
    )


@pytest.mark.parametrize(
    "label",
    ["Pemilih mantan narapidana", "Mayoritas agama", "Heterogeneous population", "Partai A"],
)
def test_traits_of_voters_are_no_indicators(draft, label: str) -> None:
    """R16: a station is not rated by who lives there."""
    draft.raw["indicators.csv"] = None
    draft.toml += indicator("x", label)
    problem = draft.error("indicator.forbidden")
    assert problem.row is not None
    assert "R16" in problem.message[1]


def test_vote_counts_are_no_indicators_and_no_keys(draft) -> None:
    """R1."""
    draft.raw["indicators.csv"] = None
    draft.toml += indicator("hasil", "Perolehan suara 2019")
    draft.error("indicator.vote_count")
    draft.toml = draft.toml.replace("[targets]", "[targets]\nsuara_sah = 100")
    assert "key.vote_count" in draft.codes()


@pytest.mark.parametrize("label", ["Riwayat penghinaan agama", "Pemungutan suara ulang"])
def test_what_happened_at_a_place_may_be_an_indicator(draft, label: str) -> None:
    draft.raw["indicators.csv"] = None
    draft.toml += indicator("x", label)
    assert not draft.codes()


def test_thresholds_must_rise(draft) -> None:
    draft.toml += "\n[risk.thresholds.threat]\nrawan = 50\nsangat_rawan = 20\n"
    draft.error("thresholds.order")


def test_broken_toml_names_its_line(draft) -> None:
    draft.replace('name = "Kabupaten Contoh"', "name = Kabupaten Contoh")
    problem = draft.error("toml.broken")
    assert problem.row == line_of(draft, "name = Kabupaten Contoh")


def test_targets_not_given_have_the_models_defaults(draft) -> None:
    start, end = draft.toml.index("[targets]"), draft.toml.index("[supervision]")
    draft.toml = draft.toml[:start] + draft.toml[end:]
    operation, _ = draft.read()
    assert operation is not None
    assert operation.targets == Targets()


def test_packaged_indicators_are_bawaslus_and_their_weights_are_siagas() -> None:
    risk = default_risk()
    assert len(risk.indicators) == 26
    assert {each.variable for each in risk.indicators} == {f"V{n}" for n in range(1, 9)}
    assert {each.weight_owner for each in risk.indicators} == {"Siaga"}
    for each in risk.indicators:
        assert find_forbidden((each.id, each.label_id, each.label_en)) is None
        assert (each.score is None) == (each.weight == 0)
    violence = next(each for each in risk.indicators if each.id == "v2_violence_history")
    flags = [each for each in risk.indicators if each.administrative]
    assert violence.weight > 3 * max(each.weight for each in flags)
    assert {each.score for each in risk.indicators} == {Score.THREAT, Score.REACH, None}


def test_packaged_travel_modes_cover_every_access() -> None:
    assert set(default_travel_modes()) == set(Access)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "name", "patterns", "tiers", "districts", "rayons", "modes", "road", "x",
             "pattern", "order", "start", "end", "indicators", "thresholds", "threat", "rawan"]
        ), inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
sections = st.sampled_from(
    ["region", "election", "doctrine", "duties", "women", "targets", "supervision", "travel",
     "risk", "phases", "assumptions", "format", "id", "unit_name", "synthetic_notes", "y"]
)  # fmt: skip


@given(st.dictionaries(sections, json_like, max_size=6))
def test_no_content_raises(content: dict[str, object]) -> None:
    """Whatever stands in the file, the user gets a list of problems and no traceback."""
    problems = Problems()
    read_settings(TomlFile("operation.toml", content), problems)
    assert problems.has_errors


@given(st.text())
def test_no_text_raises(text: str) -> None:
    problems = Problems()
    file = read_toml(text.encode("utf-8", "surrogatepass"), "operation.toml", problems)
    assert file is not None or problems.has_errors


def test_lines_are_found_in_every_section(draft) -> None:
    file = read_toml(draft.toml.encode(), "operation.toml", Problems())
    assert file is not None
    content = tomllib.loads(draft.toml)
    for name, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            assert f"{name}[0]" in file.lines
        elif not isinstance(value, dict):
            assert name in file.lines
