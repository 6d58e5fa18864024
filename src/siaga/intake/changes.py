"""Changes to a plan from a small TOML file or from the command line.

::

    [[drop]]
    officer = "90000212"

    [[close]]
    station = "1607032001005"

    [[move]]
    station = "1607032001006"
    lat = -2.81
    lon = 104.52
    access = "river"          # left out: as before

    [[add]]
    id = "90000999"
    name = "Personel 0999"
    rank = "Bripka"
    unit = "SEK-3"            # and sex, home_village, skills, origin, team, duty, phone

    [[block]]
    area = "16.07.03.2001"    # a village or a district
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from siaga.intake.collector import At, Problems, nearest
from siaga.intake.limits import read_bytes
from siaga.intake.settings_schema import Key, Section, Type
from siaga.intake.settings_values import SectionReader, Values
from siaga.intake.toml_file import TomlFile, read_toml
from siaga.model.changes import Changes, StationMove
from siaga.model.force import RANKS, Officer, Origin, Sex, Skill
from siaga.model.operation import Operation
from siaga.model.places import Access
from siaga.model.problems import InputError

_T, _N = Type.TEXT, Type.NUMBER

DROP: Final = Section(
    "drop",
    ("Personel yang berhalangan.", "An officer who can not serve."),
    (Key("officer", _T, ("NRP.", "NRP."), True),),
    many=True,
)
CLOSE: Final = Section(
    "close",
    ("TPS yang tidak dibuka.", "A station that does not open."),
    (Key("station", _T, ("Kode TPS.", "Station code."), True),),
    many=True,
)
MOVE: Final = Section(
    "move",
    ("TPS yang berpindah, di desa yang sama.", "A station at a new place, in the same village."),
    (
        Key("station", _T, ("Kode TPS.", "Station code."), True),
        Key("lat", _N, ("Lintang baru, derajat.", "New latitude, degrees."), True),
        Key("lon", _N, ("Bujur baru, derajat.", "New longitude, degrees."), True),
        Key(
            "access",
            Type.WORD,
            ("Cara mencapainya; bila kosong seperti semula.", "How it is reached; left out: same."),
            words=tuple(Access),
        ),
    ),
    many=True,
)
ADD: Final = Section(
    "add",
    ("Personel tambahan.", "One more officer."),
    (
        Key("id", _T, ("NRP.", "NRP."), True),
        Key("name", _T, ("Nama.", "Name."), True),
        Key("rank", Type.WORD, ("Pangkat.", "Rank."), True, words=RANKS),
        Key("unit", _T, ("Kode satuan.", "Id of the unit."), True),
        Key("sex", Type.WORD, ("Jenis kelamin.", "Sex."), default="male", words=tuple(Sex)),
        Key("home_village", _T, ("Kode desa asal.", "Code of the home village."), default=""),
        Key("skills", Type.WORDS, ("Keahlian.", "Skills."), default=(), words=tuple(Skill)),
        Key("origin", Type.WORD, ("Asal.", "Origin."), default="own", words=tuple(Origin)),
        Key("team", _T, ("Regu BKO.", "BKO team."), default=""),
        Key("duty", _T, ("Tugas tetap.", "Duty bound to."), default=""),
        Key("phone", _T, ("Telepon.", "Phone."), default=""),
    ),
    many=True,
)
BLOCK: Final = Section(
    "block",
    (
        "Wilayah yang tidak dapat dimasuki atau ditinggalkan.",
        "An area nobody can enter or leave.",
    ),
    (Key("area", _T, ("Kode desa atau kecamatan.", "Village or district code."), True),),
    many=True,
)
SECTIONS: Final = (DROP, CLOSE, MOVE, ADD, BLOCK)
_ROOT: Final = Section("", ("Berkas perubahan.", "File of changes."), ())

_LATITUDES: Final = (-11.5, 6.5)
_LONGITUDES: Final = (94.5, 141.5)


def read_changes(path: Path, operation: Operation) -> Changes:
    """The changes in the TOML file ``path``.

    Raises:
        InputError: the file can not be read, holds no change, or names an officer, station, area,
            unit or duty that ``operation`` does not know; every problem with its line and remedy.
    """
    problems = Problems()
    at = At(path.name)
    data = read_bytes(path, at, problems)
    file = None if data is None else read_toml(data, path.name, problems)
    changes = Changes() if file is None else _Reader(file, operation, problems).changes()
    if problems.has_errors:
        raise InputError(problems.report())
    if changes == Changes():
        problems.error("change.nothing", at)
        raise InputError(problems.report())
    return changes


def changes_from_drops(
    drops: Iterable[str], operation: Operation, changes: Changes | None = None
) -> Changes:
    """``changes`` with the officers of ``--drop`` besides.

    Raises:
        InputError: an NRP that is not on the roster of ``operation``.
    """
    changes = changes or Changes()
    problems = Problems()
    wanted = list(dict.fromkeys((*changes.dropped, *(drop.strip() for drop in drops))))
    known = {officer.id for officer in operation.officers}
    for officer in wanted:
        if officer not in known:
            _note_unknown(problems, At("--drop"), "officer", officer, known)
    if problems.has_errors:
        raise InputError(problems.report())
    return replace(changes, dropped=tuple(wanted))


_UNKNOWN: Final = {
    "officer": ("change.officer", "change.officer_near"),
    "station": ("change.station", "change.station_near"),
    "unit": ("change.unit", "change.unit_near"),
    "duty": ("change.duty", "change.duty_near"),
}


def _note_unknown(problems: Problems, at: At, kind: str, value: str, known: Iterable[str]) -> None:
    """Note a name nothing has, with the one probably meant."""
    plain, near = _UNKNOWN[kind]
    meant = nearest(value, known)
    problems.error(near if meant else plain, at, **{kind: value, "meant": meant})


class _Reader:
    """Reads the sections of one file against one operation."""

    def __init__(self, file: TomlFile, operation: Operation, problems: Problems) -> None:
        self.file, self.operation, self.problems = file, operation, problems
        self.reader = SectionReader(file, problems)
        self.officers = {officer.id: officer for officer in operation.officers}
        self.stations = {station.id for station in operation.stations}

    def changes(self) -> Changes:
        """All changes; what is wrong is noted and left out."""
        names = [section.path for section in SECTIONS]
        self.reader.read(_ROOT, self.file.content, "", names)
        dropped = [v["officer"] for path, v in self._sections(DROP) if self._officer(path, v)]
        closed = [v["station"] for path, v in self._sections(CLOSE) if self._station(path, v)]
        moved = [
            StationMove(v["station"], v["lat"], v["lon"], _access(v))
            for path, v in self._sections(MOVE)
            if self._move(path, v, closed)
        ]
        added = [_officer(v) for path, v in self._sections(ADD) if self._add(path, v)]
        blocked = [v["area"] for path, v in self._sections(BLOCK) if self._area(path, v)]
        self._note_repeats("drop", dropped)
        self._note_repeats("close", closed)
        self._note_repeats("move", [move.station for move in moved])
        self._note_repeats("add", [officer.id for officer in added])
        return Changes(
            dropped=tuple(dropped),
            added=tuple(added),
            closed=tuple(closed),
            moved=tuple(moved),
            blocked=tuple(dict.fromkeys(blocked)),
        )

    def _sections(self, section: Section) -> list[tuple[str, Values]]:
        """(path, values) of every such section whose required keys are right."""
        tables = self.reader.tables(self.file.content, section.path, section.path)
        found = []
        for number, table in enumerate(tables):
            path = f"{section.path}[{number}]"
            values = self.reader.read(section, table, path)
            if all(key.name in values for key in section.keys if key.required):
                found.append((path, values))
        return found

    def _known(self, code: str, path: str, key: str, value: str, known: Iterable[str]) -> bool:
        if value in set(known):
            return True
        _note_unknown(self.problems, self.file.at(f"{path}.{key}"), code, value, known)
        return False

    def _officer(self, path: str, values: Values) -> bool:
        return self._known("officer", path, "officer", values["officer"], self.officers)

    def _station(self, path: str, values: Values) -> bool:
        return self._known("station", path, "station", values["station"], self.stations)

    def _move(self, path: str, values: Values, closed: list[Any]) -> bool:
        if not self._station(path, values):
            return False
        if values["station"] in closed:
            at = self.file.at(f"{path}.station")
            self.problems.error("change.closed_and_moved", at, station=values["station"])
            return False
        lat, lon = values["lat"], values["lon"]
        if _between(lat, _LATITUDES) and _between(lon, _LONGITUDES):
            return True
        self.problems.error("change.outside", self.file.at(f"{path}.lat"), lat=lat, lon=lon)
        return False

    def _add(self, path: str, values: Values) -> bool:
        old = self.officers.get(values["id"])
        if old is not None and old.available:
            at = self.file.at(f"{path}.id")
            self.problems.error("change.officer_exists", at, officer=values["id"])
            return False
        bases = [base.id for base in self.operation.bases]
        right = self._known("unit", path, "unit", values["unit"], bases)
        duties = [duty.id for duty in self.operation.duties]
        duty = values.get("duty", "")
        return (not duty or self._known("duty", path, "duty", duty, duties)) and right

    def _area(self, path: str, values: Values) -> bool:
        area = values["area"]
        if any(f"{station.village}.".startswith(f"{area}.") for station in self.operation.stations):
            return True
        self.problems.error("change.area", self.file.at(f"{path}.area"), area=area)
        return False

    def _note_repeats(self, section: str, values: list[Any]) -> None:
        for number, value in enumerate(values):
            if value in values[:number]:
                self.problems.error("change.repeated", self.file.at(section), value=value)


def _between(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _access(values: Values) -> Access | None:
    return Access(values["access"]) if "access" in values else None


def _officer(values: Values) -> Officer:
    return Officer(
        id=values["id"],
        name=values["name"],
        rank=values["rank"],
        unit=values["unit"],
        sex=Sex(values.get("sex", Sex.MALE)),
        home_village=values.get("home_village", ""),
        skills=frozenset(Skill(skill) for skill in values.get("skills", ())),
        origin=Origin(values.get("origin", Origin.OWN)),
        team=values.get("team", ""),
        duty=values.get("duty", ""),
        phone=values.get("phone", ""),
    )
