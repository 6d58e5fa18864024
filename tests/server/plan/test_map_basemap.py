"""The basemap: pieces of one file, to people of the desk alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from siaga.server.core.models import Person
from siaga.server.core.roles import Role
from support.desk import Desk
from support.planned_desk import add_data

ClientFor = Callable[[Role | Person], Client]
CONTENT = bytes(range(256)) * 40


@pytest.fixture
def basemap(tmp_path: Path, settings: Settings) -> Path:
    """A file set as the basemap."""
    path = tmp_path / "ground.pmtiles"
    path.write_bytes(CONTENT)
    settings.BASEMAP = path
    return path


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=300-300", 300, 300), ("bytes=10000-99999", 10000, 10239)],
)
def test_a_piece_is_the_piece_asked_for(
    basemap: Path, client_for: ClientFor, wanted: str, first: int, last: int
) -> None:
    response = client_for(Role.TNI).get("/basemap.pmtiles", headers={"Range": wanted})
    assert response.status_code == 206
    assert response.content == CONTENT[first : last + 1]
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"


@pytest.mark.parametrize("wanted", ["", "bytes=9-3", "bytes=20000-20001", "bytes=-5", "lines=1-2"])
def test_the_whole_file_or_nonsense_is_refused(
    basemap: Path, client_for: ClientFor, wanted: str
) -> None:
    headers = {"Range": wanted} if wanted else {}
    assert client_for(Role.TNI).get("/basemap.pmtiles", headers=headers).status_code == 416


def test_the_map_asks_for_a_basemap_only_where_there_is_one(
    desk: Desk, client_for: ClientFor, settings: Settings, tmp_path: Path
) -> None:
    add_data(desk)
    client = client_for(Role.PLANNER)
    settings.BASEMAP = tmp_path / "missing.pmtiles"
    assert "data-basemap" not in client.get("/o/contoh/").content.decode()
    (tmp_path / "missing.pmtiles").write_bytes(CONTENT)
    assert "data-basemap" in client.get("/o/contoh/").content.decode()
