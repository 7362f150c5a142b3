"""`khaka calendar`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker

if TYPE_CHECKING:
    from khaka.desk.calendar import Calendar
    from khaka.locale import Translator


@app.command()
def calendar(
    mission: Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")],
    ics: Annotated[Path | None, typer.Option(help="Write an iCalendar file, in the language of --lang.")] = None,
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Elections, party elections, reviews and legal windows by date. Example: khaka calendar mission-2024 --ics plan.ics."""
    from khaka.desk import calendar as desk

    say = speaker(lang)
    found = desk.calendar(open_catalog(data), mission, party)
    if ics is not None:
        desk.write_ics(found, lang, ics)
        typer.echo(label(say, "cli.calendar.wrote", file=str(ics), n=len(found.events)), err=True)
    if as_json:
        print_json(desk.document(found))
    elif ics is None:
        _show(found, say)


def _show(found: Calendar, say: Translator) -> None:
    from rich.console import Console
    from rich.table import Table

    if found.unannounced is not None:
        typer.echo(say.text(found.unannounced))
    table = Table(*(label(say, f"cli.calendar.{h}") for h in ("when", "what", "kind", "certainty")))
    for e in found.events:
        what = "\n".join([say.text(e.title), *(f"  {say.text(n)}" for n in e.notes)])
        table.add_row(
            _when(e.start, e.end, say), what, label(say, f"calendar.kind.{e.kind}"),
            label(say, f"calendar.certainty.{e.certainty}"),
        )  # fmt: skip
    Console().print(table)


def _when(start: date, end: date, say: Translator) -> str:
    ends = [start] if start == end else [start, end]
    clock = " %H:%M" if isinstance(start, datetime) else ""
    days = [say.date(d.date() if isinstance(d, datetime) else d, "short") for d in ends]
    return " – ".join(day + (d.strftime(clock) if clock else "") for day, d in zip(days, ends, strict=True))
