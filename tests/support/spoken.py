"""Which sentences the server says, and with which values: read from its templates and its code."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import siaga.server

SERVER = Path(siaga.server.__file__).parent
TEMPLATES = tuple(sorted(SERVER.rglob("*.html")))
MODULES = tuple(
    path
    for folder in (SERVER, SERVER.parent / "cli")
    for path in sorted(folder.rglob("*.py"))
    if "texts" not in path.parts and "migrations" not in path.parts
)

_TAG = re.compile(r"{%\s*say\s+(?P<rest>.*?)%}", re.DOTALL)
_LITERAL = re.compile(r"""^(['"])(?P<key>[\w.-]+)\1(?P<rest>.*)$""", re.DOTALL)
_PREFIX = re.compile(r"""['"](?P<prefix>[a-z_]+\.[\w.-]*)['"]\s*\|\s*add:""")
_TERM = re.compile(r"""{%\s*term\s+['"](?P<what>[a-z]+)['"]""")
_GIVEN = re.compile(r"""(\w+)=""")
_QUOTED = re.compile(r"""['"]([a-z_]+(?:[.-][\w-]+)+)['"]""")


@dataclass(frozen=True)
class Said:
    """One place where a sentence is said by its name."""

    key: str
    values: frozenset[str] | None
    """Names of the values given; None: not known here."""
    place: str


def fields(sentence: str) -> set[str]:
    """Names of the gaps in a sentence."""
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(sentence)
            if name}  # fmt: skip


@cache
def said() -> tuple[Said, ...]:
    """Every sentence that is said with its name written out."""
    found: list[Said] = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for tag in _TAG.finditer(text):
            literal = _LITERAL.match(tag["rest"].strip())
            if literal is None or literal["rest"].lstrip().startswith("|"):
                continue
            place = f"{path.relative_to(SERVER)}:{text.count(chr(10), 0, tag.start()) + 1}"
            given = frozenset(_GIVEN.findall(literal["rest"]))
            found.append(Said(literal["key"], given, place))
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if SERVER not in path.parents or not _speaks(tree):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_say(node.func) and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    names = [word.arg for word in node.keywords]
                    given = None if None in names else frozenset(str(name) for name in names)
                    place = f"{path.relative_to(SERVER.parent)}:{node.lineno}"
                    found.append(Said(key.value, given, place))
    return tuple(found)


def _speaks(tree: ast.Module) -> bool:
    """Whether ``say`` in this module is the server's, and not a parameter of that name."""
    nodes = list(ast.walk(tree))
    imported = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "siaga.server.language"
        and any(alias.name == "say" for alias in node.names)
        for node in nodes
    )
    return imported and not any(isinstance(node, ast.arg) and node.arg == "say" for node in nodes)


def _is_say(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in ("say", "say_in")


@dataclass(frozen=True)
class Mentioned:
    """What the code and the templates name."""

    names: frozenset[str]
    beginnings: tuple[str, ...]
    ends: tuple[str, ...]

    def has(self, area: str, name: str) -> bool:
        """Whether the sentence ``area.name`` is said somewhere, whole or put together."""
        key = f"{area}.{name}"
        if key in self.names or name in self.names:
            return True
        if any(key.startswith(part) or name.startswith(part) for part in self.beginnings):
            return True
        return any(
            name.endswith(end) and self.has(area, name.removesuffix(end)) for end in self.ends
        )


@cache
def mentioned() -> Mentioned:
    """Every quoted name that may be a sentence's, and beginnings and ends that are completed."""
    names: set[str] = set()
    beginnings: set[str] = set()
    ends: set[str] = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        names.update(_QUOTED.findall(text))
        beginnings.update(match["prefix"] for match in _PREFIX.finditer(text))
        beginnings.update(f"terms.{match['what']}_" for match in _TERM.finditer(text))
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                first, last = node.values[0], node.values[-1]
                if isinstance(first, ast.Constant) and _BEGINNING.fullmatch(str(first.value)):
                    beginnings.add(str(first.value))
                elif isinstance(last, ast.Constant) and _END.fullmatch(str(last.value)):
                    ends.add(str(last.value))
    return Mentioned(frozenset(names), tuple(sorted(beginnings)), tuple(sorted(ends)))


_BEGINNING = re.compile(r"[a-z_]+\.[\w.-]+|[a-z_]+_")
_END = re.compile(r"_[a-z]+")

_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
_CLASSES = re.compile(r"{%\s*block\s+\w*class\w*\s*%}.*?{%\s*endblock\b.*?%}", re.DOTALL)
_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_SPOKEN = re.compile(r"""\s(?:aria-label|title|placeholder|alt|label)=("[^"]*"|'[^']*')""")
_ELEMENT = re.compile(r"<[a-zA-Z/!](?:\"[^\"]*\"|'[^']*'|[^>])*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


def bare_words(path: Path) -> list[str]:
    """Words that a template shows without saying them through the catalogue."""
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    text = _CODE.sub("\x00", _CLASSES.sub("", text))
    shown = [match[1] for match in _SPOKEN.finditer(text)]
    text = re.sub(r"<(code|pre|kbd)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"\b[\w-]+\.(py|zip|xlsx|csv|json|txt)\b", " ", text)
    shown.append(re.sub(r"&\w+;", " ", _ELEMENT.sub(" ", text)))
    return [word for part in shown for word in _WORD.findall(part)]
