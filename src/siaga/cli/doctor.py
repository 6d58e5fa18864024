"""``siaga doctor``."""

from __future__ import annotations

import json

import typer

from siaga.cli.serve import server_failures
from siaga.model.language import Language

_COLOURS = {"ok": typer.colors.GREEN, "warning": typer.colors.YELLOW, "error": typer.colors.RED}


def doctor_text(key: str, language: Language, /, **values: object) -> str:
    """A sentence of the doctor's."""
    from siaga.server.ops.texts.doctor import TEXTS

    return TEXTS.say(key, language, **values)


def doctor_command(language: Language, *, full: bool, url: str, as_json: bool) -> None:
    """Say what was found; exit code 1 when something must be mended."""
    with server_failures(language):
        from siaga.server.ops.doctor import Verdict, examine, worst

        findings = examine(full=full, url=url)
        verdict = worst(findings)
        if as_json:
            document = {
                "verdict": verdict.value,
                "findings": [finding.document(language) for finding in findings],
            }
            typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
            raise typer.Exit(1 if verdict is Verdict.ERROR else 0)
        words = {verdict: doctor_text(f"verdict_{verdict}", language) for verdict in Verdict}
        width = max(map(len, words.values()))
        for finding in findings:
            word = f"{words[finding.verdict]:<{width}}"
            title = doctor_text(f"title_{finding.check}", language)
            mark = typer.style(word, fg=_COLOURS[finding.verdict], bold=True)
            typer.echo(f"{mark}  {title}: {finding.text(language)}")
            if remedy := finding.remedy(language):
                typer.echo(f"{'':<{width}}  {doctor_text('remedy', language)}: {remedy}")
        counts = {
            f"{kind}s": sum(finding.verdict == kind for finding in findings) for kind in _COLOURS
        }
        typer.echo(doctor_text(f"sum_{verdict}", language, **counts))
        raise typer.Exit(1 if verdict is Verdict.ERROR else 0)
