"""`khaka briefs`."""

from __future__ import annotations

from typing import Annotated

import typer

from khaka.cli.door import Data, Json, Lang, app, open_catalog, print_json, speaker
from khaka.cli.show import show_section


@app.command()
def briefs(
    mission: Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")],
    state: Annotated[str | None, typer.Option(help="One state only.")] = None,
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """What each state is to do, and clashes with the plan. Example: khaka briefs mission-2024 --state GJ."""
    from khaka.desk import briefs as desk
    from khaka.desk.sections import strategy_of

    say, catalog = speaker(lang), open_catalog(data)
    strategy = strategy_of(catalog, mission, party)
    if as_json:
        print_json(desk.document(strategy, say, state))
    else:
        show_section(desk.section(strategy, state), say)
