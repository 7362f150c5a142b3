"""`khaka import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khaka.cli.door import Data, Json, Lang, app, data_folder, print_json, speaker
from khaka.core.message import Message, msg


@app.command("import")
def import_(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="tcpd, eci2024, tidy or polls.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, plain or .gz.")],
    name: Annotated[str, typer.Option("--as", help="Name of the dataset: a plain word.")],
    map_file: Annotated[Path | None, typer.Option("--map", help="Column map of a tidy table (TOML).")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of a dataset of this name.")] = False,
    count_date: Annotated[str | None, typer.Option(help="Day of counting, YYYY-MM-DD.")] = None,
    election: Annotated[str | None, typer.Option(help="LS2024 or VS2024-HR: which election the file holds.")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Import a results or polls file. Example: khaka import tcpd UP_AE.csv.gz --as up2022 --election VS2022-UP."""
    from khaka.catalog import Catalog
    from khaka.desk.imports import import_file

    say = speaker(lang)
    done = import_file(
        Catalog(),
        form,
        file,
        name,
        data_dir=data_folder(data),
        map_file=map_file,
        replace=replace,
        count_date=count_date,
        election=election,
    )
    if as_json:
        print_json(done.as_report(say.text))
        return
    report = done.report
    rows = msg("cli.import.rows", read=report.rows_read, kept=report.rows_kept, dropped=report.rows_dropped)
    typer.echo(say.text(msg("cli.import.done", name=done.dataset, folder=str(done.path))))
    typer.echo(say.text(rows))
    for part in report.dropped:
        typer.echo(f"  {say.text(part.why)}: {part.rows}")
    for info in done.elections:
        line = msg("cli.import.election", id=info.id, house=_house(info.house), day=info.count_date, seats=info.seats)
        typer.echo(say.text(line))
    if done.polls:
        typer.echo(say.text(msg("cli.import.polls", n=done.polls)))
    for warning in report.warnings:
        typer.echo(f"{say.text(Message('cli.import.warning'))}: {say.text(warning)}", err=True)


def _house(code: str) -> Message | str:
    return Message("cli.import.lok_sabha") if code == "IN" else msg("cli.import.assembly", state=code)
