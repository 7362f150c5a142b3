"""What the data lack: assembly seats without a row in the source, and elections held whose results are not here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from khaka.core.message import Message, msg
from khaka.core.nouns import assembly_seat_id

if TYPE_CHECKING:
    from khaka.catalog.catalog import Catalog, Election


def lacking(catalog: Catalog, *elections: str) -> tuple[Message, ...]:
    """What the data lack of assembly elections, so that a count that is short can say so.

    Parameters
    ----------
    elections
        As in ``Catalog.election``; of ``assemblies@DATE`` every part is looked at.
    """
    found: list[Message] = []
    for spec in elections:
        whole = catalog.election(spec)
        have = set(whole.contests["seat_id"].to_list())
        gaps = catalog.table("assembly_gaps").filter(pl.col("election").is_in(list(whole.parts or (whole.id,))))
        for row in gaps.sort("election", "ac_number").iter_rows(named=True):
            if assembly_seat_id(row["state_code"], int(row["ac_number"])) not in have:
                found.append(msg("catalog.lacking.seat", seat=row["ac_name"], election=row["election"]))
        if whole.parts:
            found += _later_than(catalog, whole)
    return tuple(dict.fromkeys(found))


def _later_than(catalog: Catalog, latest: Election) -> list[Message]:
    """Elections counted by the day asked for, after the one that stands for their state, without results here."""
    day = latest.id.partition("@")[2]
    limit = date.fromisoformat(day) if day else (catalog.as_of or date.max)
    states = set(latest.contests["state_code"].to_list())
    newest = {catalog.elections[p].house: catalog.elections[p].count_date for p in latest.parts}
    return [
        msg("catalog.lacking.election", election=i.id)
        for i in catalog.elections.values()
        if i.kind == "assembly" and i.house in states and not catalog.has_results(i.id)
        and newest.get(i.house, date.min) < i.count_date <= limit
    ]  # fmt: skip
