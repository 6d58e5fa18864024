"""A wish of the province ("80 BKO") read, shared out, and kept as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from siaga.model.language import Language
from siaga.model.plan import Reason
from siaga.planning.reinforcement import Sharing, Unit, loose, share_reinforcements
from siaga.planning.texts import tell_reason
from siaga.server.plan.queries.province import ProvinceView

MOST_OFFICERS: Final = 20_000
MOST_UNITS: Final = 40

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What there is to share, and the least each must get."""

    officers: int = 0
    """Officers that go anywhere, one by one."""
    units: tuple[tuple[str, int], ...] = ()
    """Units kept together: name and size."""
    minimums: tuple[tuple[str, int], ...] = ()
    """Slug and least share."""

    @property
    def total(self) -> int:
        """All officers there are to share."""
        return self.officers + sum(size for _, size in self.units)


class WishError(Exception):
    """A field that can not be used: its name, the sentence's key, and what was typed."""

    def __init__(self, field: str, key: str, **values: object) -> None:
        super().__init__(key)
        self.field, self.key, self.values = field, key, values


def read_wish(fields: Mapping[str, str]) -> Wish:
    """A wish from form fields: ``officers``, ``units`` (a line each: ``SST Brimob = 30``), and
    ``minimum.<slug>``.

    Raises:
        WishError: a field is no number, too large, or a unit has no size.
    """
    officers = _count("officers", fields.get("officers", ""))
    minimums = [
        (name.partition(".")[2], _count(name, value))
        for name, value in sorted(fields.items())
        if name.startswith("minimum.") and value.strip()
    ]
    return Wish(
        officers,
        read_units(fields.get("units", "")),
        tuple((slug, count) for slug, count in minimums if count),
    )


def read_units(text: str) -> tuple[tuple[str, int], ...]:
    """Units from lines ``name = size``; blank lines are passed over (:class:`WishError`)."""
    found: dict[str, int] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        name, equals, size = line.rpartition("=")
        name = name.strip()[:40]
        if not equals or not name:
            raise WishError("units", "province.unit_line", line=line.strip()[:60])
        if name in found or name == loose(0).id:
            raise WishError("units", "province.unit_twice", name=name)
        found[name] = _count("units", size)
    if len(found) > MOST_UNITS:
        raise WishError("units", "province.units_many", most=MOST_UNITS)
    return tuple(found.items())


def _count(field: str, text: str) -> int:
    text = text.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit()) or len(text) > 6 or int(text) > MOST_OFFICERS:
        raise WishError(field, "province.number", value=text[:20], most=MOST_OFFICERS)
    return int(text)


def share_out(view: ProvinceView, wish: Wish) -> Sharing:
    """Share ``wish`` over the resorts of ``view`` by what it mends.

    Raises:
        WishError: a least share is of a resort that is not there.
        InputError: the least shares can not be met.
    """
    minimums = dict(wish.minimums)
    unknown = set(minimums) - {resort.resort.id for resort in view.resorts}
    if unknown:
        slug = min(unknown)
        raise WishError(f"minimum.{slug}", "province.no_resort", slug=slug[:60])
    resorts = [
        replace(resort.resort, minimum=minimums.get(resort.resort.id, 0)) for resort in view.resorts
    ]
    units = [Unit(name, size) for name, size in wish.units]
    if wish.officers or not units:
        units.append(loose(wish.officers))
    return share_reinforcements(resorts, units)


def sharing_document(view: ProvinceView, wish: Wish, sharing: Sharing) -> Document:
    """The sharing as it is kept: figures, reasons as codes, the figures it was made from."""
    by_slug = {resort.resort.id: resort for resort in view.resorts}
    return {
        "day": view.day.isoformat() if view.day else None,
        "wish": {
            "officers": wish.officers,
            "units": [list(unit) for unit in wish.units],
            "minimums": [list(minimum) for minimum in wish.minimums],
        },
        "officers": sharing.officers,
        "mended": sharing.mended,
        "still_below": sharing.still_below,
        "held": dict(sharing.held),
        "value": round(sharing.bound.value, 3),
        "bound": round(sharing.bound.bound, 3),
        "proven": sharing.bound.complete and sharing.bound.gap < 1e-9,
        "reasons": [_kept(reason) for reason in sharing.reasons],
        "shares": [
            {
                "slug": share.resort,
                "name": by_slug[share.resort].operation.name,
                "plan": plan.number if (plan := by_slug[share.resort].plan) else None,
                "need": by_slug[share.resort].row.need,
                "available": by_slug[share.resort].row.available,
                "short": by_slug[share.resort].row.short,
                "below": by_slug[share.resort].row.below,
                "officers": share.officers,
                "units": dict(share.units),
                "mended": share.mended,
                "weight": round(share.weight, 3),
                "still_below": share.still_below,
                "still_short": share.still_short,
                "rest": share.rest,
                "reasons": [_kept(reason) for reason in share.reasons],
            }
            for share in sharing.shares
        ],
    }


def _kept(reason: Reason) -> Document:
    return {"code": reason.code, "values": dict(reason.values)}


def told(document: Document, language: Language) -> Document:
    """``document`` with its reasons as sentences in ``language``."""
    return {
        **document,
        "reasons": _sentences(document["reasons"], language),
        "shares": [
            {**share, "reasons": _sentences(share["reasons"], language)}
            for share in document["shares"]
        ],
    }


def shown(document: Document, language: Language) -> Document:
    """``told`` for the page: who gets most first; resorts that need nothing by name alone."""
    said = told(document, language)
    needing = [share for share in said["shares"] if share["officers"] or share["below"]]
    needing.sort(key=lambda share: (-share["officers"], -share["still_below"], share["name"]))
    others = [share for share in said["shares"] if share not in needing]
    closing = [share["name"] for share in others if share["plan"] is not None]
    unknown = [share["name"] for share in others if share["plan"] is None]
    return {
        **said,
        "shares": needing,
        "closing": {"count": len(closing), "names": ", ".join(closing)},
        "unknown": {"count": len(unknown), "names": ", ".join(unknown)},
    }


def _sentences(reasons: list[Document], language: Language) -> list[str]:
    return [
        tell_reason(Reason(str(kept["code"]), dict(kept["values"])), language) for kept in reasons
    ]
