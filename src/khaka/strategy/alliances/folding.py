"""Whose votes are in an alliance's vote: taking it apart into each party's own support, and putting it together again.

Pure arithmetic on arrays. With ``own`` the points that each party would have if all of an alliance's parties stood, the
one that stands for all has its own and a part (the transfer rate) of each of the others'; of what leaks, a part goes to
the other candidates of the seat, pro rata, and the rest stays at home. ``unfold`` solves that for ``own``, ``fold`` applies
it for any other choice. If the same party stands again, the same share comes out, whatever the rate: only a change of
hands depends on transfer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Fixed-point passes of ``unfold`` at most; a pass takes the error down by about the leak, so that real ones take ten.
PASSES = 500
#: The one that stands for an alliance has at least this part of the vote of its own: an alliance puts up no dwarf, and
#: where all had come over leaks could not be told from it.
LEAST_HEIR = 0.25
_LEAST = 1e-9


@dataclass(frozen=True)
class Own:
    """Own supports.

    Parameters
    ----------
    points
        Points of votes polled that each party would have if every party stood, (n_seats, n_parties). Rows can add up
        to more than 100: voters who stay at home when their party stands aside come out again.
    others
        Points of all who are not in the columns (independents, NOTA), (n_seats,).
    """

    points: Floats
    others: Floats


def heirs_of(shares: Floats, alliance: Ints) -> Ints:
    """Who has each party's votes: the column itself where it stands, its strongest ally's where it stands aside.

    Parameters
    ----------
    shares
        Points, NaN where a party does not stand, (n_seats, n_parties).
    alliance
        Alliance numbers, -1 for none, (n_seats, n_parties).

    Returns
    -------
    (n_seats, n_parties), -1 where nobody of the alliance stands. Ties go to the first column.
    """
    stands = ~np.isnan(shares)
    out = np.where(stands, np.arange(shares.shape[1]), -1)
    for i, j in zip(*np.nonzero(~stands & (alliance >= 0)), strict=True):
        partners = np.flatnonzero(stands[i] & (alliance[i] == alliance[i, j]))
        if partners.size:
            out[i, j] = partners[int(np.argmax(shares[i, partners]))]
    return out


def divided(heirs: Ints, evidence: Floats, ceiling: Floats, shares: Floats) -> Floats:
    """Each party's part of the vote of those who stand together, (n_seats, n_parties); parts of one heir sum to 1.

    Parameters
    ----------
    evidence
        Votes of each party on the seat's ground in another election, (n_seats, n_parties). Where the one that stands has
        none the whole vote is held to be its own.
    ceiling
        Points that a party had there where it stood, (n_seats, n_parties): one that stands aside is not taken to be
        larger, however small its ally's votes were there (it may have stood aside itself).
    shares
        Points now, NaN where a party does not stand, (n_seats, n_parties).
    """
    shown = np.where(heirs >= 0, np.nan_to_num(evidence), 0.0)
    total = np.zeros(heirs.shape)
    rows, columns = np.nonzero(heirs >= 0)
    heir = heirs[rows, columns]
    np.add.at(total, (rows, heir), shown[rows, columns])
    aside = heir != columns
    size = shown[rows, columns] / np.maximum(total[rows, heir], _LEAST)
    most = np.nan_to_num(ceiling)[rows, columns] / np.maximum(np.nan_to_num(shares)[rows, heir], _LEAST)
    size = np.where(aside & (shown[rows, heir] > 0), np.minimum(size, most), 0.0)
    given = np.zeros(heirs.shape)
    np.add.at(given, (rows, heir), size)
    cut = np.minimum(1.0, (1 - LEAST_HEIR) / np.maximum(given, _LEAST))
    size, given = size * cut[rows, heir], given * cut
    part = np.zeros(heirs.shape)
    part[rows, columns] = np.where(aside, size, 1.0 - given[rows, heir])
    return part


def unfold(shares: Floats, heirs: Ints, part: Floats, rates: Floats, to_rivals: float) -> Own:
    """Own supports from shares in which some parties stood for others.

    Parameters
    ----------
    shares
        Points of votes polled, NaN where a party does not stand, (n_seats, n_parties).
    heirs, part
        See ``heirs_of`` and ``divided``.
    rates
        Transfer by giver and heir, 1 on the diagonal, (n_parties, n_parties).
    to_rivals
        Part of the leak that goes to the seat's other candidates.
    """
    x = np.nan_to_num(shares)
    others = np.maximum(100.0 - x.sum(axis=1), 0.0)
    kept, lost = _carried(heirs, part, rates)
    ratio = np.divide(lost, kept, out=np.zeros_like(lost), where=kept > 0)
    folded, rest = x, others
    for _ in range(PASSES):
        grown, outside = _received(folded, rest, ratio * folded * to_rivals)
        now = x / grown
        rest = others / outside
        if np.abs(now - folded).max(initial=0.0) < _LEAST:
            break
        folded = now
    whole = np.divide(folded, kept, out=np.zeros_like(folded), where=kept > 0)
    points = np.where(heirs >= 0, part * np.take_along_axis(whole, np.maximum(heirs, 0), axis=1), 0.0)
    return Own(points, rest)


def fold(own: Own, heirs: Ints, rates: Floats, to_rivals: float) -> Floats:
    """Shares of those who stand, NaN elsewhere, (n_seats, n_parties); arguments as in ``unfold``."""
    kept, lost = _carried(heirs, own.points, rates)
    grown, _ = _received(kept, own.others, lost * to_rivals)
    stands = heirs == np.arange(heirs.shape[1])
    return np.where(stands, kept * grown, np.nan)


def _carried(heirs: Ints, points: Floats, rates: Floats) -> tuple[Floats, Floats]:
    """What each heir gets of the points behind it, and what leaks on the way, (n_seats, n_parties) each."""
    kept, lost = np.zeros_like(points), np.zeros_like(points)
    rows, columns = np.nonzero((heirs >= 0) & (points > 0))
    heir = heirs[rows, columns]
    rate = rates[columns, heir]
    np.add.at(kept, (rows, heir), rate * points[rows, columns])
    np.add.at(lost, (rows, heir), (1 - rate) * points[rows, columns])
    return kept, lost


def _received(folded: Floats, others: Floats, leaks: Floats) -> tuple[Floats, Floats]:
    """Factors by which leaks from others make each candidate larger: (n_seats, n_parties), and (n_seats,) outside."""
    total = folded.sum(axis=1) + others
    room = np.maximum(total[:, None] - folded, _LEAST)
    each = leaks / room
    everything = each.sum(axis=1)
    return 1 + everything[:, None] - each, 1 + everything
