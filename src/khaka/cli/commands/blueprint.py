"""`khaka blueprint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker, split


@app.command()
def blueprint(
    mission: Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")],
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("blueprint"),
    formats: Annotated[str | None, typer.Option(help="html,pdf,json,pptx,xlsx; html,pdf,json when not given.")] = None,
    seed: Annotated[int | None, typer.Option(help="Instead of the mission's seed.", min=0)] = None,
    draws: Annotated[int, typer.Option(help="Draws behind every simulated number.", min=64, max=200_000)] = 2048,
    previous: Annotated[
        Path | None,
        typer.Option(help="An earlier blueprint.json, or its folder: the document then tells what changed."),
    ] = None,
    languages: Annotated[str | None, typer.Option(help="Instead of the mission's: hi,en.")] = None,
    digits: Annotated[
        str | None, typer.Option(help="latin or devanagari (०-९ in Hindi), instead of the mission's.")
    ] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Write a mission's blueprint in Hindi and English. Example: khaka blueprint mission-2024 --party INC."""
    from khaka.desk.blueprint import DEFAULT_FORMATS, write_blueprint

    say = speaker(lang)
    written = write_blueprint(
        open_catalog(data), mission, out, party=party, formats=split(formats) if formats is not None else DEFAULT_FORMATS,
        seed=seed, draws=draws, previous=previous, languages=split(languages) if languages is not None else None, digits=digits,
        progress=lambda message: typer.echo(say.text(message), err=True),
    )  # fmt: skip
    if as_json:
        print_json({"out": str(out), "files": [str(p) for p in written]})
        return
    typer.echo(label(say, "cli.blueprint.wrote"), err=True)
    for path in written:
        typer.echo(str(path))
