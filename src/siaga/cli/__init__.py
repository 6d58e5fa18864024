"""The command line: ``siaga …``. Commands only read, call and show; the work is elsewhere."""

import sys

__all__ = ["main"]

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly even while it is still being loaded."""
    try:
        from siaga.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
