"""`khaka doctor`."""

from __future__ import annotations

import sys

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Json, Lang, app, print_json, speaker
from khaka.core.message import Message


@app.command()
def doctor(as_json: Json = False, lang: Lang = "en") -> None:
    """Check the embedded data against their contracts. Example: khaka doctor."""
    from khaka import __version__
    from khaka.catalog import check_all
    from khaka.catalog.catalog import EMBEDDED

    say = speaker(lang)
    report = {k: [say.text(m) for m in v] for k, v in check_all(EMBEDDED).items()}
    if as_json:
        print_json({"version": __version__, "python": sys.version.split()[0], "data": report})
    else:
        table = Table(say.text(Message("cli.doctor.dataset")), say.text(Message("cli.doctor.state")))
        for name, problems in report.items():
            table.add_row(name, "\n".join(problems) or say.text(Message("cli.doctor.ok")))
        Console().print(f"khaka {__version__}, Python {sys.version.split()[0]}", table)
    if any(report.values()):
        raise typer.Exit(1)
