"""`khaka focus`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.core.units import Unit


@app.command()
def focus(
    mission: Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")],
    seats: Annotated[int | None, typer.Option(help="How many seats.")] = None,
    rule: Annotated[str | None, typer.Option(help="A focus rule.")] = None,
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """The focus list with tiers and reasons. Example: khaka focus mission-2024 --seats 370."""
    from khaka.desk import sections

    say, catalog = speaker(lang), open_catalog(data)
    strategy = sections.strategy_of(catalog, mission, party)
    found = sections.focus(strategy, seats, rule)
    if as_json:
        texts = {s.seat_id: [say.text(r) for r in s.reasons] for s in found.seats}
        print_json({
            "rule": found.rule.name, "count": len(found.chosen), "by_rule": len(found.by_rule),
            "elections": list(found.elections), "regime": sections.regime(strategy),
            "seats": sections.focus_rows(strategy, found, texts),
            "left_out": [{"seat_id": x.seat_id, "order": x.order, "reason": say.text(x.reason)} for x in found.left_out],
        })  # fmt: skip
        return
    heads = ("order", "seat", "state", "tier", "gap_pp", "reason")
    table = Table(
        *(label(say, f"section.col.{h}") for h in heads),
        title=f"{say.text(found.rule.sentence)}: {len(found.chosen)} / {len(found.by_rule)}",
    )
    for s in sorted(found.chosen, key=lambda s: (s.order is None, s.order or 0, s.seat_id)):
        gap = say.number(s.gap_pp, Unit.PP, style="bare") if s.gap_pp is not None else ""
        table.add_row(
            str(s.order or ""),
            f"{say.name(catalog.seat(s.seat_id))} ({s.seat_id})",
            say.name(catalog.states[s.state]),
            label(say, f"section.tier.{s.tier}"),
            gap,
            "; ".join(say.text(r) for r in s.reasons),
        )
    Console().print(table)
