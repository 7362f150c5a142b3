"""Ask a measure of any election, party and place: what `khaka measure` does."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from khaka.catalog import Catalog, Election, lacking
from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import Message, msg
from khaka.measures import MEASURES, Filters, Measure, Measured, compute


@dataclass(frozen=True)
class Answer:
    """A measured value with everything that it needs to be understood and repeated."""

    measure: Measure
    measured: Measured
    base: Message | None
    filters: dict[str, Any]
    sources: tuple[str, ...]
    lacking: tuple[Message, ...] = ()


#: Measures whose value depends on the base; the others print none.
BASED = {"vote_share", "majority_wins", "deposits_forfeited"}


def ask(
    catalog: Catalog,
    name: str,
    elections: tuple[str, ...],
    filters: Filters,
    base_election: str | None = None,
) -> Answer:
    """The answer of measure ``name``.

    Raises
    ------
    NotKnown
        An election, party, state or seat that the catalogue does not have; near names are offered.
    KhakaError
        A filter is missing or out of place.
    """
    measure = MEASURES[name]
    if not elections:
        raise KhakaError(msg("error.measure.election"))
    for party in (*filters.parties, *([filters.rival] if filters.rival else [])):
        catalog.require_party(party)
    for state in filters.states:
        if state not in catalog.states:
            near = difflib.get_close_matches(state.upper(), list(catalog.states), n=3, cutoff=0.4)
            raise NotKnown(msg("error.catalog.state", state=state), msg("error.catalog.did_you_mean", names=near))
    found = [catalog.election(e) for e in elections]
    base = [catalog.election(base_election)] if base_election else []
    for seat in (*filters.seats, *filters.leave_out):
        if not any((e.contests["seat_id"] == seat).any() for e in found):
            raise NotKnown(msg("error.catalog.seat", seat=seat, election=", ".join(elections)))
    measured = compute(
        name,
        [e.results for e in found],
        filters,
        contests=[e.contests for e in found],
        base_tables=[e.results for e in base],
    )
    used = {"elections": list(elections), "base_election": base_election}
    used |= {k: getattr(filters, k) for k in filters.__slots__}
    shown = {k: list(v) if isinstance(v, tuple) else v for k, v in used.items() if v not in (None, (), [])}
    sources = tuple(sorted({s for e in (*found, *base) for s in e.sources}))
    based = msg(f"measure.base.{filters.base}") if name in BASED else None
    return Answer(measure, measured, based, shown, sources, _lacking(catalog, found, filters))


def _lacking(catalog: Catalog, found: list[Election], filters: Filters) -> tuple[Message, ...]:
    """What the data lack of the elections asked for, in the states asked for."""
    told = lacking(catalog, *(e.id for e in found))
    if not filters.states:
        return told
    return tuple(m for m in told if str(m.values["election"])[-2:] in filters.states)
