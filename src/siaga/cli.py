"""The command line: ``siaga …``."""


def main() -> None:
    """Run the command line."""
