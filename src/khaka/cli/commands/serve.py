"""`khaka serve`."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer

from khaka.cli.door import Lang, app, speaker, split

#: Above this door and the pages: it is named, not imported (docs/design/0001-the-house.md).
_ENTRY = "khaka.serving"


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
    database: Annotated[
        str, typer.Option(metavar="URL", help="sqlite:///path or postgresql://user:password@host:port/name.")
    ] = "",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 2,
    name: Annotated[str, typer.Option(help="Host names that the pages answer to, with commas.")] = "",
    https: Annotated[bool, typer.Option("--https", help="A proxy in front speaks TLS.")] = False,
    admin: Annotated[str, typer.Option(metavar="EMAIL", help="First run: the administrator's address.")] = "",
    password_file: Annotated[
        Path | None, typer.Option(help="First run: a file with the password; or KHAKA_ADMIN_PASSWORD.")
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="First run: a committee to look at, marked DEMONSTRATION.")
    ] = False,
    lang: Lang = "en",
) -> None:
    """Start the workspace; the first run makes its database. Example: khaka serve --port 8000"""
    speaker(lang)
    entry = importlib.import_module(_ENTRY)
    options = entry.Options(
        host, port, database, workers, split(name), https, admin, password_file, demo, lang,
    )  # fmt: skip
    entry.serve(options)
