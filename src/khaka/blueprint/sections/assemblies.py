"""2A. The post-mortem of the latest assembly elections, mapped to the parliamentary seats they lie in."""

from __future__ import annotations

import polars as pl

from khaka.blueprint.base import Builder, counted, fid, measured, words
from khaka.blueprint.blocks import Block, Cell, Column, Notice, Paragraph, Row, Section, Table
from khaka.catalog import lacking
from khaka.core.figure import Figure
from khaka.core.message import Name, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.assemblies import PostMortem, StateResult


def build(strategy: Strategy) -> Section | None:
    brief, found = strategy.brief, strategy.assemblies
    if found is None:
        return None
    blocks: list[Block] = []
    if found.not_in_data:
        blocks.append(Notice("caution", msg("s2a.missing", elections=list(found.not_in_data))))
    if not found.states:
        return Section(2, "assemblies", msg("s2a.title"), tuple(blocks), msg("s2a.decision"), part="A")
    blocks = [
        _states(brief, found),
        *blocks,
        *lacking_notice(brief, *_elections(found)),
        *_segments(brief, found),
        Notice("method", msg("s2a.method")),
    ]
    blocks.append(_seats(brief, found))
    now, before, states = totals(brief, found)
    summary = msg("s2a.summary", party=brief.party, states=states, now=now, before=before)
    return Section(2, "assemblies", msg("s2a.title"), tuple(blocks), msg("s2a.decision"), summary, part="A")


def _elections(found: PostMortem) -> list[str]:
    return [e for s in found.states for e in (s.before, s.election) if e]


def lacking_notice(brief: Brief, *elections: str) -> list[Block]:
    """The assembly seats that the source lacks, by name: a count that is one short says so."""
    told = lacking(brief.catalog, *elections)
    return [Notice("caution", msg("catalog.lacking", what=list(told)))] if told else []


def totals(brief: Brief, found: PostMortem) -> tuple[Figure, Figure, list[Name]]:
    """Assembly seats won now and before in the round's states, and the states."""
    now = _sum(brief, "now", [s.election for s in found.states])
    before = _sum(brief, "before", [s.before for s in found.states if s.before])
    return now, before, [brief.catalog.states[s.state] for s in found.states]


def _sum(brief: Brief, name: str, elections: list[str]) -> Figure:
    parts = [brief.measure(fid("s2a", brief, "seats_won", e), "seats_won", e) for e in elections]
    value = sum(int(p.value or 0) for p in parts)
    return brief.derive(
        fid("s2a", brief, f"won.{name}"),
        value,
        Unit.SEATS,
        msg(f"s2a.won.{name}"),
        " + ".join(p.id for p in parts),
        parts,
    )


def _value(brief: Brief, measure: str, election: str | None) -> Cell:
    value = brief.ask(measure, election).value if election else None
    return value if isinstance(value, int | float) else None


def _party(brief: Brief, code: str | None) -> Cell:
    return brief.catalog.party(code) if code else None


def _states(brief: Brief, found: PostMortem) -> Table:
    newest = found.states[0].election
    columns = (
        words("state"),
        words("governed_before"),
        words("governed_after"),
        measured(brief, "seats_total", "seats_total", "elections", elections=newest),
        measured(brief, "seats_contested", "seats_contested", "elections", elections=newest),
        _earlier(brief, "won_before", "seats_won", found),
        measured(brief, "won_now", "seats_won", "elections", elections=newest),
        _earlier(brief, "share_before", "vote_share", found),
        measured(brief, "share_now", "vote_share", "elections", elections=newest),
        measured(brief, "deposits_forfeited", "deposits_forfeited", "elections", elections=newest, minor=True),
    )
    rows = tuple(_state_row(brief, s) for s in found.states)
    return Table("s2a.states", msg("s2a.states.title"), columns, rows, msg("s2a.states.note"))


def _earlier(brief: Brief, key: str, measure: str, found: PostMortem) -> Column:
    """A column over the state's assembly election before this one; the row names the later one."""
    elections = tuple(s.before for s in found.states if s.before)
    return counted(
        key,
        Unit.SEATS if measure == "seats_won" else Unit.SHARE,
        msg(f"s2a.{key}"),
        f"{measure} of the state's assembly election before",
        brief.sources_of(*elections),
        base=msg("measure.base.votes-polled") if measure == "vote_share" else None,
    )


def _state_row(brief: Brief, s: StateResult) -> Row:
    return Row(
        s.election,
        (
            brief.catalog.states[s.state],
            _party(brief, s.governed_before),
            _party(brief, s.governed_after),
            _value(brief, "seats_total", s.election),
            _value(brief, "seats_contested", s.election),
            _value(brief, "seats_won", s.before),
            _value(brief, "seats_won", s.election),
            _value(brief, "vote_share", s.before),
            _value(brief, "vote_share", s.election),
            _value(brief, "deposits_forfeited", s.election),
        ),
    )


def _segments(brief: Brief, found: PostMortem) -> list[Block]:
    """Segments led, and parliamentary seats whose segments together ours leads."""
    seats = found.seats
    sources = brief.sources_of(*(s.election for s in found.states))
    all_seats = brief.count(
        fid("s2a", brief, "pc_seats"),
        seats["seat_id"].to_list(),
        msg("s2a.pc_seats"),
        "parliamentary seats of the states",
        sources=sources,
    )
    led = brief.derive(
        fid("s2a", brief, "segments_led"),
        int(seats["led"].sum()),
        Unit.COUNT,
        msg("s2a.segments_led"),
        "sum(s2a.seats.*.led)",
        ("s2a.seats",),
    )
    total = brief.derive(
        fid("s2a", brief, "segments"),
        int(seats["segments"].sum()),
        Unit.COUNT,
        msg("s2a.segments_all"),
        "sum(s2a.seats.*.segments)",
        ("s2a.seats",),
    )
    ahead = brief.count(
        fid("s2a", brief, "seats_ahead"), seats.filter(pl.col("first") == brief.mission.party)["seat_id"].to_list(),
        msg("s2a.seats_ahead"), "most votes over the seat's segments", sources=sources,
    )  # fmt: skip
    held = seats.filter(pl.col("base_rank") == 1)
    lost = brief.count(
        fid("s2a", brief, "held_not_ahead"), held.filter(pl.col("first") != brief.mission.party)["seat_id"].to_list(),
        msg("s2a.held_not_ahead"), "won in the base election, not ahead now", sources=sources,
    )  # fmt: skip
    texts = [msg("s2a.segments", seats=all_seats, led=led, total=total, ahead=ahead)]
    if held.height:
        count = brief.count(fid("s2a", brief, "held"), held["seat_id"].to_list(), msg("s2a.held"), "rank = 1")
        texts.append(msg("s2a.held_sentence", held=count, lost=lost, base=brief.election_name(brief.base.id)))
    return [Paragraph(t) for t in texts]


def _seats(brief: Brief, found: PostMortem) -> Table:
    sources = brief.sources_of(brief.base.id, *(s.election for s in found.states))
    columns = (
        words("seat"),
        words("state"),
        counted("base_rank", Unit.PLACE, msg("s2a.base_rank"), "rank in the base election", sources),
        counted("base_share", Unit.SHARE, msg("s2a.base_share"), "votes / votes polled", sources,
                base=msg("measure.base.votes-polled")),
        counted("segments", Unit.COUNT, msg("s2a.segments_all"), "count(segments)", sources),
        counted("led", Unit.COUNT, msg("s2a.segments_led"), "count(segments won by P)", sources),
        counted("share", Unit.SHARE, msg("s2a.share"), "sum(votes of P) / sum(votes polled)", sources,
                base=msg("measure.base.votes-polled")),
        words("first"),
    )  # fmt: skip
    rows = tuple(
        Row(
            r["seat_id"],
            (
                brief.catalog.seat(r["seat_id"]),
                brief.catalog.states[brief.catalog.seats[r["seat_id"]]["state_code"] or ""],
                *(msg("section.not_fought") if r[k] is None else r[k] for k in ("base_rank", "base_share")),
                r["segments"],
                r["led"],
                r["share"],
                brief.catalog.party(r["first"]),
            ),
        )
        for r in found.seats.iter_rows(named=True)
    )
    return Table("s2a.seats", msg("s2a.seats.title"), columns, rows, annex=True, filter_by="state")


builder = Builder(2, "assemblies", build, "A")
