"""``siaga demo``."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from siaga.cli.serve import server_failures, server_text
from siaga.model.language import Language

HOST = "127.0.0.1"


def demo_command(
    folders: list[Path], data_dir: Path, port: int, language: Language, *, serve: bool
) -> None:
    """Make the demo, show its accounts, and serve it to this machine alone."""
    # Its own database whatever the environment says: the demo must not meet a real one.
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("SIAGA_HOSTS", None)
    os.environ.update({"SIAGA_DEMO": "1", "SIAGA_DATA_DIR": str(data_dir.absolute())})
    with server_failures(language):
        from siaga.server.environment import read_environment
        from siaga.server.ops import serving
        from siaga.server.ops.supervisor import Plan

        def tell(key: str, **values: object) -> None:
            typer.echo(server_text(key, language, **values))

        environment = read_environment()
        lock = serving.prepare(environment, language, lambda text: typer.echo(text, err=True))
        from siaga.server.ops import demo, schema

        accounts = demo.ensure_demo(environment, folders, tell)
        tell("demo.accounts")
        words = [
            server_text("demo.username", language),
            server_text("demo.password", language),
            server_text("demo.role", language),
            server_text("demo.agency", language),
        ]
        typer.echo("\n".join(demo.table(accounts, language, words)))
        schema.close_all()
        if not serve:
            tell("demo.start", command="make demo")
            lock.release()
            return
        plan = Plan(HOST, serving.free_port(HOST, port), workers=1, jobs=1)
        serving.become(plan, lock, language, typer.echo)
