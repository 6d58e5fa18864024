"""A real PostgreSQL for one test session: private, on a Unix socket, gone when the session is.

    with cluster() as started:
        connect(started.url("postgres"))

The cluster belongs to the process that started it. A keeper process holds the other end of a pipe:
when that process ends, however it ends, the keeper stops the cluster and removes its files.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

_URL = "SIAGA_TEST_POSTGRESQL"
"""Set by the process that started the session's cluster, inherited by pytest-xdist's workers."""

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    # The files do not outlive the session, so nothing has to survive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",
    "log_min_messages": "fatal",
}


class NoPostgresError(RuntimeError):
    """The programs of PostgreSQL are not there, or it does not start; says what to do."""


@dataclass(frozen=True)
class Cluster:
    """A running cluster. Its superuser is ``siaga``; there are no passwords on a private socket."""

    folder: Path
    keeper: subprocess.Popen[bytes] = field(repr=False)

    def url(self, database: str) -> str:
        """``DATABASE_URL`` of a database of this cluster."""
        return f"postgresql://siaga@/{database}?host={quote(str(self.folder), safe='')}"

    def stop(self) -> None:
        """Stop it and remove its files."""
        assert self.keeper.stdin is not None
        self.keeper.stdin.close()
        self.keeper.wait(timeout=60)

    def halt(self) -> None:
        """Stop the server as a power cut would; :meth:`resume` brings it back."""
        _control(self.folder, "stop", "-m", "immediate")

    def resume(self) -> None:
        """Start it again after :meth:`halt`."""
        _start(self.folder)


def session_url() -> str:
    """``DATABASE_URL`` of this test session's cluster, started by the first who asks."""
    if _URL not in os.environ:
        started = start()
        atexit.register(started.stop)
        os.environ[_URL] = started.url("siaga")
    return os.environ[_URL]


@contextmanager
def cluster(settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A cluster of one's own, for tests that stop it and for benchmarks."""
    started = start(settings)
    try:
        yield started
    finally:
        started.stop()


def start(settings: Mapping[str, str] | None = None) -> Cluster:
    """Start a cluster that lives as long as this process.

    ``settings`` go over :data:`SETTINGS`.

    Raises:
        NoPostgresError: PostgreSQL is not installed or does not start.
    """
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="siaga-postgresql-"))
    keeper = subprocess.Popen(
        [sys.executable, __file__, str(folder)],
        stdin=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the tests; the keeper cleans up after them
    )
    started = Cluster(folder, keeper)
    try:
        for part in (folder, folder / "data"):
            part.mkdir(exist_ok=True, mode=0o700)
            if os.getuid() == 0:
                os.chown(part, *_owner())
        _run([programs / "initdb", "--pgdata", folder / "data", "--username=siaga",
              "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        lines = [f"{key} = '{value}'" for key, value in {**SETTINGS, **(settings or {})}.items()]
        with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\n".join([*lines, f"unix_socket_directories = '{folder}'", ""]))
        _start(folder)
        _run([programs / "createdb", "--host", folder, "--username=siaga", "siaga"])
    except BaseException:
        started.stop()
        raise
    return started


def find_programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest of Debian's, or the one in ``PATH``.

    Raises:
        NoPostgresError: there is none.
    """
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    on_path = [Path(entry) for entry in os.environ.get("PATH", "").split(os.pathsep) if entry]
    for folder in [*reversed(debian), *on_path]:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres", "pg_ctl")):
            return folder
    raise NoPostgresError(
        "PostgreSQL is not installed; run scripts/setup dev, or: apt-get install postgresql"
    )


def _start(folder: Path) -> None:
    _control(folder, "start", "-w", "-t", "60", "-l", str(folder / "data" / "log"))


def _control(folder: Path, *words: str) -> None:
    _run([find_programs() / "pg_ctl", "--pgdata", folder / "data", *words])


def _run(command: Sequence[str | Path]) -> None:
    """Run a program of PostgreSQL, as somebody else when we are root: it refuses root."""
    words = [str(word) for word in command]
    if os.getuid() == 0:
        user, group = _owner()
        words = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *words]
    # Into a file and not a pipe: the server would keep a pipe open for as long as it lives.
    with tempfile.TemporaryFile() as output:
        code = subprocess.run(
            words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False
        ).returncode
        output.seek(0)
        said = output.read().decode(errors="replace")
    if code:
        raise NoPostgresError(f"{words}: exit code {code}\n{said}")


def _owner() -> tuple[int, int]:
    """Whom the cluster belongs to when root runs the tests."""
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise NoPostgresError("root can not run PostgreSQL, and there is no user postgres or nobody")


def _keep(folder: Path) -> None:
    """The keeper: wait until the process that started us is gone, then clean up."""
    sys.stdin.buffer.read()
    try:
        if (folder / "data" / "postmaster.pid").exists():
            _control(folder, "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _keep(Path(sys.argv[1]))
