"""Generate docs/reference from the code: `python tools/command_reference.py [--check]`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from khaka.blueprint.document import SECTIONS
from khaka.cli.main import app
from khaka.measures import MEASURES
from khaka.render import FACES
from khaka.sources import SOURCES
from khaka.strategy.weakness import DETECTORS

DOCS = Path(__file__).parent.parent / "docs" / "reference"


def commands() -> str:
    """Every command with its options, as Markdown."""
    root = typer.main.get_command(app)
    lines = ["# Commands", "", "Generated from the code; `khaka COMMAND --help` says the same.", ""]
    for name, command in sorted(_leaves(root, "khaka")):
        lines += [f"## {name}", "", *_usage(name, command), ""]
    return "\n".join(lines).rstrip() + "\n"


def _leaves(group: Any, prefix: str) -> list[tuple[str, Any]]:
    found = []
    for name, command in group.commands.items():
        path = f"{prefix} {name}"
        found += _leaves(command, path) if hasattr(command, "commands") else [(path, command)]
    return found


def _usage(name: str, command: Any) -> list[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    shown = " ".join((a.metavar or (a.name or "").upper()) for a in arguments)
    lines = [f"    {name} {shown}".rstrip(), "", (command.help or "").replace("\n", " ").strip(), ""]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    if options:
        lines += ["| option | meaning |", "|---|---|"]
        lines += [f"| `{', '.join(o.opts)}` | {(o.help or '').replace('|', '/')} |" for o in options]
    return lines


def plugins() -> str:
    """Everything that is found by file name, as Markdown."""
    lines = ["# What can be added by one file", "", "Generated from the code.", ""]
    for title, folder, names in (
        ("Importers", "src/khaka/sources/", SOURCES.names),
        ("Weakness detectors", "src/khaka/strategy/weakness/", DETECTORS.names),
        ("Sections", "src/khaka/blueprint/sections/", SECTIONS.names),
        ("Forms of the document", "src/khaka/render/faces/", FACES.names),
    ):
        lines += [f"## {title} (`{folder}`)", "", *(f"- `{n}`" for n in names), ""]
    lines += ["## Measures (`src/khaka/measures/`)", "", "| measure | unit | formula |", "|---|---|---|"]
    lines += [f"| `{m.name}` | {m.unit.value} | `{m.formula}` |" for m in MEASURES.values()]
    return "\n".join(lines) + "\n"


def main(check: bool) -> int:
    stale = []
    for name, text in (("commands.md", commands()), ("plugins.md", plugins())):
        path = DOCS / name
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    if check and stale:
        print("not up to date, run tools/command_reference.py:", *stale, file=sys.stderr)
    return bool(check and stale)


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv))
