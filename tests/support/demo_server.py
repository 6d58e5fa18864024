"""``siaga demo`` as a process of its own, with the passwords it has printed."""

from __future__ import annotations

import re
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from support.serving import SIAGA, environment, free_port, until

_ACCOUNT = re.compile(r"^\s+([a-z]+)\s+([a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5})\s")


@dataclass
class Demo:
    """A running demo."""

    url: str
    folder: Path
    """The operation folder it was made from."""
    passwords: dict[str, str] = field(default_factory=dict)


@contextmanager
def demo_server(folder: Path, data_dir: Path) -> Iterator[Demo]:
    """The demo of ``folder`` until the block ends: accounts made, a plan issued, served."""
    port = free_port()
    process = subprocess.Popen(
        [*SIAGA, "demo", str(folder), "--data-dir", str(data_dir), "--port", str(port)],
        env=environment(data_dir, SIAGA_LANG="id"), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    lines: list[str] = []
    reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")))
    reader.start()
    try:
        until(lambda: _answers(lines) or process.poll() is not None, "the demo is served", 300)
        assert process.poll() is None, "".join(lines)
        served = _address(lines)
        accounts = (_ACCOUNT.match(line) for line in list(lines))
        yield Demo(served, folder, {found[1]: found[2] for found in accounts if found})
    finally:
        process.terminate()
        process.wait(60)
        reader.join(60)
        process.stdout.close()


def _answers(lines: list[str]) -> bool:
    """Whether the server at the address printed answers."""
    if not _address(lines):
        return False
    try:
        with urllib.request.urlopen(f"{_address(lines)}healthz/live", timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _address(lines: list[str]) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+/", "".join(lines))
    return found[0] if found else ""
