"""`khaka sharing`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker, split
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.locale import Translator

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.desk.alliances import Sharing
    from khaka.strategy.alliances.sharing import Price


@app.command()
def sharing(
    mission: Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")],
    state: Annotated[list[str], typer.Option(help="State codes, S or S,T.")],
    members: Annotated[str | None, typer.Option(help="P,Q,R: ours and partners; else those of the plan.")] = None,
    against: Annotated[str | None, typer.Option(help="P,Q,R that stand together on the other side.")] = None,
    quota: Annotated[list[str] | None, typer.Option(help="P=10-22, P=10- (at least), P=-22 (at most), P=19.")] = None,
    must: Annotated[list[str] | None, typer.Option(help="SEAT=PARTY or SEAT=PARTY:reason.")] = None,
    sitting: Annotated[bool, typer.Option("--sitting", help="A seat that a member won stays with it.")] = False,
    aim: Annotated[str, typer.Option("--for", help="expected, ours or goal.")] = "expected",
    at_least: Annotated[int | None, typer.Option(help="Seats of the goal, of those shared out.")] = None,
    transfer: Annotated[list[str] | None, typer.Option(help="A>B=0.8: mean part of A's vote that goes to B.")] = None,
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    as_of: Annotated[str | None, typer.Option(help="Another day, YYYY-MM-DD.")] = None,
    seed: Annotated[int | None, typer.Option(help="Instead of the mission's seed.", min=0)] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Which member of an alliance fights which seat, and what a concession costs.

    Example: khaka sharing mission-2024 --state MH --members INC,NCP --quota NCP=19-22.
    """
    from khaka.desk import alliances as desk

    say, catalog = speaker(lang), open_catalog(data)
    typer.echo(label(say, "cli.sharing.working"), err=True)
    found = desk.sharing(
        catalog, mission, split(",".join(state)), members=split(members), against=split(against), quotas=quota or (),
        musts=must or (), sitting=sitting, objective=aim, at_least=at_least, transfers=transfer or (), party=party,
        as_of=_day(as_of), seed=seed,
    )  # fmt: skip
    if as_json:
        print_json(desk.document(found))
        return
    _show(found, catalog, say)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KhakaError(msg("error.catalog.date", text=text)) from error


def _show(found: Sharing, catalog: Catalog, say: Translator) -> None:
    console, deal = Console(), found.deal
    seats = Table(
        *(label(say, f"cli.sharing.{h}") for h in ("seat", "fights", "chance", "other", "other_chance", "why"))
    )
    for s in deal.shares:
        why = label(say, f"sharing.why.{s.why}")
        seats.add_row(
            f"{say.name(catalog.seat(s.seat))} ({s.seat})",
            say.name(catalog.party(s.member)),
            say.number(s.chance, Unit.ODDS, style="bare"),
            say.name(catalog.party(s.other)),
            say.number(s.other_chance, Unit.ODDS, style="bare"),
            f"{why}: {s.reason}" if s.reason else why,
        )
    console.print(seats)
    parties = Table(*(label(say, f"cli.sharing.{h}") for h in ("party", "seats", "expected")))
    for p in found.members:
        parties.add_row(say.name(catalog.party(p)), say.number(deal.fought[p], Unit.SEATS), _one(deal.expected[p], say))
    parties.add_row(label(say, "section.total"), say.number(len(deal.shares), Unit.SEATS), _one(deal.total, say))
    console.print(parties)
    typer.echo(label(say, "cli.sharing.free", free=_one(deal.free_total, say)))
    typer.echo(label(say, "cli.sharing.gap", gap=say.number(deal.gap, Unit.RATE, 2)))
    if deal.goal is not None:
        g = deal.goal
        typer.echo(
            label(say, "cli.sharing.goal_kept" if g.kept_start else "cli.sharing.goal", n=say.number(g.at_least, Unit.SEATS),
                  chance=_chance(g.probability, say), start=_chance(g.start, say), bound=_chance(g.bound, say))
        )  # fmt: skip
    console.print(_prices(found, catalog, say))
    typer.echo(label(say, "cli.sharing.note"))


def _prices(found: Sharing, catalog: Catalog, say: Translator) -> Table:
    heads = ["concession", "cost_alliance", "cost_ours", "cost_partner"]
    goal = found.deal.goal is not None
    table = Table(
        *(label(say, f"cli.sharing.{h}") for h in (*heads, *(["cost_goal"] if goal else []))),
        title=label(say, "cli.sharing.prices"),
    )
    for p in found.deal.prices:
        table.add_row(_concession(p, catalog, say), *(_signed(v, say) for v in (p.alliance, p.ours, p.partner)),
                      *([_points(p.goal, say)] if goal else []))  # fmt: skip
    return table


def _concession(price: Price, catalog: Catalog, say: Translator) -> str:
    party = say.name(catalog.party(price.member))
    seat = say.name(catalog.seat(price.seat)) if price.seat else ""
    text = label(say, f"sharing.price.{price.kind}", party=party, seat=seat)
    return f"{text} {label(say, 'sharing.price.ours_moves')}" if price.ours_moves else text


def _chance(value: float, say: Translator) -> str:
    return say.number(value, Unit.ODDS)


def _one(value: float, say: Translator) -> str:
    return say.number(value, Unit.NUMBER, 1)


def _signed(value: float | None, say: Translator) -> str:
    return label(say, "sharing.price.none") if value is None else say.number(value, Unit.NUMBER, 2, "signed")


def _points(value: float | None, say: Translator) -> str:
    return label(say, "sharing.price.none") if value is None else say.number(value * 100, Unit.PP, 1, "signed")
