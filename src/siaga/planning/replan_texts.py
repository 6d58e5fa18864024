"""What a replan changed, in lines people can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from siaga.model.language import Catalog, Language
from siaga.model.operation import Operation
from siaga.model.plan import Reason, Role
from siaga.planning.texts import tell_reason

if TYPE_CHECKING:
    from siaga.planning.replan import Replanned
    from siaga.planning.replan_placements import Move

TEXTS: Final = Catalog(
    {
        "nothing": (
            "Tidak ada yang berubah.",
            "Nothing changes.",
        ),
        "stays": (
            "Tidak ada personel yang perlu dipindahkan.",
            "Nobody needs to move.",
        ),
        "dropped": (
            "{name} berhalangan ({place}).",
            "{name} can not serve ({place}).",
        ),
        "moves": (
            "{name} pindah dari {old} ke {new}: {why}.",
            "{name} moves from {old} to {new}: {why}.",
        ),
        "joins": (
            "{name} bertugas di {new}: {why}.",
            "{name} serves at {new}: {why}.",
        ),
        "released": (
            "{name} kembali siaga di {new} dari {old}{why}.",
            "{name} is back on standby at {new} from {old}{why}.",
        ),
        "leads": (
            "{name} kini memimpin {place}.",
            "{name} now leads {place}.",
        ),
        "opened": (
            "Pos baru: {posts}.",
            "New posts: {posts}.",
        ),
        "changed": (
            "Pos yang susunannya berubah: {posts}.",
            "Posts with other stations than before: {posts}.",
        ),
        "closed": (
            "Pos yang dihapus: {posts}.",
            "Posts that are no more: {posts}.",
        ),
        "short": (
            "{place}: masih kurang {officers} personel.",
            "{place}: still short of officers: {officers}.",
        ),
        "role.post": ("pos {place}", "post {place}"),
        "role.duty": ("tugas {place}", "duty {place}"),
        "role.reserve": ("regu cadangan {place}", "reserve team {place}"),
        "role.padal": ("Padal {place}", "Padal {place}"),
        "role.pamatwil": ("Pamatwil {place}", "Pamatwil {place}"),
        "role.spare": ("siaga di {place}", "standby at {place}"),
    }
)


def move_lines(replanned: Replanned, language: Language) -> list[str]:
    """The difference between the plans, a sentence a line: who drops out, who moves, what is short.

    Officers and places are named as the roster and the plan name them.
    """
    operation, say = replanned.operation, TEXTS.say
    names = {o.id: f"{o.name} ({o.rank})" for o in operation.officers}
    lines = []
    for gone in replanned.dropped:
        place = place_name(operation, gone.role, gone.place, language)
        lines.append(say("dropped", language, name=names[gone.officer], place=place))
    for key in ("closed", "opened", "changed"):
        posts: tuple[str, ...] = getattr(replanned, key)
        if posts:
            lines.append(say(key, language, posts=", ".join(posts)))
    lines += [_move_line(operation, m, names[m.officer], language) for m in replanned.moves]
    for placement in replanned.new_leaders:
        place = place_name(operation, placement.role, placement.place, language)
        lines.append(say("leads", language, name=names[placement.officer], place=place))
    if not lines:
        return [say("nothing", language)]
    if not replanned.moves:
        lines.append(say("stays", language))
    for place, officers in replanned.plan.unfilled.items():
        named = _named(operation).get(place, place)
        lines.append(say("short", language, officers=officers, place=named))
    return lines


def place_name(operation: Operation, role: Role, place: str, language: Language) -> str:
    """``post P-03-031``, ``duty KPU guard`` …"""
    named = _named(operation).get(place, place)
    return TEXTS.say(f"role.{role.value}", language, place=named)


def _named(operation: Operation) -> dict[str, str]:
    """Names of districts, rayons, duties and bases by id; posts and teams are called by theirs."""
    names = {base.id: base.name for base in operation.bases}
    names |= {duty.id: duty.name for duty in operation.duties}
    names |= {rayon.id: rayon.name for rayon in operation.supervision.rayons}
    return names | {station.district: station.district_name for station in operation.stations}


def _move_line(operation: Operation, move: Move, name: str, language: Language) -> str:
    new = place_name(operation, move.to_role, move.to_place, language)
    why = "; ".join(_reason(operation, reason, language) for reason in move.reasons)
    if move.from_role is None:
        return TEXTS.say("joins", language, name=name, new=new, why=why)
    old = place_name(operation, move.from_role, move.from_place, language)
    if move.to_role is Role.SPARE:
        tail = f": {why}" if why else ""
        base = _named(operation).get(move.to_place, move.to_place)
        return TEXTS.say("released", language, name=name, old=old, new=base, why=tail)
    return TEXTS.say("moves", language, name=name, old=old, new=new, why=why)


def _reason(operation: Operation, reason: Reason, language: Language) -> str:
    """The reason with places called by their names."""
    names = _named(operation)
    values = {
        key: names.get(value, value) if isinstance(value, str) else value
        for key, value in reason.values.items()
    }
    return tell_reason(Reason(reason.code, values), language)
