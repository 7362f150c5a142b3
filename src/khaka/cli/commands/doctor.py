"""`khaka doctor`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Json, Lang, app, print_json, speaker
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.locale import Translator

if TYPE_CHECKING:
    from khaka.desk.workspace import State


@app.command()
def doctor(
    database: Annotated[
        str, typer.Option("--database", metavar="URL", help="The workspace's database; default: where serve keeps it.")
    ] = "",
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Check the embedded data and the workspace's database. Example: khaka doctor."""
    from khaka import __version__
    from khaka.catalog import check_all
    from khaka.catalog.catalog import EMBEDDED
    from khaka.desk.workspace import state

    say = speaker(lang)
    report = {k: [say.text(m) for m in v] for k, v in check_all(EMBEDDED).items()}
    fault = ""
    found: State | None = None
    try:
        found = state(database)
    except KhakaError as error:
        fault = say.text(error.message)
    if as_json:
        shown = _report(found, say) | ({"faults": [fault]} if fault else {})
        print_json({"version": __version__, "python": sys.version.split()[0], "data": report, "workspace": shown})
    else:
        table = Table(say.text(Message("cli.doctor.dataset")), say.text(Message("cli.doctor.state")))
        for name, problems in report.items():
            table.add_row(name, "\n".join(problems) or say.text(Message("cli.doctor.ok")))
        table.add_row(say.text(Message("cli.doctor.workspace")), fault or _words(found, say))
        Console().print(f"khaka {__version__}, Python {sys.version.split()[0]}", table)
    if any(report.values()) or fault or (found is not None and found.faults):
        raise typer.Exit(1)


def _report(found: State | None, say: Translator) -> dict[str, Any]:
    if found is None:
        return {"database": None, "begun": False, "events": 0, "head": "", "faults": [], "halted": None}
    halted = say.text(found.halted) if found.halted else None
    return {"database": found.where, "begun": found.begun, "events": found.events, "head": found.head,
            "faults": [say.text(f) for f in found.faults], "halted": halted}  # fmt: skip


def _words(found: State | None, say: Translator) -> str:
    if found is None:
        return say.text(Message("cli.doctor.workspace_none"))
    lines = [say.text(f) for f in found.faults]
    if found.halted:
        lines.append(say.text(found.halted))
    if not lines:
        key = "cli.doctor.workspace_ok" if found.begun else "cli.doctor.workspace_empty"
        lines.append(say.text(msg(key, where=found.where, n=found.events, head=found.head)))
    return "\n".join(lines)
