"""``siaga backup`` and ``siaga restore``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from siaga.cli.serve import server_failures, server_text
from siaga.cli.texts import say
from siaga.model.language import Language, format_number


def backup_command(
    file: Path, passphrase_file: Path | None, language: Language, *, without_keys: bool
) -> None:
    """Save, and say what was saved."""
    with server_failures(language):
        from siaga.server.environment import read_environment
        from siaga.server.ops.serving import setup_django

        os.umask(0o077)
        environment = read_environment()
        setup_django()
        from siaga.server.ops.backup import save_backup

        passphrase = _passphrase(passphrase_file, language, without_keys=without_keys, new=True)
        saved = save_backup(file, environment, passphrase)
        locked = saved.manifest.keys == "locked"
        _say(
            "backup.done", language, path=file, sha256=saved.sha256,
            size=format_number(saved.bytes / 1e6, language, 1),
            rows=format_number(saved.rows, language),
            entries=format_number(saved.manifest.ledger.entries, language),
            keys=server_text("keys.locked" if locked else "keys.left_out", language),
        )  # fmt: skip


def restore_command(
    file: Path, passphrase_file: Path | None, language: Language,
    *, without_keys: bool, replace: bool,
) -> None:  # fmt: skip
    """Bring back, and say what came back."""
    with server_failures(language):
        from siaga.server.environment import read_environment
        from siaga.server.ops.installation import InstallationLock, ensure_writable
        from siaga.server.ops.serving import setup_django

        os.umask(0o077)
        environment = read_environment()
        ensure_writable(environment.data_dir)
        lock = InstallationLock(environment.data_dir)
        lock.take()  # no server runs on it, and none can start meanwhile
        setup_django()
        from siaga.server.ops.restore import restore_backup

        passphrase = _passphrase(passphrase_file, language, without_keys=without_keys, new=False)
        restored = restore_backup(file, environment, passphrase=passphrase, replace=replace)
        _say(
            "restore.done", language, created=restored.manifest.created,
            rows=format_number(restored.rows, language),
            entries=format_number(restored.manifest.ledger.entries, language),
        )  # fmt: skip
        if restored.kept is not None:
            _say("restore.kept", language, path=restored.kept)


def _passphrase(
    file: Path | None, language: Language, *, without_keys: bool, new: bool
) -> str | None:
    """The passphrase: from a file, from the environment, or asked for on a terminal."""
    from siaga.server.ops.failures import OperatorError

    if without_keys:
        return None
    if file is not None:
        return file.read_text(encoding="utf-8").strip()
    if given := os.environ.get("SIAGA_BACKUP_PASSPHRASE"):
        return given
    if not sys.stdin.isatty():
        raise OperatorError("passphrase.choose")
    passphrase: str = typer.prompt(say("ask.passphrase", language), hide_input=True, err=True)
    if new and passphrase != typer.prompt(say("ask.again", language), hide_input=True, err=True):
        raise OperatorError("passphrase.differ")
    return passphrase


def _say(key: str, language: Language, **values: object) -> None:
    typer.echo(server_text(key, language, **values))
