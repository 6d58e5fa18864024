"""A job worker: takes jobs from the database, one at a time, and says that it lives."""

from __future__ import annotations

import logging
import os
import sys
from typing import Final

import django
from django.db.utils import DatabaseError

from siaga.server.ops.children import die_with_parent

TRY_AGAIN: Final = 75
"""Exit code: nothing is wrong with the worker itself (EX_TEMPFAIL of sysexits.h)."""


def main() -> None:
    """Work until SIGTERM."""
    die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.server.settings")
    django.setup()
    from siaga.server.ops.beats import beating
    from siaga.server.plan.jobs.recovery import recovering

    try:
        with beating(number=int(sys.argv[1]) if len(sys.argv) > 1 else 1), recovering():
            work()
    except (DatabaseError, OSError) as error:
        # The supervisor starts us again, a little later each time.
        logging.getLogger("siaga.jobs").warning(
            "database away", extra={"kind": type(error).__name__}
        )
        sys.exit(TRY_AGAIN)


def work() -> None:
    """Run django-tasks' own worker over every queue."""
    from django.core.management import call_command

    call_command("db_worker", queue_name="*", interval=0.5, verbosity=0, startup_delay=False)


if __name__ == "__main__":
    main()
