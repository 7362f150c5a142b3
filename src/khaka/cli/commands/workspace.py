"""`khaka backup`, `khaka restore` and `khaka export`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from khaka.cli.door import Json, Lang, app, print_json, speaker
from khaka.core.message import msg
from khaka.locale import Translator

Database = Annotated[
    str, typer.Option("--database", metavar="URL", help="sqlite:///path or postgresql://user:password@host:port/name.")
]


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; keep it as safe as the database.")],
    database: Database = "",
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite FILE.")] = False,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """The whole workspace in one file, while it runs. Example: khaka backup monday.zip"""
    from khaka.desk.workspace import back_up

    say = speaker(lang)
    manifest = back_up(file, database, replace=replace)
    if as_json:
        print_json({"file": str(file), **manifest})
        return
    head = manifest["head"]
    typer.echo(say.text(msg("cli.backup.done", file=str(file), n=head["seq"], head=head["hash"])))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of khaka backup.")],
    database: Database = "",
    replace: Annotated[bool, typer.Option("--replace", help="Over a workspace that is there: it is lost.")] = False,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="CHECKPOINT", help="What it should reach: a checkpoint, or a later export."),
    ] = None,
    drill: Annotated[bool, typer.Option("--drill", help="Only try: a scratch database, verified and deleted.")] = False,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """A backup into an empty database, verified first. Example: khaka restore monday.zip --drill"""
    from khaka.desk import workspace

    say = speaker(lang)
    if drill and (database or replace or against):
        raise typer.BadParameter("--drill stands alone", param_hint="--drill")
    done = workspace.drill(file) if drill else workspace.put_back(file, database, replace=replace, against=against)
    if as_json:
        names = ("head", "hash", "events", "records", "accounts", "blobs", "lost")
        voters = [{"division": d, "voter": v} for d, v in done.voters]
        print_json({"file": str(file), "drill": drill} | {n: getattr(done, n) for n in names} | {"voters": voters})
        return
    key = "cli.restore.drill" if drill else "cli.restore.done"
    typer.echo(say.text(msg(key, n=done.events, head=done.hash, records=done.records, accounts=done.accounts)))
    if done.lost:
        _lost(done, say)


def _lost(done: Any, say: Translator) -> None:
    typer.echo(say.text(msg("cli.restore.lost", had=done.lost, has=done.head)), err=True)
    typer.echo(say.text(msg("cli.restore.voters" if done.voters else "cli.restore.no_voters")), err=True)
    for division, voter in done.voters:
        typer.echo(f"  {division} {voter}", err=True)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
    decision: Annotated[str, typer.Option(metavar="ID", help="The sealed evidence of a decision.")] = "",
    checkpoint: Annotated[
        bool, typer.Option("--checkpoint", help="Only how far the chain goes, for a witness.")
    ] = False,
    database: Database = "",
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """The chain, or one decision's evidence, for khaka verify. Example: khaka export chain.json"""
    from khaka.desk import workspace

    say = speaker(lang)
    if decision and checkpoint:
        raise typer.BadParameter("--decision, --checkpoint", param_hint="--decision")
    if decision:
        document = workspace.export_evidence(decision, database)
    else:
        document = workspace.export_checkpoint(database) if checkpoint else workspace.export_chain(database)
    part = file.with_name(f".{file.name}.part")
    part.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")
    part.replace(file)
    if as_json:
        print_json({"file": str(file), "format": document["format"]})
    else:
        typer.echo(say.text(msg("cli.export.done", file=str(file))))
