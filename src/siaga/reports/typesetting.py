"""Data and a Typst template to a PDF, with the fonts that come in this package.

Typst keeps all it ever set in memory: each document is set by a process of its own that gives its
memory back, and two documents are set at the same time. This file is also the program those
processes run: it needs nothing but ``typst``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent
FONTS: Final = _FOLDER / "fonts"
"""IBM Plex Sans and IBM Plex Sans Condensed, SIL Open Font License 1.1 (``OFL.txt``)."""

_NOT_WRITTEN: Final = 74
"""Exit code of a process that set its document and could not write it; it says the errno."""


class Typesetter:
    """Sets documents side by side; all are on disk when the ``with`` block ends.

    Should the block end early, the documents under way are given up.
    """

    def __init__(self) -> None:
        self._jobs: list[tuple[Path, subprocess.Popen[bytes]]] = []

    def __enter__(self) -> Typesetter:
        """Ready for documents."""
        return self

    def add(self, template: str, data: dict[str, Any], path: Path, day: date) -> None:
        """Start to set ``typst/<template>.typ`` with ``data`` (plain JSON values) into ``path``.

        Only the fonts of this package and those inside Typst are used, so every machine prints the
        same; ``day`` is the document's date, so that the same plan gives the same file.
        """
        order = {
            "template": template,
            "data": json.dumps(data, ensure_ascii=False, allow_nan=False),
            "path": str(path.resolve()),
            "timestamp": int(datetime.combine(day, time(), UTC).timestamp()),
        }
        process = subprocess.Popen(  # noqa: S603 - our own file, no words of a user
            [sys.executable, "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._jobs.append((path, process))
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(order).encode())
            process.stdin.close()
        except BrokenPipeError:
            pass  # it died; its complaint is raised when the block ends
        process.stdin = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for every document, or give them up when the block failed.

        Raises:
            OSError: a document could not be written: the disk is full, say.
            RuntimeError: a document could not be set; holds what Typst said.
        """
        try:
            if error is None:
                self._wait()
        finally:
            for _, process in self._jobs:
                process.kill()  # does nothing to one that has ended
                process.wait()
                if process.stderr is not None:
                    process.stderr.close()

    def _wait(self) -> None:
        for path, process in self._jobs:
            complaint = process.communicate()[1].decode(errors="replace")
            if process.returncode == _NOT_WRITTEN:
                number = int(complaint)
                raise OSError(number, os.strerror(number), str(path))
            if process.returncode:
                raise RuntimeError(f"{path.name} could not be typeset: {complaint}")


def _main() -> None:
    """Set the one document ordered on standard input."""
    # Ctrl-C goes to every process of the terminal; only the one that started us may act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import typst

    order = json.load(sys.stdin.buffer)
    document = typst.compile(
        _FOLDER / "typst" / f"{order['template']}.typ",
        root=_FOLDER / "typst",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": order["data"]},
        timestamp=order["timestamp"],
    )
    try:
        Path(order["path"]).write_bytes(document)
    except OSError as error:
        sys.stderr.write(str(error.errno))
        sys.exit(_NOT_WRITTEN)


if __name__ == "__main__":
    _main()
