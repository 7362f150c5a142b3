"""`khaka diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khaka.cli.door import Data, Json, Lang, app, label, print_json, speaker


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier blueprint.json, or its folder.")],
    new: Annotated[Path, typer.Argument(help="The later one.")],
    out: Annotated[Path | None, typer.Option(help="Folder for a page in Hindi and English, and its JSON.")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """What changed between two blueprints, and why. Example: khaka diff old/blueprint.json new/blueprint.json."""
    from khaka.cli.show import show_section
    from khaka.desk import diff as desk

    del data  # both documents are whole: nothing else is read
    say = speaker(lang)
    found = desk.diff(old, new)
    written = desk.write_page(found, out) if out is not None else []
    if as_json:
        print_json(desk.document(found, say) | ({"files": [str(p) for p in written]} if written else {}))
        return
    if written:
        typer.echo(label(say, "cli.blueprint.wrote"), err=True)
        for path in written:
            typer.echo(str(path))
        return
    show_section(desk.section(found), say)
