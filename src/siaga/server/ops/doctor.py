"""``siaga doctor``: what is wrong with this installation, and how to mend it.

It changes nothing. Each check is a function that says what it found; one that can not be made
because an earlier one failed is left out. ``error`` stops work or endangers data, ``warning`` is
what should be mended soon.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from siaga.model.language import Language
from siaga.server.environment import VARIABLES, Environment, read_environment
from siaga.server.ops.failures import OperatorError
from siaga.server.ops.texts.doctor import TEXTS


class Verdict(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check has found."""

    check: str
    verdict: Verdict
    key: str
    """Sentence of :mod:`siaga.server.ops.texts.doctor`; its remedy is ``<key>_remedy``."""
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """What was found."""
        if self.key == "given":
            return str(self.values[language])
        return TEXTS.say(self.key, language, **self.values)

    def remedy(self, language: Language) -> str:
        """What to do; empty when there is nothing to do."""
        key = f"{self.key}_remedy"
        return TEXTS.say(key, language, **self.values) if key in TEXTS else ""

    def document(self, language: Language) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "check": self.check,
            "title": TEXTS.say(f"title_{self.check}", language),
            "verdict": self.verdict.value,
            "text": self.text(language),
            "remedy": self.remedy(language),
        }


Check = Callable[[Environment], Iterable[Finding]]


def ok(check: str, key: str, **values: object) -> Finding:
    """Nothing to do."""
    return Finding(check, Verdict.OK, key, values)


def warning(check: str, key: str, **values: object) -> Finding:
    """Mend it soon."""
    return Finding(check, Verdict.WARNING, key, values)


def error(check: str, key: str, **values: object) -> Finding:
    """Mend it now."""
    return Finding(check, Verdict.ERROR, key, values)


def stopped(check: str, problem: OperatorError) -> Finding:
    """A check that ended with a sentence of its own."""
    texts = {"id": problem.text("id"), "en": problem.text("en")}
    return Finding(check, Verdict.ERROR, "given", texts)


def examine(*, full: bool = False, url: str = "") -> list[Finding]:
    """Make every check; with ``full`` the ledger is read from its first entry.

    ``url`` is where browsers find the server, to look at it from their side.
    """
    findings = list(unknown_variables(os.environ))
    if not findings:
        findings = [ok("environment", "environment_ok")]
    try:
        environment = read_environment()
    except OperatorError as problem:
        return [*findings, stopped("environment", problem)]

    from siaga.server.ops import doctor_database, doctor_machine

    for check in doctor_machine.CHECKS:
        findings += check(environment)
    findings += doctor_database.examine_database(environment, full=full)
    if url:
        from siaga.server.ops.doctor_outside import examine_outside

        findings += examine_outside(environment, url)
    return findings


def unknown_variables(given: Mapping[str, str]) -> Iterable[Finding]:
    """Variables that nobody reads: mostly typing errors."""
    for name in sorted(given):
        if name.startswith("SIAGA_") and name not in VARIABLES and name not in _FOR_DEVELOPERS:
            yield warning("environment", "environment_unknown", name=name)


_FOR_DEVELOPERS = frozenset(
    {"SIAGA_CHROMIUM", "SIAGA_NODE", "SIAGA_TEST_DATABASE", "SIAGA_TEST_POSTGRESQL"}
)


def worst(findings: Iterable[Finding]) -> Verdict:
    """The worst verdict."""
    found = {finding.verdict for finding in findings}
    return next(v for v in (Verdict.ERROR, Verdict.WARNING, Verdict.OK) if v in found | {v.OK})
