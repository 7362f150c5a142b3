"""What the law lets a candidate spend, state by state, on a day: the dated table of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from khaka.catalog import Catalog

RULE = "spending_ceiling_ls"


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Ceilings in force on a day.

    Parameters
    ----------
    by_state
        Rupees by state code; a state that the table does not cover is absent.
    since
        The first day of the scale in force.
    estimated
        True when a row in force says that lower scales are not tabulated: the figure may be too high for small states.
    """

    by_state: dict[str, int]
    since: date | None
    estimated: bool = False

    @property
    def usual(self) -> int | None:
        """The ceiling of most states."""
        return max(self.by_state.values(), default=None)

    @property
    def small(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Every lower ceiling with its states, the highest first."""
        found: dict[int, list[str]] = {}
        for state, value in sorted(self.by_state.items()):
            if value != self.usual:
                found.setdefault(value, []).append(state)
        return tuple((v, tuple(found[v])) for v in sorted(found, reverse=True))


def ceilings(catalog: Catalog, day: date) -> Ceilings:
    """A candidate's spending ceilings for the Lok Sabha on ``day``; empty before the first row of the table.

    Notes
    -----
    The table's scope is "all except" codes, "all except as below", or codes; the latter win over the former.
    """
    table = catalog.table("law").filter(pl.col("rule") == RULE)
    start, end = pl.col("from_date").str.to_date(), pl.col("to_date").str.to_date(strict=False)
    rows = table.filter((start <= day) & (end.is_null() | (end >= day))).sort("from_date")
    # the catalogue hides an end that lies after its own day, so the latest scale is the one in force
    if not rows.height:
        return Ceilings({}, None)
    latest = rows["from_date"].max()
    rows = rows.filter(pl.col("from_date") == latest)
    known = sorted(catalog.states)
    general: dict[str, int] = {}
    named: dict[str, int] = {}
    vague = False
    for row in rows.iter_rows(named=True):
        scope, value = str(row["scope"]), int(row["value"])
        codes = [c for c in scope.split() if c in catalog.states]
        if scope.startswith(("all", "general")):
            vague |= scope.startswith("general") or "not tabulated" in str(row.get("note") or "")
            general |= {s: value for s in known if s not in codes}
        else:
            vague |= "not tabulated" in str(row.get("note") or "")
            named |= dict.fromkeys(codes, value)
    return Ceilings(general | named, date.fromisoformat(str(latest)), vague)
