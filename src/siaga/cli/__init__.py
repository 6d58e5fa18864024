"""The command line: ``siaga …``. Commands only read, call and show; the work is elsewhere."""

from siaga.cli.app import main

__all__ = ["main"]
