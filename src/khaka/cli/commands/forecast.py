"""`khaka forecast` and `khaka scenario`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker, split
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.mission.spec import ALLIANCE, OURS

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.forecast.odds import Odds
    from khaka.forecast.whatif import Scenario

MissionName = Annotated[str, typer.Argument(metavar="MISSION", help="A built-in mission, or a mission file.")]
Party = Annotated[str | None, typer.Option(help='Make another party "ours".')]
Draws = Annotated[int, typer.Option(help="Draws of the election.", min=64, max=200_000)]
Seed = Annotated[int | None, typer.Option(help="Instead of the mission's seed.", min=0)]


@app.command()
def forecast(
    mission: MissionName,
    party: Party = None,
    as_of: Annotated[str | None, typer.Option(help="Another day, YYYY-MM-DD.")] = None,
    draws: Draws = 2048,
    seed: Seed = None,
    export: Annotated[Path | None, typer.Option(help="Write the draws as Parquet.")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """The odds of a mission: goals, seats of each party, chances in each seat. Example: khaka forecast mission-2024."""
    from khaka.desk import forecast as desk

    say, catalog = speaker(lang), open_catalog(data)
    typer.echo(label(say, "cli.forecast.working"), err=True)
    found = desk.forecast(catalog, mission, party=party, as_of=_day(as_of), draws=draws, seed=seed)
    if export is not None:
        desk.export(found, export)
    if as_json:
        print_json(desk.document(found))
        return
    console = Console()
    typer.echo(say.text(desk.basis_message(found)))
    for number, g in enumerate(found.goals, 1):
        typer.echo(f"{say.text(desk.goal_message(found, number))}: {odds(g.probability, say)}")
    console.print(_blocs(catalog, found, say))
    for message in desk.record_messages(found):
        typer.echo(say.text(message))


def odds(probability: float, say: Translator) -> str:
    """A probability as a reader is told it: 7 of 100, less than 1 of 100, more than 99 of 100."""
    return say.number(probability, Unit.ODDS)


def _name(catalog: Catalog, found: Odds, bloc: str, say: Translator) -> str:
    own = say.name(found.brief.party)
    if bloc == OURS:
        return own
    return label(say, "s8.alliance", party=found.brief.party) if bloc == ALLIANCE else say.name(catalog.party(bloc))


def _blocs(catalog: Catalog, found: Odds, say: Translator) -> Table:
    heads = ("bloc", "mean", "half", "eight", "nine")
    table = Table(*(label(say, f"cli.forecast.{h}") for h in heads))
    for name, r in found.blocs:
        ends = [f"{say.number(a, Unit.SEATS)}–{say.number(b, Unit.SEATS)}" for a, b in r.intervals.values()]
        table.add_row(_name(catalog, found, name, say), say.number(r.mean, Unit.SEATS), *ends)
    return table


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KhakaError(msg("error.catalog.date", text=text)) from error


@app.command()
def scenario(
    mission: MissionName,
    swing: Annotated[list[str] | None, typer.Option(help="PARTY=+2.5, points of votes polled.")] = None,
    taken_from: Annotated[str | None, typer.Option("--from", help="From whom; else pro rata from all others.")] = None,
    state: Annotated[str | None, typer.Option(help="Only in this state.")] = None,
    transfer: Annotated[list[str] | None, typer.Option(help="A>B=0.8: where A stands aside for B.")] = None,
    drop_ally: Annotated[list[str] | None, typer.Option(help="A partner that leaves.")] = None,
    third_front: Annotated[str | None, typer.Option(help="Parties that fight as one without us: P,Q,R.")] = None,
    party: Party = None,
    draws: Draws = 2048,
    seed: Seed = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Base and what-if side by side. Example: khaka scenario mission-2024 --swing INC=+2.5 --from BJP."""
    from khaka.desk import forecast as desk

    say, catalog = speaker(lang), open_catalog(data)
    typer.echo(label(say, "cli.forecast.working"), err=True)
    found = desk.scenario(
        catalog, mission, swings=swing or (), taken_from=taken_from, state=state, transfers=transfer or (),
        dropped=drop_ally or (), front=_codes(third_front), party=party, draws=draws, seed=seed,
    )  # fmt: skip
    if as_json:
        changes = [
            {"seat_id": c.seat_id, "state": c.state, "from": c.before, "to": c.after,
             "from_win": round(c.before_win, 6), "to_win": round(c.after_win, 6), "why": c.why,
             "lead_before_pp": _points(c.lead_before), "lead_after_pp": _points(c.lead_after)} for c in found.seats
        ]  # fmt: skip
        print_json({
            "what": desk.asked(found.what), "base": desk.document(found.base),
            "scenario": desk.document(found.changed), "changes": changes,
        })  # fmt: skip
        return
    _show(found, catalog, say)


def _points(lead: float | None) -> float | None:
    return None if lead is None else round(lead, 4)


def _codes(text: str | None) -> tuple[str, ...]:
    """P,Q,R as codes."""
    return tuple(split(text)) if text else ()


def _show(found: Scenario, catalog: Catalog, say: Translator) -> None:
    from khaka.desk import forecast as desk

    console = Console()
    after = dict(found.changed.blocs)
    table = Table(*(label(say, f"cli.forecast.{h}") for h in ("bloc", "base", "scenario", "change")))
    for name, r in found.base.blocs:
        if name in after:
            new = after[name].mean
            table.add_row(
                _name(catalog, found.base, name, say),
                say.number(r.mean, Unit.SEATS),
                say.number(new, Unit.SEATS),
                say.number(round(new) - round(r.mean), Unit.SEATS, style="signed"),
            )
    console.print(table)
    for number, (one, two) in enumerate(zip(found.base.goals, found.changed.goals, strict=True), 1):
        goal = say.text(desk.goal_message(found.base, number))
        typer.echo(f"{goal}: {odds(one.probability, say)} → {odds(two.probability, say)}")
    seats = Table(
        *(label(say, f"cli.forecast.{h}") for h in ("seat", "before", "after", "why")),
        title=label(say, "cli.forecast.changes", n=say.number(len(found.seats), Unit.SEATS)),
    )
    for c in found.seats:
        seats.add_row(
            f"{say.name(catalog.seat(c.seat_id))} ({c.seat_id})",
            say.name(catalog.party(c.before)),
            say.name(catalog.party(c.after)),
            label(say, f"s14.why.{c.why}"),
        )
    console.print(seats)
