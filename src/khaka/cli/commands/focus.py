"""`khaka focus`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.core.message import msg
from khaka.core.units import Unit

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.locale import Translator
    from khaka.strategy import Strategy
    from khaka.strategy.focus import FocusList, ListChange


@app.command()
def focus(
    mission: Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")],
    seats: Annotated[int | None, typer.Option(help="How many seats.")] = None,
    rule: Annotated[str | None, typer.Option(help="A focus rule; best-expected and best-goal need --seats.")] = None,
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    against: Annotated[
        str | None,
        typer.Option(help="An earlier list: a version of the mission, or a file. Says what changed and why."),
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the list down as a version, .toml or .json.")] = None,
    name: Annotated[str | None, typer.Option(help="With --save: the version's name.")] = None,
    by: Annotated[str, typer.Option(help="With --save: who sets it down.")] = "",
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """The focus list with tiers and reasons. Example: khaka focus mission-2024 --seats 370."""
    from khaka.desk import focus_lists, sections

    say, catalog = speaker(lang), open_catalog(data)
    strategy = sections.strategy_of(catalog, mission, party)
    found = sections.focus(strategy, seats, rule)
    change = focus_lists.against(strategy, found, against) if against is not None else None
    if save is not None:
        focus_lists.save(strategy, found, save, name, by)
        typer.echo(label(say, "cli.lists.saved", file=str(save)), err=True)
    if found.missing:
        typer.echo(label(say, "cli.lists.fewer", wanted=found.wanted, given=len(found.by_rule)), err=True)
    if as_json:
        _print_document(strategy, found, change, say)
    elif change is not None:
        _print_change(change, say, catalog)
    elif save is None:
        _print_list(found, say, catalog)


def _print_document(strategy: Strategy, found: FocusList, change: ListChange | None, say: Translator) -> None:
    from khaka.desk import focus_lists, sections

    texts = {s.seat_id: [say.text(r) for r in s.reasons] for s in found.seats}
    print_json({
        "rule": found.rule.name, "count": len(found.chosen), "by_rule": len(found.by_rule),
        "elections": list(found.elections), "regime": sections.regime(strategy),
        "seats": sections.focus_rows(strategy, found, texts),
        "left_out": [{"seat_id": x.seat_id, "order": x.order, "reason": say.text(x.reason)} for x in found.left_out],
        "versions": [
            {"name": v.name, "day": v.day.isoformat(), "by": v.by or None, "count": len(v.seats)}
            for v in strategy.brief.mission.focus.versions
        ],
        "against": None if change is None else focus_lists.change_document(change, say),
    })  # fmt: skip


def _print_change(change: ListChange, say: Translator, catalog: Catalog) -> None:
    typer.echo(say.text(msg("lists.since", name=change.name, day=change.day, added=len(change.added),
                            dropped=len(change.dropped))))  # fmt: skip
    if not change.added and not change.dropped:
        return
    table = Table(*(label(say, f"section.col.{h}") for h in ("list_change", "seat", "why")))
    for kind, moved in (("added", change.added), ("dropped", change.dropped)):
        for m in moved:
            table.add_row(
                label(say, f"lists.{kind}"), f"{say.name(catalog.seat(m.seat_id))} ({m.seat_id})", say.text(m.reason)
            )
    Console().print(table)


def _print_list(found: FocusList, say: Translator, catalog: Catalog) -> None:
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
