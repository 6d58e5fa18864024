"""A folder replaced as a whole: the old one or the new one, never half.

The new folder is written beside the old one under a name nobody uses. Where the system can
exchange two names in one step (Linux, macOS) it does; elsewhere the old folder is moved aside
first, and :func:`recover` puts it back should the program die in that instant.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100 if sys.platform == "linux" else -2
_EXCHANGE: Final = 2  # RENAME_EXCHANGE (Linux) and RENAME_SWAP (macOS) are both 2


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of ``target`` when the block ends well.

    Whatever ends the block early leaves ``target`` as it was.

    Raises:
        OSError: the place can not be written to.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-{os.getpid()}-", dir=target.parent))
    try:
        fresh.chmod(0o777 & ~_umask())
        yield fresh
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(target: Path) -> None:
    """Clear away what a killed run left beside ``target``.

    A folder moved aside is put back when ``target`` is gone; half-written folders of processes that
    no longer live are removed.
    """
    for aside in sorted(target.parent.glob(f".{target.name}.old-*")):
        if _alive(aside.name):
            continue
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)
    for fresh in target.parent.glob(f".{target.name}.new-*"):
        if not _alive(fresh.name):
            shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    """Put ``fresh`` at ``target``; what was there is at ``fresh`` afterwards, or gone."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        aside = target.with_name(f".{target.name}.old-{os.getpid()}-")
        target.rename(aside)
        try:
            fresh.rename(target)
        except BaseException:
            aside.rename(target)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system can not."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if name is None:
        return False
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return False
    function.argtypes = (
        ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint,
    )  # fmt: skip
    done = function(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE)
    return int(done) == 0


def _alive(name: str) -> bool:
    """Whether the process whose number stands in ``.out.new-123-abc`` still runs (not us)."""
    number = name.rsplit("-", 2)[-2]
    if not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
