"""How likely each member of an alliance wins each seat when it stands there for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.nouns import Scales
from khaka.forecast.simulate.problem import FULL_LOAD_PP
from khaka.forecast.simulate.quadrature import nodes_of
from khaka.forecast.simulate.special import chi_square_quantile, normal_cdf
from khaka.strategy.alliances.ground import Ground
from khaka.strategy.alliances.transfer import equal_parts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Quantile nodes of the transfer rates, and of the mixture that gives the common errors their tails.
RATE_NODES, TAIL_NODES = 7, 7
#: Candidacies of a seat that are looked at: the others have no chance worth a thousandth.
STRONGEST = 6
#: Nodes over a party's own error; 16 keep the error of a chance below 1e-3 (tests).
QUADRATURE = 16
#: Draws of the common errors for a goal, in the search and, fresh, for what is printed.
SEARCH_DRAWS, FRESH_DRAWS = 448, 896


@dataclass(frozen=True)
class Table:
    """The chances that a deal is made on.

    Parameters
    ----------
    seats, states
        Ids and state codes, (n_seats,).
    members
        Party codes, (n_members,).
    win
        Chance that the member wins the seat when it stands for all, (n_seats, n_members).
    own
        Its own expected support there, points of votes polled, (n_seats, n_members); breaks ties.
    share
        Expected points when it stands for all, at the mean of the rates' nodes, (n_seats, n_members).
    holder
        Column of the member that won the seat in the base election, -1 for none, (n_seats,).
    cases
        What the chances given common errors are made from; None where only ``win`` is known.
    """

    seats: tuple[str, ...]
    states: tuple[str, ...]
    members: tuple[str, ...]
    win: Floats
    own: Floats
    share: Floats
    holder: Ints
    cases: Cases | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Cases:
    """Expected shares by node of the transfer rates, for drawing.

    Parameters
    ----------
    shares
        Points, ``-inf`` where a party does not stand, the member in place 0, (n_nodes, n_seats, n_members, n_places).
    party
        Index of the party in each place, (n_nodes, n_seats, n_members, n_places).
    state
        Index of each seat's state, (n_seats,).
    """

    shares: Floats
    party: Ints
    state: Ints
    n_parties: int
    scales: Scales

    def given(self, draws: int, seed: int) -> Floats:
        """Chances given drawn common errors and transfer rates, (n_draws, n_seats, n_members).

        Notes
        -----
        The model of ``forecast.simulate``: latent share = centre + load · (nation + state) + noise, the common errors
        scaled together by a mixture. Nodes of the rates and quantiles of the mixture are each spread evenly over the
        draws; normal errors come in pairs of opposite sign.
        """
        rng = np.random.default_rng(seed)
        n_states, half = int(self.state.max()) + 1, (draws + 1) // 2
        node = np.tile(rng.permutation(half) % len(self.shares), 2)
        tail = np.tile(self._tail((rng.permutation(half) + rng.random(half)) / half), 2)
        nation = rng.standard_normal((half, self.n_parties)) * self.scales.nation_pp
        local = rng.standard_normal((half, n_states, self.n_parties)) * self.scales.state_pp
        nation, local = np.concatenate([nation, -nation]), np.concatenate([local, -local])
        noise = np.full(self.shares.shape[1:], self.scales.seat_pp)
        out = np.empty((draws, *self.shares.shape[1:3]))
        for d in range(draws):
            centre, party = self.shares[node[d]], self.party[node[d]]
            common = tail[d] * (nation[d][party] + local[d][self.state[:, None, None], party])
            out[d] = _first(centre + _load(centre) * common, noise)
        return out

    def marginal(self) -> Floats:
        """Chances over all errors, (n_seats, n_members), by quadrature.

        Notes
        -----
        Within one seat the errors of two parties are independent given the mixture, so nation, state and seat add up to
        one normal error a party.
        """
        scales = self.scales
        common = scales.nation_pp**2 + scales.state_pp**2
        tails = self._tail(equal_parts(TAIL_NODES))
        found = np.zeros(self.shares.shape[1:3])
        for node in self.shares:
            load = _load(node)
            for tail in tails:
                found += _first(node, np.sqrt(scales.seat_pp**2 + (tail * load) ** 2 * common))
        return np.clip(found / (len(self.shares) * len(tails)), 0.0, 1.0)

    def _tail(self, p: Floats) -> Floats:
        dof = self.scales.common_dof
        return np.sqrt(dof / chi_square_quantile(dof, p)) if np.isfinite(dof) else np.ones_like(p)


def _load(shares: Floats) -> Floats:
    """The part of the common errors that each party takes, as in ``forecast.simulate``."""
    return np.clip(np.where(np.isfinite(shares), shares, 0.0) / FULL_LOAD_PP, 0.0, 1.0)


def _first(shares: Floats, sigma: Floats) -> Floats:
    """The chance of place 0 to be the largest given independent normal errors, over all axes but the last.

    ∫ φ(z) Π Φ((u_0 + σ_0 z - u_r) / σ_r) dz by Gauss and Hermite, as in ``forecast.simulate.quadrature``.
    """
    z, w = nodes_of(QUADRATURE)
    reached = np.where(np.isfinite(shares[..., :1]), shares[..., :1], 0.0) + sigma[..., :1] * z
    inside = np.broadcast_to(w, reached.shape).copy()
    for r in range(1, shares.shape[-1]):
        inside *= normal_cdf((reached - shares[..., r : r + 1]) / sigma[..., r : r + 1])
    chance: Floats = np.where(np.isfinite(shares[..., 0]), inside.sum(axis=-1), 0.0)
    return chance


def table_of(found: Ground, states: Sequence[str], members: Sequence[str], against: Sequence[str] = ()) -> Table:
    """The chances of each member in each seat of some states.

    Parameters
    ----------
    members
        Parties of the alliance; whoever stands has its own support and what the others' voters transfer.
    against
        Parties that stand together on the other side; base alliances go on where none is named.

    Raises
    ------
    KhakaError
        Fewer than two members, one named twice or on both sides, a party without votes in these states, and (for
        ``members``) one that stood nowhere in them.
    """
    _check(found, states, members, against)
    rows = found.rows(states)
    where = [found.column[m] for m in members]
    nodes = [_node(found, rows, members, against, float(p)) for p in equal_parts(RATE_NODES)]
    every = np.array([n[0] for n in nodes])
    places, party = _ranked(every, where)
    codes = sorted(set(states))
    state = np.array([codes.index(found.states[i]) for i in rows])
    cases = Cases(places, party, state, len(found.parties), found.scales)
    holder = [members.index(found.holders[i]) if found.holders[i] in members else -1 for i in rows]
    return Table(
        tuple(found.seats[i] for i in rows),
        tuple(found.states[i] for i in rows),
        tuple(members),
        cases.marginal(),
        np.mean([n[1] for n in nodes], axis=0),
        places[..., 0].mean(axis=0),
        np.array(holder, dtype=np.int64),
        cases,
    )


def _node(found: Ground, rows: Ints, members: Sequence[str], against: Sequence[str], p: float) -> tuple[Floats, Floats]:
    """Shares by standing member, (n_seats, n_members, n_parties), and own supports, (n_seats, n_members)."""
    rates = found.rates.matrix(found.parties, p)
    own = found.own(rows, rates, [*members, *against])
    heirs = found.standing(rows, members, against, own)
    shares = [found.shares_when(m, heirs, own, rates) for m in members]
    return np.stack(shares, axis=1), own.points[:, [found.column[m] for m in members]]


def _ranked(every: Floats, where: list[int]) -> tuple[Floats, Ints]:
    """The member first, then the strongest others: shares and parties, (n_nodes, n_seats, n_members, n_places)."""
    known = np.where(np.isnan(every), -np.inf, every)
    mine = np.empty((*known.shape[:3], 1))
    for k, column in enumerate(where):
        mine[:, :, k, 0] = known[:, :, k, column]
        known[:, :, k, column] = -np.inf
    n = min(STRONGEST, known.shape[3])
    order = np.argsort(-known, axis=3, kind="stable")[..., :n]
    best = np.take_along_axis(known, order, axis=3)
    own = np.broadcast_to(np.array(where)[:, None], (*known.shape[:3], 1))
    return np.concatenate([mine, best], axis=3), np.concatenate([own, order], axis=3).astype(np.int64)


def _check(found: Ground, states: Sequence[str], members: Sequence[str], against: Sequence[str]) -> None:
    if len(members) < 2:
        raise KhakaError(msg("error.sharing.members", n=len(members)), msg("error.sharing.members_hint"))
    named = [*members, *against]
    twice = sorted({p for p in named if named.count(p) > 1})
    if twice:
        raise KhakaError(msg("error.sharing.twice", parties=twice), msg("error.sharing.twice_hint"))
    rows = found.rows(states)
    for party in named:
        j = found.column.get(party)
        born = any(child == party and s in states for s, _, child, _ in found.splits)
        if j is None or not (born or (~np.isnan(found.shares[rows, j])).any()):
            raise KhakaError(
                msg("error.sharing.no_votes", party=party, states=sorted(states)), msg("error.sharing.no_votes_hint")
            )
