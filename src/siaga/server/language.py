"""Every sentence of the screens, in Indonesian and English, found by ``<area>.<key>``.

A module ``siaga.server.<app>.texts.<area>`` holds ``TEXTS``, a :class:`Catalog`. Area names are
unique over all apps; ``tests/server/test_language.py`` holds that and that nothing is missing.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from siaga.model.language import LANGUAGES, Catalog, Language


@cache
def catalogs() -> dict[str, Catalog]:
    """Area -> its catalogue, over every app.

    Raises:
        ValueError: two apps use one area name.
    """
    import siaga.server

    found: dict[str, Catalog] = {}
    for app in pkgutil.iter_modules(siaga.server.__path__, "siaga.server."):
        if not app.ispkg:
            continue
        try:
            package = importlib.import_module(f"{app.name}.texts")
        except ModuleNotFoundError as error:
            if error.name != f"{app.name}.texts":
                raise
            continue
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            area = module.name.rpartition(".")[2]
            if area in found:
                raise ValueError(f"two apps have texts of {area!r}")
            found[area] = importlib.import_module(module.name).TEXTS
    return found


def say(key: str, language: Language, /, **values: object) -> str:
    """The sentence ``<area>.<key>`` in ``language``.

    Raises:
        KeyError: nobody wrote that sentence.
    """
    area, _, name = key.partition(".")
    return catalogs()[area].say(name, language, **values)


def has(key: str) -> bool:
    """Whether a sentence ``<area>.<key>`` exists."""
    area, _, name = key.partition(".")
    return area in catalogs() and name in catalogs()[area]


def as_language(code: str | None, default: Language = "id") -> Language:
    """``code`` as one of our languages."""
    for language in LANGUAGES:
        if code == language:
            return language
    return default
