"""``operation.toml``: its content, and on which line each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from siaga.intake.collector import At, Problems
from siaga.intake.csv_files import decode

_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+(?:\s*\.\s*[A-Za-z0-9_\"'-]+)*)\s*=")
_LONGEST: Final = 1_000_000
"""Characters; a real file has some ten thousand."""
_LONGEST_LINE: Final = 400
"""Characters of a line that may begin with a section or key; longer ones hold values."""
_PART: Final = r"""(?:"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++)"""
_TOO_DEEP: Final = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{32}}")
"""``a.b.c…``: each part of a dotted key makes reading every other one slower."""
_MULTILINE: Final = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The parsed file. ``lines`` maps a path (``duties[1].base``) to its 1-based line."""

    name: str
    content: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, path: str) -> At:
        """The place of ``path``: its line, or that of the nearest section around it."""
        around = path
        while around and around not in self.lines:
            around = around.rpartition(".")[0]
        return At(self.name, "", self.lines.get(around), path)


def parse_toml(text: str) -> dict[str, object]:
    """The content of ``text``, in about 2 s at most, whatever somebody has put into it.

    Raises:
        TOMLDecodeError, RecursionError: it is no TOML.
        ValueError: it is longer or nested deeper than anybody would write.
    """
    if len(text) > _LONGEST or _TOO_DEEP.search(text):
        raise ValueError("too deep or too long")
    return tomllib.loads(text.replace("\r\n", "\n"))


def read_toml(data: bytes, name: str, problems: Problems) -> TomlFile | None:
    """The file's content; None, with the problem and its line noted, when it is no TOML."""
    text = decode(data, At(name), problems)
    if text is None:
        return None
    try:
        content = parse_toml(text)
    except tomllib.TOMLDecodeError as failure:
        found = re.search(r"at line (\d+)", str(failure))
        line = int(found[1]) if found else text.count("\n") + 1
        problems.error(
            "toml.broken", At(name, "", line), reason=re.sub(r" \(at .*", "", str(failure))
        )
        return None
    except (RecursionError, ValueError):  # nested too deep, or a number of absurd length
        problems.error("toml.broken", At(name), reason="too deep or too long")
        return None
    return TomlFile(name, content, _lines(text))


def _lines(text: str) -> dict[str, int]:
    """Path -> line of its first mention, for sections and keys written one per line."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    section, open_text = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        marks = len(_MULTILINE.findall(line))
        if open_text:
            open_text = marks % 2 == 0
            continue
        open_text = marks % 2 == 1
        if len(line) > _LONGEST_LINE:
            line = line[: line.find("=", 0, _LONGEST_LINE) + 1]
        header = _HEADER.match(line)
        if header:
            section = _plain_path(header[2])
            if header[1] == "[[":
                lines.setdefault(section, number)
                counts[section] = counts.get(section, -1) + 1
                section = f"{section}[{counts[section]}]"
            lines.setdefault(section, number)
            continue
        key = _KEY.match(line)
        if key:
            path = _plain_path(key[1])
            lines.setdefault(f"{section}.{path}" if section else path, number)
    return lines


def _plain_path(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.split("."))
