"""Past elections as matrices: seats by parties, percent of votes polled, for carrying and scoring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from khaka.core.nouns import INDEPENDENT, NOTA

if TYPE_CHECKING:
    from khaka.catalog import Catalog, Election

Floats = NDArray[np.float64]

#: Columns that hold votes and never a forecast winner: independents are pooled, NOTA and small ones cannot win.
NEVER_PICKED = frozenset({INDEPENDENT, NOTA, "OTH"})


@dataclass(frozen=True)
class Returns:
    """One election, seat by seat.

    Parameters
    ----------
    election
        Its id.
    seats, states
        Seat ids and state codes, (n_seats,), in the order of seat ids.
    parties
        Party codes, (n_parties,), sorted; IND, NOTA and OTH are columns like the others.
    share
        Percent of votes polled, NaN where the party did not stand, (n_seats, n_parties). Several candidates of one
        code (independents) are summed.
    polled
        Votes polled, (n_seats,); 0 in a seat that was decided without a poll.
    winner
        Column of the winner, (n_seats,).
    """

    election: str
    seats: tuple[str, ...]
    states: tuple[str, ...]
    parties: tuple[str, ...]
    share: Floats
    polled: Floats
    winner: NDArray[np.int64]

    @cached_property
    def row(self) -> dict[str, int]:
        """Row of each seat."""
        return {s: i for i, s in enumerate(self.seats)}

    @cached_property
    def column(self) -> dict[str, int]:
        """Column of each party."""
        return {p: j for j, p in enumerate(self.parties)}

    @cached_property
    def winners(self) -> tuple[str, ...]:
        """Party code of each seat's winner, (n_seats,)."""
        return tuple(self.parties[j] for j in self.winner)

    @cached_property
    def pickable(self) -> NDArray[np.bool_]:
        """False for the columns that are never picked, (n_parties,)."""
        return np.array([p not in NEVER_PICKED for p in self.parties], dtype=bool)

    @cached_property
    def lead(self) -> Floats:
        """Each candidacy's share less the best other party's, in points; NaN where it did not stand, (seats, parties).

        Independents count as one rival here, as everywhere in the forecast; NOTA is no rival.
        """
        rivals = np.where(np.isnan(self.share), -np.inf, self.share)
        for j, party in enumerate(self.parties):
            if party in (NOTA, "OTH"):
                rivals[:, j] = -np.inf
        top = rivals.argmax(axis=1)
        rows = np.arange(len(self.seats))
        first = rivals[rows, top]
        others = rivals.copy()
        others[rows, top] = -np.inf
        second = others.max(axis=1)
        best_other = np.broadcast_to(first[:, None], rivals.shape).copy()
        best_other[rows, top] = np.where(np.isfinite(second), second, 0.0)
        found: Floats = self.share - best_other
        return found

    @cached_property
    def state_rows(self) -> dict[str, NDArray[np.int64]]:
        """Rows of each state, in the order of state codes."""
        codes = np.array(self.states)
        return {s: np.flatnonzero(codes == s) for s in sorted(set(self.states))}

    def state_shares(self) -> dict[str, Floats]:
        """Each state's share of *all* votes polled there by party, percent, (n_parties,): what "true state shares" are."""
        found = {}
        votes = np.nan_to_num(self.share) * self.polled[:, None]
        for state, rows in self.state_rows.items():
            total = self.polled[rows].sum()
            found[state] = votes[rows].sum(axis=0) / total if total else np.zeros(len(self.parties))
        return found

    def only(self, seats: set[str]) -> Returns:
        """The same election with these seats only."""
        keep = np.array([s in seats for s in self.seats], dtype=bool)
        return Returns(
            self.election,
            tuple(s for s, k in zip(self.seats, keep, strict=True) if k),
            tuple(s for s, k in zip(self.states, keep, strict=True) if k),
            self.parties,
            self.share[keep],
            self.polled[keep],
            self.winner[keep],
        )


def returns_of(election: Election) -> Returns:
    """An election of the catalogue as Returns."""
    import polars as pl

    rows = election.results.with_columns(pl.col("votes").cast(pl.Float64))
    seats = sorted(rows["seat_id"].unique().to_list())
    parties = sorted(rows["party"].unique().to_list())
    seat_at, party_at = {s: i for i, s in enumerate(seats)}, {p: j for j, p in enumerate(parties)}
    i = np.array([seat_at[s] for s in rows["seat_id"].to_list()])
    j = np.array([party_at[p] for p in rows["party"].to_list()])
    votes = np.zeros((len(seats), len(parties)))
    stood = np.zeros_like(votes, dtype=bool)
    np.add.at(votes, (i, j), rows["votes"].fill_null(0).to_numpy())
    stood[i, j] = True
    polled = votes.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(stood, np.where(polled[:, None] > 0, 100 * votes / polled[:, None], 0.0), np.nan)
    state = dict(zip(rows["seat_id"].to_list(), rows["state_code"].to_list(), strict=True))
    return Returns(
        election.id,
        tuple(seats),
        tuple(state[s] for s in seats),
        tuple(parties),
        share,
        polled,
        _winners(election, seat_at, party_at),
    )


def _winners(election: Election, seat_at: dict[str, int], party_at: dict[str, int]) -> NDArray[np.int64]:
    """Column of the first candidate of each seat: most votes, the official position settles ties; NOTA never wins."""
    import polars as pl

    stands = election.results.filter(~pl.col("party").is_in([NOTA, "OTH"]))
    first = stands.sort(
        "seat_id", "votes", "position", "party", descending=[False, True, False, False], nulls_last=True
    ).unique("seat_id", keep="first", maintain_order=True)
    winner = np.zeros(len(seat_at), dtype=np.int64)
    for seat, party in first.select("seat_id", "party").iter_rows():
        winner[seat_at[seat]] = party_at[party]
    return winner


def returns(catalog: Catalog, election: str) -> Returns:
    """An election by id."""
    return returns_of(catalog.election(election))


def align(values: Floats, of: tuple[str, ...], to: tuple[str, ...], fill: float = np.nan) -> Floats:
    """Columns in another party order; a party that is not there is ``fill``, (n_seats, len(to))."""
    at = {p: j for j, p in enumerate(of)}
    out = np.full((values.shape[0], len(to)), fill)
    for j, party in enumerate(to):
        if party in at:
            out[:, j] = values[:, at[party]]
    return out
