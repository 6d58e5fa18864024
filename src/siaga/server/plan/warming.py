"""What the first reader would wait for, made before somebody asks: templates and outlines.

A thread of its own in each web worker, after its start and after data were accepted. It only fills
memory; without it every answer is the same, and the first one slower.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from django.db import DatabaseError, connection, transaction
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.loader import get_template
from django.urls import get_resolver

from siaga.server.core.access import policy_table
from siaga.server.core.models import Operation
from siaga.server.plan.models import DataVersion
from siaga.server.plan.queries.data import current_version
from siaga.server.plan.queries.map_areas import areas_document
from siaga.server.plan.queries.map_kept import KEEPER
from siaga.server.plan.queries.map_payload import as_bytes
from siaga.server.plan.queries.map_province import district_outlines

log = logging.getLogger(__name__)

MOST: Final = 60
"""Operations whose outlines are made at the start, the next votes first."""

_asked: SimpleQueue[uuid.UUID] = SimpleQueue()
_running = threading.Event()


def load_pages() -> None:
    """Import every view and the table of permissions; before the worker takes a request."""
    _ = get_resolver().url_patterns
    policy_table()


def start() -> None:
    """Begin to make what first readers wait for; comes back at once."""
    if not _running.is_set():
        _running.set()
        threading.Thread(target=_work, name="warming", daemon=True).start()


def after_commit(version: DataVersion) -> None:
    """Make the outlines of ``version`` once this transaction is committed, where a thread does."""
    if _running.is_set():
        transaction.on_commit(lambda: _asked.put(version.pk))


def warm_outlines(version: uuid.UUID) -> None:
    """The outlines of a data version, for its own map and for the province's."""
    KEEPER.get(f"areas-{version.hex}", lambda: as_bytes(areas_document(DataVersion(pk=version))))
    district_outlines(version)


def warm_templates() -> int:
    """Compile the templates of the pages; how many."""
    folders = [Path(folder) for engine in engines.all() for folder in engine.template_dirs]
    names = {
        path.relative_to(folder).as_posix()
        for folder in folders
        if "siaga" in folder.parts
        for path in folder.rglob("*.html")
    }
    for name in names:
        try:
            get_template(name)
        except (TemplateDoesNotExist, TemplateSyntaxError):
            log.exception("template %s", name)
    return len(names)


def _work() -> None:
    warm_templates()
    _careful(_at_the_start)
    while True:
        _careful(partial(warm_outlines, _asked.get()))


def _at_the_start() -> None:
    for operation in Operation.objects.order_by("-voting_day")[:MOST]:
        version = current_version(operation)
        if version is not None:
            warm_outlines(version.pk)


def _careful(step: Callable[[], None]) -> None:
    """Do ``step``; a database that is away is no harm, the reader's own request makes it anew."""
    try:
        step()
    except DatabaseError as error:
        log.warning("not made ahead", extra={"kind": type(error).__name__})
    finally:
        connection.close()
