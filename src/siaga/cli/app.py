"""The commands. Each imports what it needs when it is called, so that ``--help`` is quick."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from siaga.cli.ledger import ledger
from siaga.cli.texts import LANGUAGE, say
from siaga.model.language import LANGUAGES

if TYPE_CHECKING:
    from siaga.model.language import Language
    from siaga.model.operation import Operation
    from siaga.model.problems import ProblemReport

app = typer.Typer(
    help=say("app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Argument(help=say("arg.folder"))]
NewFolder = Annotated[Path, typer.Argument(help=say("arg.new"))]
Lang = Annotated[str, typer.Option("--lang", help=say("opt.lang"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("opt.json"))]
Out = Annotated[Path, typer.Option("--out", "-o", help=say("opt.out"))]
Seed = Annotated[int, typer.Option("--seed", min=0, help=say("opt.seed"))]
TimeLimit = Annotated[
    float | None, typer.Option("--time-limit", min=0.0, help=say("opt.time_limit"))
]
Days = Annotated[int, typer.Option("--days", min=0, help=say("opt.days"))]
PlanFile = Annotated[Path, typer.Option("--plan", help=say("opt.plan"))]

PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help=say("opt.passphrase_file"))
]
WithoutKeys = Annotated[bool, typer.Option("--without-keys", help=say("opt.without_keys"))]

DEFAULT_SEED = 20241127
DEFAULT_DAYS = 10_000


def main() -> None:
    """Run the command line; exit code 2 when the command itself is wrong."""
    from siaga.cli.usage import complain, translate_help

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name the terminal has no letters for
    if "--help" in sys.argv or len(sys.argv) == 1:
        translate_help()
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as error:
        if type(error).__name__ != "NoArgsIsHelpError":
            complain(error)
        sys.exit(2)


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help=say("opt.version"))] = False,
) -> None:
    """Options before any command."""
    if show:
        from siaga import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.command(help=say("new"))
def new(
    folder: Annotated[Path, typer.Argument(help=say("arg.new"))], lang: Lang = LANGUAGE
) -> None:
    """Write a new operation folder."""
    from siaga.cli.failures import failures
    from siaga.intake.template import write_new_operation

    language = _language(lang)
    with failures(language):
        write_new_operation(folder, language)
        typer.echo(say("new.done", language, folder=folder))


@app.command(help=say("check"))
def check(folder: Folder, as_json: AsJson = False, lang: Lang = LANGUAGE) -> None:
    """List every problem of an operation folder; exit code 1 on errors."""
    from siaga.cli.failures import failures
    from siaga.intake.check import report_json, report_lines
    from siaga.intake.folder import read_operation

    language = _language(lang)
    with failures(language):
        operation, report = read_operation(folder)
        if operation is not None:
            report = _with_networks(operation, report)
        typer.echo(
            report_json(report, language) if as_json else "\n".join(report_lines(report, language))
        )
        raise typer.Exit(1 if report.errors else 0)


@app.command(help=say("requirement"))
def requirement(
    path: Annotated[Path, typer.Argument(help=say("arg.requirement"))],
    as_json: AsJson = False,
    lang: Lang = LANGUAGE,
) -> None:
    """Need against force, by arithmetic: for a folder, or for a table of published cases."""
    from siaga.cli.failures import failures
    from siaga.cli.requirement import cases_output, folder_output

    language = _language(lang)
    with failures(language):
        if path.is_dir():
            folder_output(_operation(path, language), language, as_json=as_json)
        else:
            cases_output(path, language, as_json=as_json)


@app.command(help=say("plan"))
def plan(
    folder: Folder,
    out: Out = Path("out"),
    lang: Lang = LANGUAGE,
    seed: Seed = DEFAULT_SEED,
    time_limit: TimeLimit = None,
    days: Days = DEFAULT_DAYS,
) -> None:
    """Make the plan and write every output file."""
    from siaga.cli.failures import failures
    from siaga.cli.planning import make_plan

    language = _language(lang)
    with failures(language):
        make_plan(
            _operation(folder, language),
            out,
            language,
            source=folder,
            seed=seed,
            time_limit=time_limit,
            days=days,
        )


@app.command(help=say("replan"))
def replan(
    folder: Folder,
    plan_file: PlanFile = Path("out/plan.json"),
    changes: Annotated[Path | None, typer.Option("--changes", help=say("opt.changes"))] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", help=say("opt.drop"))] = None,
    out: Out = Path("out-replan"),
    lang: Lang = LANGUAGE,
) -> None:
    """Change a plan with the fewest people moved."""
    from siaga.cli.failures import failures
    from siaga.cli.planning import change_plan

    language = _language(lang)
    with failures(language):
        change_plan(
            _operation(folder, language),
            plan_file,
            out,
            language,
            source=folder,
            changes_file=changes,
            drop=tuple(drop or ()),
        )


@app.command(help=say("explain"))
def explain(
    folder: Folder,
    subject: Annotated[str, typer.Argument(help=say("arg.subject"))],
    plan_file: PlanFile = Path("out/plan.json"),
    lang: Lang = LANGUAGE,
) -> None:
    """Say why an officer, a station or a post is as it is."""
    from siaga.cli.failures import failures
    from siaga.cli.planning import explain_subject

    language = _language(lang)
    with failures(language):
        explain_subject(_operation(folder, language), plan_file, subject, language)


@app.command(help=say("serve"))
def serve(
    host: Annotated[str, typer.Option("--host", help=say("opt.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=say("opt.port"))] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, help=say("opt.workers"))] = 1,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help=say("opt.jobs"))] = 1,
    lang: Lang = LANGUAGE,
) -> None:
    """Run the server until it is stopped."""
    from siaga.cli.serve import serve_command

    serve_command(host, port, workers, jobs, _language(lang))


@app.command(help=say("demo"))
def demo(
    folders: Annotated[list[Path], typer.Argument(help=say("arg.demo"))],
    data_dir: Annotated[Path, typer.Option("--data-dir", help=say("opt.data_dir"))] = Path(
        "siaga-demo"
    ),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=say("opt.port"))] = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help=say("opt.no_serve"))] = False,
    lang: Lang = LANGUAGE,
) -> None:
    """Make a demo installation of operation folders and serve it to this machine."""
    from siaga.cli.demo import demo_command

    demo_command(folders, data_dir, port, _language(lang), serve=not no_serve)


@app.command(help=say("createuser"))
def createuser(
    username: Annotated[str, typer.Argument(help=say("arg.username"))],
    role: Annotated[str, typer.Option("--role", help=say("opt.role"))],
    agency: Annotated[str, typer.Option("--agency", help=say("opt.agency"))],
    name: Annotated[str, typer.Option("--name", help=say("opt.name"))] = "",
    operation: Annotated[str, typer.Option("--operation", help=say("opt.operation"))] = "",
    generate: Annotated[bool, typer.Option("--generate", help=say("opt.generate"))] = False,
    lang: Lang = LANGUAGE,
) -> None:
    """Make an account, or give a role to one."""
    from siaga.cli.accounts import Wanted, createuser_command

    createuser_command(
        Wanted(username, name, role, agency, operation), _language(lang), generate=generate
    )


@app.command(help=say("doctor"))
def doctor(
    full: Annotated[bool, typer.Option("--full", help=say("opt.full"))] = False,
    url: Annotated[str, typer.Option("--url", help=say("opt.url"))] = "",
    as_json: AsJson = False,
    lang: Lang = LANGUAGE,
) -> None:
    """Say what is wrong with this installation and how to mend it."""
    from siaga.cli.doctor import doctor_command

    doctor_command(_language(lang), full=full, url=url, as_json=as_json)


@app.command(help=say("backup"))
def backup(
    file: Annotated[Path, typer.Argument(help=say("arg.backup"))],
    passphrase_file: PassphraseFile = None,
    without_keys: WithoutKeys = False,
    lang: Lang = LANGUAGE,
) -> None:
    """Save the installation into one file."""
    from siaga.cli.backup import backup_command

    backup_command(file, passphrase_file, _language(lang), without_keys=without_keys)


@app.command(help=say("restore"))
def restore(
    file: Annotated[Path, typer.Argument(help=say("arg.restore"))],
    passphrase_file: PassphraseFile = None,
    without_keys: WithoutKeys = False,
    replace: Annotated[bool, typer.Option("--replace", help=say("opt.replace"))] = False,
    lang: Lang = LANGUAGE,
) -> None:
    """Bring an installation back from a backup."""
    from siaga.cli.backup import restore_command

    restore_command(
        file, passphrase_file, _language(lang), without_keys=without_keys, replace=replace
    )


app.add_typer(ledger, name="ledger")


def _language(value: str) -> Language:
    """``--lang`` checked."""
    for language in LANGUAGES:
        if language == value:
            return language
    raise typer.BadParameter(say("bad.lang", value=value))


def _with_networks(operation: Operation, report: ProblemReport) -> ProblemReport:
    """``report`` with what is wrong in the network files, which only a plan reads otherwise."""
    from siaga.model.problems import InputError, ProblemReport

    if operation.travel.network_files:
        from siaga.geo.sources import travel_times

        try:
            travel_times(operation)
        except InputError as error:
            return ProblemReport((*report.problems, *error.report.problems))
    return report


def _operation(folder: Path, language: Language) -> Operation:
    """Read ``folder``; warnings are counted aloud, errors raise InputError."""
    from siaga.intake.folder import read_operation
    from siaga.model.problems import InputError

    operation, report = read_operation(folder)
    if operation is None or report.errors:
        raise InputError(report)
    if report.warnings:
        count = len(report.warnings)
        typer.echo(say("warnings", language, count=count, folder=folder), err=True)
    return operation
