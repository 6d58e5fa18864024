"""The tree's storage: tiles of 256 hashes as C2SP ``tlog-tiles`` lays them out.

Tile ``(level, index)`` holds the hashes over complete subtrees of ``256**level`` entries, numbers
``index * 256`` to ``index * 256 + 255``. A tile only ever grows at its right end, so its longest
form is stored and a partial tile is a prefix of it. Appending touches the last tile of a level.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from siaga.ledger.texts import LedgerError
from siaga.ledger.tree import HASH_BYTES, fold, node_hash, root

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
_DIGITS: Final = re.compile(r"[0-9]+")

Tile = tuple[int, int]
"""(level, index)."""


class TileReader(Protocol):
    """Where tiles are kept."""

    def tile(self, level: int, index: int) -> bytes:
        """The tile's hashes one after the other, as many as there are; empty when there is none."""
        ...


class MemoryTiles:
    """Tiles in memory: for exports, proofs over a file, and tests."""

    def __init__(self, tiles: Mapping[Tile, bytes] | None = None) -> None:
        self.tiles: dict[Tile, bytes] = dict(tiles or {})

    def tile(self, level: int, index: int) -> bytes:
        """The tile, or empty."""
        return self.tiles.get((level, index), b"")


class TiledTree:
    """Hashes over complete subtrees, read from tiles; each tile is fetched once.

    Raises:
        LedgerError: from :meth:`node`, when a tile lacks the hashes asked for.
    """

    def __init__(self, reader: TileReader) -> None:
        self._reader = reader
        self._kept: dict[Tile, bytes] = {}

    def node(self, level: int, index: int) -> bytes:
        """Hash over entries ``index * 2**level`` up to ``(index + 1) * 2**level - 1``."""
        tile_level, above = divmod(level, HEIGHT)
        first = index << above
        tile_index, offset = divmod(first, WIDTH)
        tile = (tile_level, tile_index)
        if tile not in self._kept:
            self._kept[tile] = self._reader.tile(*tile)
        data = self._kept[tile]
        needed = offset + (1 << above)
        if len(data) < needed * HASH_BYTES:
            raise LedgerError(
                "tree.tile",
                tile=tile_path(*tile),
                found=len(data) // HASH_BYTES,
                needed=needed,
            )
        return _complete(_hashes(data[offset * HASH_BYTES : needed * HASH_BYTES]))


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append changes: the tiles to write, and the tree afterwards."""

    size: int
    root: bytes
    tiles: Mapping[Tile, bytes] = field(default_factory=dict)


def append(reader: TileReader, size: int, leaves: Sequence[bytes]) -> Appended:
    """Append leaf hashes to a tree of ``size`` entries; reads the last tile of each level alone.

    Raises:
        LedgerError: when a tile of the right edge is missing or too short.
    """
    changed: dict[Tile, bytes] = {}
    count, level, hashes = size, 0, list(leaves)
    while hashes:
        index, filled = divmod(count, WIDTH)
        data = b""
        if filled:
            data = reader.tile(level, index)[: filled * HASH_BYTES]
            if len(data) < filled * HASH_BYTES:
                found = len(data) // HASH_BYTES
                raise LedgerError(
                    "tree.tile", tile=tile_path(level, index), found=found, needed=filled
                )
        data += b"".join(hashes)
        full: list[bytes] = []
        for start in range(0, len(data), WIDTH * HASH_BYTES):
            part = data[start : start + WIDTH * HASH_BYTES]
            changed[level, index] = part
            index += 1
            if len(part) == WIDTH * HASH_BYTES:
                full.append(_complete(_hashes(part)))
        count, level, hashes = count >> HEIGHT, level + 1, full
    new_size = size + len(leaves)
    return Appended(new_size, root(TiledTree(_Overlay(changed, reader)), new_size), changed)


class Builder:
    """The root over a stream of leaf hashes, keeping one hash per level (a compact range)."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._edge.pop(), leaf)
            size >>= 1
        self._edge.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Root over what was added so far."""
        return fold(self._edge)


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """``0/x001/x234/067`` or, when partial, ``0/x001/x234/067.p/8`` (C2SP ``tlog-tiles``)."""
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    suffix = "" if width == WIDTH else f".p/{width}"
    return f"{level}/{'/'.join(groups)}{suffix}"


def read_tile_path(path: str) -> tuple[int, int, int] | None:
    """(level, index, width) named by ``path``; None when it is no tile's one and only name."""
    head, _, partial = path.partition(".p/")
    level_text, *groups = head.split("/")
    digits = "".join(group.removeprefix("x") for group in groups)
    numbers = [(level_text, 2), (digits, 18), (partial or "0", 3)]
    if not all(_DIGITS.fullmatch(text) and len(text) <= most for text, most in numbers):
        return None
    found = int(level_text), int(digits), int(partial) if partial else WIDTH
    return found if found[2] and tile_path(*found) == path else None


def _complete(hashes: Sequence[bytes]) -> bytes:
    """Root over a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def _hashes(data: bytes) -> list[bytes]:
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


@dataclass(frozen=True, slots=True)
class _Overlay:
    """Tiles just changed, before those that were stored."""

    changed: Mapping[Tile, bytes]
    below: TileReader

    def tile(self, level: int, index: int) -> bytes:
        return self.changed.get((level, index)) or self.below.tile(level, index)
