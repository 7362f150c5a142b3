"""`khaka mission list`, `new` and `check`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.core.message import msg

mission = typer.Typer(
    no_args_is_help=True, help="Built-in missions, a file to start from, and a check of one.", rich_markup_mode=None
)
app.add_typer(mission, name="mission")


@mission.command("list")
def list_missions(data: Data = None, as_json: Json = False, lang: Lang = "en") -> None:
    """The built-in missions. Example: khaka mission list."""
    from khaka.mission import builtin_missions
    from khaka.mission.files import about

    say, catalog = speaker(lang), open_catalog(data)
    found = [about(name) for name in builtin_missions()]
    if as_json:
        print_json({"missions": [
            {"mission": m.id, "name": dict(m.name.texts), "party": m.party or None, "election": m.election,
             "base": m.base, "as_of": m.as_of.isoformat(), "about": dict(m.about.texts) if m.about else None}
            for m in found
        ]})  # fmt: skip
        return
    table = Table(*(label(say, f"cli.mission.{k}") for k in ("mission", "party", "election", "as_of", "about")))
    table.columns[0].no_wrap = True  # a name that is cut cannot be copied
    for m in found:
        party = say.name(catalog.party(m.party)) if m.party else label(say, "cli.mission.any")
        table.add_row(m.id, party, m.election, say.date(m.as_of, "short"), say.name(m.about) if m.about else "")
    Console().print(table)


@mission.command()
def new(as_json: Json = False, lang: Lang = "en") -> None:
    """A commented mission file on stdout. Example: khaka mission new > mine.toml."""
    from khaka.mission import template

    speaker(lang)
    if as_json:
        print_json({"toml": template()})
        return
    typer.echo(template(), nl=False)


@mission.command()
def check(
    file: Annotated[str, typer.Argument(help="A mission file, or a built-in mission.")],
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Every problem of a mission at once; exit 1 when there is any. Example: khaka mission check mine.toml."""
    from khaka.core.errors import MissionFault
    from khaka.mission.files import problems_of

    say = speaker(lang)
    problems = problems_of(file, open_catalog(data), party)
    if as_json:
        print_json({"mission": file, "problems": [
            {"field": p.field, "value": p.value if isinstance(p.value, str | int | float | list | None) else str(p.value),
             "problem": say.text(p.message)} for p in problems
        ]})  # fmt: skip
        if problems:
            raise typer.Exit(1)
        return
    if problems:
        raise MissionFault(problems)
    typer.echo(say.text(msg("cli.mission.ok", file=file)))
