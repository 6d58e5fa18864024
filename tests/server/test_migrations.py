"""Models and migrations agree: an upgrade must bring every table to what the code expects."""

from __future__ import annotations

from django.core.management import call_command


def test_no_model_change_lacks_its_migration(db: None) -> None:
    """Ends with an error when a migration would have to be made."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
