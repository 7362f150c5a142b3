"""`khaka weaknesses` and `khaka alliances`: one section of the blueprint on its own."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from khaka.cli.door import Data, Json, Lang, app, open_catalog, print_json, speaker
from khaka.cli.show import show_section

Mission = Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")]
Party = Annotated[str | None, typer.Option(help='Make another party "ours".')]


def _print(name: str, mission: str, party: str | None, data: Any, as_json: bool, lang: str) -> None:
    from khaka.desk import sections
    from khaka.render.faces.json import section_document

    say, catalog = speaker(lang), open_catalog(data)
    found = sections.section(sections.strategy_of(catalog, mission, party), name)
    if as_json:
        print_json(section_document(found))
    else:
        show_section(found, say)


@app.command()
def weaknesses(
    mission: Mission, party: Party = None, data: Data = None, as_json: Json = False, lang: Lang = "en"
) -> None:
    """Weaknesses, remedies, seats at stake. Example: khaka weaknesses mission-2024 --lang hi."""
    _print("weaknesses", mission, party, data, as_json, lang)


@app.command()
def alliances(
    mission: Mission, party: Party = None, data: Data = None, as_json: Json = False, lang: Lang = "en"
) -> None:
    """Partners, conflicts and what addition gives. Example: khaka alliances mission-2024."""
    _print("alliances", mission, party, data, as_json, lang)
