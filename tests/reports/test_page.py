"""index.html as text: self-contained, safe, complete in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from siaga.model.operation import Operation
from siaga.model.places import BaseKind, Tier
from siaga.model.plan import Level, Plan, Role
from siaga.reports import page
from siaga.reports.page import page_html
from siaga.reports.page_texts import PAGE
from siaga.reports.texts import WORDS

ATTACK = "</script><img src=x onerror=alert(1)>\u2028<!--"


@pytest.fixture(scope="module")
def html(output: Path) -> str:
    return (output / "index.html").read_text(encoding="utf-8")


class Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    """A posko has no internet, and a page that calls out tells where it is read."""
    for tag, attributes in Elements(html).found:
        assert tag not in ("iframe", "object", "embed", "base")
        for name in ("src", "href", "action", "data", "poster", "xlink:href"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:image/svg+xml")), (tag, value)
    outside = re.findall(r"(?:url\(|@import|//)[^\s)\"']*", re.sub(r"http://www\.w3\.org\S*", "",
                         html))  # fmt: skip
    assert [o for o in outside if "." in o and not o.startswith("url(#")] == []
    assert "default-src 'none'" in html


def embedded(html: str) -> dict[str, object]:
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert text
    found: dict[str, object] = json.loads(text.group(1))
    return found


def test_names_can_not_break_out(operation: Operation, plan: Plan) -> None:
    """A village or an officer with markup for a name is shown, not run."""
    officers = tuple(replace(o, name=ATTACK, rank=o.rank) for o in operation.officers)
    stations = tuple(
        replace(s, name=ATTACK, village_name=ATTACK, district_name=ATTACK)
        for s in operation.stations
    )
    areas = tuple(replace(a, name=ATTACK) for a in operation.areas)
    attacked = replace(
        operation, officers=officers, stations=stations, areas=areas, unit_name=ATTACK,
        synthetic_notes=(ATTACK,), election=replace(operation.election, name=ATTACK),
    )  # fmt: skip
    text = page_html(attacked, plan, "id")
    elements = Elements(text).found
    assert [tag for tag, _ in elements].count("script") == 2
    assert [tag for tag, _ in elements].count("img") == 0
    assert "\u2028" not in text.split('id="data"')[1]
    people = embedded(text)["people"]
    assert isinstance(people, list)
    assert people[0][2] == ATTACK


def test_no_phone_number_is_in_the_page(html: str, operation: Operation) -> None:
    """The page is shared; numbers stay in the annex."""
    phones = [o.phone for o in operation.officers] + [b.phone for b in operation.bases if b.phone]
    assert [phone for phone in phones if phone in html] == []


def test_no_vote_count_field(html: str) -> None:
    """R1."""
    assert not re.search(r"perolehan(?! suara)|suara sah|vote_count|votes_", html)


def test_both_languages_are_whole(html: str) -> None:
    """The toggle must not leave a sentence behind."""
    said = [a for _, a in Elements(html).found if a.get("class") in ("l-id", "l-en")]
    assert sum(a["class"] == "l-id" for a in said) == sum(a["class"] == "l-en" for a in said) > 40
    texts = embedded(html)["texts"]
    assert isinstance(texts, dict)
    assert texts["id"].keys() == texts["en"].keys()


def test_every_word_the_scripts_ask_for_is_there() -> None:
    """A key without words would show as a key."""
    folder = Path(page.__file__).parent / "html"
    asked = {
        key
        for name in folder.glob("*.js")
        for key in re.findall(r'say\("([\w.]+)"', name.read_text(encoding="utf-8"))
    }
    assert len(asked) > 30
    assert [k for k in asked if f"js.{k}" not in PAGE and k not in WORDS] == []
    columns = set(re.findall(r'(?:text|num)\("(\w+)"', (folder / "tables.js").read_text()))
    assert [c for c in columns if f"js.c.{c}" not in PAGE] == []
    assert [k for k in BaseKind if f"js.b.{k}" not in PAGE] == []
    for kind, values in (("tier", Tier), ("level", Level), ("role", Role)):
        assert [v for v in values if f"{kind}.{v}" not in WORDS] == []


def test_every_text_of_the_template_exists_and_every_text_is_used() -> None:
    folder = Path(page.__file__).parent / "html"
    template = (folder / "index.html").read_text(encoding="utf-8")
    scripts = "".join(p.read_text(encoding="utf-8") for p in folder.glob("*.js"))
    for key in PAGE.keys():  # noqa: SIM118 - not a dict
        if key.startswith("js."):
            last = key.removeprefix("js.")
            stems = (last, f"{last.rsplit('.', 1)[0]}.${{", f'"{last.rsplit(".", 1)[-1]}"')
            assert any(stem in scripts for stem in stems), key
        else:
            head = key.rsplit(".", 1)[0]
            assert f"'{key}'" in template or f"'{head}.' + " in template, key


def test_headlines_are_right(html: str, plan: Plan) -> None:
    assert str(plan.requirement.available) in html
    below = sum(len(p.stations) for p in plan.posts if p.level is not Level.DOCTRINE)
    assert f"<dd>{below}</dd>" in html


def test_a_plan_that_closes_says_so(operation: Operation, plan: Plan) -> None:
    posts = tuple(replace(p, level=Level.DOCTRINE) for p in plan.posts)
    shortage = replace(plan.shortage, rows=(), relief=(), remedies=())
    requirement = replace(plan.requirement, station_officers=10)
    closed = replace(plan, posts=posts, shortage=shortage, requirement=requirement, unfilled={})
    text = page_html(operation, closed, "en")
    assert 'class="verdict good"' in text
    assert "every station is guarded at doctrine" in text


def test_a_plan_without_stress_test_bounds_or_outlines(operation: Operation, plan: Plan) -> None:
    """Interrupted early: the page still opens and says what is missing."""
    bare = replace(plan, stress=None, bounds=(), complete=False)
    text = page_html(replace(operation, areas=()), bare, "id")
    assert "Uji tekanan tidak dijalankan" in text
    assert "dihentikan sebelum selesai" in text


def test_the_map_draws_every_station(html: str, operation: Operation) -> None:
    dots = sum(
        (a.get("d") or "").count("h0")
        for _, a in Elements(html).found
        if (a.get("class") or "").startswith("dot ")
    )
    marks = sum(
        tag == "g" and (a.get("class") or "").startswith("sym t-")
        for tag, a in Elements(html).found
    )
    assert dots + marks == len(operation.stations)
