"""The installation's directory: who uses it, and whether it can be used."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path

from siaga.server.environment import EnvironmentVariableError
from siaga.server.ops.failures import OperatorError


def ensure_writable(data_dir: Path) -> None:
    """Make the data directory when it is not there, and write to it once.

    Raises:
        EnvironmentVariableError: it can not be made or written.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=data_dir, prefix=".write-test-"):
            pass
    except OSError as error:
        raise EnvironmentVariableError(
            "env.data_dir", path=data_dir, problem=error.strerror or error
        ) from None


class InstallationLock:
    """Held by the one ``siaga serve`` of a data directory, and by a restore into it.

    The lock is on an open file, so it ends with the processes that hold it, however they end.
    """

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / "serve.lock"
        self.handle = -1

    def take(self) -> None:
        """Take the lock and write our process number into the file.

        Raises:
            OperatorError: another process has it.
        """
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode("ascii", "replace").strip() or "?"
            os.close(handle)
            raise OperatorError("served", path=self.path.parent, pid=holder) from None
        os.truncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self.handle = handle

    def keep_over_exec(self) -> None:
        """Let the program that replaces this one hold the lock."""
        os.set_inheritable(self.handle, True)

    def release(self) -> None:
        """Give it back."""
        os.close(self.handle)
        self.handle = -1
