"""The import as a planner does it: upload, dry run, accept, through the real server.

2,564 stations and 893 officers (examples/banyuasin-2024-02) come as one ZIP; the clock runs from
the moment the form is sent until the page shows the accepted data.
"""

from __future__ import annotations

import io
import re
import statistics
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from benchmarks.measure import ROOT, table
from benchmarks.pages import Measured, seeded_by, served

FOLDER: Final = ROOT / "examples" / "banyuasin-2024-02"
RUNS: Final = 3
TARGET_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Import:
    """What one import took, in seconds."""

    dry_run: float
    """From sending the files to seeing what they would change."""
    accept: float
    """From the click to the page with the accepted data."""
    cpu: float
    """Processor time of the server and of PostgreSQL for both."""


def section() -> str:
    """Imports on both databases: the first into an empty operation, the next over what is there."""
    rows = []
    for kind in ("SQLite", "PostgreSQL"):
        with served(kind, _seed, {"fsync": "on", "synchronous_commit": "on"}) as server:
            found = [import_once(server) for _ in range(RUNS)]
        for name, runs in (("first", found[:1]), ("over data", found[1:])):
            parts = [statistics.median(values) for values in zip(
                *((r.dry_run, r.accept, r.dry_run + r.accept, r.cpu) for r in runs), strict=True
            )]  # fmt: skip
            rows.append([f"{kind}, {name}", *(f"{value:.2f}" for value in parts)])
    header = ["database", "dry run s", "accept s", "both s", "CPU s"]
    return table(header, rows) + (
        "\n\n2,564 stations and 893 officers as one ZIP over HTTP, from the upload to the accepted "
        f"version's page. Target: under {TARGET_S:.0f} s. *First*: into an operation without data, "
        "by a server that has just started. *CPU*: processor time of all processes."
    )


def import_once(server: Measured) -> Import:
    """Upload the folder and accept it.

    Raises:
        RuntimeError: an answer is not what a planner would see.
    """
    data = f"{server.url}/o/resort/data/"
    cookies = {"siaga_session": server.seeded["session"]}
    with httpx.Client(cookies=cookies, timeout=120, follow_redirects=True) as client:
        form = _ok(client.get(f"{data}upload/")).text
        fields = {name: _field(form, name) for name in ("csrfmiddlewaretoken", "token")}
        files = {"files": ("data.zip", folder_as_zip(), "application/zip")}
        cpu, started = server.cpu_seconds(), time.perf_counter()
        proposal = _ok(client.post(f"{data}upload/", data=fields, files=files))
        dry_run = time.perf_counter() - started
        seen = {name: _field(proposal.text, name) for name in ("csrfmiddlewaretoken", "seen")}
        started = time.perf_counter()
        accepted = _ok(client.post(f"{proposal.url}accept/".replace("?", ""), data=seen))
        accept = time.perf_counter() - started
        cpu = server.cpu_seconds() - cpu
        if "/accept/" in str(accepted.url) or "accept/" in accepted.text:
            raise RuntimeError(f"not accepted: {accepted.url}")
    return Import(dry_run, accept, cpu)


def folder_as_zip() -> bytes:
    """The example's folder as a planner would send it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(FOLDER.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(FOLDER))
    return target.getvalue()


def _ok(response: httpx.Response) -> httpx.Response:
    if response.status_code != 200:
        raise RuntimeError(f"{response.url}: {response.status_code}")
    return response


def _field(page: str, name: str) -> str:
    for tag in re.findall(r"<input[^>]*>", page):
        value = re.search(r'value="([^"]*)"', tag)
        if f'name="{name}"' in tag and value:
            return value.group(1)
    raise RuntimeError(f"the form has no field {name}")


def seed() -> dict[str, str]:
    """One operation and one person who leads its planning; their session."""
    from benchmarks.pages_data import new_operation, session_of
    from siaga.server.core.models import Agency, Person
    from siaga.server.core.roles import AgencyKind

    resort = Agency.objects.create(kind=AgencyKind.POLRES, name="Polres 01")
    person: Any = Person.objects.create(username="orang-1", name="Orang 0001")
    new_operation("resort", resort, person)
    return {"session": session_of(person)}


def _seed(data_dir: Path, variables: dict[str, str]) -> dict[str, str]:
    return seeded_by("from benchmarks.importing import seed; made = seed()", data_dir, variables)
