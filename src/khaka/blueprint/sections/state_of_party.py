"""1. State of the party: where ours was first, second, third or lower, or did not stand."""

from __future__ import annotations

import polars as pl

from khaka.blueprint.base import Builder, by_state, counted, fid, measured, state_rows, words
from khaka.blueprint.blocks import (
    Block,
    Category,
    Chart,
    KeyFigures,
    Paragraph,
    Row,
    SeatMap,
    Section,
    Table,
)
from khaka.core.figure import Figure
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy

PLACES = ("first", "second", "third", "none")
_MEASURES = ("seats_won", "second_places", "third_or_lower", "not_contested")


def standing(brief: Brief) -> tuple[Figure, ...]:
    """Seats where ours was first, second, third or lower, and not fought; they add up to the house."""
    return tuple(brief.measure(fid("s1", brief, m), m) for m in _MEASURES)


def categories(brief: Brief) -> tuple[Category, ...]:
    """The four places as classes of the bar and the map."""
    return tuple(Category(p, msg(f"section.place.{p}"), p, f) for p, f in zip(PLACES, standing(brief), strict=True))


def bar(brief: Brief) -> Chart:
    """The standing as one bar."""
    first, second, third, none = standing(brief)
    alt = msg("s1.bar.alt", first=first, second=second, third=third, none=none)
    title = msg(
        "s1.bar.title",
        total=brief.measure(fid("s1", brief, "seats_total"), "seats_total"),
        election=brief.election_name(brief.base.id),
    )
    return Chart("s1.bar", "stacked", title, alt, "s1.places", categories=categories(brief))


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    first, second, third, none = standing(brief)
    votes = brief.measure(fid("s1", brief, "votes"), "votes")
    polled = brief.measure(fid("s1", brief, "vote_share"), "vote_share")
    valid = brief.measure(fid("s1", brief, "vote_share.valid"), "vote_share", base="valid")
    contested = brief.measure(fid("s1", brief, "seats_contested"), "seats_contested")
    strike = brief.measure(fid("s1", brief, "strike_rate"), "strike_rate")
    blocks: list[Block] = [
        KeyFigures(
            (
                (msg("s1.key.votes"), votes),
                (msg("s1.key.share"), polled),
                (msg("s1.key.valid"), valid),
                (msg("s1.key.contested"), contested),
                (msg("s1.key.strike"), strike),
            )
        ),
        bar(brief),
        _places(brief),
        *_concentration(brief, first),
        _map(brief, strategy),
        _states(brief),
    ]
    summary = msg(
        "s1.summary",
        party=brief.party,
        first=first,
        second=second,
        third=third,
        none=none,
        share=polled,
        election=brief.election_name(brief.base.id),
    )
    return Section(1, "state", msg("s1.title"), tuple(blocks), msg("s1.decision"), summary)


def _places(brief: Brief) -> Table:
    total = brief.ask("seats_total").value
    house = int(total) if isinstance(total, int) else 0
    columns = (
        words("place"),
        counted("seats", Unit.SEATS, msg("s1.places.seats"), "places", brief.sources_of(brief.base.id), bar=True),
        counted("part", Unit.SHARE, msg("s1.places.part"), "seats / house", brief.sources_of(brief.base.id),
                base=msg("section.base.house")),
    )  # fmt: skip
    rows = tuple(
        Row(p, (msg(f"section.place.{p}"), int(f.value or 0), int(f.value or 0) / house if house else None))
        for p, f in zip(PLACES, standing(brief), strict=True)
    )
    return Table("s1.places", msg("s1.places.title"), columns, rows)


def _concentration(brief: Brief, won: Figure) -> list[Block]:
    """The states that give most of the seats; silent for fewer than four states."""
    seats = by_state(brief, "seats_won")
    most = sorted(seats, key=lambda s: (-seats[s], s))[:5]
    if len(seats) < 4:
        return []
    top = brief.count(
        fid("s1", brief, "top_states"),
        brief.ask("seats_won").rows.filter(pl.col("state_code").is_in(most))["seat_id"].to_list(),
        msg("s1.top.definition"), "seats_won in the five states with most",
    )  # fmt: skip
    parts = [
        msg("s1.top.state", state=brief.catalog.states[s],
            seats=brief.measure(fid("s1", brief, f"seats_won.{s.lower()}"), "seats_won", states=(s,)))
        for s in most
    ]  # fmt: skip
    return [Paragraph(msg("s1.top.sentence", top=top, won=won, states=parts))]


def _map(brief: Brief, strategy: Strategy) -> SeatMap:
    rank = pl.col("rank")
    place = (
        pl.when(rank == 1).then(pl.lit("first")).when(rank == 2).then(pl.lit("second"))
        .when(rank > 2).then(pl.lit("third")).otherwise(pl.lit("none"))
    )  # fmt: skip
    classes = strategy.book.select("seat_id", place.alias("place")).iter_rows()
    title = msg("s1.map.title", party=brief.party, election=brief.election_name(brief.base.id))
    return SeatMap("s1.map", title, msg("s1.map.alt"), categories(brief), tuple(classes), "s7.seats")


def _states(brief: Brief) -> Table:
    names = (
        "seats_total", "seats_contested", "seats_won", "second_places", "third_or_lower", "not_contested",
        "deposits_forfeited",
    )  # fmt: skip
    minor = ("third_or_lower", "not_contested")
    columns = (
        words("state"),
        *(measured(brief, n, n, "states", bar=n == "seats_won", minor=n in minor) for n in names),
        measured(brief, "vote_share", "vote_share", "states"),
    )
    totals = [brief.ask(n).value for n in (*names, "vote_share")]
    rows = state_rows(
        brief, [by_state(brief, n) for n in (*names, "vote_share")],
        total=[t if isinstance(t, int | float) else None for t in totals],
    )  # fmt: skip
    return Table("s1.states", msg("s1.states.title"), columns, rows, msg("s1.states.note"), filter_by="state")


builder = Builder(1, "state", build)
