"""What every command shares: the options that all take, the speaker, and how an answer or an error is printed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khaka.core.errors import KhakaError, MissionFault
from khaka.core.message import Message, msg
from khaka.locale import LANGUAGES, Translator

if TYPE_CHECKING:
    from khaka.catalog import Catalog

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout; words go to stderr.")]
Lang = Annotated[str, typer.Option("--lang", help="hi or en.")]
Data = Annotated[Path | None, typer.Option("--data", help="Folder of your own datasets.", show_default="KHAKA_DATA")]


def speaker(lang: str) -> Translator:
    """The translator of ``--lang``; wrong usage (exit 2) for a language without a catalogue."""
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang}: {' or '.join(LANGUAGES)}", param_hint="--lang")
    return Translator(lang)


def data_folder(data: Path | None) -> Path:
    """``--data``, else KHAKA_DATA, else the user's data folder. It need not exist."""
    if data is not None:
        return data
    if os.environ.get("KHAKA_DATA"):
        return Path(os.environ["KHAKA_DATA"])
    import platformdirs

    return Path(platformdirs.user_data_dir("khaka", appauthor=False))


def open_catalog(data: Path | None) -> Catalog:
    """The embedded data and the user's own."""
    from khaka.catalog import Catalog

    if data is not None and not data.is_dir():
        raise KhakaError(msg("error.data.folder", folder=str(data)), msg("error.data.folder_hint"))
    return Catalog(data_dir=data_folder(data))


def print_json(document: dict[str, Any]) -> None:
    """One JSON document on stdout."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


def say_error(error: KhakaError, say: Translator) -> None:
    """A domain error on stderr: what is wrong, and what to try; a mission's faults one a line."""
    typer.echo(f"{say.text(msg('error.common'))}: {say.text(error.message)}", err=True)
    if isinstance(error, MissionFault):
        for problem in error.problems:
            typer.echo(f"  {problem.field}: {say.text(problem.message)}", err=True)
    if error.hint:
        typer.echo(say.text(error.hint), err=True)


def split(text: str | None, more: str | None = None) -> tuple[str, ...]:
    """The parts of one or two comma-separated options."""
    return tuple(p.strip() for t in (text, more) if t for p in t.split(",") if p.strip())


def label(say: Translator, key: str, **params: Any) -> str:
    """A short text by key."""
    return say.text(Message(key, tuple(params.items())))
