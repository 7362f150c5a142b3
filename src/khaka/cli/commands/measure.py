"""`khaka measure`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, open_catalog, print_json, speaker, split
from khaka.core.message import Message, msg
from khaka.locale import Translator


@app.command()
def measure(
    name: Annotated[str | None, typer.Argument(help="Name of the measure.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Every measure with definition and formula.")] = False,
    election: Annotated[str | None, typer.Option(help="LS2019, VS2022-UP, assemblies@2021-06-18.")] = None,
    elections: Annotated[str | None, typer.Option(help="Several, with commas.")] = None,
    base_election: Annotated[str | None, typer.Option(help="Compare with this election.")] = None,
    party: Annotated[str | None, typer.Option(help="Party code.")] = None,
    parties: Annotated[str | None, typer.Option(help="Parties counted together.")] = None,
    rival: Annotated[str | None, typer.Option(help="The other party.")] = None,
    state: Annotated[str | None, typer.Option(help="State code.")] = None,
    states: Annotated[str | None, typer.Option(help="States, with commas.")] = None,
    seat: Annotated[str | None, typer.Option(help="Seat id, UP-36.")] = None,
    leave_out: Annotated[str | None, typer.Option(help="Seats to leave out.")] = None,
    base: Annotated[str, typer.Option(help="votes-polled or valid.")] = "votes-polled",
    kind: Annotated[str, typer.Option(help="top-two or both-stood.")] = "top-two",
    below: Annotated[float | None, typer.Option(help="Points of votes polled.")] = None,
    swing: Annotated[float | None, typer.Option(help="Points moved from rival to party.")] = None,
    times: Annotated[int | None, typer.Option(help="Number of times won.")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Compute a measure. Example: khaka measure vote_share --party INC --election LS2019."""
    from khaka.desk.measure import ask
    from khaka.measures import MEASURES, Filters

    say = speaker(lang)
    if show:
        _list_measures(say, as_json)
        return
    if name is None:
        raise typer.BadParameter("give a measure, or --list", param_hint="NAME")
    filters = Filters(
        parties=split(party, parties),
        rival=rival,
        states=split(state, states),
        seats=split(seat),
        leave_out=split(leave_out),
        base=base,
        kind=kind,
        below=below,
        swing=swing,
        times=times,
    )
    answer = ask(open_catalog(data), name, split(election, elections), filters, base_election)
    found, unit = answer.measured.value, MEASURES[name].unit
    if as_json:
        print_json(
            {
                "measure": name,
                "value": found,
                "unit": unit.value,
                "definition": say.text(answer.measure.definition),
                "base": say.text(answer.base) if answer.base else None,
                "filters": answer.filters,
                "sources": list(answer.sources),
                "formula": answer.measure.formula,
                "rows": answer.measured.rows.height,
                "lacking": [say.text(m) for m in answer.lacking],
            }
        )
        return
    if isinstance(found, dict):
        shown = "  ".join(f"{k}: {say.number(v, unit)}" for k, v in found.items())
    else:
        shown = say.text(Message("common.not_given")) if found is None else say.number(found, unit)
    typer.echo(shown)
    typer.echo(say.text(answer.measure.definition), err=True)
    if answer.lacking:
        typer.echo(say.text(msg("catalog.lacking", what=list(answer.lacking))), err=True)
    if answer.base:
        typer.echo(f"{say.text(Message('cli.measure.base'))}: {say.text(answer.base)}", err=True)


def _list_measures(say: Translator, as_json: bool) -> None:
    from khaka.measures import MEASURES

    if as_json:
        print_json(
            {
                "measures": [
                    {
                        "measure": m.name,
                        "unit": m.unit.value,
                        "definition": say.text(m.definition),
                        "formula": m.formula,
                        "needs": sorted(m.needs - {"contests"}),
                        "reference": m.reference,
                    }
                    for m in MEASURES.values()
                ]
            }
        )
        return
    table = Table(*(say.text(Message(f"cli.measure.{k}")) for k in ("name", "unit", "definition", "formula")))
    for m in MEASURES.values():
        table.add_row(m.name, m.unit.value, say.text(m.definition), m.formula)
    Console().print(table)
