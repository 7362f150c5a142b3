"""11. Communication: themes and the places they are for; places are states, seats and tiers, never persons."""

from __future__ import annotations

import polars as pl

from khaka.blueprint.base import Builder, counted, words
from khaka.blueprint.blocks import Block, Bullets, Notice, Row, Section, Table
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.mission.spec import Theme
from khaka.strategy import Strategy


def build(strategy: Strategy) -> Section:
    themes = strategy.brief.mission.hand.themes
    if not themes:
        blocks: tuple[Block, ...] = (Notice("empty", msg("s11.none")),)
        return Section(11, "communication", msg("s11.title"), blocks, msg("s11.decision"))
    made: list[Block] = [_table(strategy, themes)]
    texts = tuple(msg("s11.text", title=t.title, text=t.text) for t in themes if t.text is not None)
    if texts:
        made.append(Bullets(texts))
    made.append(Notice("method", msg("s11.method")))
    return Section(11, "communication", msg("s11.title"), tuple(made), msg("s11.decision"))


def places(strategy: Strategy, theme: Theme) -> tuple[str, ...]:
    """Seat ids of the theme's places together; of all our states when it names none."""
    brief = strategy.brief
    seats = brief.house.seats.select("seat_id", "state_code")
    states = theme.states
    if not (theme.states or theme.seats or theme.tiers):
        states = tuple(s.code for s in brief.states)
    found = set(seats.filter(pl.col("state_code").is_in(states))["seat_id"].to_list())
    found |= set(theme.seats) & set(seats["seat_id"].to_list())
    for tier in theme.tiers:
        found |= set(strategy.focus.of_tier(tier))
    return tuple(sorted(found))


def _table(strategy: Strategy, themes: tuple[Theme, ...]) -> Table:
    brief = strategy.brief
    columns = (
        words("theme"),
        words("places"),
        counted("seats", Unit.SEATS, msg("s11.seats"), "seats of the states, seats and tiers named, each once",
                brief.sources_of(brief.base.id)),
    )  # fmt: skip
    rows = tuple(
        Row(f"theme-{i + 1}", (t.title, _places(strategy, t), len(places(strategy, t)))) for i, t in enumerate(themes)
    )
    return Table("s11.themes", msg("s11.themes.title"), columns, rows, msg("s11.themes.note"))


def _places(strategy: Strategy, theme: Theme) -> Message:
    catalog = strategy.brief.catalog
    named: list[Name | Message] = [catalog.states[s] for s in theme.states if s in catalog.states]
    named += [catalog.seat(s) for s in theme.seats]
    named += [msg("s11.tier", tier=msg(f"section.tier.{t}")) for t in theme.tiers]
    return msg("section.joined", parts=named) if named else msg("s11.everywhere")


builder = Builder(11, "communication", build)
