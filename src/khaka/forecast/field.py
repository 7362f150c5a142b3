"""The field of a running mission: who stands where with which expected share, and what-ifs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.blocs import Labels, bloc_labels
from khaka.forecast.carry import Base, Nominations, Transfers
from khaka.forecast.history import NEVER_PICKED, Returns, align, returns
from khaka.forecast.level import PRIOR as LEVEL_PRIOR
from khaka.forecast.level import TERMS
from khaka.forecast.nouns import Field, Floats, Scales
from khaka.forecast.polled import Pull, national_series, polled
from khaka.forecast.setting import Setting, setting
from khaka.forecast.standing import drop_ally, plan_nominations, third_front
from khaka.forecast.training import Horizon, Taught, bench_of, field_of
from khaka.mission.windows import ensure_open

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.mission import Brief

#: A target further away than this is forecast with the errors of two years out, else with those of the eve.
FAR_DAYS = 365
#: What a hand-over brings when nobody says otherwise (the prior of the level's term); rates given are relative to it.
USUAL_TRANSFER = 1.0 + LEVEL_PRIOR[TERMS.index("handed")]


@dataclass(frozen=True)
class Outlook:
    """A mission's expectation; the evidence behind it is large and is not kept.

    Parameters
    ----------
    basis
        ``polls`` or ``history``: whether usable polls moved it.
    pulls
        What each series of polls did.
    horizon
        Whose errors were used: ``eve`` or ``2y``.
    later
        Elections after the base that moved the expectation.
    estimated
        Seats that the base election did not poll, filled from the election before.
    aside
        National blocs with fresh polls that could not be used: the last results do not say who is in them.
    """

    field: Field
    scales: Scales
    basis: str
    horizon: Horizon
    pulls: tuple[Pull, ...]
    nominations: Nominations
    later: tuple[str, ...]
    estimated: tuple[str, ...]
    aside: tuple[str, ...] = ()


def history_field(brief: Brief, nominations: Nominations | None = None) -> tuple[Field, Scales]:
    """The centre and scales of a mission's target, as of its date; see ``outlook``."""
    found = outlook(brief, nominations)
    return found.field, found.scales


def outlook(
    brief: Brief,
    nominations: Nominations | None = None,
    *,
    transfers: Transfers | None = None,
    dropped: Iterable[str] = (),
    front: Iterable[str] = (),
) -> Outlook:
    """A mission's expectation from its base, with what was known on its date: later assemblies, lineage, polls.

    Parameters
    ----------
    nominations
        Who stands where and with whom; ``plan_nominations`` when None.
    transfers
        Shares of a base that go over, 0-1, by (from, to), for ``--transfer A>B=0.8``; USUAL_TRANSFER where not named.
    dropped
        Parties that leave our alliance, for ``--drop-ally P``: they and we stand against each other in the seats that
        the alliance shared, and its vote is divided.
    front
        Parties that fight as one, without us; see ``third_front``.

    Raises
    ------
    KhakaError
        A transfer outside 0-1, a dropped party that stands nowhere, or what ``third_front`` refuses.
    Locked
        The law forbids predictions of the target election now. Every forecast starts here, so none is made.

    Notes
    -----
    Everything is fitted on pairs counted by the mission's date. The seats of redrawn states are kept under their old
    ids: the catalogue says which they are, and a mission with ``map_open`` says so on its pages.
    """
    ensure_open(brief)
    catalog, mission = brief.catalog, brief.mission
    base, estimated = whole_base(catalog, mission.base, mission.history)
    standing = nominations or plan_nominations(brief, base)
    for party in dropped:
        standing = drop_ally(standing, base, mission.party, party)
    together = tuple(front)
    if together:
        standing = third_front(standing, base, mission.party, together)
    rates = _rates(transfers)
    day = mission.as_of
    problem = setting(catalog, base, standing, day, before=_before(catalog, mission), transfer=rates)
    horizon = _horizon(catalog, mission.base, day)
    taught = bench_of(catalog).taught(mission.base[:2], day, horizon)
    labels = bloc_labels(catalog, mission.base, standing.seats, standing.states, standing.parties)
    centre, scales, pulls, aside = _on_polls(catalog, mission.election, day, problem, taught, labels)
    basis = "polls" if pulls else "history"
    return Outlook(
        _with_blocs(field_of(centre), labels), scales, basis, horizon, pulls, standing, problem.later, estimated, aside
    )


def whole_base(catalog: Catalog, election: str, history: tuple[str, ...]) -> tuple[Returns, tuple[str, ...]]:
    """The base's returns; a seat decided without a poll takes the shares of the newest election that polled it.

    Returns
    -------
    The returns, and the seats that were filled.
    """
    base = returns(catalog, election)
    empty = [s for s, v in zip(base.seats, base.polled, strict=True) if v <= 0]
    found = []
    for earlier in reversed([e for e in history if e != election]):
        if not empty:
            break
        past = returns(catalog, earlier)
        take = [s for s in empty if s in past.row and past.polled[past.row[s]] > 0]
        if take:
            parties = tuple(sorted({*base.parties, *past.parties}))
            share, polled = align(base.share, base.parties, parties), base.polled.copy()
            donor = align(past.share, past.parties, parties)
            for seat in take:
                share[base.row[seat]], polled[base.row[seat]] = donor[past.row[seat]], past.polled[past.row[seat]]
            winner = np.array([parties.index(w) for w in base.winners])
            base = Returns(base.election, base.seats, base.states, parties, share, polled, winner)
            found += take
            empty = [s for s in empty if s not in take]
    return base, tuple(sorted(found))


def apply_swing(
    field: Field, swings: Mapping[tuple[str, str | None], float], taken_from: Mapping[str, str] | None = None
) -> Field:
    """A field after swings, for ``khaka scenario``.

    Parameters
    ----------
    swings
        Points of votes polled by (party, state); a state of None is everywhere. A state's swing adds to the national.
    taken_from
        By party, from whom its swing is taken; pro rata from all others in the seat when a party is not named. In a
        seat where the named party does not stand the swing is taken pro rata.

    Raises
    ------
    KhakaError
        A party that stands nowhere in the field.

    Notes
    -----
    Votes outside the field (independents, NOTA, those who cannot win) are others too and give their part. A share never
    falls below 0: what a giver does not have is not taken, and the receiver gets only what is there; so for a loss.
    """
    column = {p: j for j, p in enumerate(field.parties)}
    centre = field.centre.copy()
    for (party, state), points in sorted(swings.items(), key=lambda kv: (kv[0][0], kv[0][1] or "")):
        giver = (taken_from or {}).get(party)
        for name in (party, giver):
            if name is not None and name not in column:
                raise KhakaError(msg("error.field.party", party=name))
        for i, where in enumerate(field.states):
            if (state is None or state == where) and not np.isnan(centre[i, column[party]]):
                _swing_seat(centre[i], column[party], points, column[giver] if giver else None)
    return replace(field, centre=centre)


def _swing_seat(row: Floats, own: int, points: float, giver: int | None) -> None:
    """Move points to (or from) one candidacy, in place."""
    points = max(points, -float(row[own]))
    if giver is not None and giver != own and not np.isnan(row[giver]):
        points = min(points, float(row[giver]))
        row[own] += points
        row[giver] -= points
        return
    others = 100.0 - float(row[own])
    points = min(points, others)
    if others > 0:
        mine = row[own] + points
        row *= (others - points) / others  # NaN stays NaN
        row[own] = mine


def _rates(transfers: Transfers | None) -> float | Transfers:
    """Hand-over rates for ``carry``: the level's term takes the usual loss off again, so a given rate is over it."""
    if not transfers:
        return 1.0
    for (giver, heir), rate in transfers.items():
        if not 0 <= rate <= 1:
            raise KhakaError(msg("error.field.transfer", giver=giver, heir=heir, rate=rate))
    return {pair: rate / USUAL_TRANSFER for pair, rate in transfers.items()}


def _before(catalog: Catalog, mission: object) -> Returns | None:
    """The election before the base in the mission's history, on the same ground."""
    history = [e for e in getattr(mission, "history", ()) if e != getattr(mission, "base", "")]
    return returns(catalog, history[-1]) if history else None


def _horizon(catalog: Catalog, base: str, day: date) -> Horizon:
    """``2y`` when the house's term ends more than FAR_DAYS after the day."""
    end = catalog.elections[base].term_end
    return "2y" if end is not None and (end - day).days > FAR_DAYS else "eve"


def _on_polls(
    catalog: Catalog, election: str, day: date, problem: Setting, taught: Taught, labels: Labels | None
) -> tuple[Base, Scales, tuple[Pull, ...], tuple[str, ...]]:
    """The expectation on polls where a national bloc has usable ones, else from history; and blocs set aside."""
    from khaka.forecast.polls import average

    alone: tuple[Base, Scales, tuple[Pull, ...]] = taught.centre(problem), taught.scales, ()
    if labels is None:
        return *alone, ()
    found, everywhere = average(catalog, election, day), np.arange(len(problem.nominations.seats))
    known, aside = national_series(found, labels, everywhere)
    if not known:
        return *alone, aside
    return *polled(problem, taught.level, taught.scales, found, labels), aside


def _with_blocs(field: Field, labels: Labels | None) -> Field:
    """The field with each party's bloc: the label that it has in most of the seats where it stands."""
    if labels is None:
        return field
    blocs = []
    for j, party in enumerate(field.parties):
        if party not in labels.parties or party in NEVER_PICKED:
            blocs.append("OTHER")
            continue
        names, counts = np.unique(
            labels.bloc[~np.isnan(field.centre[:, j]), labels.parties.index(party)], return_counts=True
        )
        blocs.append(str(names[np.lexsort((names, -counts))[0]]) if names.size else "OTHER")
    return replace(field, blocs=tuple(blocs))
