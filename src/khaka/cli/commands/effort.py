"""`khaka effort`: the budget by tier, state and seat, and leaders' days by week."""

from __future__ import annotations

from typing import Annotated

import typer

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.cli.show import show_section


@app.command()
def effort(
    mission: Annotated[str, typer.Argument(metavar="MISSION", help="A built-in mission, or a mission file.")],
    budget: Annotated[float | None, typer.Option(help="Instead of the mission's, in its unit (rupees).")] = None,
    seats: Annotated[int | None, typer.Option(help="Length of the focus list.")] = None,
    way: Annotated[str, typer.Option("--for", help="expected seats, or the chance of the goal.")] = "expected",
    goal: Annotated[int, typer.Option(help="Which of the mission's goals.")] = 1,
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    draws: Annotated[int | None, typer.Option(help="Draws to plan on.", show_default="512")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Where effort goes, under budget, ceilings and limits. Example: khaka effort mission-2024 --for goal."""
    from khaka.desk import effort as desk

    say, catalog = speaker(lang), open_catalog(data)
    typer.echo(label(say, "cli.effort.working"), err=True)
    strategy, plan = desk.effort(
        catalog, mission, party=party, budget=budget, seats=seats, way=way, goal=goal, draws=draws
    )
    if as_json:
        print_json(desk.document(strategy, plan))
    else:
        show_section(desk.section(strategy, plan), say)
