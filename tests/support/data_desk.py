"""Uploads to the data desk, as a browser sends them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from siaga.intake.template import new_operation_files
from siaga.server.core.roles import Role
from siaga.server.plan.actions.data import accept_data, propose_data
from siaga.server.plan.models import DataVersion
from siaga.server.plan.queries.data import current_version, fingerprint
from siaga.server.plan.queries.data_proposal import acceptance, propose
from support.desk import Desk
from support.planned_desk import small_files


def form(
    files: Mapping[str, bytes], token: uuid.UUID | None = None, **more: object
) -> dict[str, object]:
    """Fields of the upload form with these files."""
    return {
        "token": str(token or uuid.uuid4()),
        "files": [
            SimpleUploadedFile(name.rpartition("/")[2], data) for name, data in files.items()
        ],
        **more,
    }


def send(client: Client, desk: Desk, files: Mapping[str, bytes], **more: object) -> DataVersion:
    """Upload through the page; the proposal it led to."""
    url = reverse("data-upload", kwargs={"slug": desk.operation.slug})
    response = client.post(url, form(files, **more))
    assert response.status_code == 302, response.content.decode()
    return DataVersion.objects.filter(operation=desk.operation).latest("number")


def proposal(
    desk: Desk,
    files: Mapping[str, bytes] | None = None,
    role: Role = Role.PLANNER,
    without: Iterable[str] = (),
) -> DataVersion:
    """A proposal made without a browser, over what counts now."""
    sent = list((small_files() if files is None else files).items())
    base = current_version(desk.operation)
    made, refused = propose(
        desk.operation, sent, base, token=uuid.uuid4(), without=frozenset(without)
    )
    assert made is not None, refused.report
    return propose_data(desk.actor(role), desk.operation, made)


def accepted(desk: Desk, files: Mapping[str, bytes] | None = None) -> DataVersion:
    """A version that was proposed and accepted."""
    version = proposal(desk, files)
    assert not version.errors
    return accept_data(
        desk.actor(Role.OPS_HEAD), desk.operation, acceptance(version), seen=fingerprint(version)
    )


def spoiled(
    name: str = "stations.csv", old: bytes = b"TPS", new: bytes = b"TPS"
) -> dict[str, bytes]:
    """The small operation's files with one replacement in one of them."""
    files = dict(small_files())
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    return files


def template_folder() -> dict[str, bytes]:
    """The template's folder."""
    return new_operation_files("id")
