"""The smallest PMTiles archive (version 3): one picture for the whole world.

Layout after the specification: a header of 127 bytes, the root directory, metadata, the tile.
"""

from __future__ import annotations

import struct
import zlib


def one_colour_png(red: int, green: int, blue: int, size: int = 256) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    line = b"\0" + bytes((red, green, blue)) * size
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(line * size)),
            chunk(b"IEND", b""),
        )
    )


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def one_tile_archive(tile: bytes) -> bytes:
    """``tile`` (PNG) at zoom 0 and nothing else."""
    # one entry: tile id 0, run of 1, its length, offset 0 (written as 1)
    directory = b"".join(_varint(value) for value in (1, 0, 1, len(tile), 1))
    metadata = b"{}"
    root = 127
    after_root = root + len(directory)
    tiles = after_root + len(metadata)
    header = b"PMTiles\x03" + struct.pack(
        "<11Q", root, len(directory), after_root, len(metadata), tiles, 0, tiles, len(tile), 1, 1, 1
    )
    header += bytes((1, 1, 1, 2, 0, 0))  # clustered, uncompressed inside and out, PNG, zoom 0 to 0
    header += struct.pack("<4i", -1800000000, -850000000, 1800000000, 850000000)
    header += struct.pack("<B2i", 0, 0, 0)
    assert len(header) == root
    return header + directory + metadata + tile
