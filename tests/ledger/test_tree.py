"""The tree: a wrong root would call an honest record forged, or a forged one honest."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.ledger import tiles, tree
from siaga.ledger.texts import LedgerError
from siaga.ledger.tiles import Builder, MemoryTiles, TiledTree

# The leaves and roots with which Certificate Transparency logs are tested (RFC 6962 trees).
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    left, right = naive_root(leaves[:k]), naive_root(leaves[k:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(m: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_proof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_proof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def leaves_of(size: int) -> list[bytes]:
    return [tree.leaf_hash(str(number).encode()) for number in range(size)]


def grown(batches: list[int]) -> tuple[MemoryTiles, list[bytes]]:
    store, leaves = MemoryTiles(), leaves_of(sum(batches))
    size = 0
    for batch in batches:
        result = tiles.append(store, size, leaves[size : size + batch])
        store.tiles.update(result.tiles)
        size += batch
        assert result.size == size
        assert result.root == tree.root(TiledTree(store), size)
    return store, leaves


def test_roots_are_those_of_certificate_transparency() -> None:
    hashes = [tree.leaf_hash(data) for data in INPUTS]
    builder, store = Builder(), MemoryTiles()
    assert builder.root().hex() == ROOTS[0]
    for size, digest in enumerate(hashes):
        builder.add(digest)
        appended = tiles.append(store, size, [digest])
        store.tiles.update(appended.tiles)
        assert builder.root().hex() == appended.root.hex() == ROOTS[size + 1]
        assert naive_root(hashes[: size + 1]).hex() == ROOTS[size + 1]


def test_proofs_are_those_of_the_drawing_in_rfc_6962() -> None:
    """Section 2.1.3: seven entries; PATH(3) = [c, g, l], PROOF(6) = [i, j, k] and so on."""
    d = leaves_of(7)
    a, b, c, _d, e, f, j = d
    g, h, i = tree.node_hash(a, b), tree.node_hash(c, _d), tree.node_hash(e, f)
    k = tree.node_hash(g, h)
    m = tree.node_hash(i, j)
    store, _leaves = grown([7])
    nodes = TiledTree(store)
    assert tree.inclusion_proof(nodes, 0, 7) == [b, h, m]
    assert tree.inclusion_proof(nodes, 3, 7) == [c, g, m]
    assert tree.inclusion_proof(nodes, 4, 7) == [f, j, k]
    assert tree.inclusion_proof(nodes, 6, 7) == [i, k]
    assert tree.consistency_proof(nodes, 3, 7) == [c, _d, g, m]
    assert tree.consistency_proof(nodes, 4, 7) == [m]
    assert tree.consistency_proof(nodes, 6, 7) == [i, j, k]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=5), st.data())
def test_batches_of_any_size_give_the_tree_of_the_definition(
    batches: list[int], data: st.DataObject
) -> None:
    store, leaves = grown(batches)
    nodes, size = TiledTree(store), len(leaves)
    at = data.draw(st.integers(0, size), label="size asked")
    assert tree.root(nodes, at) == naive_root(leaves[:at])
    index = data.draw(st.integers(0, size - 1), label="index")
    path = tree.inclusion_proof(nodes, index, size)
    assert path == naive_path(index, leaves)
    whole = naive_root(leaves)
    assert tree.inclusion_holds(leaves[index], index, size, path, whole)
    proof = tree.consistency_proof(nodes, at, size)
    assert proof == (naive_proof(at, leaves) if at else [])
    assert tree.consistency_holds(at, naive_root(leaves[:at]), size, whole, proof)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_no_other_leaf_place_size_or_path_passes(size: int) -> None:
    store, leaves = grown([size])
    nodes, whole = TiledTree(store), naive_root(leaves)
    for index in range(size):
        path = tree.inclusion_proof(nodes, index, size)
        for other in range(size):
            assert tree.inclusion_holds(leaves[other], index, size, path, whole) == (other == index)
            held = tree.inclusion_holds(leaves[index], other, size, path, whole)
            assert held == (other == index)
        assert not tree.inclusion_holds(leaves[index], size, size, path, whole)
        assert not tree.inclusion_holds(leaves[index], index, size, [*path, whole], whole)
        for at in range(len(path)):
            assert not tree.inclusion_holds(leaves[index], index, size, path[:at], whole)
            bent = [*path[:at], whole, *path[at + 1 :]]
            assert not tree.inclusion_holds(leaves[index], index, size, bent, whole)


@pytest.mark.parametrize("new", [2, 3, 7, 8, 13])
def test_a_rewritten_past_has_no_consistency_proof(new: int) -> None:
    store, leaves = grown([new])
    nodes, whole = TiledTree(store), naive_root(leaves)
    for old in range(1, new):
        proof = tree.consistency_proof(nodes, old, new)
        honest = naive_root(leaves[:old])
        forged = naive_root([tree.leaf_hash(b"?"), *leaves[1:old]])
        assert tree.consistency_holds(old, honest, new, whole, proof)
        assert not tree.consistency_holds(old, forged, new, whole, proof)
        assert not tree.consistency_holds(old, honest, new, forged, proof)
        assert not tree.consistency_holds(old, honest, new, whole, [*proof, whole])
        assert not tree.consistency_holds(old, honest, new, whole, proof[:-1])
        assert not tree.consistency_holds(old + 1, honest, new, whole, proof)


def test_an_empty_tree_begins_every_tree_and_the_same_size_is_the_same_root() -> None:
    one = leaves_of(1)[0]
    assert tree.consistency_holds(0, tree.EMPTY_ROOT, 1, one, [])
    assert not tree.consistency_holds(0, one, 1, one, [])
    assert tree.consistency_holds(1, one, 1, one, [])
    assert not tree.consistency_holds(1, one, 1, tree.EMPTY_ROOT, [])
    assert not tree.consistency_holds(2, one, 1, one, [])


def test_what_is_not_in_the_tree_is_refused() -> None:
    store, _leaves = grown([5])
    nodes = TiledTree(store)
    for wrong in (-1, 5):
        with pytest.raises(LedgerError, match="size 5"):
            tree.inclusion_proof(nodes, wrong, 5)
    with pytest.raises(LedgerError):
        tree.consistency_proof(nodes, 6, 5)


def test_a_lost_tile_is_named_and_not_guessed() -> None:
    store, leaves = grown([300])
    store.tiles[0, 1] = store.tiles[0, 1][:-32]
    with pytest.raises(LedgerError, match=r"0/001"):
        tiles.append(store, 300, leaves[:1])
    with pytest.raises(LedgerError, match=r"0/001"):
        tree.root(TiledTree(store), 300)


def test_appending_touches_the_right_edge_alone() -> None:
    store, leaves = grown([600])
    assert set(tiles.append(store, 600, leaves[:1]).tiles) == {(0, 2)}
    assert set(tiles.append(store, 600, leaves[:200]).tiles) == {(0, 2), (0, 3), (1, 0)}
    assert tiles.append(store, 600, []).tiles == {}


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        ((0, 0, 256), "0/000"),
        ((0, 1234067, 256), "0/x001/x234/067"),
        ((1, 1, 8), "1/001.p/8"),
        ((12, 999, 255), "12/999.p/255"),
    ],
)
def test_tile_paths_are_those_of_c2sp(tile: tuple[int, int, int], path: str) -> None:
    assert tiles.tile_path(*tile) == path
    assert tiles.read_tile_path(path) == tile


@pytest.mark.parametrize(
    "path",
    ["", "0", "0/0", "0/x000/001", "0/1234", "00/001", "0/001.p/256", "0/001.p/", "0/001.p/08",
     "0/x001/23", "x/001", "0/\u0661\u0662\u0663", "0/001/", "-1/001", "0/001.p/0"],
)  # fmt: skip
def test_a_tile_has_one_name(path: str) -> None:
    assert tiles.read_tile_path(path) is None


@given(st.integers(0, 63), st.integers(0, 10**15), st.integers(1, 256))
def test_every_tile_path_reads_back(level: int, index: int, width: int) -> None:
    assert tiles.read_tile_path(tiles.tile_path(level, index, width)) == (level, index, width)
