"""The ledger in the database: append in the caller's transaction, sequence, prove, sign.

:func:`record` is what actions call. The entry is on record with the action's own commit; its place
in the tree it gets from the sequencer right after, and :func:`position_of` waits for that.
"""

from siaga.server.core.ledger_store.append import record
from siaga.server.core.ledger_store.erasure import erase_openings
from siaga.server.core.ledger_store.sequencer import position_of, sequence

__all__ = ["erase_openings", "position_of", "record", "sequence"]
