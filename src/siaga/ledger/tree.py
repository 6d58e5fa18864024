"""The Merkle tree of RFC 6962 (section 2.1): hashes, roots, proofs, and their verifying.

Everything is asked of a :class:`NodeReader`, which knows the hash over any complete subtree; the
tree over ``size`` entries is then a handful of complete subtrees along its right edge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from siaga.ledger.texts import LedgerError

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()


class NodeReader(Protocol):
    """Knows the hashes over complete subtrees."""

    def node(self, level: int, index: int) -> bytes:
        """Hash over entries ``index * 2**level`` up to ``(index + 1) * 2**level - 1``."""
        ...


def leaf_hash(data: bytes) -> bytes:
    """``SHA-256(0x00 || data)``: the hash of an entry."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """``SHA-256(0x01 || left || right)``: the hash over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Root over complete subtrees from left (largest) to right (smallest)."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def root(nodes: NodeReader, size: int) -> bytes:
    """Root of the tree over the first ``size`` entries."""
    return fold([nodes.node(level, index) for level, index in _cover(0, size)])


def inclusion_proof(nodes: NodeReader, index: int, size: int) -> list[bytes]:
    """Hashes that lead from entry ``index`` to the root at ``size``, lowest first.

    Raises:
        LedgerError: when ``index`` is not below ``size``.
    """
    if not 0 <= index < size:
        raise LedgerError("tree.range", index=index, size=size)
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_root(nodes, middle, end))
            end = middle
        else:
            path.append(_range_root(nodes, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(nodes: NodeReader, old: int, new: int) -> list[bytes]:
    """Hashes that show the tree at ``new`` to continue the tree at ``old``; empty when trivial.

    Raises:
        LedgerError: when ``old`` is above ``new`` or below zero.
    """
    if not 0 <= old <= new:
        raise LedgerError("tree.range", index=old, size=new)
    if old in (0, new):
        return []
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:  # SUBPROOF of RFC 6962, section 2.1.2, as a loop
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range_root(nodes, middle, end))
            end = middle
        else:
            path.append(_range_root(nodes, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(_range_root(nodes, start, end))
    return path[::-1]


def inclusion_holds(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes
) -> bool:
    """Whether ``proof`` shows ``leaf`` at ``index`` of the tree of ``size``, root ``expected``.

    RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    node, last, digest = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            digest = node_hash(step, digest)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, step)
        node, last = node >> 1, last >> 1
    return last == 0 and digest == expected


def consistency_holds(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether ``proof`` shows the tree at ``new`` to begin with the tree at ``old``.

    RFC 9162, section 2.1.4.2; an empty tree begins every tree.
    """
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not proof and (old_root == EMPTY_ROOT if old == 0 else old_root == new_root)
    steps = list(proof)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, step)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(width: int) -> int:
    """The largest power of two below ``width`` (RFC 6962's k)."""
    return 1 << ((width - 1).bit_length() - 1)


def _cover(start: int, end: int) -> Iterator[tuple[int, int]]:
    """(level, index) of the complete subtrees over ``[start, end)``, left to right.

    ``start`` is a multiple of the largest power of two inside, as it always is in a proof.
    """
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _range_root(nodes: NodeReader, start: int, end: int) -> bytes:
    return fold([nodes.node(level, index) for level, index in _cover(start, end)])
