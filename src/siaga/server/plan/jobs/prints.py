"""The job that makes a document of a plan."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django_tasks import task

from siaga.model.problems import InputError
from siaga.reports.plan_json import PlanFormatError
from siaga.server.language import as_language
from siaga.server.plan.actions.prints import claim_print, fail_print, finish_print
from siaga.server.plan.models import PlanPrint
from siaga.server.plan.printing import KINDS, render

log = logging.getLogger("siaga.jobs")


@task(priority=10)
def print_plan(print_id: int) -> None:
    """Make the document ``print_id``; harmless when somebody else has it or it is ready."""
    make_print(print_id)


def make_print(print_id: int) -> None:
    """Make the document now; what goes wrong stands in its message."""
    printed = claim_print(print_id)
    if printed is None:
        return
    try:
        finish_print(printed, _content(printed))
    except (InputError, PlanFormatError):
        log.exception("print failed", extra={"print": print_id})
        fail_print(printed, "damaged")
    except OSError:
        log.exception("print failed", extra={"print": print_id})
        fail_print(printed, "disk")
    except DatabaseError:
        log.exception("print not stored", extra={"print": print_id})
        fail_print(printed, "database")
    except Exception:
        log.exception("print failed", extra={"print": print_id})
        fail_print(printed, "broken")


def _content(printed: PlanPrint) -> bytes:
    return render(printed.plan, KINDS[printed.kind], as_language(printed.language))
