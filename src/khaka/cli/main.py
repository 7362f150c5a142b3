"""`khaka`: the console script."""

from __future__ import annotations

import errno
import importlib
import io
import os
import pkgutil
import sys
from typing import Annotated

import typer

from khaka.cli import commands
from khaka.cli.door import app, say_error
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.locale import LANGUAGES, Translator

for _module in sorted(m.name for m in pkgutil.iter_modules(commands.__path__)):
    importlib.import_module(f"khaka.cli.commands.{_module}")


def _version(wanted: bool) -> None:
    if wanted:
        from khaka import __version__

        typer.echo(f"khaka {__version__}")
        raise typer.Exit


@app.callback()
def khaka(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
) -> None:
    """Published election results into a party's blueprint for the next election, in Hindi and English.

    Every command takes --json, --lang hi|en, --data DIR and --debug. Example: khaka blueprint mission-2024
    """


def run() -> None:
    """The console script: domain errors in one or two lines and exit 1; a traceback only with --debug."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")  # a C locale must not stop Hindi
    debug = "--debug" in sys.argv or bool(os.environ.get("KHAKA_DEBUG"))
    sys.argv = [a for a in sys.argv if a != "--debug"]
    lang = next((b for a, b in zip(sys.argv, sys.argv[1:], strict=False) if a == "--lang" and b in LANGUAGES), "en")
    try:
        app()
    except KhakaError as error:
        if debug:
            raise
        say_error(error, Translator(lang))
        raise SystemExit(1) from None
    except OSError as error:
        # a reader that has gone is no fault; a full disk is
        if debug:
            raise
        if error.errno != errno.EPIPE:
            typer.echo(f"{Translator(lang).text(msg('error.common'))}: {error.strerror}", err=True)
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  (the interpreter flushes it once more)
        raise SystemExit(1 if error.errno != errno.EPIPE else 0) from None
