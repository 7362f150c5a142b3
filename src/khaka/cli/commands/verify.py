"""`khaka verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khaka.cli.door import Json, Lang, app, print_json, speaker
from khaka.core.message import msg
from khaka.locale import Translator

if TYPE_CHECKING:
    from khaka.desk.verify import Verified

#: Faults that are printed one a line; --json has them all.
_SHOWN = 20


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exported event chain or a sealed evidence file.")],
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="FILE", help="A checkpoint or older export; evidence: its chain."),
    ] = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Check that a chain or sealed evidence was not changed. Example: khaka verify chain.json --against checkpoint.json"""
    from khaka.desk.verify import verify_file

    say = speaker(lang)
    done = verify_file(file, against)
    if as_json:
        print_json(done.as_report(say))
    else:
        _show(done, say)
    if done.verdict.faults:
        raise typer.Exit(1)


def _show(done: Verified, say: Translator) -> None:
    v = done.verdict
    chain = v.events is not None
    typer.echo(say.text(msg("cli.verify.chain" if chain else "cli.verify.evidence", n=v.events or 0, head=v.head)))
    if v.withheld:
        typer.echo(say.text(msg("cli.verify.withheld", n=v.withheld)))
    if not v.faults:
        typer.echo(say.text(msg("cli.verify.ok" if chain else "cli.verify.evidence_ok")))
        if done.against is None:
            typer.echo(say.text(msg("cli.verify.alone" if chain else "cli.verify.evidence_alone")))
        return
    typer.echo(say.text(msg("cli.verify.broken", n=len(v.faults))), err=True)
    for fault in v.faults[:_SHOWN]:
        typer.echo(f"  {say.text(fault.message)}", err=True)
    if len(v.faults) > _SHOWN:
        typer.echo(f"  {say.text(msg('cli.verify.more', n=len(v.faults) - _SHOWN))}", err=True)
