"""Which bloc each candidacy counts in: the labels of published tallies where there are any, else single parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.catalog.catalog import Election


@dataclass(frozen=True)
class Labels:
    """Who counts in which bloc or alliance.

    Parameters
    ----------
    parties
        Codes of the columns.
    bloc, alliance
        Label of published tallies and pre-poll alliance of each candidacy, (n_seats, n_parties); OTHER and "" outside.
    """

    parties: tuple[str, ...]
    bloc: NDArray[np.str_]
    alliance: NDArray[np.str_]

    def members(self, label: str, rows: NDArray[np.int64]) -> NDArray[np.bool_] | None:
        """Candidacies of a label in some seats: a bloc, a party or an alliance; None for "others" and unknown names."""
        if label in ("OTHER", "OTH"):
            return None
        if (self.bloc[rows] == label).any():
            found: NDArray[np.bool_] = self.bloc[rows] == label
            return found
        if label in self.parties:
            one = np.zeros(self.bloc[rows].shape, dtype=bool)
            one[:, self.parties.index(label)] = True
            return one
        if (self.alliance[rows] == label).any():
            allied: NDArray[np.bool_] = self.alliance[rows] == label
            return allied
        return None


def bloc_labels(
    catalog: Catalog, election: str, seats: tuple[str, ...], states: tuple[str, ...], parties: tuple[str, ...]
) -> Labels | None:
    """The labels of each candidacy, OTHER outside any bloc; None for an election without a table.

    A state row overrides the blank one; a seat's row (backed independents and the like) overrides both, and takes the
    alliance's name where it names no bloc.
    """
    rows = [r for r in catalog.table("alliances").iter_rows(named=True) if r["election"] == election]
    if not rows:
        return None
    whole = {r["party"]: r for r in rows if not r["state_code"]}
    local = {(r["party"], r["state_code"]): r for r in rows if r["state_code"]}
    shape = (len(seats), len(parties))
    bloc, alliance = np.full(shape, "OTHER", dtype="<U24"), np.full(shape, "", dtype="<U24")
    at, column = {s: i for i, s in enumerate(seats)}, {p: j for j, p in enumerate(parties)}
    codes = np.array(states)
    named = [p for p in dict.fromkeys(r["party"] for r in rows) if p in column]
    for state in sorted(set(states)):
        here = np.flatnonzero(codes == state)
        for party in named:
            row = local.get((party, state)) or whole.get(party)
            if row is not None:
                bloc[here, column[party]] = row["bloc"] or "OTHER"
                alliance[here, column[party]] = "" if row["alliance"] == "ALONE" else row["alliance"] or ""
    for row in catalog.table("alliances_seats").iter_rows(named=True):
        # an independent's row names one candidate of many and is used for truths only
        if row["election"] == election and row["seat_id"] in at and row["party"] in column and row["party"] != "IND":
            bloc[at[row["seat_id"]], column[row["party"]]] = row["bloc"] or row["alliance"] or "OTHER"
            alliance[at[row["seat_id"]], column[row["party"]]] = row["alliance"] or ""
    return Labels(parties, bloc, alliance)


def winner_label(catalog: Catalog, election: Election, seat: str, party: str, label: str) -> str:
    """The bloc of a winner in published tallies: an independent counts where the table names a bloc for the one who won."""
    if party != "IND":
        return label
    for row in catalog.table("alliances_seats").iter_rows(named=True):
        if row["election"] == election.id and row["seat_id"] == seat and row["party"] == "IND":
            votes = election.results.filter(election.results["seat_id"] == seat)["votes"].max()
            if str(votes) == row["votes"]:
                return row["bloc"] or "OTHER"
    return "OTHER"
