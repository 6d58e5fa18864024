"""Parameters many endpoints share."""

from __future__ import annotations

from typing import Annotated

from ninja import Query

Limit = Annotated[int, Query(ge=1, le=1000, description="Most items on this page.")]
Cursor = Annotated[
    int, Query(ge=0, le=2**53 - 1, description="From a `next` address; 0: the first page.")
]
SlugCursor = Annotated[
    str, Query(max_length=60, pattern="^[-a-zA-Z0-9_]*$", description="From a `next` address.")
]
Code = Annotated[
    str, Query(max_length=60, pattern=r"^[^\u0000-\u001f\u007f-\u009f]*$", description="Exact.")
]
Number = Annotated[int, Query(ge=1, le=2**31 - 1, description="Number of a plan.")]
Officers = Annotated[int, Query(ge=0, le=20_000, description="Reinforcements to share.")]
