"""The ledger as one file for an outsider: same ledger, same bytes.

A ZIP, written as a stream so that a million entries need no more memory than a thousand:

``entries.jsonl``   the canonical bytes of each entry, one a line, in order; an entry of another
                    operation stands as ``{"leaf":"<hash>"}``, so that the tree closes without it
``leaves.bin``      32 bytes per entry: its hash in the tree, so that damage has a place
``checkpoints/``    signed notes, one per size, with the co-signatures
``keys.txt``        public keys of the ledger and of the agencies that co-sign
``openings.jsonl``  personal values with their salts, as far as they exist and are given out
``siaga_verify.py`` the verifier; ``README.txt`` how to run it
``manifest.txt``    SHA-256 of every file above, signed
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final
from uuid import UUID

from siaga.ledger.canonical import canonical_bytes
from siaga.ledger.commitment import Opening
from siaga.ledger.export_readme import README
from siaga.ledger.note import Note, PublicKey, SigningKey, read_checkpoint
from siaga.ledger.tree import leaf_hash

FORMAT: Final = "siaga-export/1"
VERIFIER: Final = Path(__file__).with_name("siaga_verify.py")
_SPOOLED: Final = 1 << 24
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry to export: its bytes, or only its hash when it is not this reader's."""

    data: bytes | None
    leaf: bytes
    openings: tuple[tuple[UUID, str, Opening], ...] = ()
    """(entry id, name, opening) of the personal values given out with it."""

    def text(self) -> bytes:
        """As it stands in the file."""
        return canonical_bytes({"leaf": self.leaf.hex()}) if self.data is None else self.data


@dataclass(frozen=True, slots=True)
class Export:
    """What to write beside the entries."""

    key: SigningKey
    origin: str
    checkpoints: tuple[Note, ...]
    """By size, signed; the last covers every entry."""
    cosigners: tuple[PublicKey, ...] = ()
    operation: str = ""
    """Whose entries are written in full; empty for all."""


def whole(data: bytes, openings: tuple[tuple[UUID, str, Opening], ...] = ()) -> Line:
    """A line with the entry's bytes."""
    return Line(data, leaf_hash(data), openings)


def write_export(export: Export, lines: Iterable[Line], target: IO[bytes]) -> int:
    """Write the export to ``target`` (a file that can seek); the number of entries comes back.

    ``lines`` is read once, in order; openings wait in a temporary file without a name.

    Raises:
        ValueError: when the last checkpoint does not cover exactly the entries given.
    """
    size = read_checkpoint(export.checkpoints[-1], export.origin).size if export.checkpoints else 0
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        SpooledTemporaryFile(_SPOOLED) as openings,
    ):
        out = _Archive(archive)
        hashes = bytearray()
        with out.file("entries.jsonl") as write:
            for number, line in enumerate(lines):
                write(line.text() + b"\n")
                hashes += line.leaf
                openings.writelines(_opening_lines(number, line))
        count = len(hashes) // 32
        if count != size:
            raise ValueError(f"the last checkpoint has {size} entries, {count} were given")
        with out.file("leaves.bin") as write:
            write(bytes(hashes))
        with out.file("openings.jsonl") as write:
            openings.seek(0)
            while chunk := openings.read(1 << 20):
                write(chunk)
        for note in export.checkpoints:
            name = f"checkpoints/{read_checkpoint(note).size:019}.txt"
            with out.file(name) as write:
                write(note.encode())
        with out.file("keys.txt") as write:
            keys = [export.key.public(), *sorted(export.cosigners, key=PublicKey.vkey)]
            write("".join(f"{key.vkey()}\n" for key in keys).encode())
        with out.file("README.txt") as write:
            write(README.format(origin=export.origin, size=count).encode())
        with out.file("siaga_verify.py") as write:
            write(VERIFIER.read_bytes())
        manifest = out.manifest(export, count)
        with out.file("manifest.txt") as write:
            write(export.key.sign(manifest).encode())
    return count


def _opening_lines(number: int, line: Line) -> Iterator[bytes]:
    for entry_id, name, opening in sorted(line.openings, key=lambda item: item[1]):
        yield (
            canonical_bytes(
                {
                    "entry": number,
                    "id": str(entry_id),
                    "name": name,
                    "salt": opening.salt.hex(),
                    "value": opening.value,
                }
            )
            + b"\n"
        )


class _Archive:
    """A ZIP whose bytes depend on the content alone, and which counts what it writes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._lines: list[str] = []

    @contextmanager
    def file(self, name: str) -> Iterator[_Writer]:
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o644 << 16
        with self._archive.open(info, "w", force_zip64=True) as stream:
            writer = _Writer(stream)
            yield writer
        self._lines.append(f"{writer.digest.hexdigest()} {writer.size} {name}")

    def manifest(self, export: Export, size: int) -> Note:
        head = f"{FORMAT}\n{export.origin}\n{size}\n{export.operation or '*'}\n"
        return Note(head + "".join(f"{line}\n" for line in sorted(self._lines)))


class _Writer:
    """Writes on and keeps hash and size."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def __call__(self, data: bytes) -> None:
        self._stream.write(data)
        self.digest.update(data)
        self.size += len(data)
