"""``siaga ledger …``: what operators, outsiders and co-signing agencies do with the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from siaga.cli.ledger_texts import say
from siaga.cli.texts import LANGUAGE
from siaga.cli.texts import say as say_cli
from siaga.model.language import LANGUAGES, Language, format_number

ledger = typer.Typer(help=say("ledger"), no_args_is_help=True, add_completion=False)

Lang = Annotated[str, typer.Option("--lang", help=say_cli("opt.lang"))]


@ledger.command(help=say("export"))
def export(
    file: Annotated[Path, typer.Argument(help=say("arg.export"))],
    operation: Annotated[str, typer.Option("--operation", help=say("opt.operation"))] = "",
    openings: Annotated[bool, typer.Option("--with-openings", help=say("opt.openings"))] = False,
    lang: Lang = LANGUAGE,
) -> None:
    """Write the ledger into one file."""
    language = _language(lang)
    with _installation(language):
        from siaga.server.core.ledger_store import sign
        from siaga.server.core.ledger_store.export import export_ledger
        from siaga.server.core.models import Operation

        chosen = Operation.objects.filter(slug=operation).first() if operation else None
        if operation and chosen is None:
            _refuse(say("no_operation", language, slug=operation), language)
        if file.exists():
            _refuse(say("exists", language, path=file), language)
        part = file.with_name(f".{file.name}.part")
        try:
            with part.open("wb") as target:
                entries = export_ledger(
                    target, operation=chosen.id if chosen else None, openings=openings
                )
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        number = format_number(entries, language)
        typer.echo(say("exported", language, path=file, entries=number, origin=sign.origin()))


@ledger.command(help=say("checkpoint"))
def checkpoint(
    out: Annotated[Path | None, typer.Option("--out", help=say("opt.out"))] = None,
    lang: Lang = LANGUAGE,
) -> None:
    """Sign the ledger as it is now."""
    with _installation(_language(lang)):
        from siaga.server.core.ledger_store import sign

        note = sign.checkpoint(fresh=True).note
        if out is None:
            typer.echo(note, nl=False)
        else:
            out.write_text(note, encoding="utf-8")


@ledger.command(help=say("verify"))
def verify(
    file: Annotated[Path | None, typer.Argument(help=say("arg.verify"))] = None,
    key: Annotated[str, typer.Option("--key", help=say("opt.trusted"))] = "",
    since: Annotated[list[Path] | None, typer.Option("--since", help=say("opt.since"))] = None,
    lang: Lang = LANGUAGE,
) -> None:
    """Check an export, or the ledger in the database; exit code 1 when something is wrong."""
    language = _language(lang)
    if file is not None:
        from siaga.ledger.siaga_verify import main

        options = [str(file), "--lang", language, *(["--key", key] if key else [])]
        raise typer.Exit(main(options + [f"--since={path}" for path in since or ()]))
    with _installation(language):
        from siaga.server.core.ledger_store import sequence
        from siaga.server.core.ledger_store.check import check_store
        from siaga.server.core.ledger_store.sequencer import tree_size
        from siaga.server.language import say as say_server

        sequence()
        found = check_store()
        for name, values in found:
            typer.echo(say_server(name, language, **values), err=True)
        if found:
            raise typer.Exit(1)
        typer.echo(say("whole", language, entries=format_number(tree_size(), language)))


@ledger.command(help=say("key"))
def key(
    file: Annotated[Path, typer.Argument(help=say("arg.key"))],
    name: Annotated[str, typer.Option("--name", help=say("opt.name"))],
    lang: Lang = LANGUAGE,
) -> None:
    """Make an agency's key, or show its public half."""
    from siaga.ledger.keys import make_key
    from siaga.ledger.note import COSIGNATURE_V1

    language = _language(lang)
    with _failures(language):
        new = not file.exists()
        made = make_key(file, name)
        if new:
            typer.echo(say("key_made", language, path=file), err=True)
        typer.echo(made.public(COSIGNATURE_V1).vkey())


@ledger.command(help=say("cosign"))
def cosign(
    file: Annotated[Path, typer.Argument(help=say("arg.checkpoint"))],
    key_file: Annotated[Path, typer.Option("--key", help=say("opt.key"))],
    name: Annotated[str, typer.Option("--name", help=say("opt.name"))],
    ledger_key: Annotated[str, typer.Option("--ledger-key", help=say("opt.ledger_key"))] = "",
    proof: Annotated[Path | None, typer.Option("--proof", help=say("opt.proof"))] = None,
    lang: Lang = LANGUAGE,
) -> None:
    """Co-sign a checkpoint, in the file itself."""
    from siaga.ledger.note import read_checkpoint, read_vkey
    from siaga.ledger.witness import RefusedError, read_proof, witness

    language = _language(lang)
    with _failures(language):
        path = None
        if proof is not None:
            try:
                path = read_proof(proof.read_bytes())
            except (ValueError, KeyError, TypeError):
                _refuse(say("bad_proof", language, path=proof), language)
        try:
            note = witness(
                file.read_bytes(),
                key_file,
                name=name,
                when=int(time.time()),
                ledger=read_vkey(ledger_key) if ledger_key else None,
                proof=path,
            )
        except RefusedError as error:
            _refuse(say(error.key, language, **error.values), language)
        file.write_bytes(note.encode())
        typer.echo(say("signed", language, path=file, size=read_checkpoint(note).size))


def _refuse(text: str, language: Language) -> None:
    typer.echo(f"{say_cli('error', language)}: {text}", err=True)
    raise typer.Exit(1)


@contextmanager
def _failures(language: Language) -> Iterator[None]:
    """What is wrong with a file or key as a sentence and an exit code."""
    from siaga.cli.failures import failures
    from siaga.ledger.texts import LedgerError

    with failures(language):
        try:
            yield
        except LedgerError as error:
            _refuse(error.text(language), language)


@contextmanager
def _installation(language: Language) -> Iterator[None]:
    """The database of this installation; failures as sentences."""
    from siaga.cli.serve import server_failures

    with server_failures(language), _failures(language):
        from siaga.server.ops.serving import setup_django

        setup_django()
        from siaga.server.core.ledger_store.sign import KeyLostError
        from siaga.server.language import say as say_server

        try:
            yield
        except KeyLostError as error:
            _refuse(
                say_server("ledger.key_lost", language, path=error.path, vkey=error.vkey), language
            )


def _language(value: str) -> Language:
    for language in LANGUAGES:
        if language == value:
            return language
    raise typer.BadParameter(say_cli("bad.lang", value=value))
