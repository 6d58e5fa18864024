"""All benchmarks as one document: ``python -m benchmarks [section …]``.

Each section is measured by its own module and replaces its part of ``docs/benchmarks.md``; the
others stay as they were, with their own date.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from typing import Final

from benchmarks.measure import ROOT

SECTIONS: Final = {
    "commands": "Whole commands",
    "posts": "Posts: grouping stations",
    "assignment": "Assignment of named officers",
    "replan": "Replan after drop-outs",
    "facility": "p-median, p-center, covering",
    "cpmp": "Capacitated p-median",
    "stress": "Stress test",
    "ledger": "Ledger: append rate",
    "pages": "Pages of the server",
    "importing": "Import: upload, dry run, accept",
    "memory": "Memory of the idle server",
    "map_paint": "First paint of the map",
}
PAGE: Final = ROOT / "docs" / "benchmarks.md"
HEAD: Final = """# Benchmarks

`make bench` measures everything below anew; `python -m benchmarks posts` one section. Figures are
those of the machine named in each section: read the ratios to the peers, measured in the same run,
and the gaps to proven bounds and published optima. Speed is never asserted in a test.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the sections named, or all, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], metavar="section")
    chosen = parser.parse_args(arguments).sections or list(SECTIONS)
    for name in chosen:
        print(f"[benchmarks] {name}", flush=True)
        body = measured_apart(name)
        print(body, flush=True)
        dated = f"*{date.today():%d %b %Y}, {machine()}.*\n\n{body.strip()}\n"
        write_page({**read_page(), name: dated})


def measured_apart(name: str) -> str:
    """The section's text from a process of its own: what one loads does not weigh on the next."""
    code = f"from benchmarks.{name} import section; print(section())"
    command = [sys.executable, "-c", code]
    text = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    # Progress may precede the section; a section begins with its table or a heading.
    return text[min(at for at in (text.find("| "), text.find("### ")) if at >= 0) :]


def machine() -> str:
    """The machine in a few words."""
    model = platform.processor() or platform.machine()
    cpuinfo = "/proc/cpuinfo"
    if os.path.exists(cpuinfo):
        with open(cpuinfo, encoding="utf-8") as lines:
            found = re.search(r"model name\s*: (.+)", lines.read())
            model = found.group(1).strip() if found else model
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}"


def read_page() -> dict[str, str]:
    """Section bodies by name as they stand in the page."""
    if not PAGE.exists():
        return {}
    text = PAGE.read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, title in SECTIONS.items():
        match = re.search(rf"^## {re.escape(title)}\n\n(.*?)(?=^## |\Z)", text, re.M | re.S)
        if match:
            found[name] = match.group(1).strip() + "\n"
    return found


def write_page(parts: dict[str, str]) -> None:
    """Write the page with the sections there are, in order."""
    body = [f"## {title}\n\n{parts[name]}" for name, title in SECTIONS.items() if name in parts]
    PAGE.write_text("\n".join([HEAD, *body]), encoding="utf-8")


if __name__ == "__main__":
    main()
