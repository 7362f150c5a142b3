"""The chosen proposals as one plan: in an order that keeps dependencies, with what overlaps counted once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush

from khaka.committee.advice import Outcome
from khaka.core.errors import KhakaError
from khaka.core.message import msg


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal that was decided.

    Parameters
    ----------
    seats
        Seat ids that it touches.
    after
        Proposals that come before it; those that are not in the plan are told as missing.
    order
        Its place as decided; None comes after all that have one.
    due
        The last due date of its tasks.
    """

    proposal: str
    outcome: Outcome
    seats: frozenset[str]
    after: tuple[str, ...] = ()
    order: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One proposal in the plan.

    Parameters
    ----------
    new
        Seats that no earlier step touches: these add up to the plan's.
    shared
        Earlier steps with the seats that they share with this one.
    missing
        Proposals that it depends on and that were not chosen.
    late
        True when something before it is due later than it is.
    """

    proposal: str
    new: frozenset[str]
    shared: tuple[tuple[str, frozenset[str]], ...]
    missing: tuple[str, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in order, and every seat that the plan touches, each once."""

    steps: tuple[Step, ...]
    seats: frozenset[str]


def plan(chosen: Iterable[Chosen]) -> Plan:
    """Accepted and amended proposals as one plan; declined and deferred ones are left out.

    Parameters
    ----------
    chosen
        In any order: the result does not depend on it.

    Raises
    ------
    KhakaError
        Proposals that wait for each other, or one proposal twice.
    """
    taken = [c for c in chosen if c.outcome in (Outcome.ACCEPT, Outcome.AMEND)]
    by_id = {c.proposal: c for c in taken}
    if len(by_id) < len(taken):
        raise KhakaError(msg("committee.plan.twice"))
    steps: list[Step] = []
    done: list[Chosen] = []
    for c in _in_order(by_id):
        covered = frozenset[str]().union(*(d.seats for d in done))
        shared = tuple((d.proposal, d.seats & c.seats) for d in done if d.seats & c.seats)
        missing = tuple(sorted(a for a in c.after if a not in by_id))
        late = c.due is not None and any(
            due is not None and due > c.due for due in (by_id[a].due for a in c.after if a in by_id)
        )
        steps.append(Step(c.proposal, c.seats - covered, shared, missing, late))
        done.append(c)
    return Plan(tuple(steps), frozenset[str]().union(*(c.seats for c in done)))


def _in_order(by_id: dict[str, Chosen]) -> Iterable[Chosen]:
    """Dependencies first; among what is free, the decided order, then the id."""
    waits = {i: {a for a in c.after if a in by_id} for i, c in by_id.items()}
    free = [(_rank(by_id[i]), i) for i, w in waits.items() if not w]
    heapify(free)
    done = 0
    while free:
        _, at = heappop(free)
        done += 1
        yield by_id[at]
        for i, w in waits.items():
            if at in w:
                w.discard(at)
                if not w:
                    heappush(free, (_rank(by_id[i]), i))
    if done < len(by_id):
        circle = sorted(i for i, w in waits.items() if w)
        raise KhakaError(msg("committee.plan.circle", ids=circle))


def _rank(c: Chosen) -> tuple[int, int]:
    return (0, c.order) if c.order is not None else (1, 0)
