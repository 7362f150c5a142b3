"""A field and its scales as flat arrays in one fixed order, so that the order of rows never changes a draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.nouns import Field, Floats, Scales

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: Who counts as one bloc: party codes, party codes by state, or a mask of candidacies.
Bloc = Bools | Iterable[str] | Mapping[str, Iterable[str]]

#: A party below this many points takes the common errors in proportion to its expected share (docs/design/0010).
FULL_LOAD_PP = 10.0
#: A candidacy expected below this is not in the race, unless it is among the first two of its seat: noise of the size
#: that fits the leaders would let a party of half a point win one seat in a thousand.
RACE_PP = 2.0


@dataclass(frozen=True)
class Problem:
    """Candidacies in the race, seat by seat: seats by id and parties by code.

    Parameters
    ----------
    pointer
        Candidacies of seat ``s`` are ``pointer[s]:pointer[s + 1]``, (n_seats + 1,).
    rows
        The field's row of each seat, (n_seats,).
    party
        The field's column of each candidacy, (n_candidacies,).
    centre, load
        Expected share in points, and the part of the common errors that the candidacy takes (0-1).
    nation, state
        Index of the candidacy's national factor and of its state's.
    scale
        Points of each factor, (n_factors,).
    names
        What each factor is of, (n_factors,): ``INC`` in the nation, ``UP|INC`` in a state. A factor's random numbers
        hang on its name alone, so that a change in one place moves none in another.
    sigma
        Points of the seat's own noise.
    dof
        Degrees of freedom of the mixture.
    """

    pointer: Ints
    rows: Ints
    party: Ints
    centre: Floats
    load: Floats
    nation: Ints
    state: Ints
    scale: Floats
    names: tuple[str, ...]
    sigma: float
    dof: float
    n_parties: int

    @property
    def n_seats(self) -> int:
        """Seats of the house."""
        return len(self.rows)

    def flags(self, mask: Bools) -> NDArray[np.uint8]:
        """1 for each candidacy inside a mask of the field, (n_candidacies,)."""
        seat = np.repeat(self.rows, np.diff(self.pointer))
        return mask[seat, self.party].astype(np.uint8)


def problem_of(field: Field, scales: Scales) -> Problem:
    """The arrays of a field.

    Raises
    ------
    KhakaError
        A seat has no candidacy, or is decided for a party that the field does not have; a scale is negative, or the
        seats have no noise of their own.
    """
    _check(field, scales)
    column = {p: i for i, p in enumerate(field.parties)}
    seat_order = sorted(range(len(field.seats)), key=lambda i: field.seats[i])
    by_code = np.array(sorted(range(len(field.parties)), key=lambda i: field.parties[i]), dtype=np.int64)
    nation_of: dict[int, int] = {}
    state_of: dict[tuple[str, int], int] = {}
    pointer, party, centre, nation, state = [0], [], [], [], []
    race = _in_race(field.centre)
    for i in seat_order:
        decided = field.certain[i] if field.certain else ""
        standing = [column[decided]] if decided else by_code[race[i, by_code]].tolist()
        for q in standing:
            party.append(q)
            centre.append(100.0 if decided else float(field.centre[i, q]))
            nation.append(nation_of.setdefault(q, len(nation_of)))
            state.append(state_of.setdefault((field.states[i], q), len(state_of)))
        pointer.append(len(party))
    shares = np.array(centre)
    return Problem(
        pointer=np.array(pointer, dtype=np.int64),
        rows=np.array(seat_order, dtype=np.int64),
        party=np.array(party, dtype=np.int64),
        centre=shares,
        load=np.clip(shares / FULL_LOAD_PP, 0.0, 1.0),
        nation=np.array(nation, dtype=np.int64),
        state=np.array(state, dtype=np.int64) + len(nation_of),
        scale=np.array([scales.nation_pp] * len(nation_of) + [scales.state_pp] * len(state_of)),
        names=(*(field.parties[q] for q in nation_of), *(f"{state}|{field.parties[q]}" for state, q in state_of)),
        sigma=scales.seat_pp,
        dof=scales.common_dof,
        n_parties=len(field.parties),
    )


def with_factors(problem: Problem, names: Sequence[str], scales: Scales) -> Problem:
    """The problem with further factors that no candidacy of it takes: those that a base has and a what-if has lost."""
    extra = [n for n in names if n not in set(problem.names)]
    if not extra:
        return problem
    scale = [scales.state_pp if "|" in n else scales.nation_pp for n in extra]
    return replace(problem, names=(*problem.names, *extra), scale=np.append(problem.scale, scale))


def _in_race(centre: Floats) -> Bools:
    """Which candidacies are in the race of their seat, (n_seats, n_parties)."""
    shares = np.where(np.isnan(centre), -np.inf, centre)
    first_two = -np.partition(-shares, min(1, shares.shape[1] - 1), axis=1)[:, :2]
    least = np.where(np.isinf(first_two), np.inf, first_two).min(axis=1)
    inside: Bools = shares >= np.minimum(RACE_PP, least)[:, None]
    return inside


def _check(field: Field, scales: Scales) -> None:
    if min(scales.nation_pp, scales.state_pp) < 0 or scales.seat_pp <= 0 or not scales.common_dof > 0:
        raise KhakaError(
            msg("error.forecast.scales", nation=scales.nation_pp, state=scales.state_pp, seat=scales.seat_pp,
                dof=scales.common_dof)
        )  # fmt: skip
    certain = field.certain or ("",) * len(field.seats)
    stands_any = [bool(row.any()) for row in ~np.isnan(field.centre)]
    for seat, decided, stands in zip(field.seats, certain, stands_any, strict=True):
        if decided and decided not in field.parties:
            raise KhakaError(msg("error.forecast.certain", seat=seat, party=decided))
        if not decided and not stands:
            raise KhakaError(msg("error.forecast.no_candidate", seat=seat))


def bloc_mask(field: Field, bloc: Bloc) -> Bools:
    """Which candidacies belong to a bloc, (n_seats, n_parties).

    Parameters
    ----------
    bloc
        Party codes; or codes by state, for an alliance that differs from state to state (a state left out has none);
        or the mask itself.

    Raises
    ------
    KhakaError
        A mask of another shape, or no party of the bloc is in the field.
    """
    shape = (len(field.seats), len(field.parties))
    if isinstance(bloc, np.ndarray):
        mask = bloc.astype(np.bool_)
        if mask.shape != shape:
            raise KhakaError(msg("error.forecast.mask", have=str(mask.shape), want=str(shape)))
        return mask
    if isinstance(bloc, Mapping):
        by_state = {s: frozenset(p) for s, p in bloc.items()}
        names: Sequence[str] = sorted(frozenset().union(*by_state.values()))
        inside = {s: np.array([p in ps for p in field.parties]) for s, ps in by_state.items()}
        none = np.zeros(len(field.parties), dtype=np.bool_)
        mask = np.array([inside.get(s, none) for s in field.states], dtype=np.bool_).reshape(shape)
    else:
        names = sorted({bloc} if isinstance(bloc, str) else set(bloc))
        wanted = frozenset(names)
        mask = np.tile(np.array([p in wanted for p in field.parties], dtype=np.bool_), (shape[0], 1))
    if not mask.any():
        raise KhakaError(msg("error.forecast.no_bloc", parties=list(names)))
    return mask
