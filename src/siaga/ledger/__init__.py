"""The append-only ledger: entries, their hash tree, signed checkpoints, proofs and the export.

The tree is the one of RFC 6962, stored in the tiles of C2SP ``tlog-tiles``; a checkpoint is a C2SP
``signed-note`` that other agencies can co-sign (``tlog-cosignature``). Nothing here knows a
database: who keeps the tiles hands in a :class:`~siaga.ledger.tiles.TileReader`.

:mod:`siaga.ledger.siaga_verify` is apart: one file that an outsider runs without this package.
"""
