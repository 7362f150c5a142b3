"""The national polls of section 8: each poll, and the average as it stood on its day."""

from __future__ import annotations

from khaka.blueprint.base import counted, heading, words
from khaka.blueprint.blocks import Block, Cell, Chart, Column, Heading, Row, Table
from khaka.core.figure import How, Kind
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief

#: Blocs that are drawn; a poll gives more, and the table of the annex of polls has them all.
MOST = 3
#: National blocs with a name in the catalogue ``polls``.
BLOCS = ("NDA", "UPA", "INDIA")


def blocks(brief: Brief) -> list[Block]:
    """The poll average with its houses; silent below two national polls with shares."""
    from khaka.forecast.polls import average
    from khaka.forecast.polls.average import average_of
    from khaka.forecast.polls.nouns import NATION

    found = average(brief.catalog, brief.mission.election, brief.mission.as_of)
    used = [p for p in found.used if p.scope == NATION and p.field_day is not None]
    used.sort(key=lambda p: (p.field_day, p.poll_id))
    counts = {s.label: s.polls for s in found.series if s.scope == NATION and not s.part_of and s.label != "OTH"}
    labels = sorted(counts, key=lambda x: (-counts[x], x))[:MOST]
    if len(used) < 2 or max(counts.values(), default=0) < 2:
        return []
    table = brief.catalog.table("polls")
    rows = []
    for poll in used:
        assert poll.field_day is not None
        given = {r.label: r.share_pct for r in poll.readings}
        # the average of that day from the polls that were in the field by then
        then = average_of(table, brief.mission.election, poll.published, found.model).scope(NATION)
        cells: list[Cell] = [poll.field_day, poll.house, poll.sample]
        cells += [share / 100 if (share := given.get(x)) is not None else None for x in labels]
        cells += [then[x].share_pct / 100 if x in then else None for x in labels]
        rows.append(Row(poll.poll_id.lower(), tuple(cells)))
    title = msg("s8.polls.title")
    keys, averages = (tuple(f"{k}_{x.lower()}" for x in labels) for k in ("poll", "average"))
    return [
        Heading("polls", msg("s8.polls.heading")),
        Chart("s8.polls_chart", "polls", title, msg("s8.polls.alt"), "s8.polls", "day", keys,
              params=(("house", "house"), ("average", averages))),
        Table("s8.polls", title, _columns(labels), tuple(rows), msg("s8.polls.note")),
    ]  # fmt: skip


def _bloc(label: str) -> Message | str:
    return msg(f"polls.bloc.{label}") if label in BLOCS else label


def _columns(labels: list[str]) -> tuple[Column, ...]:
    shares = [
        Column(f"{kind}_{x.lower()}", msg(f"section.col.{kind}_of", bloc=_bloc(x)), Unit.SHARE, msg(f"s8.polls.{kind}"),
               How(Kind.REPORTED if kind == "poll" else Kind.COUNTED, formula=formula),
               base=msg("s8.polls.base"), sources=("polls",), digits=1)
        for kind, formula in (("poll", "as published, of those who named a party"), ("average", "state-space average"))
        for x in labels
    ]  # fmt: skip
    sample = counted("sample", Unit.COUNT, msg("s8.polls.sample"), "as published", ("polls",), minor=True)
    return (Column("day", heading("field_day")), words("house"), sample, *shares)
