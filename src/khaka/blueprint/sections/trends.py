"""2. Trends: votes, seats, strike rate, deposits and margins over all elections in the data."""

from __future__ import annotations

from typing import Any

from khaka.blueprint.base import Builder, counted, fid, measured, words
from khaka.blueprint.blocks import Block, Cell, Chart, Notice, Paragraph, Row, Section, Table
from khaka.blueprint.sections import _history
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy

_NAMES = ("votes", "vote_share", "seats_contested", "seats_won", "strike_rate", "deposits_forfeited", "median_margin")


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    elections = _elections(brief)
    blocks: list[Block] = []
    if len(elections) > 1:
        blocks += [_chart(brief, "lines", "vote_share"), _chart(brief, "bars", "seats_won")]
    blocks.append(_table(brief, elections))
    blocks += _change(brief)
    blocks += _history.places(brief)
    blocks += _identity(brief)
    blocks += _history.states(brief)
    return Section(2, "trends", msg("s2.title"), tuple(blocks), msg("s2.decision"), _summary(brief))


def _elections(brief: Brief) -> list[str]:
    """General elections in which ours stood, oldest first."""
    found = []
    for info in brief.catalog.elections.values():
        if info.kind == "general" and info.count_date <= brief.base.info.count_date:
            stood = brief.ask("seats_contested", info.id).value
            if stood and (not info.imported or info.id == brief.base.id):
                found.append(info.id)
    return found


def best_before(brief: Brief) -> str | None:
    """The election on the seat map that gave ours most seats, when it is not the base election."""
    won = {e.id: brief.ask("seats_won", e.id).value for e in brief.history}
    counts = {e: n for e, n in won.items() if isinstance(n, int)}
    best = max(counts, key=lambda e: (counts[e], e)) if counts else brief.base.id
    return best if best != brief.base.id and counts[best] > counts.get(brief.base.id, 0) else None


def votes_sentence(brief: Brief) -> Message | None:
    """Votes against seats, then and now; None when the base election is the best."""
    then = best_before(brief)
    if then is None:
        return None
    figures: dict[str, Any] = {
        f"{name}_{when}": brief.measure(fid("s2", brief, name, election), name, election)
        for when, election in (("then", then), ("now", brief.base.id))
        for name in ("votes", "seats_won")
    }
    return msg("s2.votes_seats", then=brief.election_name(then), now=brief.election_name(brief.base.id), **figures)


def _summary(brief: Brief) -> Message:
    return votes_sentence(brief) or msg(
        "s2.summary_best", party=brief.party, election=brief.election_name(brief.base.id),
        seats=brief.measure(fid("s2", brief, "seats_won"), "seats_won"),
    )  # fmt: skip


def _chart(brief: Brief, name: str, column: str) -> Chart:
    """One column of the trend table by election: share as ``lines``, seats as ``bars``."""
    title = msg(f"s2.{name}.title", party=brief.party)
    return Chart(f"s2.{name}", name, title, msg(f"s2.{name}.alt"), "s2.trend", x="election", y=(column,),
                 params=(("notes", "splits"),))  # fmt: skip


def _table(brief: Brief, elections: list[str]) -> Table:
    columns = (
        words("election"),
        *(measured(brief, n, n, "elections", minor=n in ("votes", "strike_rate")) for n in _NAMES),
    )
    column, splits = _history.splits(brief, elections)
    rows = []
    for election in elections:
        values: list[Cell] = []
        for name in _NAMES:
            filters: dict[str, Any] = {"parties": (brief.mission.party,)} if name == "median_margin" else {}
            value = brief.ask(name, election, **filters).value
            values.append(value if isinstance(value, int | float) else None)
        rows.append(Row(election, (brief.election_name(election), *values, splits.get(election, ""))))
    columns = (
        *columns[:-1],
        measured(brief, "median_margin", "median_margin", "elections", minor=True, parties=(brief.mission.party,)),
        column,
    )
    return Table("s2.trend", msg("s2.trend.title", party=brief.party), columns, tuple(rows), msg("s2.trend.note"))


def _change(brief: Brief) -> list[Block]:
    """Seats gained, lost and retained against the election before."""
    if len(brief.history) < 2:
        return []
    before = brief.history[-2].id
    figures: dict[str, Any] = {
        name: brief.measure(fid("s2", brief, name), name, base_election=before)
        for name in ("seats_gained", "seats_lost", "seats_retained")
    }
    return [
        Paragraph(
            msg("s2.change", before=brief.election_name(before), now=brief.election_name(brief.base.id), **figures)
        )
    ]


def _identity(brief: Brief) -> list[Block]:
    """How often each seat was won or second over the elections on one seat map."""
    if len(brief.history) < 2:
        return []
    ids = [e.id for e in brief.history]
    figures: dict[str, Any] = {
        name: brief.measure(fid("s2", brief, name, ids[0] + "-" + ids[-1]), name, *ids)
        for name in ("ever_won", "ever_second_never_won", "ever_first_or_second")
    }
    times = brief.ask("times_won", *ids).value
    counts = times if isinstance(times, dict) else {}
    columns = (
        words("times"),
        counted(
            "seats", Unit.SEATS, msg("measure.times_won.definition"), "times_won", brief.sources_of(*ids), bar=True
        ),
    )
    rows = tuple(
        Row(f"won-{n}", (msg("s2.times.row", n=brief.give(f"s2.times.{n}", int(n), Unit.TIMES, msg("s2.times.n"), "n")),
                         c))
        for n, c in counts.items()
    )  # fmt: skip
    text = msg("s2.identity", first=brief.election_name(ids[0]), last=brief.election_name(ids[-1]), **figures)
    table = Table("s2.times", msg("s2.times.title"), columns, rows)
    note = Notice("method", msg("s2.identity.note"))
    return [Paragraph(text), table, note]


builder = Builder(2, "trends", build)
