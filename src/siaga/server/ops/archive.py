"""A backup is one ZIP file: tables as JSON lines, files of the installation, and a manifest.

The same form for SQLite and PostgreSQL, so that either comes back as either. The manifest is
written last and holds size and SHA-256 of every member, the steps of the schema, rows of every
table, and size and root of the ledger: an archive that was cut short or changed is found before
anything is brought back.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from siaga.server.ops.failures import OperatorError

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
KEYS: Final = "keys.json"
TABLES: Final = "tables/"
FILES: Final = "files/"
CHUNK: Final = 1 << 18
_SPEED: Final = 2
"""Deflate level: JSON lines shrink to a sixth at this one, and more takes several times longer."""
_MOST_MANIFEST: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A part of the archive."""

    sha256: str
    size: int
    """Bytes before compression."""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The ledger as it was saved."""

    entries: int
    """Entries in the tree."""
    root: str
    """RFC 6962 root over them (hex)."""
    pending: int
    """Entries saved without a place in the tree yet."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds."""

    siaga: str
    created: str
    """UTC, ISO 8601."""
    database: str
    """``sqlite`` or ``postgresql``: where it came from."""
    steps: tuple[str, ...]
    """Migrations that were applied, ``app.name``."""
    ledger: LedgerHead
    keys: str
    """``locked`` or ``left out``."""
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT


class ArchiveWriter:
    """Writes members; :meth:`finish` adds the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        self.zip = zipfile.ZipFile(
            file, "w", zipfile.ZIP_DEFLATED, compresslevel=_SPEED, allowZip64=True
        )
        self.members: dict[str, Member] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[MemberWriter]:
        """A member to write into."""
        with self.zip.open(name, "w", force_zip64=True) as target:
            writer = MemberWriter(target)
            yield writer
        self.members[name] = Member(writer.hash.hexdigest(), writer.size, writer.rows)

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and close."""
        self.zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        self.zip.close()


class MemberWriter:
    """Counts and hashes what goes into a member."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target = target
        self.hash = hashlib.sha256()
        self.size = 0
        self.rows = 0

    def write(self, data: bytes) -> None:
        """Append ``data``."""
        self.hash.update(data)
        self.size += len(data)
        self.target.write(data)


class Archive:
    """An archive that was opened and whose every byte has been checked.

    Raises:
        OperatorError: on opening: no archive, cut short, changed, or from a newer Siaga.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, EOFError):
            raise OperatorError("archive.broken", path=path) from None
        try:
            self.manifest = self._read_manifest()
            self._verify()
        except BaseException:
            self.zip.close()
            raise

    def _read_manifest(self) -> Manifest:
        try:
            if self.zip.getinfo(MANIFEST).file_size > _MOST_MANIFEST:
                raise ValueError(MANIFEST)
            given: dict[str, Any] = json.loads(self.zip.read(MANIFEST))
            if given["format"] != FORMAT:
                raise OperatorError("archive.newer", path=self.path, version=given["siaga"])
            return Manifest(
                **{
                    **given,
                    "steps": tuple(given["steps"]),
                    "ledger": LedgerHead(**given["ledger"]),
                    "members": {name: Member(**part) for name, part in given["members"].items()},
                }
            )
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile, zlib.error) as error:
            raise OperatorError("archive.broken", path=self.path) from error

    def _verify(self) -> None:
        names = self.zip.namelist()
        if sorted(names) != sorted([*self.manifest.members, MANIFEST]):
            raise OperatorError("archive.members", path=self.path)
        for name, member in self.manifest.members.items():
            if not _is_safe(name):
                raise OperatorError("archive.members", path=self.path)
            found, size = hashlib.sha256(), 0
            try:
                with self.zip.open(name) as source:
                    while data := source.read(CHUNK):
                        found.update(data)
                        size += len(data)
                        if size > member.size:
                            break
            except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError):
                raise OperatorError("archive.changed", path=self.path, part=name) from None
            if found.hexdigest() != member.sha256 or size != member.size:
                raise OperatorError("archive.changed", path=self.path, part=name)

    def open(self, name: str) -> IO[bytes]:
        """A member to read."""
        return self.zip.open(name)

    def close(self) -> None:
        """Close the file."""
        self.zip.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _is_safe(name: str) -> bool:
    """Whether a member stays inside the directory it is unpacked into."""
    parts = name.split("/")
    return "\\" not in name and all(part not in ("", ".", "..") for part in parts)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file that appears under its name when it is whole and on the disk, or not at all.

    Raises:
        OperatorError: it is there already, the disk is full, or it can not be written.
    """
    if path.exists():
        raise OperatorError("backup.exists", path=path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise OperatorError("write.failed", path=path, problem=error.strerror) from None
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _place(draft, path)
    except OSError as error:
        raise disk_error(path, error) from None
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def _place(draft: Path, path: Path) -> None:
    """Give ``draft`` its name. A link, unlike a rename, never takes the place of another file."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS) or path.exists():
            raise
        os.rename(draft, path)  # a USB stick knows no links


def disk_error(path: Path, error: OSError) -> OperatorError:
    """The sentence for a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return OperatorError("disk.full", path=path)
    if error.errno == errno.EEXIST:
        return OperatorError("backup.exists", path=path)
    return OperatorError("write.failed", path=path, problem=error.strerror or error)


def sync_folder(folder: Path) -> None:
    """Have the names in ``folder`` on the disk, so that a power cut does not take them back."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
