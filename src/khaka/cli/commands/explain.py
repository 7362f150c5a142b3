"""`khaka explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.core.units import Unit
from khaka.locale import Translator

_SHOWN = 20


@app.command()
def explain(
    figure: Annotated[str, typer.Argument(metavar="ID", help="The number's id, s1.inc.seats_won.ls2019.")],
    blueprint: Annotated[Path | None, typer.Option(help="A blueprint.json; the newest in the folder.")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """A number's definition, base, rows, formula and sources. Example: khaka explain s1.inc.second_places.ls2019."""
    from khaka.desk import explain as desk

    say = speaker(lang)
    document = desk.load(blueprint or desk.newest_blueprint(Path.cwd()))
    found = desk.explain(open_catalog(data), document, figure)
    if as_json:
        rows = found.rows.to_dicts() if found.rows is not None else []
        print_json({"id": found.id, **found.figure, "again": found.again, "command": found.command,
                    "parts": found.parts, "rows": rows})  # fmt: skip
        return
    _show(found, say)


def _show(found: Any, say: Translator) -> None:
    fact, how = found.figure, found.figure["how"]
    value, unit = fact["value"], Unit(fact["unit"])
    shown = label(say, "common.not_given") if value is None else say.number(value, unit)
    typer.echo(f"{found.id}: {shown}")
    lines = {
        "definition": (fact["definition"] or {}).get(say.lang),
        "base": (fact["base"] or {}).get(say.lang),
        "formula": how["formula"],
        "sources": ", ".join(fact["sources"]),
        "command": found.command,
    }
    for key, text in lines.items():
        if text:
            typer.echo(f"{label(say, f'cli.explain.{key}')}: {text}")
    for part, number in found.parts.items():
        typer.echo(f"  {part} = {label(say, 'common.not_given') if number is None else number}")
    if found.rows is not None and found.rows.height:
        shown_rows = found.rows.head(_SHOWN)
        table = Table(*shown_rows.columns, title=label(say, "cli.explain.rows", n=found.rows.height))
        for row in shown_rows.iter_rows():
            table.add_row(*("" if v is None else f"{v:.2f}" if isinstance(v, float) else str(v) for v in row))
        Console().print(table)
